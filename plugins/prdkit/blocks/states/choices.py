"""To find events of which it is not decided what they do."""

from collections.abc import Iterator

from prdkit.blocks.states.elements import Transition, open_ended
from prdkit.blocks.states.machine import StateMachine
from prdkit.check.registry import Problem, Site, rule


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
        if open_ended(rivals) and (state, event) not in machine.excused:
            said = f"no `else` for `{event}` in state `{state}`: nothing is said of the other case"
            hint = f"Add a transition with `event: {event}, guard: else`, or a row under `ignore`."
            yield Problem((*rivals[-1].at, "guard"), said, hint)
