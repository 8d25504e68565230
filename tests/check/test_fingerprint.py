"""A finding is known again when what moved is not the finding."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from prdkit.check.fingerprint import fingerprint, fingerprints
from prdkit.testing import AS_OF, DEFAULT_BODY, DEFAULT_PATH, findings, prd, site

ROWS = """\
risks:
  - {id: K1, title: Nobody comes, p: 9}
  - {id: K2, title: Too many come, p: 8}
departments: [product, legall]
updated: 2026-03-01
"""
BODY = (
    DEFAULT_BODY
    + "\n## Acceptance criteria\n\nThe till answers quickly.\n\nSee PRD-2026-777.\n\nSee [[PRD-2026-777]] again.\n"
)
QUIET = st.text(st.characters(codec="utf-8", categories=("L", "Zs")), max_size=20)


def prints(text: str, path: str = DEFAULT_PATH, as_of: date = AS_OF) -> set[str]:
    made = site({path: text}, as_of=as_of)
    return set(fingerprints(findings(made), made).values())


BEFORE = prints(prd(ROWS, BODY))


def test_every_finding_has_its_own() -> None:
    made = site({DEFAULT_PATH: prd(ROWS, BODY)})
    found = findings(made)
    assert {"fields/range", "sections/vague", "references/unresolved", "document/ageing"} <= {f.rule for f in found}
    assert len(set(fingerprints(found, made).values())) == len(found)


@given(st.lists(QUIET.map(lambda words: f"x{words}".strip()), max_size=3))
def test_lines_above_change_nothing(words: list[str]) -> None:
    above = "".join(f"{line}\n\n" for line in words)
    keys = "".join(f"x-{number}: {number}\n" for number in range(len(words)))
    assert prints(prd(keys + ROWS, f"\n{above}{BODY}")) == BEFORE


def test_rows_above_change_nothing() -> None:
    row = "  - {id: K0, title: Rain, p: 1}\n"
    assert prints(prd(ROWS.replace("risks:\n", f"risks:\n{row}"), BODY)) == BEFORE
    assert prints(prd(ROWS.replace("[product,", "[ops, cs, product,"), BODY)) == BEFORE


def test_a_moved_file_changes_nothing() -> None:
    assert prints(prd(ROWS, BODY), "prds/2026/PRD-2026-001-points.md") == BEFORE


@given(st.integers(1, 60))
def test_another_day_changes_nothing(days: int) -> None:
    assert prints(prd(ROWS, BODY), as_of=AS_OF - timedelta(days=min(days, 15))) == BEFORE


def test_rows_are_known_by_the_key_they_go_by() -> None:
    machine = """\
state_machines:
  - id: order
    initial: open
    states: {open: {}, paid: {final: true}}
    events: {pay: {actor: user}}
    transitions:
      - {from: open, event: pay, to: payed}
"""
    more = machine.replace(
        "    transitions:\n", "    transitions:\n      - {from: open, event: pay, to: paid, guard: x}\n"
    )
    other = machine.replace("  - id: order", "  - id: old\n    initial: a\n    states: {a: {}}\n  - id: order")
    one, two, three = (site({DEFAULT_PATH: prd(text)}) for text in (machine, more, other))
    assert len({fingerprint(findings(made, "states/unknown-state")[0], made) for made in (one, two, three)}) == 1


def test_another_fault_is_another_finding() -> None:
    assert prints(prd(ROWS.replace("p: 9", "p: 7"), BODY)) != BEFORE
    assert prints(prd(ROWS.replace("K1", "K3"), BODY)) != BEFORE


def test_equal_findings_are_numbered() -> None:
    made = site(
        {DEFAULT_PATH: prd(body=DEFAULT_BODY + "\n## Acceptance criteria\n\nDo it quickly.\n\nAnd answer quickly.\n")}
    )
    found = findings(made, "sections/vague")
    assert len(found) == 2
    assert len({fingerprint(finding, made) for finding in found}) == 1
    assert len(set(fingerprints(found, made).values())) == 2


def test_the_words_of_a_message_and_its_counts_do_not_matter() -> None:
    made = site({DEFAULT_PATH: prd("title: " + "x" * 130)})
    longer = site({DEFAULT_PATH: prd("title: " + "x" * 131)})
    first, second = (findings(s, "fields/length")[0] for s in (made, longer))
    assert first.message != second.message
    assert fingerprint(first, made) == fingerprint(second, longer)
