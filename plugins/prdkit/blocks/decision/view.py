"""To show a decision to go live: the verdict, the votes with their reasons and answers, the conditions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from prdkit.blocks.decision.votes import BLOCK, CONDITIONAL, GO, NO_GO, Condition, Decision, Vote, voters
from prdkit.blocks.views import Words, view
from prdkit.link.site import Site
from prdkit.model.document import Document

TONES = {GO: "good", NO_GO: "bad", CONDITIONAL: "warn"}


class VoteView(NamedTuple):
    """A vote in words; `tone` is good, bad, warn or empty. One that was not given has no `vote`."""

    dept: str
    vote: str
    tone: str
    by: str
    reason: str
    answer: str


class ConditionView(NamedTuple):
    """A condition; `state` is met, open, overdue, or empty where the plan does not look after it."""

    text: str
    dept: str
    owner: str
    due: str
    met_on: str
    state: str


@dataclass(frozen=True)
class DecisionView:
    """The decision; `verdict` is empty where nothing is decided yet."""

    verdict: str
    tone: str
    decider: str
    on: str
    votes: tuple[VoteView, ...]
    conditions: tuple[ConditionView, ...]
    note: str


@view(BLOCK)
def decision_view(document: Document, site: Site, words: Words) -> DecisionView | None:
    """The decision of a launch plan; None where there is none. Votes against it stand first."""
    decision = Decision.of(document)
    if decision is None:
        return None
    fields = document.type.blocks[BLOCK].fields
    said = fields["votes"].items.fields["vote"].values if fields["votes"].items is not None else {}
    votes = sorted(decision.votes, key=lambda vote: _ORDER.get(vote.vote, len(_ORDER)))
    given = {vote.dept for vote in votes}
    shown = [_vote(vote, said, words) for vote in votes]
    shown += [VoteView(name, "", "", "", "", "") for name in voters(document) if name not in given]
    return DecisionView(
        verdict=words.say(fields["decision"].values.get(decision.verdict, decision.verdict)),
        tone=TONES.get(decision.verdict, ""),
        decider=decision.decider,
        on=decision.on.isoformat() if decision.on is not None else "",
        votes=tuple(shown),
        conditions=tuple(_condition(condition, site, words) for condition in decision.conditions),
        note=words.say(decision.values.get("note")),
    )


_ORDER = {NO_GO: 0, CONDITIONAL: 1, GO: 2}


def _vote(vote: Vote, said: Mapping[str, Any], words: Words) -> VoteView:
    label = words.say(said.get(vote.vote, vote.vote))
    return VoteView(vote.dept, label, TONES.get(vote.vote, ""), vote.by, words.say(vote.reason), words.say(vote.answer))


def _condition(condition: Condition, site: Site, words: Words) -> ConditionView:
    late = condition.due is not None and condition.due < site.as_of
    state = "met" if condition.met_on else "overdue" if late else "open"
    return ConditionView(
        words.say(condition.text),
        condition.dept,
        condition.owner,
        condition.due.isoformat() if condition.due is not None else "",
        condition.met_on.isoformat() if condition.met_on is not None else "",
        state if condition.tracked else "",
    )
