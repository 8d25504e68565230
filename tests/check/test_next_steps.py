"""To hold that a finding says what to write instead."""

import pytest
from tests.check.saying import hints

from prdkit.testing import DEFAULT_PATH, findings, prd


@pytest.mark.parametrize(
    ("rule", "front_matter", "hint"),
    [
        ("fields/wrong-type", "risks: [{id: K1, title: A, p: high}]", "Write a whole number, such as `3`."),
        ("fields/wrong-type", "risks: [{id: K1, title: A, p: 3%}]", "Write `3`, without `%`."),
        ("fields/missing", "owner:", "Known: `pm.lead`,"),
        ("organisation/unknown-person", "owner: zzz", "Known: `pm.lead`,"),
        ("organisation/unknown-department", "departments: [zzz]", "Known: `product`,"),
        ("references/unresolved", "links: {requires: [PRD-2026-009]}", "Correct the id"),
        ("references/unknown-anchor", "features: [{id: F1, name: A}]\nx-a: PRD-2026-001#zzz", "It has `#F1`"),
    ],
)
def test_a_wrong_value_comes_with_what_is_known(rule: str, front_matter: str, hint: str) -> None:
    assert [hint in step for step in hints(rule, front_matter)] == [True]


@pytest.mark.parametrize("heading", ["## Backgroud & problem", "### Background & problem"])
def test_a_missing_section_names_the_heading_that_was_meant(heading: str) -> None:
    found = findings({DEFAULT_PATH: prd(body=f"\n{heading}\n\nGuests leave.\n")}, "sections/missing")
    assert f"Is `{heading}` on line" in next(f.hint for f in found if "Background" in f.message)


def test_marks_are_looked_at_outside_code_alone() -> None:
    body = "## Goals\n\n```\n<!-- prd: sates -->\n```\n\n<!-- prd: sates -->\n<!-- prd: states -->\n"
    (found,) = findings({DEFAULT_PATH: prd(body=body)}, "sections/unknown-mark")
    assert found.hint == "Did you mean `states`?"


def test_a_department_that_nobody_knows_is_not_called_idle() -> None:
    node = "{id: n, name: Live, due: M5, cells: {product: {role: A/R, does: a, deliverable: b}}}"
    plan = "departments: [product, zzz]\nmilestones: [{id: M5, name: L, baseline: 2026-04-17}]"
    matrix = f"{plan}\ncollaboration: {{model: RACI, nodes: [{node}]}}"
    assert hints("collaboration/idle-department", matrix) == []
