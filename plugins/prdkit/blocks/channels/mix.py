"""To read the channels of a launch as their author wrote them, and what follows from their numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Self

from prdkit.config.fields import Text, say
from prdkit.model.document import Document
from prdkit.reading.problem import Key, Path

BLOCK = "channel_mix"
USERS, CAC, REVENUE, ROI = "new_users", "cac", "revenue", "roi"
_COSTS = frozenset((CAC, "cpa", "cpc", "cpl", "cpm", "cost", "complaints", "refunds", "unsubscribes"))
"""Measures of which less is better, where no metric of the document says so."""
_CENT = 1e-9


class Channel(NamedTuple):
    """A row of the mix. `number` is its place; numbers that it does not give are None."""

    number: int
    id: str
    name: Text
    kind: str
    line: str
    weight: float | None
    budget: float | None
    cost: float | None
    target: Mapping[str, float]
    result: Mapping[str, float]
    owner: str
    note: Text

    @property
    def called(self) -> str:
        """Its name for a message."""
        return say(self.name, "en")


@dataclass(frozen=True)
class ChannelMix:
    """The channels of a document. `whole` is false where rows with broken values stand among them."""

    document: Document
    channels: tuple[Channel, ...]
    whole: bool
    path: Path = (BLOCK,)

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The mix of a document, none where it has no channels that could be read."""
        made = tuple(_channel(number, row) for number, row in document.rows(BLOCK) if row.get("channel"))
        return (cls(document, made, not any(_within(problem.at) for problem in document.problems)),) if made else ()

    @property
    def finished(self) -> bool:
        """Whether the document has come to looking at what came of it."""
        return self.document.state.stage == "measure"

    @cached_property
    def downward(self) -> frozenset[str]:
        """The measures of which less is better: metrics of the document that say so, and those of cost."""
        said = {str(row.get("id")): row.get("direction") for _, row in self.document.rows("metrics")}
        return frozenset((_COSTS - said.keys()) | {name for name, way in said.items() if way == "down"})


def _within(at: object) -> bool:
    path = at.path if isinstance(at, Key) else at
    return path == BLOCK or (isinstance(path, tuple) and path[:1] == (BLOCK,))


def _channel(number: int, row: Mapping[str, Any]) -> Channel:
    return Channel(
        number=number,
        id=str(row.get("id") or ""),
        name=row["channel"],
        kind=row.get("kind") or "",
        line=row.get("line") or "",
        weight=row.get("weight"),
        budget=row.get("budget"),
        cost=row.get("cost"),
        target=_numbers(row.get("target")),
        result=_numbers(row.get("result")),
        owner=row.get("owner") or "",
        note=row.get("note") or "",
    )


def _numbers(given: Mapping[str, Any] | None) -> Mapping[str, float]:
    return {name: value for name, value in (given or {}).items() if value is not None}


def cost_per_user(cost: float | None, figures: Mapping[str, float]) -> float | None:
    """What one new user costs: the money by the users that came of it."""
    users = figures.get(USERS)
    return cost / users if cost is not None and users else None


def return_on(cost: float | None, figures: Mapping[str, float]) -> float | None:
    """What money brought back above itself, as a share of it: (revenue − cost) / cost."""
    revenue = figures.get(REVENUE)
    return (revenue - cost) / cost if cost and revenue is not None else None


def rounds_to(value: float, stated: float) -> bool:
    """Whether a number is what is stated, to as many decimals as are stated."""
    _, dot, decimals = str(stated).partition(".")
    places = len(decimals) if dot and decimals != "0" else 0
    return abs(value - stated) <= 0.5 * 10.0**-places + _CENT


def plain(number: float) -> str:
    """A number as it is read: thousands apart, no decimals where there are none, at most two."""
    return f"{round(number, 2):,}".removesuffix(".0")
