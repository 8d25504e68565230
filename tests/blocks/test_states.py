"""To prove what the rules of state machines say, and where they say it."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from prdkit.check.finding import Finding
from prdkit.config.config import load
from prdkit.link.site import read_site
from prdkit.testing import AS_OF, DEFAULT_PATH, defaults, findings, prd, site

ROOT = Path(__file__).parents[2]


def order(
    *transitions: str,
    states: str = "open: {}, paid: {final: true}",
    events: str = "pay: {actor: user}",
    more: Iterable[str] = (),
) -> str:
    """A machine in lines: states on 4, events on 5, the first transition on 7."""
    rows = [f"  - {{{row}}}" for row in transitions]
    lines = ["state_machines:", "- id: order", "  initial: open", f"  states: {{{states}}}"]
    return "\n".join((*lines, f"  events: {{{events}}}", "  transitions:", *rows, *more))


PAY = "from: open, event: pay, to: paid"


def found(rule: str, machine: str, **over: object) -> list[Finding]:
    """What a rule of the family finds in a PRD with a machine."""
    return findings({DEFAULT_PATH: prd(machine, **over)}, f"states/{rule}")


def said(rule: str, machine: str, **over: object) -> list[tuple[int, str, str]]:
    """Line within the machine, the words that are underlined, and the message."""
    lines = prd(machine, **over).split("\n")
    first = lines.index("state_machines:")
    return [
        (f.line - first, lines[f.line - 1][f.column - 1 : f.end_column - 1], f.message)
        for f in found(rule, machine, **over)
    ]


@pytest.mark.parametrize("states", ["", "  states: {}"])
def test_a_machine_without_states_is_empty(states: str) -> None:
    machine = f"state_machines:\n- id: order\n{states}"
    assert [message for _, _, message in said("empty", machine)] == ["machine `order` has no states"]
    assert not findings({DEFAULT_PATH: prd(machine)}, "states/no-initial", "states/dead-end", "states/hole")


def test_a_machine_without_transitions_is_empty_and_nothing_else() -> None:
    machine = order().removesuffix("  transitions:")
    assert [f.rule for f in findings({DEFAULT_PATH: prd(machine)}, "states")] == ["states/empty"]


def test_no_initial_state_proposes_the_first() -> None:
    machine = order(PAY).replace("  initial: open\n", "")
    (finding,) = found("no-initial", machine)
    assert finding.message == "machine `order` has no initial state"
    assert finding.hint == "Add one, such as `initial: open`."
    assert finding.field == "state_machines.0"


def test_unknown_states_are_found_wherever_a_state_is_named() -> None:
    machine = order(
        "from: [open, opened], event: pay, to: payed",
        events="pay: {actor: user, only_in: [opne]}",
        more=["  ignore: [{state: paidd, event: pay, reason: seen}]"],
    ).replace("initial: open", "initial: begin")
    stranger = "`{}` is not one of the states that this machine declares"
    assert said("unknown-state", machine) == [
        (3, "begin", stranger.format("begin")),
        (5, "opne", stranger.format("opne")),
        (7, "opened", stranger.format("opened")),
        (7, "payed", stranger.format("payed")),
        (8, "paidd", stranger.format("paidd")),
    ]
    hints = [finding.hint for finding in found("unknown-state", machine)]
    assert hints[0] == "Declare it under `states`."
    assert hints[3] == "Did you mean `paid`? Else declare it under `states`."


def test_unknown_events_are_found_wherever_an_event_is_named() -> None:
    machine = order(
        PAY + ", compensate: refund",
        "from: open, event: pya, to: paid",
        more=["  impossible: [{state: open, event: refunded, reason: not yet}]"],
    )
    assert [(line, words) for line, words, _ in said("unknown-event", machine)] == [
        (7, "refund"),
        (8, "pya"),
        (9, "refunded"),
    ]
    assert found("unknown-event", machine)[1].hint == "Did you mean `pay`? Else declare it under `events`."


def test_an_unknown_name_silences_the_rules_that_would_only_repeat_it() -> None:
    machine = order("from: open, event: pay, to: payed, path: timeout, user_sees: Late, handler: cs")
    assert {f.rule for f in findings({DEFAULT_PATH: prd(machine)}, "states")} == {"states/unknown-state"}


def test_an_event_that_moves_nothing() -> None:
    machine = order(PAY, events="pay: {actor: user}, refund: {actor: cs}")
    assert said("unused-event", machine) == [(5, "refund", "no transition happens on event `refund`")]


def test_an_event_that_is_only_ignored_is_unused() -> None:
    row = "  ignore: [{state: open, event: refund, reason: nothing is paid}]"
    machine = order(PAY, events="pay: {actor: user}, refund: {actor: cs}", more=[row])
    assert len(found("unused-event", machine)) == 1


def test_unreachable_states_are_named_one_by_one() -> None:
    machine = order(
        PAY,
        "from: frozen, event: pay, to: thawing",
        "from: thawing, event: pay, to: paid",
        states="open: {}, frozen: {}, thawing: {}, paid: {final: true}",
    )
    assert said("unreachable", machine) == [
        (4, "frozen", "state `frozen` cannot be reached from `open`"),
        (4, "thawing", "state `thawing` cannot be reached from `open`"),
    ]


def test_a_circle_without_an_end_is_a_dead_end_for_each_of_its_states() -> None:
    machine = order(
        PAY,
        "from: open, event: fail, to: failed",
        "from: failed, event: pay, to: again",
        "from: again, event: fail, to: failed",
        states="open: {}, failed: {}, again: {}, paid: {final: true}",
        events="pay: {actor: user}, fail: {actor: system}",
    )
    assert said("dead-end", machine) == [
        (4, "failed", "state `failed` has no way to a final state"),
        (4, "again", "state `again` has no way to a final state"),
    ]


def test_without_a_final_state_there_is_one_finding_for_the_machine() -> None:
    machine = order(PAY, "from: paid, event: pay, to: open", states="open: {}, paid: {}")
    (finding,) = found("dead-end", machine)
    assert finding.message == "no state of machine `order` is final"
    assert "cyclic: true" in finding.hint


def test_a_cyclic_machine_needs_no_end_but_ways_on() -> None:
    states = "open: {}, paid: {}, lost: {}"
    machine = order(
        PAY,
        "from: paid, event: pay, to: open",
        "from: paid, event: pay, to: lost, guard: late",
        states=states,
        more=["  cyclic: true"],
    )
    assert said("dead-end", machine) == [(4, "lost", "state `lost` has no way out of it")]


def test_a_final_state_is_left() -> None:
    machine = order(PAY, "from: [open, paid], event: pay, to: open", "from: paid, event: pay, to: paid")
    message = "`paid` is final, but on `pay` a transition leads out of it"
    assert said("leaves-final", machine) == [(8, "paid", message), (9, "paid", message)]


@pytest.mark.parametrize(
    ("guards", "at"),
    [
        (["", ""], ["t2"]),
        (["", ", guard: rich"], ["t1"]),
        ([", guard: rich", ""], ["t2"]),
        ([", guard: rich", ", guard: ' RICH '"], ["t2"]),
        ([", guard: rich", ", guard: else"], []),
        ([", guard: else", ", guard: {en: else, zh-Hans: 否则}"], ["t2"]),
        ([", guard: rich", ", guard: poor", ", guard: else"], []),
        (["", "", ", guard: rich"], ["t2"]),
    ],
)
def test_transitions_that_apply_at_the_same_time(guards: list[str], at: list[str]) -> None:
    machine = order(*(PAY + guard for guard in guards))
    assert [f"t{line - 6}" for line, _, _ in said("ambiguous", machine)] == at


def test_ambiguity_names_the_other_transition() -> None:
    machine = order(PAY + ", guard: rich", PAY + ", guard: rich")
    assert said("ambiguous", machine) == [(8, "rich", "t1 has the same condition for `pay` in `open`")]


def test_ambiguity_counts_for_each_origin() -> None:
    states = "open: {}, held: {}, paid: {final: true}"
    machine = order("from: [open, held], event: pay, to: paid", "from: held, event: pay, to: open", states=states)
    assert [(line, message) for line, _, message in said("ambiguous", machine)] == [
        (8, "this transition has no condition, but t1 is for `pay` in `held` too")
    ]


def test_a_condition_without_the_other_case() -> None:
    machine = order(PAY + ", guard: rich", "from: open, event: pay, to: open, guard: poor")
    assert said("no-else", machine) == [
        (8, "poor", "no `else` for `pay` in state `open`: nothing is said of the other case")
    ]
    assert found("no-else", machine)[0].severity == "warning"


@pytest.mark.parametrize("rest", ["else", "''"])
def test_the_other_case_is_said(rest: str) -> None:
    machine = order(PAY + ", guard: rich", f"from: open, event: pay, to: open, guard: {rest}")
    assert not found("no-else", machine)


def test_the_other_case_may_be_ignored() -> None:
    row = "  ignore: [{state: open, event: pay, reason: the button is grey}]"
    machine = order(PAY + ", guard: rich", more=[row])
    assert not found("no-else", machine)
    assert not found("contradiction", machine)


HOLES = order(
    PAY,
    "from: [open, paid], event: cancel, to: closed",
    "from: paid, event: ship, to: closed",
    states="open: {}, paid: {}, closed: {final: true}",
    events="pay: {actor: user}, cancel: {actor: user}, ship: {actor: system}, refund: {actor: cs}",
)


def test_holes_are_one_finding_for_each_state() -> None:
    assert said("hole", HOLES) == [
        (4, "open", "state `open` does not say what happens on `ship`, `refund`"),
        (4, "paid", "state `paid` does not say what happens on `pay`, `refund`"),
    ]


def test_holes_are_closed_by_only_in_ignore_and_impossible() -> None:
    closed = HOLES.replace("ship: {actor: system}", "ship: {actor: system, only_in: [paid]}") + (
        "\n  ignore: [{state: paid, event: pay, reason: seen}, {state: open, event: refund, reason: nothing paid}]"
        "\n  impossible: [{state: paid, event: refund, reason: refunds come after shipping}]"
    )
    assert not found("hole", closed)


@pytest.mark.parametrize(
    ("status", "severity"),
    [("draft", "info"), ("review", "warning"), ("signed_off", "error")],
)
def test_a_hole_weighs_more_once_the_gate_is_passed(status: str, severity: str) -> None:
    assert {f.severity for f in found("hole", HOLES, status=status)} == {severity}


def test_an_excuse_without_a_reason_closes_the_hole_and_is_asked_for_one() -> None:
    row = "  impossible: [{state: open, event: refund}]"
    machine = order(PAY, events="pay: {actor: user}, refund: {actor: cs}", more=[row])
    assert not found("hole", machine)
    (finding,) = found("no-reason", machine)
    assert finding.message == "nothing says why `refund` is impossible in state `open`"
    assert finding.field == "state_machines.0.impossible.0"


@pytest.mark.parametrize("kind", ["ignore", "impossible"])
def test_an_excuse_contradicts_a_transition(kind: str) -> None:
    machine = order(PAY, more=[f"  {kind}: [{{state: open, event: pay, reason: hidden}}]"])
    word = "ignored" if kind == "ignore" else "impossible"
    assert [message for _, _, message in said("contradiction", machine)] == [
        f"`pay` is {word} in state `open`, but t1 handles it"
    ]


def test_a_transition_and_an_excuse_contradict_only_in() -> None:
    machine = order(
        PAY,
        "from: paid, event: refund, to: open",
        states="open: {}, paid: {}",
        events="pay: {actor: user, only_in: [paid]}, refund: {actor: cs, only_in: paid}",
        more=["  ignore: [{state: open, event: refund, reason: nothing paid}]"],
    )
    assert said("contradiction", machine)[0] == (
        7,
        "open",
        "`pay` moves state `open`, but its `only_in` leaves that state out",
    )
    assert said("contradiction", machine)[1][2] == (
        "`refund` is ignored in state `open`, but its `only_in` leaves that state out"
    )


def test_ignored_and_impossible_at_once() -> None:
    rows = [f"  {kind}: [{{state: open, event: refund, reason: no}}]" for kind in ("ignore", "impossible")]
    machine = order(PAY, events="pay: {actor: user}, refund: {actor: cs}", more=rows)
    assert [(line, message) for line, _, message in said("contradiction", machine)] == [
        (9, "`refund` is impossible in state `open`, but listed under `ignore` too")
    ]


@pytest.mark.parametrize("path", ["reverse", "abnormal", "timeout"])
def test_a_path_that_goes_wrong(path: str) -> None:
    assert not found("no-abnormal-path", order(f"{PAY}, path: {path}"))


def test_a_machine_in_which_nothing_goes_wrong() -> None:
    (finding,) = found("no-abnormal-path", order(PAY, "from: open, event: pay, to: open, path: recovery"))
    assert finding.message == "machine `order` has no reverse, abnormal or timeout path"
    assert not found("no-abnormal-path", order(PAY, more=["  no_abnormal: It is a label without money"]))


def failing(*ways: str) -> str:
    states = "open: {}, failed: {kind: abnormal}, paid: {final: true}"
    events = "pay: {actor: user}, fail: {actor: system}"
    return order(PAY, "from: open, event: fail, to: failed, path: abnormal", *ways, states=states, events=events)


@pytest.mark.parametrize(
    ("way", "helps"),
    [
        ("from: failed, event: pay, to: open, path: recovery", True),
        ("from: failed, event: pay, to: paid", True),
        ("from: failed, event: pay, to: open", False),
    ],
)
def test_an_abnormal_state_recovers_or_ends(way: str, helps: bool) -> None:
    wanted = [] if helps else [(4, "failed", "abnormal state `failed` has no recovery and no way to end")]
    assert said("no-recovery", failing(way)) == wanted


def test_an_abnormal_state_without_any_way_out_is_a_dead_end_alone() -> None:
    rules = {f.rule for f in findings({DEFAULT_PATH: prd(failing())}, "states/no-recovery", "states/dead-end")}
    assert rules == {"states/dead-end"}


def test_an_abnormal_state_needs_a_handler_unless_it_is_final() -> None:
    way = "from: failed, event: pay, to: open, path: recovery"
    assert said("no-handler", failing(way)) == [(4, "failed", "abnormal state `failed` has no handler")]
    assert not found("no-handler", failing(way).replace("kind: abnormal", "kind: abnormal, handler: cs"))
    assert not found("no-handler", failing().replace("kind: abnormal", "kind: abnormal, final: true"))


@pytest.mark.parametrize("path", ["reverse", "abnormal", "timeout"])
def test_paths_that_step_off_tell_the_user_and_have_a_handler(path: str) -> None:
    machine = order(f"{PAY}, path: {path}")
    assert [(line, message) for line, _, message in said("user-sees-nothing", machine)] == [
        (7, f"the {path} path on `pay` does not say what the user sees")
    ]
    assert [(line, message) for line, _, message in said("unhandled", machine)] == [
        (7, f"the {path} path on `pay` does not say who handles it")
    ]


def test_the_handler_of_the_state_that_a_path_leads_to_counts() -> None:
    assert found("unhandled", failing())
    assert not found("unhandled", failing().replace("kind: abnormal", "kind: abnormal, handler: cs"))


@pytest.mark.parametrize(
    ("document", "machine", "asked"),
    [("true", "", True), ("false", "", False), (None, "", True), ("true", "false", False), ("false", "true", True)],
)
def test_only_what_users_notice_needs_words_for_them(document: str | None, machine: str, asked: bool) -> None:
    more = [f"  user_visible: {machine}"] if machine else []
    text = order(f"{PAY}, path: timeout", more=more)
    assert bool(found("user-sees-nothing", text, user_visible=document)) is asked
    assert bool(found("unhandled", text, user_visible=document)) is asked


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ("waits_for: store", "state `open` waits for `store` without a time limit"),
        ("kind: waiting", "state `open` waits without a time limit"),
        ("kind: abnormal, waits_for: user", "state `open` waits for `user` without a time limit"),
    ],
)
def test_waiting_needs_a_time_limit(state: str, message: str) -> None:
    states = f"open: {{{state}}}, paid: {{final: true}}"
    assert said("no-timeout", order(PAY, states=states)) == [(4, "open", message)]
    assert not found("no-timeout", order(PAY, f"{PAY}, path: timeout, guard: late", states=states))
    assert not found("no-timeout", order(PAY, states=states, events="pay: {actor: timer}"))


KEY = "effect: points, idempotency_key: order_id"


@pytest.mark.parametrize(
    ("transitions", "messages"),
    [
        ([PAY + ", effect: points, compensate: back"], ["without an idempotency key"]),
        ([f"{PAY}, {KEY}"], ["and nothing takes it back"]),
        ([f"{PAY}, effect: points"], ["and nothing takes it back", "without an idempotency key"]),
        ([f"{PAY}, {KEY}, compensate: back"], []),
        ([f"{PAY}, {KEY}, path: reverse"], []),
        ([f"{PAY}, {KEY}", "from: paid, event: back, to: open, path: reverse"], []),
        ([f"{PAY}, {KEY}", "from: open, event: back, to: open, path: reverse"], ["and nothing takes it back"]),
        ([PAY + ", compensate: back", f"from: paid, event: back, to: open, {KEY}"], []),
    ],
)
def test_what_moves_value_can_be_repeated_and_undone(transitions: list[str], messages: list[str]) -> None:
    events = "pay: {actor: user}, back: {actor: cs}"
    machine = order(*transitions, states="open: {}, paid: {}", events=events)
    assert [(words, message) for _, words, message in said("money-unsafe", machine)] == [
        ("points", f"`pay` changes `points` {message}") for message in messages
    ]


def test_every_event_has_an_actor_that_is_known() -> None:
    events = "pay: {}, refund: {actor: cs}, expire: {actor: timr}"
    machine = order(PAY, events=events)
    assert said("no-actor", machine) == [(5, "pay", "event `pay` has no actor")]
    assert said("unknown-actor", machine) == [(5, "timr", "`actor: timr` of event `expire` is nobody we know")]
    assert found("unknown-actor", machine)[0].hint.startswith("Did you mean `timer`?")


PLAN = "\ntracking:\n- {event: order_paid, trigger: paid, owner: data}"


def test_tracking_names_events_of_the_tracking_plan() -> None:
    machine = order(PAY + ", tracking: order_payed")
    message = "`order_payed` is not an event of this document's tracking plan"
    assert said("untracked-event", machine) == [(7, "order_payed", message)]
    assert found("untracked-event", machine + PLAN)[0].hint.startswith("Did you mean `order_paid`? Else add")
    assert not found("untracked-event", machine.replace("payed", "paid") + PLAN)


def test_a_tracking_plan_that_cannot_be_read_is_not_held_against_the_machine() -> None:
    machine = order(PAY + ", tracking: order_paid")
    assert not found("untracked-event", machine + PLAN.replace("event:", "evnet:"))


@pytest.mark.parametrize("slip", ["gurad: rich", "path: odd", "to: [paid]", "event: null"])
def test_a_machine_whose_shape_is_broken_is_left_to_the_rules_of_shape(slip: str) -> None:
    key = slip.split(":")[0]
    broken = ", ".join(part for part in PAY.split(", ") if not part.startswith(f"{key}:"))
    files = {DEFAULT_PATH: prd(order(f"{broken}, {slip}", states="open: {}, paid: {}, lost: {}"))}
    assert findings(files, "fields")
    assert not findings(files, "states")


def test_a_broken_machine_does_not_hide_the_next_one() -> None:
    second = order(PAY).split("\n", 1)[1].replace("initial: open", "initial: begin")
    files = {DEFAULT_PATH: prd(f"{order(PAY + ', gurad: x')}\n{second}")}
    assert [f.field for f in findings(files, "states/unknown-state")] == ["state_machines.1.initial"]


def test_a_document_without_machines_has_no_such_findings() -> None:
    assert not findings(site({DEFAULT_PATH: prd()}), "states")


DEMO = sorted((ROOT / "prd" / "prds").glob("*.md"))


def test_the_example_of_the_block_is_sound() -> None:
    example = defaults().blocks["state_machines"].example
    assert not findings({DEFAULT_PATH: prd(example)}, "states", "fields")


@cache
def demo_findings() -> list[Finding]:
    return findings(read_site(load(ROOT), AS_OF), "states")


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_the_machines_of_the_demo_are_sound(path: Path) -> None:
    assert [f for f in demo_findings() if f.path.endswith(path.name) and f.severity == "error"] == []
