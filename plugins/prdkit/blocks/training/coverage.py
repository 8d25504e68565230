"""To find departments that meet a change without a training, or with one that comes too late."""

from collections.abc import Iterator

from prdkit.blocks.training.sessions import BLOCK, Session, answers, sessions, touched
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.config.fields import say
from prdkit.link.launches import go_live
from prdkit.reading.problem import Key


@rule(on=Document)
def untrained_department(document: Document, site: Site) -> Iterator[Problem]:
    """A department that answers for a change to people outside takes part in going live, and has no training.

    Which departments that are stands in collaboration.yml: customer service, operations, marketing and sales
    as shipped, where they do more than being informed at stage `launch`. Asked is the launch, whose PRDs may
    hold the training; a PRD that no launch brings answers for itself. It is looked for once the gate that asks
    for it is the next one.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: rehearsed
    owner: pm.lead
    created: 2026-03-09
    user_visible: true
    collaboration:
      nodes:
        - id: n_live
          name: Live
          stage: launch
          cells:
            product: {role: A, does: decides, deliverable: decision}
            cs: {role: R, does: answers, deliverable: FAQ}
            ops: {role: R, does: sets up the goods, deliverable: page}
    training:  # here
      - {dept: ops, on: 2026-06-17, invited: 9}
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: rehearsed
    owner: pm.lead
    created: 2026-03-09
    user_visible: true
    collaboration:
      nodes:
        - id: n_live
          name: Live
          stage: launch
          cells:
            product: {role: A, does: decides, deliverable: decision}
            cs: {role: R, does: answers, deliverable: FAQ}
            ops: {role: R, does: sets up the goods, deliverable: page}
    training:
      - {dept: ops, on: 2026-06-17, invited: 9}
      - {dept: cs, waiver: They wrote the answers themselves}
    ---
    ```
    """
    if not document.is_near("training/untrained-department") or not answers(document, site):
        return
    known = {session.department for session in sessions(document, site)}
    for name in touched(document, site):
        if name not in known:
            at = Key((BLOCK,)) if document.values.get(BLOCK) else "status"
            said = f"`{name}` takes part in going live and has no training"
            hint = f"Add `- {{dept: {name}, on: DATE, invited: 9}}` to `training:`, or a `waiver:` with the reason."
            yield Problem(at, said, hint)


@rule(on=Session)
def too_late(session: Session, site: Site) -> Iterator[Problem]:
    """A training is not dated before the day of going live.

    What people learn on the day itself they learn from users. The day of going live is that of the milestone
    with `type: launch`, else the one on which the rollout begins.

    Bad:

    ```yaml
    milestones: [{id: M5, name: Live, type: launch, baseline: 2026-07-15}]
    training:
      - dept: cs
        on: 2026-07-15  # here
        invited: 24
    ```

    Good:

    ```yaml
    milestones: [{id: M5, name: Live, type: launch, baseline: 2026-07-15}]
    training:
      - dept: cs
        on: 2026-07-13
        invited: 24
    ```
    """
    live = go_live(session.document)
    if session.waiver or live is None:
        return
    if session.day is None:
        said = f"the training of `{session.department}` has no day, going live is on {live}"
        yield Problem(("dept",), said, "Add `on:` with a day before that, or a `waiver:` with the reason.")
    elif session.day >= live:
        topic = say(session.topic, "en")
        what = f" ({topic})" if topic else ""
        said = f"the training of `{session.department}`{what} is on {session.day}, going live on {live}"
        yield Problem(("on",), said, "Move it before that day, or say in `waiver:` why that is enough.")
