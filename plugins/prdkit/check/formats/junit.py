"""To write findings as JUnit XML, which most CI systems show as a list of tests."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as etree

from prdkit.check.finding import Finding
from prdkit.check.outcome import Outcome, Waived
from prdkit.link.site import Site

_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 allows nobody to write, and the control characters that it advises against."""


def write(
    findings: list[Finding], site: Site, *, strict: bool = False, outcome: Outcome | None = None, **_: object
) -> str:
    """One suite; a test for each document, and one for each rule that found something in a file.

    What fails the check is a failure of its test. Other findings are the test's output, and a test of which
    everything is waived is skipped. No test has more than one of these, as the stricter schemas want.
    """
    waived = outcome.waived if outcome is not None else ()
    cases = [*_clean(findings, waived, site), *_cases(findings, strict), *_skipped(findings, waived)]
    count = {tag: str(sum(case.find(tag) is not None for case in cases)) for tag in ("failure", "skipped")}
    numbers = {"tests": str(len(cases)), "failures": count["failure"], "errors": "0", "skipped": count["skipped"]}
    root = etree.Element("testsuites", {"name": "prd check"} | numbers)
    day = f"{site.as_of.isoformat()}T00:00:00"
    told = {"name": "prd check"} | numbers | {"time": "0", "timestamp": day, "hostname": "localhost"}
    etree.SubElement(root, "testsuite", told).extend(cases)
    etree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def _clean(findings: Sequence[Finding], waived: Sequence[Waived], site: Site) -> list[etree.Element]:
    spoken = {finding.path for finding in findings} | {one.finding.path for one in waived}
    return [_case(document.path, "no findings") for document in site.documents if document.path not in spoken]


def _case(path: str, name: str) -> etree.Element:
    return etree.Element("testcase", {"classname": _allowed(path), "name": name, "time": "0"})


def _cases(findings: Sequence[Finding], strict: bool) -> list[etree.Element]:
    failing = {"error", "warning"} if strict else {"error"}
    made = []
    for (path, rule), alike in _grouped(findings).items():
        case = _case(path, rule)
        bad = [finding for finding in alike if finding.severity in failing]
        if bad:
            told = {"message": _allowed(_summary(bad)), "type": bad[0].severity}
            etree.SubElement(case, "failure", told).text = _allowed("\n".join(map(_told, bad)))
        rest = [finding for finding in alike if finding.severity not in failing]
        if rest:
            etree.SubElement(case, "system-out").text = _allowed("\n".join(map(_told, rest)))
        made.append(case)
    return made


def _skipped(findings: Sequence[Finding], waived: Sequence[Waived]) -> list[etree.Element]:
    counted = {(finding.path, finding.rule) for finding in findings}
    made: dict[tuple[str, str], etree.Element] = {}
    for one in waived:
        place = one.finding.path, one.finding.rule
        if place not in counted and place not in made:
            made[place] = _case(*place)
            etree.SubElement(made[place], "skipped", {"message": _allowed(one.waiver.told)})
    return list(made.values())


def _grouped(findings: Sequence[Finding]) -> dict[tuple[str, str], list[Finding]]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.path, finding.rule), []).append(finding)
    return groups


def _summary(alike: Sequence[Finding]) -> str:
    more = f" (and {len(alike) - 1} more)" if len(alike) > 1 else ""
    return f"line {alike[0].line}: {alike[0].message}{more}"


def _told(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}: {finding.severity}: {finding.message}"
    return f"{place}\n    {finding.hint}" if finding.hint else place


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
