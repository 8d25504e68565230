"""What differs between two documents is told in the terms of their type."""

from datetime import date
from pathlib import Path

import pytest
from tests.compare.changes import changes, told

from prdkit.compare.document import compare
from prdkit.config.config import load
from prdkit.model.plan import moved, workdays
from prdkit.testing import DEFAULT_PATH, document, prd, site

MACHINE = """
state_machines:
  - id: order
    initial: open
    states: {open: {name: Open}, paid: {final: true}}
    events: {pay: {actor: user}, cancel: {actor: user}}
    transitions:
      - {from: open, event: pay, to: paid, guard: enough points}
      - {from: open, event: pay, to: open, guard: else, user_sees: Not enough points}
    ignore: [{state: paid, event: pay, reason: paid already}]
    impossible: [{state: paid, event: cancel, reason: no button}]
"""
MATRIX = """
collaboration:
  nodes:
    - id: n_proto
      name: Prototype agreed
      due: M1
      cells:
        product: {role: A/R, does: draws it, deliverable: prototype v3}
        cs: {role: C}
"""
METRICS = """
metrics:
  - id: redeem
    name: Redemption rate
    role: primary
    baseline: {value: 0.042, window: 2026 Q1}
    expected: {value: 0.080, by: 2026-06-30}
    readings: [{on: 2026-05-01, value: 0.05}]
  - {id: crash, name: Crashes, role: guardrail, limit: 0.01}
"""
PLAN = """
milestones:
  - {id: M1, name: Start, baseline: 2026-05-01, forecast: 2026-05-01}
  - {id: M2, name: Done, baseline: 2026-06-01, forecast: 2026-06-05}
"""
FEATURES = """
features:
  - id: F1
    name: Account
    acceptance: [{id: AC1, text: 1 second}, {id: AC2, text: 2 seconds}]
  - {id: F2, name: List}
"""


def edited(text: str, old: str, new: str) -> list[str]:
    """What is told when in one fragment of front matter some words become others."""
    assert old in text
    return told(text, text.replace(old, new, 1))


def test_a_status_brings_and_takes_gates() -> None:
    (change,) = changes("status: analysis", "status: signed_off")
    assert (change.kind, change.old, change.new) == ("status-changed", "analysis", "signed_off")
    assert (change.passed, change.lost) == (("G2",), ())
    (back,) = changes("status: signed_off", "status: analysis")
    assert (back.passed, back.lost) == ((), ("G2",))


def test_a_status_that_the_type_does_not_know_passes_nothing() -> None:
    (change,) = changes("status: signed_off", "status: signed_of")
    assert (change.passed, change.lost) == ((), ())


def test_dates_move_by_working_days() -> None:
    (change,) = changes(PLAN, PLAN.replace("forecast: 2026-06-05", "forecast: 2026-06-10"))
    assert (change.kind, change.group, change.workdays) == ("date-moved", "dates", 3)
    assert change.path == ("milestones", "M2", "forecast")
    (back,) = changes(PLAN, PLAN.replace("forecast: 2026-06-05", "forecast: 2026-05-29"))
    assert back.workdays == -5


def test_a_date_that_is_none_any_more_is_a_change_without_days() -> None:
    said = edited(PLAN, "forecast: 2026-06-05", "forecast: soon")
    assert said == ["row-changed milestones/M2/forecast: 2026-06-05 -> soon"]


@pytest.mark.parametrize(
    ("old", "new", "days"),
    [
        ((2026, 6, 5), (2026, 6, 8), 1),
        ((2026, 6, 6), (2026, 6, 7), 0),
        ((2026, 6, 1), (2026, 6, 30), 21),
        ((2026, 6, 30), (2026, 6, 1), -21),
        ((2026, 6, 1), (2036, 6, 2), 2610),
    ],
)
def test_working_days_are_counted(old: tuple[int, int, int], new: tuple[int, int, int], days: int) -> None:
    assert workdays(date(*old), date(*new)) == days
    if days:
        assert moved(date(*old), days) == date(*new) or date(*new).weekday() > 4


def test_versions_stay_text() -> None:
    assert told('version: "1.1"', 'version: "1.10"') == ["version-changed version: 1.1 -> 1.10"]
    assert told('version: "1.1"', "version: 1.1") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("paid: {final: true}", "paid: {final: true}, void: {}", "state-added state_machines/order/states/void: "),
        ("open: {name: Open}, ", "", "state-removed state_machines/order/states/open: "),
        ("final: true", "final: false", "state-changed state_machines/order/states/paid/final: true -> false"),
        (", cancel: {actor: user}", "", "event-removed state_machines/order/events/cancel: "),
        ("pay: {actor: user}", "pay: {actor: cs}", "event-changed state_machines/order/events/pay/actor: user -> cs"),
        (
            "      - {from: open, event: pay, to: paid, guard: enough points}\n",
            "",
            "transition-removed state_machines/order/transitions/open + pay → paid: ",
        ),
        (
            "to: paid, guard: enough points",
            "to: paid, guard: 300 points",
            "transition-changed state_machines/order/transitions/open + pay → paid/guard: enough points -> 300 points",
        ),
        (
            "user_sees: Not enough points",
            "user_sees: Too few",
            "transition-changed state_machines/order/transitions/open + pay → open/user_sees: "
            "Not enough points -> Too few",
        ),
        (
            "{state: paid, event: pay, reason: paid already}",
            "",
            "ignored-removed state_machines/order/ignore/paid · pay: ",
        ),
        (
            "reason: no button",
            "reason: it is grey",
            "impossible-changed state_machines/order/impossible/paid · cancel/reason: no button -> it is grey",
        ),
        ("initial: open", "initial: paid", "machine-changed state_machines/order/initial: open -> paid"),
    ],
)
def test_state_machines_differ_part_by_part(old: str, new: str, said: str) -> None:
    (found,) = edited(MACHINE, old, new)
    assert found.startswith(said)


def test_a_machine_that_comes_is_one_change() -> None:
    (said,) = told("", MACHINE)
    assert said == "machine-added state_machines/order: None -> …"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("role: C", "role: I", "cell-changed collaboration/n_proto/cs/role: C -> I"),
        ("prototype v3", "prototype v4", "cell-changed collaboration/n_proto/product/deliverable: "),
        ("        cs: {role: C}\n", "", "cell-removed collaboration/n_proto/cs: "),
        ("cs: {role: C}", "cs: {role: C}\n        ops: {role: I}", "cell-added collaboration/n_proto/ops: "),
        ("due: M1", "due: M2", "node-changed collaboration/n_proto/due: M1 -> M2"),
    ],
)
def test_a_matrix_differs_cell_by_cell(old: str, new: str, said: str) -> None:
    (found,) = [line.replace("/nodes/", "/").replace("/cells/", "/") for line in edited(MATRIX, old, new)]
    assert found.startswith(said)


def test_another_id_is_another_row() -> None:
    said = edited(MATRIX, "id: n_proto", "id: n_other")
    assert [line.partition(":")[0] for line in said] == [
        "node-added collaboration/nodes/n_other",
        "node-removed collaboration/nodes/n_proto",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("0.080", "0.09", "metric-changed metrics/redeem/expected/value: 0.080 -> 0.09"),
        ("limit: 0.01", "limit: 0.02", "metric-changed metrics/crash/limit: 0.01 -> 0.02"),
        ("value: 0.05}", "value: 0.06}", "reading-changed metrics/redeem/readings/2026-05-01/value: 0.05 -> 0.06"),
        ("0.05}]", "0.05}, {on: 2026-05-02, value: 1}]", "reading-added metrics/redeem/readings/2026-05-02: None"),
        ("by: 2026-06-30", "by: 2026-07-01", "date-moved metrics/redeem/expected/by: 2026-06-30 -> 2026-07-01"),
    ],
)
def test_metrics_differ_value_by_value(old: str, new: str, said: str) -> None:
    (found,) = edited(METRICS, old, new)
    assert found.startswith(said)


def test_numbers_are_compared_as_numbers() -> None:
    assert edited(METRICS, "0.080", "0.08") == []


def test_scope_is_features_and_what_they_are_accepted_by() -> None:
    assert edited(FEATURES, "2 seconds", "3 seconds") == [
        "criterion-changed features/F1/acceptance/AC2/text: 2 seconds -> 3 seconds"
    ]
    assert edited(FEATURES, "  - {id: F2, name: List}\n", "") == ["feature-removed features/F2: … -> None"]
    assert {c.group for c in changes(FEATURES, FEATURES.replace("2 seconds", "3 seconds"))} == {"scope"}


def test_rows_are_known_by_their_id_wherever_they_stand() -> None:
    turned = PLAN.split("  - ")
    other = "  - ".join([turned[0], turned[2].rstrip("\n") + "\n", turned[1]])
    (change,) = changes(PLAN, other)
    assert (change.kind, change.old, change.new) == ("block-reordered", ["M1", "M2"], ["M2", "M1"])


def test_rows_without_ids_are_known_by_what_they_must_hold_then_by_likeness() -> None:
    rows = "competitors: [{name: Lanbei, version: 6.4, checked: 2026-01-15}, {name: Chendou, version: 8.2}]"
    assert edited(rows, "6.4", "6.5") == ["row-changed competitors/Lanbei/version: 6.4 -> 6.5"]
    assert edited(rows, "Lanbei", "Lan Bei") == ["row-changed competitors/Lan Bei/name: Lanbei -> Lan Bei"]
    assert edited(rows, ", {name: Chendou, version: 8.2}", "") == ["row-removed competitors/Chendou: … -> None"]


def test_lists_of_words_are_one_change() -> None:
    assert told("departments: [product, cs]", "departments: product, cs") == []
    assert told("departments: [product, cs]", "departments: [cs, product]") == ["field-reordered departments: … -> …"]
    assert told("departments: [product, cs]", "departments: [product, ops]") == ["field-changed departments: … -> …"]


def test_text_in_a_field_is_compared_without_its_layout() -> None:
    folded = "appetite: >\n  four weeks\n  in all\n"
    assert told("appetite: four weeks in all", folded) == []


def test_keys_of_nobody_and_values_that_do_not_fit_differ_too() -> None:
    assert told("x-ticket: 12", "x-ticket: 13") == ["field-changed x-ticket: 12 -> 13"]
    assert told("priority: high", "priority: higher") == ["field-changed priority: high -> higher"]
    assert told("milestones: none", "milestones: later") == ["block-changed milestones: none -> later"]
    assert told("x-more: {a: [1, 2]}", "x-more: {a: [1, 3]}") == ["field-changed x-more/a: … -> …"]


def test_a_block_of_a_team_differs_by_its_declaration_alone(tmp_path: Path) -> None:
    block = "label: Running costs\ntypes: [prd]\ntype: list\nanchor: code\nfields:\n  code: {type: slug}\n"
    block += "  since: {type: date}\n  paid_by: {type: department}\n"
    (tmp_path / "site_config" / "blocks").mkdir(parents=True)
    (tmp_path / "site_config" / "blocks" / "running_costs.yml").write_text(block)
    config = load(tmp_path)
    old = "running_costs: [{code: a, since: 2026-06-01}, {code: b, paid_by: ops}]"
    new = "running_costs: [{code: b, paid_by: cs}, {code: a, since: 2026-06-03}]"
    one, two = (site({DEFAULT_PATH: prd(text)}, config).documents[0] for text in (old, new))
    found = [(c.kind, c.path, c.workdays) for c in compare(one, two).changes]
    assert found == [
        ("date-moved", ("running_costs", "a", "since"), 2),
        ("row-changed", ("running_costs", "b", "paid_by"), None),
        ("block-reordered", ("running_costs",), None),
    ]


def test_places_are_lines_of_the_file_that_has_them() -> None:
    (gone,) = changes(FEATURES, FEATURES.replace("  - {id: F2, name: List}\n", ""))
    assert gone.in_old
    assert document(FEATURES).source.lines[gone.line - 1] == "  - {id: F2, name: List}"
    (new,) = changes(FEATURES, FEATURES.replace("List", "Ledger"))
    assert not new.in_old
    assert new.line == gone.line


def test_documents_come_go_and_move() -> None:
    one = document()
    (moved_one,) = site({"prds/PRD-2026-001-points.md": prd()}).documents
    assert [c.kind for c in compare(None, one).changes] == ["document-added"]
    assert [c.kind for c in compare(one, None).changes] == ["document-removed"]
    (renamed,) = compare(one, moved_one).changes
    assert (renamed.kind, renamed.old, renamed.new) == ("document-renamed", one.path, moved_one.path)
    assert compare(None, None).changes == ()


def test_the_most_important_comes_first() -> None:
    new = "updated: 2026-06-09\nstatus: signed_off\ntitle: Points!\n" + PLAN.replace("06-05", "06-08") + MACHINE
    found = changes(PLAN, new, "## Goals\n\nOne.", "## Goals\n\nTwo.")
    assert [change.group for change in found] == ["status", "dates", "states", "fields", "fields", "text"]
