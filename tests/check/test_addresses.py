"""To find parts of a document that links cannot tell apart."""

import re

import pytest
from tests.check.saying import Said, hints, in_body, of_prd

from prdkit.testing import prd

RULE = "document/duplicate-address"
ABOVE = prd("features: []").split("features:")[0].count("\n")
MACHINE = """state_machines:
  - id: order
    initial: open
    states:
      open: {}
      t2: {}
      paid: {final: true}
    events: {pay: {actor: user}}
    transitions:
      - {from: open, event: pay, to: t2}
      - {from: t2, event: pay, to: paid}"""


def counted(found: Said) -> Said:
    """Findings whose messages count lines as `of_prd` does, from the first one given."""
    return [(line, re.sub(r"(?<=on line )\d+", lambda n: str(int(n[0]) - ABOVE), message)) for line, message in found]


@pytest.mark.parametrize(
    ("front_matter", "line", "message"),
    [
        (
            "features:\n  - {id: F1, name: A}\n  - {id: F1, name: B}",
            3,
            "`#F1` is the address of `features.id` on line 2 already",
        ),
        (
            "features:\n  - {id: M1, name: A}\nmilestones:\n  - {id: M1, name: B}",
            4,
            "`#M1` is the address of `features.id` on line 2 already",
        ),
        (
            "features:\n  - id: F1\n    name: A\n    acceptance:\n      - {id: C1, text: a}\n      - {id: C1, text: b}",
            6,
            "`#F1.C1` is the address of `features.acceptance.id` on line 5 already",
        ),
        (MACHINE, 11, "`#order.t2` is the address of `state_machines.states.t2` on line 6 already"),
    ],
)
def test_two_parts_with_one_address(front_matter: str, line: int, message: str) -> None:
    assert counted(of_prd(RULE, front_matter)) == [(line, message)]


def test_three_alike_are_told_of_the_first() -> None:
    rows = "risks:\n  - {id: K1, title: A}\n  - {id: K1, title: B}\n  - {id: K1, title: C}"
    assert [line for line, _ in of_prd(RULE, rows)] == [3, 4]
    assert hints(RULE, rows) == ["Give one of them another id. Links to `#K1` lead to the first."] * 2


def test_what_a_doubled_row_holds_is_not_told_too() -> None:
    rows = "features:\n" + "  - {id: F1, name: A, acceptance: [{id: AC1, text: a}]}\n" * 2
    assert [line for line, _ in of_prd(RULE, rows)] == [3]


def test_parts_of_rows_without_an_id_want_one() -> None:
    rows = "goals:\n" + "  - {objective: A, krs: [{id: KR1, metric: m}]}\n" * 2
    assert hints(RULE, rows) == ["Give each row of `goals` an `id`: the parts in it are then called after it."]
    named = rows.replace("objective: A", "id: O1, objective: A", 1).replace("{objective: A", "{id: O2, objective: A")
    assert of_prd(RULE, named) == []


def test_a_heading_takes_an_address_too() -> None:
    rows = "features: [{id: F1, name: A}]"
    ((line, message),) = in_body(RULE, "## Goals\n\n### More {#note}\n\n### Again {#note}\n")
    assert line == 5
    assert message.startswith("`#note` is the address of a heading on line ")
    ((line, message),) = of_prd(RULE, rows, "## Scope\n\n### A feature {#F1}\n")
    assert line == 1
    assert message.startswith("`#F1` is the address of a heading on line ")


def test_what_other_rules_say_is_not_said_twice() -> None:
    assert in_body(RULE, "## Goals\n\nA\n\n## Objectives\n\nB\n") == []
    node = "    - {id: n, name: A, cells: {product: {role: A/R}}}\n"
    assert of_prd(RULE, f"collaboration:\n  nodes:\n{node * 2}") == []


def test_a_node_and_a_feature_of_one_name() -> None:
    matrix = "features: [{id: n, name: A}]\ncollaboration: {nodes: [{id: n, name: A, cells: {product: {role: A/R}}}]}"
    assert counted(of_prd(RULE, matrix)) == [(2, "`#n` is the address of `features.id` on line 1 already")]


def test_a_section_that_the_page_makes_takes_its_address() -> None:
    rows = "personas:\n  - {id: risks, name: A}\nrisks: [{id: K1, title: A}]"
    assert counted(of_prd(RULE, rows, "")) == [(2, "`#risks` is the address of `risks` on line 3 already")]


@pytest.mark.parametrize(
    ("heading", "taken"),
    [
        ("### Order", True),
        ("### `order`", True),
        ("### order 的状态", False),
        ("### The order", False),
        ("### Order {#about-order}", False),
        ("## Goals", False),
    ],
)
def test_the_words_of_a_heading_take_an_address(heading: str, taken: bool) -> None:
    found = of_prd(RULE, MACHINE.replace("t2", "paying"), f"## Background & problem\n\n{heading}\n")
    assert [message[: message.index(" on line")] for _, message in found] == [
        "the heading takes the address `#order` from `state_machines.id`"
    ] * taken
