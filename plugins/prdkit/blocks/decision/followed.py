"""To report votes and conditions of a decision to go live that do not fit the plan, or that nobody looks after."""

from collections.abc import Iterator

from prdkit.blocks.decision.votes import BLOCK, CONDITIONAL, NO_GO, Decision
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.config.fields import say


@rule(on=Document, severity="warning")
def strange_voter(document: Document, site: Site) -> Iterator[Problem]:
    """A department votes on a launch in which it does not take part.

    Either the plan forgot the department, and it is told nothing, or somebody else was meant.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    departments: [product, cs]
    go_no_go: {decider: pm.lead, votes: [{dept: hr, vote: go}]}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    departments: [product, cs, hr]
    go_no_go: {decider: pm.lead, votes: [{dept: hr, vote: go}]}
    ---
    ```
    """
    named, decision = document.values.get("departments"), Decision.of(document)
    if not named or decision is None:
        return
    for vote in decision.votes:
        if vote.dept not in named:
            message = f"`{vote.dept}` votes, and `departments` does not name it"
            yield Problem((*vote.path, "dept"), message, f"Add `{vote.dept}` to `departments`, or correct the vote.")


@rule(on=Document)
def voted_twice(document: Document, site: Site) -> Iterator[Problem]:
    """A department votes twice on one launch.

    Nobody can tell which vote counts. A vote that changed is changed where it stands; git keeps the first one.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    go_no_go:
      votes:
        - {dept: cs, vote: no_go, reason: three people short}
        - {dept: cs, vote: go}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    go_no_go: {votes: [{dept: cs, vote: go}]}
    ---
    ```
    """
    decision = Decision.of(document)
    seen: set[str] = set()
    for vote in decision.votes if decision is not None else ():
        if vote.dept in seen:
            yield Problem((*vote.path, "dept"), f"`{vote.dept}` has voted before", "Keep the vote that counts.")
        seen.add(vote.dept)


@rule(on=Document)
def no_conditions(document: Document, site: Site) -> Iterator[Problem]:
    """A launch may go live under conditions that nobody wrote down.

    Nobody can meet them, and on the day everybody remembers others.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    go_no_go: {decider: pm.lead, on: 2026-04-20, decision: conditional}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    go_no_go: {decider: pm.lead, on: 2026-04-20, decision: conditional, conditions: [shifts are filled]}
    ---
    ```
    """
    decision = Decision.of(document)
    if decision is not None and decision.verdict == CONDITIONAL and not decision.conditions:
        hint = "Add `conditions:`, each with `text`, `owner` and `due`."
        yield Problem((BLOCK, "decision"), "the decision is `conditional`, and there are no conditions", hint)


@rule(on=Document, severity="warning")
def late_condition(document: Document, site: Site) -> Iterator[Problem]:
    """A condition of going live was due before today and is not met.

    Whoever voted for it did so because of the condition. Only conditions that are records are followed; a launch that
    is over, or that does not go, is left alone.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    go_no_go:
      decision: conditional
      conditions:
        - {text: shifts are filled, owner: cs.lead, due: 2026-06-10}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    go_no_go:
      decision: conditional
      conditions:
        - {text: shifts are filled, owner: cs.lead, due: 2026-06-10, met_on: 2026-06-09}
        - {text: refunds are faster, owner: fin.lead, due: 2026-06-26}
    ---
    ```
    """
    decision = Decision.of(document)
    over = document.state.side or document.status == document.type.last
    if decision is None or decision.verdict == NO_GO or over or document.reached("live"):
        return
    for one in decision.conditions:
        if one.due is not None and one.due < site.as_of and one.met_on is None:
            message = f"the condition `{say(one.text, 'en')}` was due on {one.due} and is not met"
            yield Problem((*one.path, "due"), message, "Set `met_on:`, or agree on another day.")
