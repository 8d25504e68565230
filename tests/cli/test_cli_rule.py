"""`prd rule`: the list of rules and the page of one."""

from pathlib import Path

from calling import prd

from prdkit.blocks.catalogue import all_rules


def test_the_list_has_every_rule_once(tmp_path: Path) -> None:
    result = prd("rule", cwd=tmp_path, COLUMNS="200")
    assert result.code == 0
    heads = [line.split()[0] for line in result.out.splitlines() if not line.startswith(" ")]
    assert heads == [rule.name for rule in all_rules()]
    assert "states/hole" in heads
    assert "error from G2" in next(line for line in result.out.splitlines() if line.startswith("states/hole "))


def test_the_list_fits_the_terminal(tmp_path: Path) -> None:
    result = prd("rule", cwd=tmp_path, COLUMNS="100")
    assert max(map(len, result.out.splitlines())) <= 100


def test_a_page_says_what_why_bad_and_good(tmp_path: Path) -> None:
    result = prd("rule", "fields/date", cwd=tmp_path)
    assert (
        result.out
        == """\
fields/date

A value is not a day of the calendar, or not in the form that its field wants.

A `date` is written as YYYY-MM-DD, a `datetime` as `2026-04-21T10:00+08:00`; a `moment` may be either.

Severity: error. Drafts are held to it too.

Bad:

    created: 2026-02-30  # here

Good:

    created: 2026-02-28
"""
    )


def test_every_rule_has_a_page_to_print(tmp_path: Path) -> None:
    page = prd("rule", "states/dead-end", cwd=tmp_path).out
    assert page.startswith("states/dead-end\n\nA state that is not final has no way to a final state.\n\n")
    assert page.index("Bad:") < page.index("Good:")


def test_a_family_lists_its_rules(tmp_path: Path) -> None:
    lines = prd("rule", "fields", cwd=tmp_path, COLUMNS="200").out.splitlines()
    assert lines
    assert all(line.startswith("fields/") for line in lines)


def test_an_unknown_rule_is_met_with_the_nearest(tmp_path: Path) -> None:
    result = prd("rule", "states/deadend", cwd=tmp_path)
    assert result.code == 2
    assert "no rule is called `states/deadend`" in result.err
    assert "Did you mean `states/dead-end`?" in result.err
