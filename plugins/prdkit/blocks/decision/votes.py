"""To read a decision to go live: its votes, its conditions, who has a vote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self

from prdkit.blocks.launch.plan import areas_of, is_launch
from prdkit.config.fields import Text
from prdkit.model.document import Document
from prdkit.reading.problem import Path

BLOCK = "go_no_go"
GO, NO_GO, CONDITIONAL = "go", "no_go", "conditional"


class Vote(NamedTuple):
    """A vote: `number` is its place."""

    number: int
    dept: str
    vote: str
    by: str
    reason: Text
    answer: Text

    @property
    def path(self) -> Path:
        """Where it stands."""
        return (BLOCK, "votes", self.number)


class Condition(NamedTuple):
    """A condition. `tracked` says that the plan tells whether it is met: one that is mere words is not looked after."""

    number: int
    text: Text
    dept: str
    owner: str
    due: date | None
    met_on: date | None
    tracked: bool

    @property
    def path(self) -> Path:
        """Where it stands."""
        return (BLOCK, "conditions", self.number)


@dataclass(frozen=True)
class Decision:
    """The decision of a launch plan, as far as it is written down."""

    values: Mapping[str, Any]
    votes: tuple[Vote, ...]
    conditions: tuple[Condition, ...]

    @classmethod
    def of(cls, document: Document) -> Self | None:
        """The decision of a launch plan; None where there is none."""
        values = document.values.get(BLOCK)
        if not is_launch(document) or not isinstance(values, Mapping) or not values:
            return None
        votes = enumerate(values.get("votes") or ())
        rows = enumerate(values.get("conditions") or ())
        return cls(
            values,
            tuple(_vote(number, row) for number, row in votes if row and row.get("dept") and row.get("vote")),
            tuple(_condition(number, row) for number, row in rows if row),
        )

    @property
    def verdict(self) -> str:
        """What was decided: go, no_go, conditional, or nothing yet."""
        return str(self.values.get("decision") or "")

    @property
    def decider(self) -> str:
        """The person who decides, or empty."""
        return str(self.values.get("decider") or "")

    @property
    def on(self) -> date | None:
        """The day of the decision."""
        return self.values.get("on")


def _vote(number: int, row: Mapping[str, Any]) -> Vote:
    return Vote(number, row["dept"], row["vote"], row.get("by") or "", row.get("reason") or "", row.get("answer") or "")


def _condition(number: int, row: Any) -> Condition:
    if isinstance(row, Mapping) and "text" in row:
        known = (row.get("dept") or "", row.get("owner") or "", row.get("due"), row.get("met_on"))
        return Condition(number, row["text"], *known, tracked=True)
    return Condition(number, row, "", "", None, None, tracked=False)


def voters(document: Document) -> tuple[str, ...]:
    """The departments that have a vote: those of the plan, or the areas of its tier, as launch.yml says."""
    if document.config.launching.voters == "areas":
        return areas_of(document)
    return tuple(str(name) for name in document.values.get("departments") or () if name)
