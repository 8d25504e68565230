"""To report decisions to go live that nobody could stand by afterwards."""

from collections.abc import Iterator

from prdkit.blocks.decision.votes import BLOCK, CONDITIONAL, NO_GO, Decision, voters
from prdkit.blocks.launch.plan import go_live
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.check.wording import listed
from prdkit.config.fields import say
from prdkit.reading.problem import Key


def _decision(document: Document, name: str) -> Decision | None:
    """The decision of a plan that a gate holds to a rule."""
    return Decision.of(document) if document.is_held_to(name) else None


@rule(on=Document)
def incomplete(document: Document, site: Site) -> Iterator[Problem]:
    """A launch goes live by a decision that names no decider, no day or no result.

    Where everybody decides, nobody has decided when something goes wrong.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: live
    owner: pm.lead
    created: 2026-05-09
    tier: 3
    go_no_go:  # here
      decider: pm.lead
      decision: go
      votes: [{dept: product, vote: go}, {dept: cs, vote: go}]
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
    tier: 3
    go_no_go:
      decider: pm.lead
      on: 2026-06-12
      decision: go
      votes: [{dept: product, vote: go}, {dept: cs, vote: go}]
    ---
    ```
    """
    decision = _decision(document, incomplete.name)
    if decision is None:
        return
    for key, given in (("decider", decision.decider), ("on", decision.on), ("decision", decision.verdict)):
        if not given:
            yield Problem(Key((BLOCK,)), f"the decision to go live has no `{key}`", f"Add `{key}:` to `{BLOCK}`.")


@rule(on=Document)
def missing_vote(document: Document, site: Site) -> Iterator[Problem]:
    """A launch goes live, and a department that has a vote did not give it.

    Who votes is said by `voters` in `site_config/launch.yml`: the areas of the tier, or the departments of the plan. A
    vote may be `abstain`.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: live
    owner: pm.lead
    created: 2026-05-09
    tier: 3
    go_no_go:
      decider: pm.lead
      on: 2026-06-12
      decision: go
      votes:  # here
        - {dept: product, vote: go}
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
    tier: 3
    go_no_go:
      decider: pm.lead
      on: 2026-06-12
      decision: go
      votes:
        - {dept: product, vote: go}
        - {dept: cs, vote: abstain}
    ---
    ```
    """
    decision = _decision(document, missing_vote.name)
    if decision is None:
        return
    given = {vote.dept for vote in decision.votes}
    lacking = [name for name in voters(document) if name not in given]
    if lacking:
        at = Key((BLOCK, "votes") if "votes" in decision.values else (BLOCK,))
        hint = "Ask for their vote and add a row each: `{dept: …, vote: go, by: …}`."
        yield Problem(at, f"no vote of {listed(lacking)}", hint)


@rule(on=Document)
def unanswered(document: Document, site: Site) -> Iterator[Problem]:
    """A launch goes live over a no-go, or over a vote under conditions, that nobody answered.

    Whoever said no saw something. The answer says what was done about it, or why it is borne; a condition of that
    `dept` is an answer too, once it is met.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: live
    owner: pm.lead
    created: 2026-05-09
    tier: 3
    go_no_go:
      decider: pm.lead
      on: 2026-06-12
      decision: go
      votes:
        - {dept: product, vote: go}
        - {dept: cs, vote: no_go, reason: three people are missing at night}  # here
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
    tier: 3
    go_no_go:
      decider: pm.lead
      on: 2026-06-12
      decision: go
      votes:
        - {dept: product, vote: go}
        - {dept: cs, vote: no_go, reason: three people are missing at night, answer: sales lends three until Sunday}
    ---
    ```
    """
    decision = _decision(document, unanswered.name)
    if decision is None:
        return
    for vote in decision.votes:
        met = any(condition.dept == vote.dept and condition.met_on for condition in decision.conditions)
        heard = vote.answer or met or (vote.vote == CONDITIONAL and decision.conditions)
        if vote.vote in (NO_GO, CONDITIONAL) and not heard:
            word = "votes no-go" if vote.vote == NO_GO else "votes go under conditions"
            why = f": {say(vote.reason, 'en')}" if vote.reason else ""
            hint = "Add `answer:` to the vote with what was done about it, or change the decision."
            yield Problem((*vote.path, "vote"), f"`{vote.dept}` {word}{why}", hint)


@rule(on=Document)
def not_go(document: Document, site: Site) -> Iterator[Problem]:
    """A launch is live although it was decided that it does not go, or before a condition of the decision was met.

    A condition is looked after where it is a record: `{text: …, owner: …, due: …, met_on: …}`. One that is due only
    after going live may be open.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: live
    owner: pm.lead
    created: 2026-05-09
    tier: 3
    go_no_go:
      decider: pm.lead
      on: 2026-06-12
      decision: no_go  # here
      votes: [{dept: product, vote: go}, {dept: cs, vote: go}]
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
    tier: 3
    go_no_go:
      decider: pm.lead
      on: 2026-06-12
      decision: conditional
      conditions:
        - {text: support is staffed at night, owner: cs.lead, met_on: 2026-06-12}
      votes: [{dept: product, vote: go}, {dept: cs, vote: go}]
    ---
    ```
    """
    decision = _decision(document, not_go.name)
    if decision is None:
        return
    if decision.verdict == NO_GO:
        hint = "Take it back from users, or decide anew and write that down."
        yield Problem((BLOCK, "decision"), "the decision is no-go", hint)
    day = go_live(document)
    for condition in decision.conditions:
        later = condition.due is not None and day is not None and condition.due > day
        if condition.tracked and condition.met_on is None and not later:
            hint = "Add `met_on:` with the day on which it was met."
            yield Problem(condition.path, f"a condition is not met: {say(condition.text, 'en')}", hint)


@rule(on=Document, severity="warning")
def after_the_fact(document: Document, site: Site) -> Iterator[Problem]:
    """The decision to go live bears a later day than going live itself.

    A decision that is written down afterwards protects nobody but its author.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: live
    owner: pm.lead
    created: 2026-05-09
    tier: 3
    milestones: [{id: M1, name: Live, type: launch, baseline: 2026-06-10, actual: 2026-06-10}]
    go_no_go:
      decider: pm.lead
      on: 2026-06-12  # here
      decision: go
      votes: [{dept: product, vote: go}, {dept: cs, vote: go}]
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
    tier: 3
    milestones: [{id: M1, name: Live, type: launch, baseline: 2026-06-15, actual: 2026-06-15}]
    go_no_go:
      decider: pm.lead
      on: 2026-06-12
      decision: go
      votes: [{dept: product, vote: go}, {dept: cs, vote: go}]
    ---
    ```
    """
    decision, day = Decision.of(document), go_live(document)
    if decision is not None and decision.on is not None and day is not None and decision.on > day:
        message = f"the decision is of {decision.on}, but it went live on {day}"
        if document.reached("live"):
            yield Problem((BLOCK, "on"), message, "Correct one of the two days.")
