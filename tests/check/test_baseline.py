"""What was known on the first day does not count; what is new does; what is gone is said."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prdkit.blocks.catalogue import all_rules
from prdkit.check.baseline import written
from prdkit.check.outcome import Outcome
from prdkit.check.run import outcome
from prdkit.config.baseline import BadBaseline, parse
from prdkit.testing import AS_OF, DEFAULT_BODY, DEFAULT_PATH, defaults, prd, site

TEXT = """\
risks:
  - {id: K1, title: Nobody comes, p: 9}
  - {id: K2, title: Too many come, p: 8}
departments: [product, legall]
updated: 2026-03-01
"""
BODY = DEFAULT_BODY + "\n## Acceptance criteria\n\nThe till answers quickly.\n\nSee PRD-2026-777.\n"


def came_of(text: str, known: str = "", path: str = DEFAULT_PATH, as_of: date = AS_OF) -> Outcome:
    baseline = parse("known.json", known.encode()) if known else None
    return outcome(site({path: text}, replace(defaults(), baseline=baseline), as_of), all_rules())


def baseline_of(text: str) -> str:
    made = site({DEFAULT_PATH: text})
    return written(outcome(made, all_rules()).findings, made)


KNOWN = baseline_of(prd(TEXT, BODY))


def test_nothing_known_counts() -> None:
    came = came_of(prd(TEXT, BODY), KNOWN)
    assert (came.findings, came.gone) == ([], ())
    assert len(came.known) == sum(row["count"] for row in json.loads(KNOWN)["findings"]) > 5


@given(st.lists(st.text(st.characters(codec="utf-8", categories=("L", "Zs")), max_size=20), max_size=4))
def test_it_survives_lines_inserted_above(words: list[str]) -> None:
    above = "".join(f"x{line.strip()}\n\n" for line in words)
    keys = "".join(f"x-{number}: {number}\n" for number in range(len(words)))
    assert came_of(prd(keys + TEXT, f"\n{above}{BODY}"), KNOWN).findings == []


def test_it_survives_rows_inserted_above() -> None:
    rows = TEXT.replace("risks:\n", "risks:\n  - {id: K0, title: Rain, p: 1}\n").replace("[product", "[ops, product")
    assert came_of(prd(rows, BODY), KNOWN).findings == []


def test_it_survives_a_renamed_file() -> None:
    assert came_of(prd(TEXT, BODY), KNOWN, "prds/2026/PRD-2026-001-points.md").findings == []


@given(st.integers(1, 15))
def test_it_survives_other_days(days: int) -> None:
    assert came_of(prd(TEXT, BODY), KNOWN, as_of=AS_OF - timedelta(days=days)).findings == []


def test_a_second_one_of_the_same_is_new() -> None:
    body = BODY.replace("quickly.\n", "quickly.\n\nThe app answers quickly.\n")
    found = came_of(prd(TEXT, body), KNOWN).findings
    assert [finding.rule for finding in found] == ["sections/vague"]
    assert body.split("\n").index("The app answers quickly.") > body.split("\n").index("The till answers quickly.")


def test_what_weighs_more_than_it_did_is_new() -> None:
    draft, after = (prd("owner: pm.laed", status=status) for status in ("draft", "review"))
    found = came_of(after, baseline_of(draft)).findings
    assert ("organisation/unknown-person", "error") in {(f.rule, f.severity) for f in found}
    assert came_of(draft, baseline_of(after)).findings == []


def test_what_is_gone_is_said_at_its_line() -> None:
    came = came_of(prd(TEXT.replace("p: 9", "p: 4"), BODY), KNOWN)
    assert [(f.rule, f.severity, f.path) for f in came.findings] == [("baseline/fixed", "warning", "known.json")]
    assert KNOWN.split("\n")[came.findings[0].line - 1].startswith('{"rule": "fields/range"')
    assert came.findings[0].message == "1 finding of the baseline is gone: `fields/range` in PRD-2026-001"
    assert came.findings[0].hint == "Run `prd check --write-baseline known.json` and commit the file."


def test_rules_that_did_not_run_leave_nothing_gone() -> None:
    from prdkit.check.run import Selection

    made = site({DEFAULT_PATH: prd()}, replace(defaults(), baseline=parse("known.json", KNOWN.encode())))
    assert outcome(made, all_rules(), Selection(("states",))).gone == ()
    assert outcome(made, all_rules(), Selection((), ("fields",))).gone != ()


def test_the_file_is_the_same_whatever_the_order_and_the_day() -> None:
    made = site({DEFAULT_PATH: prd(TEXT, BODY)})
    found = outcome(made, all_rules()).findings
    later = site({DEFAULT_PATH: prd(TEXT, BODY)}, as_of=AS_OF + timedelta(days=9))
    assert written(reversed(found), made) == KNOWN == written(outcome(later, all_rules()).findings, later)
    assert "is N days ago" in KNOWN


def test_one_line_a_finding() -> None:
    lines = [line.rstrip(",") for line in KNOWN.splitlines() if line.startswith('{"rule"')]
    assert [json.loads(line) for line in lines] == json.loads(KNOWN)["findings"]
    documents = [json.loads(line)["document"] for line in lines]
    assert documents == sorted(documents)


def test_waivers_are_not_known() -> None:
    text = prd("waive: [{rule: sections/vague, reason: A, by: pm.lead, until: 2026-06-01}]")
    known = baseline_of(text)
    assert json.loads(known)["findings"] == []
    assert [f.rule for f in came_of(text, known).findings] == ["waivers/expired"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "not JSON"),
        ("{\n\n,}", 3, "not JSON"),
        ("[]", 1, "no list `findings`"),
        ('{"findings": []}', 1, "written by another prdkit"),
        (KNOWN.replace("prdkitFinding/v1", "prdkitFinding/v0"), 1, "another prdkit"),
        (KNOWN.replace('"count": 1', '"count": "1"', 1), 5, "no `count`"),
        (KNOWN.replace('"count": 1', '"count": 0', 1), 5, "no right severity or count"),
        (KNOWN.replace('"severity": "error"', '"severity": "fatal"', 1), 5, "no right severity"),
        ('{"version": 1, "fingerprint": "prdkitFinding/v1", "findings": [3]}', 1, "no `rule`"),
        ("[" * 100_000, 1, "not JSON"),
        ('{"version": 1, "fingerprint": "prdkitFinding/v1", "findings": [{"count": ' + "9" * 5000 + "}]}", 1, "JSON"),
    ],
)
def test_a_broken_file_is_refused_in_words(text: str, line: int, said: str) -> None:
    with pytest.raises(BadBaseline) as caught:
        parse("known.json", text.encode())
    assert said in caught.value.message
    assert caught.value.line == line


def test_a_file_that_is_no_utf_8_is_refused() -> None:
    with pytest.raises(BadBaseline, match="not UTF-8"):
        parse("known.json", b"\xff{}")
