"""To find machines in which nothing may go wrong, or what went wrong stays so."""

from collections.abc import Iterator

from prdkit.blocks.states.machine import StateMachine
from prdkit.check.registry import Problem, Site, rule


@rule(on=StateMachine)
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
