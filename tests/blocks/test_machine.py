"""To hold what is said of a machine against a slow and simple account of the same."""

from itertools import product
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.markup import block

from prdkit.blocks.states.elements import Event, Excuse, State, Transition
from prdkit.blocks.states.machine import StateMachine, reach
from prdkit.testing import DEFAULT_PATH, findings, prd, site

NAMES = ["s0", "s1", "s2", "s3", "s4", "s5"]
EVENTS = ["e0", "e1", "e2"]
Ways = list[tuple[str, str, str]]


@st.composite
def machines(draw: st.DrawFn) -> dict[str, Any]:
    """A machine whose names are all declared."""
    states = NAMES[: draw(st.integers(1, len(NAMES)))]
    state, event = st.sampled_from(states), st.sampled_from(EVENTS)
    ways: Ways = draw(st.lists(st.tuples(state, event, state), min_size=1, max_size=12))
    finals = draw(st.sets(state))
    only_in = draw(st.dictionaries(event, st.lists(state, unique=True), max_size=2))
    excuses = draw(st.lists(st.tuples(state, event), max_size=6))
    half = draw(st.integers(0, len(excuses)))
    rows = [{"state": s, "event": e, "reason": "so it is"} for s, e in excuses]
    return {
        "id": "any",
        "initial": draw(state),
        "states": {name: {"final": name in finals} for name in states},
        "events": {name: {"actor": "user"} | _only(only_in.get(name)) for name in EVENTS},
        "transitions": [{"from": a, "event": e, "to": b} for a, e, b in ways],
        "ignore": rows[:half],
        "impossible": rows[half:],
        "cyclic": draw(st.booleans()),
    }


def _only(states: list[str] | None) -> dict[str, Any]:
    return {} if states is None else {"only_in": states}


def flagged(machine: dict[str, Any], rule: str) -> set[str]:
    """The states at which a rule finds something."""
    text = yaml.safe_dump({"state_machines": [machine]}, sort_keys=False)
    found = findings({DEFAULT_PATH: prd(text)}, rule)
    return {f.field.rpartition(".")[2] for f in found}


def closure(machine: dict[str, Any]) -> set[tuple[str, str]]:
    """Every pair of states of which the second can follow on the first, however late (Warshall, 1962)."""
    states = list(machine["states"])
    pairs = {(way["from"], way["to"]) for way in machine["transitions"]} | {(name, name) for name in states}
    for middle, start, end in product(states, repeat=3):
        if (start, middle) in pairs and (middle, end) in pairs:
            pairs.add((start, end))
    return pairs


def finals(machine: dict[str, Any]) -> set[str]:
    return {name for name, state in machine["states"].items() if state["final"]}


@given(machines())
@settings(deadline=None, max_examples=60)
def test_unreachable_is_what_no_chain_of_transitions_leads_to(machine: dict[str, Any]) -> None:
    follows = closure(machine)
    wanted = {name for name in machine["states"] if (machine["initial"], name) not in follows}
    assert flagged(machine, "states/unreachable") == wanted


@given(machines())
@settings(deadline=None, max_examples=60)
def test_dead_ends_are_what_no_final_state_follows_on(machine: dict[str, Any]) -> None:
    follows, ends = closure(machine), finals(machine)
    left = {way["from"] for way in machine["transitions"]}
    if machine["cyclic"]:
        wanted = {name for name in machine["states"] if name not in ends | left}
    elif not ends:
        wanted = {"states"}
    else:
        wanted = {name for name in machine["states"] if not any((name, end) in follows for end in ends)}
    assert flagged(machine, "states/dead-end") == wanted


@given(machines())
@settings(deadline=None, max_examples=60)
def test_holes_are_the_cells_of_which_nothing_is_said(machine: dict[str, Any]) -> None:
    decided = {(way["from"], way["event"]) for way in machine["transitions"]}
    decided |= {(row["state"], row["event"]) for row in machine["ignore"] + machine["impossible"]}
    wanted = {
        (state, event)
        for state, event in product(machine["states"], EVENTS)
        if state not in finals(machine)
        and state in machine["events"][event].get("only_in", machine["states"])
        and (state, event) not in decided
    }
    text = yaml.safe_dump({"state_machines": [machine]}, sort_keys=False)
    found = findings({DEFAULT_PATH: prd(text)}, "states/hole")
    assert {f.field.rpartition(".")[2]: f.message.count("`") // 2 - 1 for f in found} == {
        state: sum(cell[0] == state for cell in wanted) for state, _ in wanted
    }


@given(machines())
@settings(deadline=None, max_examples=25)
def test_the_page_marks_as_many_holes_as_the_check_reports(machine: dict[str, Any]) -> None:
    text = yaml.safe_dump({"state_machines": [machine]}, sort_keys=False)
    made = site({DEFAULT_PATH: prd(text)})
    html = block("state_machines", made.documents[0], made)
    reported = sum(f.message.count("`") // 2 - 1 for f in findings(made, "states/hole"))
    assert len(html.all("td", class_="prd-machine__cell--hole")) == reported


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES))), st.sampled_from(NAMES))
def test_reach_holds_its_starts_and_is_closed(ways: dict[str, list[str]], start: str) -> None:
    found = reach([start], ways)
    assert start in found
    assert all(place in found for known in found for place in ways.get(known, []))


PARTS = (State, Event, Transition, Excuse, StateMachine)
NAMED = {name for part in PARTS for name in part.__annotations__} | {"from", "ignore", "impossible", "x-own"}
KEYS = st.sampled_from(sorted(NAMED))
WORDS = st.sampled_from(
    ["", "s0", "s1", "e0", "else", "normal", "timeout", "true", "frozen", "5d", "[[PRD-2026-001]]", "<b>", "积分", None]
)
JUNK = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6))
ROUGH = st.fixed_dictionaries(
    {"id": WORDS},
    optional={
        "initial": WORDS,
        "states": st.dictionaries(WORDS.filter(bool), JUNK, max_size=4),
        "events": st.dictionaries(WORDS.filter(bool), JUNK, max_size=4),
        "transitions": st.lists(
            st.dictionaries(KEYS, WORDS | st.lists(WORDS, max_size=3), max_size=7) | JUNK, max_size=5
        ),
        "ignore": st.lists(st.dictionaries(KEYS, WORDS, max_size=4) | JUNK, max_size=3),
        "impossible": JUNK,
    },
)


@given(st.lists(ROUGH | JUNK, max_size=3) | JUNK)
@settings(deadline=None, max_examples=150)
def test_nothing_that_stands_there_breaks_the_check_or_the_page(machines: Any) -> None:
    text = yaml.safe_dump({"state_machines": machines}, sort_keys=False, allow_unicode=True)
    made = site({DEFAULT_PATH: prd(text)})
    findings(made, "states")
    for document in made.documents:
        if "state_machines" in document.blocks:
            assert block("state_machines", document, made, "zh-Hant")
