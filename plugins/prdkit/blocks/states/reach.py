"""To find states that nobody gets into, or that nothing gets out of."""

from collections.abc import Iterator

from prdkit.blocks.states.machine import StateMachine
from prdkit.check.registry import Problem, Site, rule


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
