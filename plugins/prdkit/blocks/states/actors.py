"""To find events that nobody causes."""

from collections.abc import Iterator
from difflib import get_close_matches

from prdkit.blocks.states.machine import StateMachine
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import listed

ACTORS = ("user", "system", "timer", "third_party")


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
            hint = f"Add `actor:` with {listed(ACTORS)} or a department of org.yml."
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
            hint = f"{meant}Use {listed(ACTORS)} or a department of org.yml."
            yield Problem(("events", event.id, "actor"), said, hint)
