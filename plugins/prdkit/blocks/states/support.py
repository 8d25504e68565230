"""To find failures that leave users in the dark, or that nobody looks after."""

from collections.abc import Iterator

from prdkit.blocks.states.machine import StateMachine
from prdkit.check.registry import Problem, Site, rule


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


@rule(on=StateMachine)
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


@rule(on=StateMachine)
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
