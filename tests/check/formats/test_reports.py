"""Reports that CI systems and people read: GitLab, JUnit, Markdown, and what they say of waivers and baselines."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.dom import minidom

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from prdkit.blocks.catalogue import all_rules
from prdkit.check.baseline import written
from prdkit.check.finding import Finding
from prdkit.check.formats import github, markdown, names, writer
from prdkit.check.outcome import Outcome
from prdkit.check.run import outcome
from prdkit.config.baseline import parse
from prdkit.link.site import Site
from prdkit.testing import AS_OF, DEFAULT_PATH, defaults, prd, site

DATA = Path(__file__).parents[2] / "data"
WAIVE = "waive: [{rule: sections/vague, reason: The law, by: pm.lead, until: 2026-06-30}]\n"
RULES = "rules: [{id: R1, then: Answer quickly}]\n"
HOSTILE = "a\x00\x1b[31m\x0b\ufffe\udcff ]]> <b>&amp; |`x` @all #1 ::error::x ##[group] https://x.example \u202e\n\r%0A"


def made(text: str = RULES + "priority: P9\nonwer: x\n", known: str = "") -> tuple[Site, Outcome]:
    config = replace(defaults(), baseline=parse("known.json", known.encode())) if known else defaults()
    other = prd(id="PRD-2026-002")
    of = site({DEFAULT_PATH: prd(text), "prds/PRD-2026-002.md": other}, config)
    return of, outcome(of, all_rules())


def said(form: str, of: Site, came: Outcome, **options: Any) -> str:
    return writer(form)(came.findings, of, rules=all_rules(), outcome=came, **options)


def finding(message: str = "m", severity: Any = "error", line: int = 1, **over: Any) -> Finding:
    values: dict[str, Any] = {"rule": "fields/unknown", "path": f"prd/{DEFAULT_PATH}", "document": "PRD-2026-001"}
    values |= {"column": 1, "end_line": line, "end_column": 2, "severity": severity, "message": message}
    return Finding(**(values | over), line=line)


def hostile() -> Finding:
    return finding(HOSTILE, hint=HOSTILE, path=f"prd/{HOSTILE}.md", document=HOSTILE, field=HOSTILE)


# GitLab


def test_gitlab_has_what_the_report_wants() -> None:
    of, came = made()
    told = json.loads(said("gitlab", of, came, base="docs"))
    assert len(told) == len(came.findings)
    first = next(issue for issue in told if issue["check_name"] == "fields/not-allowed")
    assert first == {
        "description": "`priority: P9` is not one of its values. Use one of `P0`, `P1`, `P2`, `P3`.",
        "check_name": "fields/not-allowed",
        "fingerprint": first["fingerprint"],
        "severity": "major",
        "location": {"path": f"docs/prd/{DEFAULT_PATH}", "lines": {"begin": 19, "end": 19}},
    }


def test_gitlab_has_a_fingerprint_for_each() -> None:
    body = "\n## Acceptance criteria\n\nDo it quickly.\n\nAnswer quickly.\n"
    of = site({DEFAULT_PATH: prd(body=body)})
    told = json.loads(said("gitlab", of, outcome(of, all_rules())))
    assert len({issue["fingerprint"] for issue in told}) == len(told)
    assert sum(issue["check_name"] == "sections/vague" for issue in told) == 2


# JUnit


def suite(text: str) -> Any:
    return next(iter(JUnitXml.fromstring(text.encode())))


def test_junit_has_a_test_for_every_document_and_rule() -> None:
    of, came = made()
    tests = {(test.classname, test.name): test for test in suite(said("junit", of, came))}
    assert ("prd/prds/PRD-2026-002.md", "no findings") in tests
    failed = tests[f"prd/{DEFAULT_PATH}", "fields/not-allowed"]
    assert failed.is_failure
    assert failed.result[0].message == "line 19: `priority: P9` is not one of its values"
    assert f"prd/{DEFAULT_PATH}:19:11: error:" in failed.result[0].text


def test_junit_counts_what_it_holds() -> None:
    of, came = made(RULES + WAIVE + "priority: P9\n")
    whole = suite(said("junit", of, came))
    assert (whole.tests, whole.failures, whole.errors, whole.skipped) == (len(list(whole)), 1, 0, 1)
    skipped = next(test for test in whole if test.is_skipped)
    assert skipped.result[0].message == "waived until 2026-06-30 by pm.lead: The law"


def test_junit_warnings_fail_a_strict_check_only() -> None:
    of = site({DEFAULT_PATH: prd()})
    came = Outcome([finding(severity="warning"), finding("n", "info", 2)])
    lax, strict = (suite(said("junit", of, came, strict=strict)) for strict in (False, True))
    assert (lax.failures, strict.failures) == (0, 1)
    assert "warning: m" in next(iter(lax)).system_out
    assert "info: n" in next(iter(strict)).system_out


def test_junit_keeps_to_the_common_schemas() -> None:
    """Attributes that Jenkins, Ant and GitLab want; at most one result of a test; no time that changes."""
    of, came = made(RULES + WAIVE + "priority: P9\n")
    text = said("junit", of, came)
    root = minidom.parseString(text.encode()).documentElement
    assert root is not None
    assert root.tagName == "testsuites"
    (only,) = root.getElementsByTagName("testsuite")
    wanted = {"name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname"}
    assert set(only.attributes.keys()) == wanted
    assert only.getAttribute("timestamp") == f"{AS_OF}T00:00:00"
    for case in only.getElementsByTagName("testcase"):
        assert set(case.attributes.keys()) == {"classname", "name", "time"}
        results = [tag for tag in ("skipped", "failure", "error") if case.getElementsByTagName(tag)]
        assert len(results) <= 1
        children = [child.tagName for child in case.childNodes if child.nodeType == child.ELEMENT_NODE]
        assert children in ([], ["skipped"], ["failure"], ["system-out"], ["failure", "system-out"])


@given(st.text(max_size=60))
def test_junit_is_xml_whatever_a_document_says(words: str) -> None:
    of = site({DEFAULT_PATH: prd()})
    came = Outcome([finding(words, hint=words, path=f"prd/{words}.md"), finding(words, "info")])
    assert len(list(suite(said("junit", of, came)))) >= 1


# Markdown


def test_markdown_groups_by_file_errors_first() -> None:
    of, _ = made()
    came = Outcome([finding("w", "warning", path="prd/a.md"), finding("e `x|y`", path="prd/b.md", url="https://r/x/")])
    text = said("markdown", of, came)
    assert text.startswith("### prd check: 2 documents, 1 error, 1 warning, 0 infos\n")
    assert text.index("prd/b.md") < text.index("prd/a.md")
    row = "| 1 | 🔴 error | e <code>x&#124;y</code> | [<code>fields/unknown</code>](<https://r/x/>) |"
    assert row in text.splitlines()


def test_markdown_is_short_and_counts_the_rest() -> None:
    of, _ = made()
    came = Outcome([finding("x" * 200, line=n, path=f"prd/{n % 40}.md") for n in range(1, 2000)])
    text = said("markdown", of, came)
    assert 50_000 < len(text) <= markdown.MOST
    rows = len(re.findall(r"^\| \d+ \|", text, re.MULTILINE))
    assert f"… and {1999 - rows} findings more." in text


def test_one_document_does_not_take_all_the_room() -> None:
    of, _ = made()
    long = "`" + "|" * 100_000
    many = [finding(long, line=n, hint=long) for n in range(1, 100)]
    text = said("markdown", of, Outcome([*many, finding("short", "info", path="prd/z.md")]))
    assert len(text) <= markdown.MOST
    assert "short" in text
    assert re.search(r"… and \d+ findings more", text)


def test_markdown_shows_no_markup_of_a_document() -> None:
    of, _ = made()
    text = said("markdown", of, Outcome([hostile()]))
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert html.count("<table>") == 1
    assert html.count("<tr>") == 2
    ours = {"h3", "p", "strong", "code", "table", "thead", "tbody", "tr", "th", "td", "br"}
    assert set(re.findall(r"<(\w+)", html)) <= ours
    plain = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
    assert not re.search(r"(?<!\w)[@#]\w", plain)
    assert "https://x" not in plain
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    assert "##[" not in text
    assert "\x1b" not in text


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_markdown_keeps_its_table_whatever_a_document_says(words: str) -> None:
    of = site({DEFAULT_PATH: prd()})
    html = (
        MarkdownIt("commonmark", {"html": True}).enable("table").render(said("markdown", of, Outcome([finding(words)])))
    )
    assert (html.count("<tr>"), html.count("<td")) == (2, 4)


# GitHub


def commands(text: str) -> Iterator[dict[str, str]]:
    """Workflow commands as the runner reads them."""
    for line in text.splitlines():
        found = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
        assert found
        properties = dict(part.split("=", 1) for part in found[2].split(","))
        yield {"command": found[1], "message": found[3], **properties}


def test_github_is_one_command_a_finding_whatever_a_document_says() -> None:
    of, _ = made()
    (told,) = commands(github.write([hostile()], of))
    assert (told["command"], told["title"]) == ("error", "fields/unknown")
    assert told["line"] == "1"
    assert "%250A" in told["message"]
    assert "##[group]" not in told["message"]
    assert not re.search(r"[\x00-\x1f]", told["message"] + told["file"])


def test_github_says_how_many_it_will_not_show() -> None:
    of, _ = made()
    many = [finding(line=n) for n in range(1, 13)] + [finding(severity="warning", line=n) for n in range(1, 11)]
    first, *rest = commands(github.write(many, of))
    assert first["command"] == "notice"
    assert first["message"] == "Not shown beside the lines: 2 of 12 errors. This log has them all."
    assert len(rest) == 22
    assert [told["command"] for told in commands(github.write(many[2:], of))].count("notice") == 0


# What is held back


def results(of: Site, came: Outcome) -> list[dict[str, Any]]:
    whole = json.loads(said("sarif", of, came))
    schema = json.loads((DATA / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(whole)
    found: list[dict[str, Any]] = whole["runs"][0]["results"]
    return found


def test_sarif_suppresses_what_is_waived() -> None:
    of, came = made(RULES + WAIVE)
    (waived,) = (result for result in results(of, came) if "suppressions" in result)
    assert waived["ruleId"] == "sections/vague"
    assert waived["suppressions"] == [
        {"kind": "inSource", "justification": "waived until 2026-06-30 by pm.lead: The law"}
    ]
    assert "baselineState" not in waived


def test_sarif_says_what_is_new_unchanged_and_absent() -> None:
    of, came = made()
    text = "priority: P9\nonwer: x\nmilestones: [{id: M1, name: A, actual: 2027-01-01}]\n"
    of, came = made(text, written(came.findings, of))
    told = results(of, came)
    states = {(result["ruleId"], result["baselineState"]) for result in told}
    assert all(result["locations"] for result in told)
    assert {("fields/not-allowed", "unchanged"), ("dates/not-yet", "new"), ("sections/vague", "absent")} <= states


def test_alerts_are_what_counts() -> None:
    known = written(made()[1].findings, made()[0])
    of, came = made(RULES.replace("R1, then: Answer", "R2, then: Print") + WAIVE + "priority: P9\nlang: xx\n", known)
    assert came.waived
    assert came.known
    assert came.gone
    told = json.loads(said("alerts", of, came))["runs"][0]["results"]
    assert [result["ruleId"] for result in told] == [finding.rule for finding in came.findings]
    assert not any("suppressions" in result for result in told)


@pytest.mark.parametrize("form", names())
def test_every_format_takes_everything(form: str) -> None:
    of, came = made(RULES + WAIVE + "priority: P9\n")
    whole = replace(came, findings=[*came.findings, hostile(), finding(severity="info")], known=(finding("known"),))
    text = said(form, of, whole, strict=True, base="a b", colour=False)
    assert text.endswith("\n")
    assert text.encode("utf-8", "backslashreplace")
    assert "\x1b" not in text
    assert "\x00" not in text


@pytest.mark.parametrize("form", ["github", "gitlab"])
def test_formats_without_a_place_for_it_leave_it_out(form: str) -> None:
    of, came = made(RULES + WAIVE)
    assert "vague" not in said(form, of, came)


def test_text_says_how_much_is_held_back() -> None:
    of, came = made(RULES + WAIVE)
    assert said("text", of, came).endswith(" (1 waived)\n")
    assert "Not counted: 1 waived." in said("markdown", of, came)


def test_dates_do_not_change_a_report() -> None:
    of, came = made()
    later = replace(of, as_of=date(2026, 6, 16))
    one, two = (json.loads(said("gitlab", s, outcome(s, all_rules()))) for s in (of, later))
    assert [issue["fingerprint"] for issue in one] == [issue["fingerprint"] for issue in two]
    assert came.findings
