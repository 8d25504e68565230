"""To find transitions whose effects are lost, done twice or never counted."""

from collections.abc import Iterator
from difflib import get_close_matches

from prdkit.blocks.states.elements import Transition
from prdkit.blocks.states.machine import StateMachine
from prdkit.check.registry import Problem, Site, rule


@rule(on=StateMachine)
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
