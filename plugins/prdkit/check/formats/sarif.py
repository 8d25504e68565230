"""To write findings as SARIF 2.1.0 (OASIS), which code hosts take for their list of code problems."""

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from prdkit import __version__
from prdkit.check.finding import Finding
from prdkit.check.fingerprint import VERSION, fingerprints
from prdkit.check.outcome import Outcome
from prdkit.check.registry import Example, Rule
from prdkit.check.waiver import Waiver
from prdkit.config.baseline import Entry
from prdkit.config.config import Config
from prdkit.link.site import Site

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write(
    findings: list[Finding],
    site: Site,
    *,
    rules: Sequence[Rule] = (),
    base: str = "",
    outcome: Outcome | None = None,
    **_: object,
) -> str:
    """One run with the pages of all `rules`; paths are relative to the repository, the project at `base`.

    What is waived is suppressed. Against a baseline, every result is new, unchanged or absent.
    """
    places = {rule.name: index for index, rule in enumerate(rules)}
    driver = {
        "name": "prdkit",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule, site.config) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "results": _results(outcome or Outcome(findings), site, places, base),
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    written = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    return written.encode("utf-8", "replace").decode("utf-8")


def _results(outcome: Outcome, site: Site, places: dict[str, int], base: str) -> list[dict[str, Any]]:
    waived = {one.finding: one.waiver for one in outcome.waived}
    all_of_them = sorted((*outcome.findings, *waived, *outcome.known), key=lambda finding: finding.place)
    known, old = fingerprints(all_of_them, site), frozenset(outcome.known)
    compared = site.config.baseline is not None
    found = []
    for finding in all_of_them:
        made = _result(finding, places, base, known[finding])
        if compared:
            made["baselineState"] = "unchanged" if finding in old else "new"
        if finding in waived:
            made["suppressions"] = [_suppression(waived[finding])]
        found.append(made)
    file = site.config.baseline.path if site.config.baseline is not None else ""
    return [*found, *(_absent(entry, places, str(PurePosixPath(base, file))) for entry in outcome.gone)]


def _suppression(waiver: Waiver) -> dict[str, Any]:
    kind = "external" if waiver.document is None else "inSource"
    return {"kind": kind, "justification": waiver.told}


def _absent(entry: Entry, places: dict[str, int], file: str) -> dict[str, Any]:
    """What is gone, at its line of the baseline: some readers refuse a whole file over a result without a place."""
    place = {"artifactLocation": _artifact(file), "region": {"startLine": entry.line}}
    made: dict[str, Any] = {
        "ruleId": entry.rule,
        "level": _LEVELS.get(entry.severity, "none"),
        "message": {"text": f"{entry.message} ({entry.document})"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {VERSION: entry.fingerprint},
        "baselineState": "absent",
    }
    return made | ({"ruleIndex": places[entry.rule]} if entry.rule in places else {})


def _rule(rule: Rule, config: Config) -> dict[str, Any]:
    page, rules_url = rule.page, config.rules_url
    gate = ", ".join(config.process.gates_of(rule.name))
    shown = [("Bad", page.bad), ("Good", page.good)]
    text = "\n\n".join(filter(None, (page.why, *(_plain(title, examples) for title, examples in shown))))
    markdown = "\n\n".join(filter(None, (page.why, *(_fenced(title, examples) for title, examples in shown))))
    made: dict[str, Any] = {
        "id": rule.name,
        "name": "".join(word.capitalize() for word in rule.name.replace("/", "-").split("-")),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": f"{page.summary} {' '.join(page.why.split())}".strip()},
        "help": {"text": text or page.summary, "markdown": markdown or page.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]} | ({"gate": gate} if gate else {}),
    }
    return made | ({"helpUri": f"{rules_url}{rule.name}/"} if rules_url else {})


def _plain(title: str, examples: Sequence[Example]) -> str:
    return "\n\n".join(f"{title}:\n\n{example.text.rstrip()}" for example in examples)


def _fenced(title: str, examples: Sequence[Example]) -> str:
    def fence(example: Example) -> str:
        language = example.language.split(" ")[0]
        return f"**{title}**\n\n````{language}\n{example.text.rstrip()}\n````"

    return "\n\n".join(map(fence, examples))


def _artifact(path: str) -> dict[str, Any]:
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _result(finding: Finding, places: dict[str, int], base: str, fingerprint: str) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    place = {"artifactLocation": _artifact(str(PurePosixPath(base, finding.path))), "region": region}
    message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {VERSION: fingerprint},
    }
    return made | ({"ruleIndex": places[finding.rule]} if finding.rule in places else {})
