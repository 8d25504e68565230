"""To say how ready a launch is: department by department, what still blocks it by day, and what else is missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from prdkit.blocks.checklist.items import DONE, NOT_APPLICABLE, Item
from prdkit.blocks.decision.view import DecisionView, VoteView, decision_view
from prdkit.blocks.launch.plan import areas_of, go_live, has_gone_live
from prdkit.blocks.views import Words
from prdkit.check.gaps import Gap
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.card import Lacking, lacks

LIVE = "live"
FindTo: TypeAlias = Callable[[Document, str], tuple[Gap, ...]]
"""What a document lacks to enter a status."""


class ItemView(NamedTuple):
    """A row of the checklist. `days` are those left, negative where it is overdue, None without a day."""

    id: str
    name: str
    area: str
    owner: str
    due: str
    days: int | None
    status: str
    state: str
    evidence: str
    blocking: bool


@dataclass(frozen=True, slots=True)
class AreaView:
    """A department: its rows, how many of them are settled, and its vote if it gave one."""

    dept: str
    items: tuple[ItemView, ...]
    settled: int
    share: float
    vote: VoteView | None

    @property
    def open(self) -> tuple[ItemView, ...]:
        """Rows that are not settled, blocking ones first."""
        return tuple(sorted((i for i in self.items if i.state not in _SETTLED), key=lambda i: (not i.blocking, i.due)))

    @property
    def shown(self) -> tuple[ItemView, ...]:
        """Rows with something to look at."""
        return tuple(item for item in self.items if item.evidence)


@dataclass(frozen=True)
class Readiness:
    """How ready a launch is. `state` is out, closed, ready, blocked, or off where it left the line."""

    launch: str
    state: str
    day: str
    days: int | None
    areas: tuple[AreaView, ...]
    countdown: tuple[ItemView, ...]
    reasons: tuple[Lacking, ...]
    settled: int
    total: int
    decision: DecisionView | None

    @property
    def share(self) -> float:
        """How much of the checklist is settled, of 100."""
        return 100 * self.settled / self.total if self.total else 0.0


_SETTLED = (DONE, NOT_APPLICABLE)


def readiness(launch: Document, site: Site, words: Words, find: FindTo) -> Readiness:
    """How ready a launch is on the day that counts as today; `find` says what keeps it from going live."""
    items = tuple(_item(item, launch, site, words) for item in Item.all(launch))
    decision = decision_view(launch, site, words)
    out = has_gone_live(launch) and not launch.state.side
    reasons = () if out or launch.state.side else tuple(lacks(launch, find(launch, LIVE), site, words))
    day = go_live(launch)
    open_ = (item for item in items if item.blocking and item.state not in _SETTLED)
    return Readiness(
        launch=launch.id,
        state=_state(launch, out=out, blocked=bool(reasons)),
        day=day.isoformat() if day is not None else "",
        days=(day - site.as_of).days if day is not None else None,
        areas=tuple(_areas(launch, items, decision)),
        countdown=() if out else tuple(sorted(open_, key=lambda item: (item.due or "9", item.id))),
        reasons=reasons,
        settled=sum(item.state in _SETTLED for item in items),
        total=len(items),
        decision=decision,
    )


def _state(launch: Document, *, out: bool, blocked: bool) -> str:
    if launch.state.side:
        return "off"
    if out:
        return "closed" if launch.status == launch.type.last else "out"
    return "blocked" if blocked else "ready"


def _item(item: Item, launch: Document, site: Site, words: Words) -> ItemView:
    inner = launch.type.blocks["checklist"].fields
    due: date | None = item.due
    labels = inner["status"].values
    return ItemView(
        id=item.id,
        name=words.say(item.name),
        area=item.area,
        owner=item.owner,
        due=due.isoformat() if due is not None else "",
        days=(due - site.as_of).days if due is not None else None,
        status=words.say(labels.get(item.status, item.status)),
        state=item.status,
        evidence=str(item.values.get("evidence") or "") or words.say(item.values.get("reason")),
        blocking=item.blocking,
    )


def _areas(launch: Document, items: tuple[ItemView, ...], decision: DecisionView | None) -> Iterator[AreaView]:
    """The departments that the tier asks for, then others that have a row; those with most to do first."""
    votes = {vote.dept: vote for vote in decision.votes if vote.vote} if decision is not None else {}
    named = dict.fromkeys((*areas_of(launch), *(item.area for item in items if item.area), *votes))
    made = []
    for dept in named:
        own = tuple(item for item in items if item.area == dept)
        settled = sum(item.state in _SETTLED for item in own)
        made.append(AreaView(dept, own, settled, 100 * settled / len(own) if own else 0.0, votes.get(dept)))
    yield from sorted(made, key=lambda area: area.settled - len(area.items))
