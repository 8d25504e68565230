"""To read the campaigns of a document as their author wrote them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self

from prdkit.config.fields import Text, say
from prdkit.model.document import Document
from prdkit.reading.problem import Key, Path

BLOCK = "campaigns"


class Reward(NamedTuple):
    """What a participant gets; `number` is its place in the list."""

    number: int
    rule: Text
    cap: float | None
    cost: float | None
    approval: str


@dataclass(frozen=True)
class Campaign:
    """A row of `campaigns`."""

    document: Document
    path: Path
    id: str
    name: Text
    start: date | None
    end: date | None
    audience: Text
    mechanism: Text
    goal: Text
    page: str
    budget: float | None
    rewards: tuple[Reward, ...]
    owner: str
    stated: str
    note: Text

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The campaigns of a document, without those that hold a value that does not fit."""
        rows = document.rows(BLOCK)
        broken = {_number(problem.at) for problem in document.problems} if rows else ()
        return tuple(cls.of(document, n, row) for n, row in rows if row.get("id") and n not in broken)

    @classmethod
    def of(cls, document: Document, number: int, row: Mapping[str, Any]) -> Self:
        """The campaign in a row of the block."""
        return cls(
            document=document,
            path=(BLOCK, number),
            id=str(row["id"]),
            name=row.get("name") or row["id"],
            start=row.get("from"),
            end=row.get("to"),
            audience=row.get("audience") or "",
            mechanism=row.get("mechanism") or "",
            goal=row.get("goal") or "",
            page=row.get("page") or "",
            budget=row.get("budget"),
            rewards=tuple(_reward(n, one) for n, one in enumerate(row.get("rewards") or ()) if one),
            owner=row.get("owner") or "",
            stated=row.get("status") or "",
            note=row.get("note") or "",
        )

    @property
    def called(self) -> str:
        """Its id and name for a message."""
        return f"`{self.id}` ({say(self.name, 'en')})"

    @property
    def off(self) -> bool:
        """Whether it will not be held."""
        return self.stated == "cancelled"

    @property
    def days(self) -> tuple[date, date] | None:
        """Its first and its last day; a campaign that gives one of them lasts that day."""
        start, end = self.start or self.end, self.end or self.start
        return (start, end) if start and end and start <= end else None

    def state(self, today: date) -> str:
        """`planned`, `running`, `ended` or `cancelled`: by its days, and as stated where it has none."""
        if self.off or self.days is None:
            return self.stated or "planned"
        start, end = self.days
        return "planned" if today < start else "running" if today <= end else "ended"


def _number(at: object) -> object:
    path = at.path if isinstance(at, Key) else at
    return path[1] if isinstance(path, tuple) and len(path) > 1 and path[0] == BLOCK else None


def _reward(number: int, row: Mapping[str, Any]) -> Reward:
    return Reward(number, row.get("rule") or "", row.get("cap"), row.get("cost"), row.get("approval") or "")
