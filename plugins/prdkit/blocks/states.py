"""To find in state machines what goes wrong later: holes, traps, lost money, users left in the dark."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from prdkit.blocks.machine import StateMachine, Stranger, Transition
from prdkit.check.registry import Problem, Site, rule

ACTORS = ("user", "system", "timer", "third_party")


@rule(on=StateMachine)
def empty(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A machine has no states, or no transitions between them.

    A heading without a table behind it looks finished in every list of documents.

    Bad:

    ```yaml
    state_machines:
      - id: order  # here
        initial: open
        states: {open: {}, paid: {final: true}}
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions: [{from: open, event: pay, to: paid}]
    ```
    """
    missing = "states" if not machine.states else "transitions" if not machine.transitions else ""
    if missing:
        hint = f"Add `{missing}:`, or delete the machine until somebody can describe it."
        yield Problem((), f"machine `{machine.id}` has no {missing}", hint)


@rule(on=StateMachine)
def no_initial(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A machine does not say which state it begins in.

    Nothing can be said of the rest before it is known where things start.

    Bad:

    ```yaml
    state_machines:
      - id: order  # here
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions: [{from: open, event: pay, to: paid}]
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions: [{from: open, event: pay, to: paid}]
    ```
    """
    if machine.states and not machine.initial:
        hint = f"Add one, such as `initial: {next(iter(machine.states))}`."
        yield Problem((), f"machine `{machine.id}` has no initial state", hint)


@rule(on=StateMachine)
def unknown_state(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A transition, or another line of a machine, names a state that the machine does not declare.

    Most often it is a slip of the pen, and the real state is then left without its transition.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions:
          - {from: open, event: pay, to: payed}  # here
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions:
          - {from: open, event: pay, to: paid}
    ```
    """
    if machine.states:
        yield from _strangers(machine.strangers, "state", machine.states)


@rule(on=StateMachine)
def unknown_event(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A transition, or another line of a machine, names an event that the machine does not declare.

    An event has to be declared once, with the one who causes it, so that the matrix can ask about it in
    every state.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: open, event: pay_timeout, to: open, path: timeout}  # here
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}, pay_timeout: {actor: timer}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: open, event: pay_timeout, to: open, path: timeout}
    ```
    """
    yield from _strangers(machine.strangers, "event", machine.events)


def _strangers(found: Iterable[Stranger], kind: str, known: Iterable[str]) -> Iterator[Problem]:
    for stranger in found:
        if stranger.kind == kind:
            close = get_close_matches(stranger.word, list(known), 1)
            meant = f"Did you mean `{close[0]}`? Else declare" if close else "Declare"
            said = f"`{stranger.word}` is not one of the {kind}s that this machine declares"
            yield Problem(stranger.at, said, f"{meant} it under `{kind}s`.")


@rule(on=StateMachine)
def unused_event(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """An event is declared and moves nothing.

    Either a transition was forgotten, or the event is left over from an older version and misleads the
    reader.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events:
          pay: {actor: user}
          refund: {actor: cs}  # here
        transitions: [{from: open, event: pay, to: paid}]
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {}, refunded: {final: true}}
        events:
          pay: {actor: user}
          refund: {actor: cs}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: paid, event: refund, to: refunded, path: reverse}
    ```
    """
    if not machine.sound:
        return
    used = {transition.event for transition in machine.transitions}
    for event in machine.events:
        if event not in used:
            hint = f"Add a transition with `event: {event}`, or delete the event."
            yield Problem(("events", event), f"no transition happens on event `{event}`", hint)


@rule(on=StateMachine)
def unreachable(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A state cannot be reached from the initial state.

    Nobody will ever see it, so either the way to it is missing or it is not needed.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {}
          frozen: {}  # here
          paid: {final: true}
        events: {pay: {actor: user}, release: {actor: cs}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: frozen, event: release, to: open, path: recovery}
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {}
          frozen: {}
          paid: {final: true}
        events: {pay: {actor: user}, risk_hit: {actor: system}, release: {actor: cs}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: open, event: risk_hit, to: frozen, path: abnormal}
          - {from: frozen, event: release, to: open, path: recovery}
    ```
    """
    if not machine.sound or not machine.initial:
        return
    for state in machine.states:
        if state not in machine.reached:
            said = f"state `{state}` cannot be reached from `{machine.initial}`"
            hint = f"Add a transition with `to: {state}`, or delete the state."
            yield Problem(("states", state), said, hint)


@rule(on=StateMachine)
def dead_end(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A state that is not final has no way to a final state.

    What gets into it stays there for ever: an order that is never closed, points that are never given
    back. A machine that is meant to run in circles says `cyclic: true`; then every state that is not final
    still needs something that leads out of it.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {}
          frozen: {}  # here
          paid: {final: true}
        events: {pay: {actor: user}, risk_hit: {actor: system}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: open, event: risk_hit, to: frozen, path: abnormal}
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {}
          frozen: {}
          paid: {final: true}
        events: {pay: {actor: user}, risk_hit: {actor: system}, release: {actor: cs}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: open, event: risk_hit, to: frozen, path: abnormal}
          - {from: frozen, event: release, to: open, path: recovery}
    ```
    """
    if not machine.sound:
        return
    if not machine.cyclic and not machine.ending:
        hint = "Mark where it ends with `final: true`, or set `cyclic: true` on the machine."
        yield Problem(("states",), f"no state of machine `{machine.id}` is final", hint)
        return
    leads_on = machine.leaving if machine.cyclic else machine.ending
    wanted = "out of it" if machine.cyclic else "to a final state"
    hint = "Add a transition out of it or mark it `final: true`"
    hint += "." if machine.cyclic else "; where the machine never ends, set `cyclic: true` on it."
    for state in machine.states.values():
        if not state.final and state.id not in leads_on:
            yield Problem(("states", state.id), f"state `{state.id}` has no way {wanted}", hint)


@rule(on=StateMachine)
def leaves_final(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A transition leads out of a final state.

    Others rely on final meaning final: settlements are booked, records are archived, data is deleted.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}, refund: {actor: cs}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: paid, event: refund, to: open, path: reverse}  # here
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {}, closed: {final: true}}
        events: {pay: {actor: user}, refund: {actor: cs}, archive: {actor: timer}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: paid, event: refund, to: open, path: reverse}
          - {from: paid, event: archive, to: closed}
    ```
    """
    finals = {state.id for state in machine.states.values() if state.final}
    for transition in machine.transitions:
        for number, origin in enumerate(transition.origins):
            if origin in finals:
                said = f"`{origin}` is final, but on `{transition.event}` a transition leads out of it"
                hint = f"Delete the transition, or take `final: true` away from `{origin}`."
                yield Problem((*transition.at, "from", number), said, hint)


@rule(on=StateMachine)
def ambiguous(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """Two transitions of one state and event apply at the same time.

    Which of them is taken is then decided by whoever writes the code. Conditions must differ, and beside a
    condition no transition may be without one.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}, short: {final: true}}
        events: {pay: {actor: user}}
        transitions:
          - {from: open, event: pay, to: paid, guard: balance >= price}
          - {from: open, event: pay, to: short, path: abnormal}  # here
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}, short: {final: true}}
        events: {pay: {actor: user}}
        transitions:
          - {from: open, event: pay, to: paid, guard: balance >= price}
          - {from: open, event: pay, to: short, path: abnormal, guard: else}
    ```
    """
    for (state, event), rivals in machine.cells.items():
        if len(rivals) > 1:
            yield from _unguarded(state, event, rivals)
            yield from _same_guard(state, event, rivals)


def _unguarded(state: str, event: str, rivals: tuple[Transition, ...]) -> Iterator[Problem]:
    bare = [transition for transition in rivals if not transition.condition]
    for transition in bare[1:] or bare:
        other = next(rival for rival in rivals if rival is not transition)
        said = f"this transition has no condition, but t{other.number} is for `{event}` in `{state}` too"
        hint = "Add `guard:` to both; the one for all other cases says `guard: else`."
        yield Problem(transition.at, said, hint)


def _same_guard(state: str, event: str, rivals: tuple[Transition, ...]) -> Iterator[Problem]:
    first: dict[str, Transition] = {}
    for transition in rivals:
        other = first.setdefault(transition.condition, transition)
        if transition.condition and other is not transition:
            said = f"t{other.number} has the same condition for `{event}` in `{state}`"
            hint = "Change one of the conditions, or delete one of the transitions."
            yield Problem((*transition.at, "guard"), said, hint)


@rule(on=StateMachine, severity="warning")
def no_else(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """An event has conditions in a state, and nothing is said of the case when none of them holds.

    That case is where users press a button and nothing happens.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions:
          - {from: open, event: pay, to: paid, guard: balance >= price}  # here
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions:
          - {from: open, event: pay, to: paid, guard: balance >= price}
          - {from: open, event: pay, to: open, path: abnormal, guard: else, user_sees: Not enough points}
    ```
    """
    for (state, event), rivals in machine.cells.items():
        if _open_ended(rivals) and (state, event) not in machine.excused:
            said = f"no `else` for `{event}` in state `{state}`: nothing is said of the other case"
            hint = f"Add a transition with `event: {event}, guard: else`, or a row under `ignore`."
            yield Problem((*rivals[-1].at, "guard"), said, hint)


def _open_ended(transitions: tuple[Transition, ...]) -> bool:
    """Whether there may be a case in which none of them is taken."""
    return all(transition.condition and not transition.is_else for transition in transitions)


@rule(on=StateMachine, gate="G2")
def hole(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """Nothing is said of what an event does in a state.

    The combinations that nobody thought of are the ones that users find: the refund of what was already
    spent, the second click, the message that comes after the end. Each event in each state that is not
    final is a transition, or is listed under `ignore` or `impossible` with a reason; `only_in` limits an
    event to the states in which it can happen at all.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {}
          paid: {}  # here
          closed: {final: true}
        events: {pay: {actor: user}, close: {actor: timer}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: [open, paid], event: close, to: closed}
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {}
          paid: {}
          closed: {final: true}
        events: {pay: {actor: user}, close: {actor: timer}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: [open, paid], event: close, to: closed}
        ignore: [{state: paid, event: pay, reason: the payment number has been seen}]
    ```
    """
    if not machine.sound:
        return
    for state in machine.states.values():
        events = () if state.final else machine.holes(state.id)
        if events:
            said = f"state `{state.id}` does not say what happens on {_listed(events)}"
            hint = "Add a transition, a row under `ignore` or `impossible`, or `only_in` to the event."
            yield Problem(("states", state.id), said, hint)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


@rule(on=StateMachine, gate="G2")
def no_reason(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A row under `ignore` or `impossible` gives no reason.

    Without one it cannot be told from a row that was added to silence the check.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {}, closed: {final: true}}
        events: {pay: {actor: user}, close: {actor: timer, only_in: [paid]}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: paid, event: close, to: closed}
        ignore:
          - {state: paid, event: pay}  # here
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {}, closed: {final: true}}
        events: {pay: {actor: user}, close: {actor: timer, only_in: [paid]}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: paid, event: close, to: closed}
        ignore:
          - {state: paid, event: pay, reason: the payment number has been seen}
    ```
    """
    for excuse in machine.excuses:
        if not excuse.reason:
            word = "ignored" if excuse.kind == "ignore" else "impossible"
            said = f"nothing says why `{excuse.event}` is {word} in state `{excuse.state}`"
            yield Problem(excuse.at, said, "Add `reason:` in words that a tester can agree or disagree with.")


@rule(on=StateMachine)
def contradiction(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """Two lines of a machine say opposite things of one event in one state.

    An event cannot be handled and impossible at once. Only an event whose transitions all have a condition
    may also be ignored: that is the other case.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions: [{from: open, event: pay, to: paid}]
        impossible:
          - {state: open, event: pay, reason: the button is hidden}  # here
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions: [{from: open, event: pay, to: paid, guard: balance >= price}]
        ignore:
          - {state: open, event: pay, reason: the button is grey below the price}
    ```
    """
    yield from _outside_only_in(machine)
    for excuse in machine.excuses:
        cell = excuse.state, excuse.event
        word = "ignored" if excuse.kind == "ignore" else "impossible"
        said = f"`{excuse.event}` is {word} in state `{excuse.state}`, but "
        handled = machine.cells.get(cell, ())
        event = machine.events.get(excuse.event)
        if handled and not (excuse.kind == "ignore" and _open_ended(handled)):
            yield Problem(excuse.at, f"{said}t{handled[0].number} handles it", "Delete one of the two.")
        elif event and not event.happens_in(excuse.state):
            yield Problem(excuse.at, f"{said}its `only_in` leaves that state out", "Delete the row.")
        elif machine.excused[cell].kind != excuse.kind:
            yield Problem(excuse.at, f"{said}listed under `ignore` too", "Delete one of the two rows.")


def _outside_only_in(machine: StateMachine) -> Iterator[Problem]:
    for transition in machine.transitions:
        event = machine.events.get(transition.event)
        for number, origin in enumerate(transition.origins):
            if event and not event.happens_in(origin):
                said = f"`{event.id}` moves state `{origin}`, but its `only_in` leaves that state out"
                hint = f"Add `{origin}` to `only_in` of `{event.id}`, or take it out of the transition."
                yield Problem((*transition.at, "from", number), said, hint)


@rule(on=StateMachine, gate="G2")
def no_abnormal_path(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A machine knows no way that goes wrong.

    Payments fail, people change their minds, messages get lost. Where none of that can happen, the machine
    says so in `no_abnormal`.

    Bad:

    ```yaml
    state_machines:
      - id: order  # here
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions: [{from: open, event: pay, to: paid, path: normal}]
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}, pay_timeout: {actor: timer}}
        transitions:
          - {from: open, event: pay, to: paid, path: normal}
          - {from: open, event: pay_timeout, to: open, path: timeout, user_sees: Try again, handler: cs}
    ```
    """
    steps = any(transition.steps_off for transition in machine.transitions)
    if machine.transitions and not steps and not machine.no_abnormal:
        said = f"machine `{machine.id}` has no reverse, abnormal or timeout path"
        yield Problem((), said, "Add what can go wrong, or say in `no_abnormal:` why nothing can.")


@rule(on=StateMachine)
def no_recovery(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """An abnormal state has neither a recovery nor a way to end.

    Things then move from one failure to the next, and every case becomes a manual one.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {}
          failed: {kind: abnormal, handler: cs}  # here
          blocked: {kind: abnormal, handler: cs}
          paid: {final: true}
        events: {pay: {actor: user}, pay_error: {actor: third_party}, release: {actor: cs}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: open, event: pay_error, to: failed, path: abnormal}
          - {from: failed, event: pay_error, to: blocked, path: abnormal}
          - {from: blocked, event: release, to: open, path: recovery}
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {}
          failed: {kind: abnormal, handler: cs}
          blocked: {kind: abnormal, handler: cs}
          paid: {final: true}
        events: {pay: {actor: user}, pay_error: {actor: third_party}, release: {actor: cs}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: open, event: pay_error, to: failed, path: abnormal}
          - {from: failed, event: pay, to: open, path: recovery}
          - {from: failed, event: pay_error, to: blocked, path: abnormal}
          - {from: blocked, event: release, to: open, path: recovery}
    ```
    """
    if not machine.sound:
        return
    for state in machine.states.values():
        ways = machine.leaving.get(state.id, ())
        helped = any(way.path == "recovery" or machine.states[way.to].final for way in ways)
        if state.kind == "abnormal" and not state.final and ways and not helped:
            said = f"abnormal state `{state.id}` has no recovery and no way to end"
            hint = "Add a transition out of it with `path: recovery`, or one to a final state."
            yield Problem(("states", state.id), said, hint)


@rule(on=StateMachine)
def no_handler(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """An abnormal state has no department that looks after it.

    Somebody has to notice what is stuck there and to answer the user who asks.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {}
          frozen: {kind: abnormal}  # here
          paid: {final: true}
        events: {pay: {actor: user}, risk_hit: {actor: system}, release: {actor: cs}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: open, event: risk_hit, to: frozen, path: abnormal}
          - {from: frozen, event: release, to: open, path: recovery}
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {}
          frozen: {kind: abnormal, handler: cs}
          paid: {final: true}
        events: {pay: {actor: user}, risk_hit: {actor: system}, release: {actor: cs}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: open, event: risk_hit, to: frozen, path: abnormal}
          - {from: frozen, event: release, to: open, path: recovery}
    ```
    """
    for state in machine.states.values():
        if state.kind == "abnormal" and not state.final and not state.handler:
            said = f"abnormal state `{state.id}` has no handler"
            hint = "Add the department that looks after it, such as `handler: cs`."
            yield Problem(("states", state.id), said, hint)


@rule(on=StateMachine, gate="G2")
def user_sees_nothing(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A reverse, abnormal or timeout path does not say what the user sees.

    Designers, translators and customer service need these words before the users do. Machines of which
    users notice nothing say `user_visible: false`, or the whole document does.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, closed: {final: true}}
        events: {pay_timeout: {actor: timer}}
        transitions:
          - {from: open, event: pay_timeout, to: closed, path: timeout, handler: cs}  # here
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, closed: {final: true}}
        events: {pay_timeout: {actor: timer}}
        transitions:
          - {from: open, event: pay_timeout, to: closed, path: timeout, handler: cs, user_sees: Order closed}
    ```
    """
    for transition in machine.transitions if machine.visible else ():
        if transition.steps_off and not transition.user_sees:
            said = f"the {transition.path} path on `{transition.event}` does not say what the user sees"
            yield Problem(transition.at, said, "Add `user_sees:` with the words on the screen.")


@rule(on=StateMachine, gate="G2")
def unhandled(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A reverse, abnormal or timeout path does not say which department handles it.

    The department learns from its page what will land on its desk. Where the path leads to a state that
    has a handler, that one counts.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, closed: {final: true}}
        events: {pay_timeout: {actor: timer}}
        transitions:
          - {from: open, event: pay_timeout, to: closed, path: timeout, user_sees: Order closed}  # here
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, closed: {final: true}}
        events: {pay_timeout: {actor: timer}}
        transitions:
          - {from: open, event: pay_timeout, to: closed, path: timeout, user_sees: Order closed, handler: cs}
    ```
    """
    for transition in machine.transitions if machine.visible else ():
        target = machine.states.get(transition.to)
        if transition.steps_off and not transition.handler and not (target and target.handler):
            said = f"the {transition.path} path on `{transition.event}` does not say who handles it"
            hint = "Add the department that users turn to, such as `handler: cs`."
            yield Problem(transition.at, said, hint)


@rule(on=StateMachine, severity="warning")
def no_timeout(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A state that waits for somebody outside has no time limit.

    Users forget, stores take days, payment partners go silent. Without a timer such things pile up unseen.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {kind: waiting, waits_for: payment}  # here
          paid: {final: true}
        events: {pay: {actor: user}}
        transitions:
          - {from: open, event: pay, to: paid}
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states:
          open: {kind: waiting, waits_for: payment}
          paid: {final: true}
          closed: {final: true}
        events: {pay: {actor: user}, pay_timeout: {actor: timer}}
        transitions:
          - {from: open, event: pay, to: paid}
          - {from: open, event: pay_timeout, to: closed, path: timeout, after: 15m}
    ```
    """
    timers = {event.id for event in machine.events.values() if event.actor == "timer"}
    for state in machine.states.values():
        ways = machine.leaving.get(state.id, ())
        if state.waits and not any(way.path == "timeout" or way.event in timers for way in ways):
            waits = f"waits for `{state.waits_for}`" if state.waits_for else "waits"
            hint = "Add a transition with `path: timeout`, `after:` and an event whose actor is `timer`."
            yield Problem(("states", state.id), f"state `{state.id}` {waits} without a time limit", hint)


@rule(on=StateMachine, gate="G2")
def money_unsafe(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """A transition changes a balance, points, a coupon, stock or money, and is not safe to repeat or undo.

    Messages arrive twice, so it needs an `idempotency_key`. Things are taken back, so it names the event
    that makes it good (`compensate`), or a reverse path leads out of the state that it leads to. A step
    back, and an event that makes others good, need no such path themselves.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions:
          - {from: open, event: pay, to: paid, effect: balance}  # here
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {}, closed: {final: true}}
        events: {pay: {actor: user}, refund: {actor: cs}, close: {actor: timer}}
        transitions:
          - {from: open, event: pay, to: paid, effect: balance, idempotency_key: order_id, compensate: refund}
          - {from: paid, event: refund, to: open, path: reverse, effect: balance, idempotency_key: refund_id}
          - {from: paid, event: close, to: closed}
    ```
    """
    making_good = {transition.compensate for transition in machine.transitions}
    for transition in machine.transitions:
        if not transition.effect:
            continue
        said = f"`{transition.event}` changes `{transition.effect}` "
        at = (*transition.at, "effect")
        if not transition.idempotency_key:
            hint = "Add `idempotency_key:` with the number by which a repeated message is known."
            yield Problem(at, f"{said}without an idempotency key", hint)
        if not (transition.event in making_good or _taken_back(transition, machine)):
            hint = f"Add `compensate:` with an event, or a reverse path out of `{transition.to}`."
            yield Problem(at, f"{said}and nothing takes it back", hint)


def _taken_back(transition: Transition, machine: StateMachine) -> bool:
    """Whether it is a step back, names the event that makes it good, or has a step back after it."""
    after = machine.leaving.get(transition.to, ())
    back = any(way.path == "reverse" for way in (transition, *after))
    return back or bool(transition.compensate)


@rule(on=StateMachine, severity="warning")
def no_actor(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """An event does not say who causes it.

    Whether a user, a timer or a partner causes an event decides who can repeat it, and who can be late.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events:
          pay: {name: Payment}  # here
        transitions: [{from: open, event: pay, to: paid}]
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events:
          pay: {name: Payment, actor: user}
        transitions: [{from: open, event: pay, to: paid}]
    ```
    """
    for event in machine.events.values():
        if not event.actor:
            hint = f"Add `actor:` with {_listed(ACTORS)} or a department of org.yml."
            yield Problem(("events", event.id), f"event `{event.id}` has no actor", hint)


@rule(on=StateMachine, severity="warning")
def unknown_actor(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """The actor of an event is neither a department nor one of `user`, `system`, `timer`, `third_party`.

    Time limits and department pages follow from the actor, so a word of one's own is lost on them.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events:
          pay: {actor: customer}  # here
        transitions: [{from: open, event: pay, to: paid}]
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events:
          pay: {actor: user}
        transitions: [{from: open, event: pay, to: paid}]
    ```
    """
    known = (*ACTORS, *site.config.org.departments)
    for event in machine.events.values():
        if event.actor and event.actor not in known:
            close = get_close_matches(event.actor, known, 1)
            meant = f"Did you mean `{close[0]}`? " if close else ""
            said = f"`actor: {event.actor}` of event `{event.id}` is nobody we know"
            hint = f"{meant}Use {_listed(ACTORS)} or a department of org.yml."
            yield Problem(("events", event.id, "actor"), said, hint)


@rule(on=StateMachine)
def untracked_event(machine: StateMachine, site: Site) -> Iterator[Problem]:
    """`tracking` of a transition names an event that is not in the tracking plan.

    Nobody builds or verifies an event that stands only in a state table.

    Bad:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions:
          - {from: open, event: pay, to: paid, tracking: order_paid}  # here
    ```

    Good:

    ```yaml
    state_machines:
      - id: order
        initial: open
        states: {open: {}, paid: {final: true}}
        events: {pay: {actor: user}}
        transitions:
          - {from: open, event: pay, to: paid, tracking: order_paid}
    tracking:
      - {event: order_paid, trigger: the payment is confirmed, platforms: [server], owner: data}
    ```
    """
    if machine.tracked is None:
        return
    for transition in machine.transitions:
        if transition.tracking and transition.tracking not in machine.tracked:
            close = get_close_matches(transition.tracking, machine.tracked, 1)
            meant = f"Did you mean `{close[0]}`? Else add" if close else "Add"
            said = f"`{transition.tracking}` is not an event of this document's tracking plan"
            hint = f"{meant} a row with `event: {transition.tracking}` under `tracking`."
            yield Problem((*transition.at, "tracking"), said, hint)
