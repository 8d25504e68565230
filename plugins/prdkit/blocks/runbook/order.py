"""To report run sheets that nobody could follow at night: steps out of order, without a person or a way to tell."""

from collections.abc import Iterator

from prdkit.blocks.runbook.steps import Runbook
from prdkit.check.registry import Problem, Site, rule

_NEEDED = {"owner": "who does it", "success": "how to see that it worked", "abort": "when to stop"}


@rule(on=Runbook)
def misnumbered(runbook: Runbook, site: Site) -> Iterator[Problem]:
    """The steps of a run sheet are not numbered one after another.

    Over the phone it is "we are at step 4". Two steps 4, or none, and two people do different things.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-05-09
    tier: 2
    runbook:
      - {step: 1, at: "10:00", do: open the switch, owner: sre.oncall, success: no errors, abort: roll back}
      - {step: 3, at: "10:30", do: tell support, owner: cs.lead, success: they answer, abort: roll back}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-05-09
    tier: 2
    runbook:
      - {step: 1, at: "10:00", do: open the switch, owner: sre.oncall, success: no errors, abort: roll back}
      - {step: 2, at: "10:30", do: tell support, owner: cs.lead, success: they answer, abort: roll back}
    ---
    ```
    """
    wanted = 1
    for step in runbook.steps:
        if step.step is not None and step.step != wanted:
            message = f"`step: {step.step}`, where step {wanted} was expected"
            yield Problem((step.number, "step"), message, "Number the steps 1, 2, 3 … in the order they are done.")
            wanted = step.step
        wanted += 1


@rule(on=Runbook)
def backwards(runbook: Runbook, site: Site) -> Iterator[Problem]:
    """A step of a run sheet is due before the step above it.

    Times are understood as `10:30`, `次日 12:00` (the day after the step before), `第 3 日 12:00` (the first is the
    day of going live), `T+1 12:00`, `4 月 24 日 12:00` and `2026-04-24 12:00`. A step without a time of day is left
    alone, as is one with other words beside it.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-05-09
    tier: 2
    runbook:
      - {step: 1, at: "10:00", do: open the switch, owner: sre.oncall, success: no errors, abort: roll back}
      - {step: 2, at: "09:30", do: tell support, owner: cs.lead, success: they answer, abort: roll back}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-05-09
    tier: 2
    runbook:
      - {step: 1, at: "10:00", do: open the switch, owner: sre.oncall, success: no errors, abort: roll back}
      - {step: 2, at: "T+1 09:30", do: tell support, owner: cs.lead, success: they answer, abort: roll back}
    ---
    ```
    """
    latest = None
    for step in runbook.steps:
        if step.moment is None:
            continue
        if latest is not None and latest.moment is not None and step.moment < latest.moment:
            message = f"step {step.step} is due at `{step.at}`, before step {latest.step} at `{latest.at}`"
            yield Problem((step.number, "at"), message, "Order the steps by time, or name the day: `T+1 09:30`.")
        else:
            latest = step


@rule(on=Runbook)
def blind_step(runbook: Runbook, site: Site) -> Iterator[Problem]:
    """A step of a run sheet has no owner, no sign that it worked, or no point at which to stop.

    Such a step is done by nobody, or by everybody, and nobody knows whether it is done.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-05-09
    tier: 2
    runbook:
      - {step: 1, at: "10:00", do: open the switch, owner: sre.oncall}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-05-09
    tier: 2
    runbook:
      - {step: 1, at: "10:00", do: open the switch, owner: sre.oncall, success: no errors, abort: roll back}
    ---
    ```
    """
    for step in runbook.steps:
        given = {"owner": step.owner, "success": step.success, "abort": step.abort}
        lacking = [key for key in _NEEDED if not given[key]]
        if lacking:
            listed = ", ".join(f"`{key}`" for key in lacking)
            meant = "; ".join(f"`{key}`: {_NEEDED[key]}" for key in lacking)
            yield Problem((step.number,), f"step {step.step or step.number + 1} has no {listed}", f"Add {meant}.")
