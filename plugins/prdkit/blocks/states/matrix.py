"""To find holes and contradictions among states and events: what does each event do in each state?"""

from collections.abc import Iterator

from prdkit.blocks.states.elements import open_ended
from prdkit.blocks.states.machine import StateMachine
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import listed


@rule(on=StateMachine)
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
            said = f"state `{state.id}` does not say what happens on {listed(events)}"
            hint = "Add a transition, a row under `ignore` or `impossible`, or `only_in` to the event."
            yield Problem(("states", state.id), said, hint)


@rule(on=StateMachine)
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
        if handled and not (excuse.kind == "ignore" and open_ended(handled)):
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
