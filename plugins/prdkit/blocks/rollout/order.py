"""To report rollouts whose steps do not lead, one after another, to everybody."""

from collections.abc import Iterator
from itertools import pairwise

from prdkit.blocks.rollout.steps import Rollout, Step
from prdkit.check.registry import Problem, Site, rule
from prdkit.reading.problem import Key


@rule(on=Rollout)
def not_rising(rollout: Rollout, site: Site) -> Iterator[Problem]:
    """A step of a rollout reaches no more users than the step before it.

    Whoever reads the run sheet at night would take something away from users, or do nothing at all.

    Bad:

    ```yaml
    rollout:
      method: canary
      steps:
        - {percent: 10, hold: 1d, pass: crash rate below 0.2 %}
        - {percent: 5, hold: 1d, pass: crash rate below 0.2 %}  # here
        - {percent: 100}
    ```

    Good:

    ```yaml
    rollout:
      method: canary
      steps:
        - {percent: 5, hold: 1d, pass: crash rate below 0.2 %}
        - {percent: 10, hold: 1d, pass: crash rate below 0.2 %}
        - {percent: 100}
    ```
    """
    told = [step for step in rollout.steps if step.percent is not None]
    for before, step in pairwise(told):
        if _share(step) <= _share(before):
            message = (
                f"step {step.number + 1} reaches {_share(step):g} %, after {_share(before):g} % in the step before"
            )
            yield Problem((*step.at, "percent"), message, "Order the steps by share, or correct the number.")


def _share(step: Step) -> float:
    return step.percent or 0.0


@rule(on=Rollout)
def stops_short(rollout: Rollout, site: Site) -> Iterator[Problem]:
    """The last step of a rollout does not reach everybody.

    A rollout that ends at a part of the users leaves two products alive, and nobody planned the rest.

    Bad:

    ```yaml
    rollout:
      method: canary
      steps:
        - {percent: 5, hold: 1d, pass: crash rate below 0.2 %}
        - {percent: 50}  # here
    ```

    Good:

    ```yaml
    rollout:
      method: canary
      steps:
        - {percent: 5, hold: 1d, pass: crash rate below 0.2 %}
        - {percent: 100, who: all but the shops of the control group}
    ```
    """
    last = rollout.steps[-1] if rollout.steps else None
    if last is not None and last.percent is not None and last.percent != 100:
        hint = "Add the step with `percent: 100`, and say in `who` whom it leaves out."
        yield Problem((*last.at, "percent"), f"the last step reaches {last.percent:g} % of the users, not 100", hint)


@rule(on=Rollout)
def blind_step(rollout: Rollout, site: Site) -> Iterator[Problem]:
    """A step of a rollout does not say how long it holds, or what lets it go on.

    Without both, the next step comes when somebody feels like it. The last step needs neither.

    Bad:

    ```yaml
    rollout:
      method: canary
      steps:
        - {percent: 5, hold: 1d}  # here
        - {percent: 100}
    ```

    Good:

    ```yaml
    rollout:
      method: canary
      steps:
        - {percent: 5, hold: 1d, pass: crash rate below 0.2 %}
        - {percent: 100}
    ```
    """
    for step in rollout.steps[:-1]:
        lacking = [key for key, value in (("hold", step.hold), ("pass", step.criterion)) if not value]
        if lacking:
            listed = " and ".join(f"`{key}`" for key in lacking)
            hint = "Say for how long it is watched (`hold: 1d`) and which number lets it go on (`pass:`)."
            yield Problem(step.at, f"step {step.number + 1} of the rollout has no {listed}", hint)


@rule(on=Rollout, severity="warning")
def hurried(rollout: Rollout, site: Site) -> Iterator[Problem]:
    """A step of a rollout was taken before the one before it had held for as long as it said.

    What shows only on the second day was then seen by everybody. Only days are compared, not hours.

    Bad:

    ```yaml
    rollout:
      method: canary
      steps:
        - {percent: 5, hold: 2d, pass: crash rate below 0.2 %, on: 2026-04-21}
        - {percent: 100, on: 2026-04-22}  # here
    ```

    Good:

    ```yaml
    rollout:
      method: canary
      steps:
        - {percent: 5, hold: 2d, pass: crash rate below 0.2 %, on: 2026-04-21}
        - {percent: 100, on: 2026-04-23}
    ```
    """
    for before, step in pairwise(rollout.steps):
        if step.on is not None and before.free_on is not None and step.on < before.free_on:
            held = f"`hold: {before.hold}` from {before.on}" if step.on >= (before.on or step.on) else f"{before.on}"
            message = f"step {step.number + 1} was taken on {step.on}, too early after {held} of the step before"
            yield Problem((*step.at, "on"), message, "Correct the day, or write into `result` why it was shortened.")


@rule(on=Rollout, severity="warning")
def no_flag(rollout: Rollout, site: Site) -> Iterator[Problem]:
    """A rollout by feature flag does not name the flag.

    The flag is what is switched off first when something goes wrong. At night nobody should have to ask for it.

    Bad:

    ```yaml
    rollout:
      method: flag  # here
      steps: [{percent: 5, hold: 1d, pass: crash rate below 0.2 %}, {percent: 100}]
    ```

    Good:

    ```yaml
    rollout:
      method: flag
      flag: points_mall
      steps: [{percent: 5, hold: 1d, pass: crash rate below 0.2 %}, {percent: 100}]
    ```
    """
    if rollout.values.get("method") == "flag" and not rollout.values.get("flag"):
        yield Problem(
            Key(("method",)), "the rollout is by feature flag, but names no flag", "Add `flag:` with its name."
        )
