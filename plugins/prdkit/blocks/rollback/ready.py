"""To report rollbacks that would not work at night: without a number, a step, a person, or never tried."""

from collections.abc import Iterator

from prdkit.blocks.rollback.plan import BLOCK, Rollback, frozen_on
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.reading.problem import Key

_NEEDED = {
    "steps": "the steps that undo it, in order",
    "decider": "the one person who says so",
    "owner": "who carries it out",
    "rto_min": "within how many minutes it is undone",
}


@rule(on=Rollback)
def no_number(rollback: Rollback, site: Site) -> Iterator[Problem]:
    """A rollback has no trigger, or one without a number.

    "When it looks bad" is argued about for an hour. A metric, a comparison and a value end the argument.

    Bad:

    ```yaml
    rollback:
      triggers:
        - {metric: complaints}  # here
      steps: [switch points_mall off]
      decider: pm.lead
      owner: sre.oncall
      rto_min: 10
      data_safe: true
    ```

    Good:

    ```yaml
    rollback:
      triggers:
        - {metric: redeem_fail_rate, op: ">", value: 0.02, window: 10m}
      steps: [switch points_mall off]
      decider: pm.lead
      owner: sre.oncall
      rto_min: 10
      data_safe: true
    ```
    """
    hint = 'Write `{metric: …, op: ">", value: …, window: 10m}`.'
    if not rollback.triggers:
        yield Problem(Key(()), "the rollback has no trigger", f"Add `triggers:`. {hint}")
    for trigger in rollback.triggers:
        if not trigger.is_numeric:
            lacking = "`op`" if trigger.value is not None else "`value`" if trigger.op else "`op` and `value`"
            yield Problem(("triggers", trigger.number), f"trigger `{trigger.metric}` has no {lacking}", hint)


@rule(on=Rollback)
def incomplete(rollback: Rollback, site: Site) -> Iterator[Problem]:
    """A rollback does not say how, by whom, by whose word or within which time it is done.

    Whoever stands in at night can only do what is written down.

    Bad:

    ```yaml
    rollback:  # here
      triggers: [{metric: redeem_fail_rate, op: ">", value: 0.02}]
      steps: [switch points_mall off]
      owner: sre.oncall
      rto_min: 10
      data_safe: true
    ```

    Good:

    ```yaml
    rollback:
      triggers: [{metric: redeem_fail_rate, op: ">", value: 0.02}]
      steps: [switch points_mall off]
      decider: pm.lead
      owner: sre.oncall
      rto_min: 10
      data_safe: true
    ```
    """
    for key, meaning in _NEEDED.items():
        if rollback.values.get(key) in (None, "", []):
            yield Problem(Key(()), f"the rollback has no `{key}`", f"Add `{key}:`, {meaning}.")


@rule(on=Rollback)
def data_unsaid(rollback: Rollback, site: Site) -> Iterator[Problem]:
    """A rollback does not say what happens to the data that users made meanwhile.

    Code goes back in minutes; orders, points and photographs do not. Where data is not safe, `data_note` says what
    is done about it.

    Bad:

    ```yaml
    rollback:
      triggers: [{metric: redeem_fail_rate, op: ">", value: 0.02}]
      steps: [switch points_mall off]
      decider: pm.lead
      owner: sre.oncall
      rto_min: 10
      data_safe: false  # here
    ```

    Good:

    ```yaml
    rollback:
      triggers: [{metric: redeem_fail_rate, op: ">", value: 0.02}]
      steps: [switch points_mall off]
      decider: pm.lead
      owner: sre.oncall
      rto_min: 10
      data_safe: false
      data_note: orders of these minutes are refunded from the ledger
    ```
    """
    safe = rollback.values.get("data_safe")
    if safe or rollback.values.get("data_note"):
        return
    hint = "Add `data_safe: true`, or `data_note:` with what happens to orders, points and the like."
    if safe is None:
        yield Problem(Key(()), "the rollback does not say whether data is safe", hint)
    else:
        yield Problem(("data_safe",), "data is not safe in a rollback, and nothing says what is done about it", hint)


@rule(on=Document)
def unrehearsed(document: Document, site: Site) -> Iterator[Problem]:
    """A rollback was never rehearsed.

    The first rehearsal finds the missing right, the wrong order and the script that asks for a password. Launches
    whose tier asks for no rehearsal (`site_config/launch.yml`) are left alone.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: live
    owner: pm.lead
    created: 2026-05-09
    tier: 1
    rollback:  # here
      triggers: [{metric: redeem_fail_rate, op: ">", value: 0.02}]
      steps: [switch points_mall off]
      decider: pm.lead
      owner: sre.oncall
      rto_min: 10
      data_safe: true
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: live
    owner: pm.lead
    created: 2026-05-09
    tier: 1
    rollback:
      triggers: [{metric: redeem_fail_rate, op: ">", value: 0.02}]
      steps: [switch points_mall off]
      decider: pm.lead
      owner: sre.oncall
      rto_min: 10
      data_safe: true
      tested_on: 2026-04-14
    ---
    ```
    """
    rollback = Rollback.of(document) if document.is_held_to(unrehearsed.name) else None
    if rollback is not None and rollback.is_rehearsed_here and rollback.tested_on is None:
        hint = "Go through its steps on the stage environment, then add `tested_on:` with the day."
        yield Problem(Key((BLOCK,)), "the rollback was not rehearsed", hint)


@rule(on=Rollback, severity="warning")
def rehearsed_before_freeze(rollback: Rollback, site: Site) -> Iterator[Problem]:
    """A rollback was rehearsed before the code was frozen, so with other code than users get.

    The freeze is the `frozen_on` of the release, for a launch or a PRD of each release that it goes out with, or a
    milestone of `type: freeze`.

    Bad:

    ```yaml
    milestones:
      - {id: M1, name: Code freeze, type: freeze, baseline: 2026-04-15, actual: 2026-04-15}
    rollback:
      triggers: [{metric: redeem_fail_rate, op: ">", value: 0.02}]
      steps: [switch points_mall off]
      decider: pm.lead
      owner: sre.oncall
      rto_min: 10
      data_safe: true
      tested_on: 2026-04-14  # here
    ```

    Good:

    ```yaml
    milestones:
      - {id: M1, name: Code freeze, type: freeze, baseline: 2026-04-13, actual: 2026-04-13}
    rollback:
      triggers: [{metric: redeem_fail_rate, op: ">", value: 0.02}]
      steps: [switch points_mall off]
      decider: pm.lead
      owner: sre.oncall
      rto_min: 10
      data_safe: true
      tested_on: 2026-04-14
    ```
    """
    freeze = frozen_on(rollback.document, site)
    if freeze is not None and rollback.tested_on is not None and rollback.tested_on < freeze:
        message = f"the rollback was rehearsed on {rollback.tested_on}, before the code was frozen on {freeze}"
        yield Problem(("tested_on",), message, "Rehearse it once more with what is going to be released.")
