"""To find machines that are unfinished, or that use names they do not declare."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from prdkit.blocks.states.machine import StateMachine, Stranger
from prdkit.check.registry import Problem, Site, rule


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
