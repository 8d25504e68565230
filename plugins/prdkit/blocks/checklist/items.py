"""To read the rows of a checklist: what must be ready, by whom and when, and how it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from prdkit.config.fields import Text, say
from prdkit.model.document import Document
from prdkit.reading.problem import Key, Path, Problem

BLOCK = "checklist"
OPEN, DONE, NOT_APPLICABLE = "open", "done", "na"
SETTLED = (DONE, NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Item:
    """A row, as it stands in the front matter."""

    path: Path
    values: Mapping[str, Any]

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The rows of a document without those that hold a value that does not fit."""
        if not document.values.get(BLOCK):
            return ()
        broken = {_row(problem) for problem in document.problems}
        return tuple(item for item in cls.all(document) if item.path not in broken)

    @classmethod
    def all(cls, document: Document) -> Iterator[Self]:
        """Every row, whatever is wrong with it."""
        for number, row in document.rows(BLOCK):
            yield cls((BLOCK, number), row)

    @property
    def id(self) -> str:
        """Its id, such as `C1`; empty where it has none."""
        return str(self.values.get("id") or "")

    @property
    def area(self) -> str:
        """The department that it is about."""
        return str(self.values.get("area") or "")

    @property
    def name(self) -> Text:
        """What must be ready."""
        item: Text = self.values.get("item") or ""
        return item

    @property
    def owner(self) -> str:
        """Who sees to it, or empty."""
        return str(self.values.get("owner") or "")

    @property
    def due(self) -> date | None:
        """The day by which it is to be ready."""
        day: date | None = self.values.get("due")
        return day

    @property
    def blocking(self) -> bool:
        """Whether nothing goes live without it."""
        return self.values.get("blocking") is True

    @property
    def status(self) -> str:
        """How it stands: open where it does not say."""
        return str(self.values.get("status") or OPEN)

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do: done, or not needed."""
        return self.status in SETTLED

    @property
    def called(self) -> str:
        """What messages call it."""
        words = say(self.name, "en")
        return f"`{self.id}` ({words})" if self.id and words else f"`{self.id or words}`"

    def place(self, key: str) -> Path:
        """Where one of its values stands in the row, or its id where it has no such value."""
        return (key,) if key in self.values else ("id",)


def _row(problem: Problem) -> Path:
    at = problem.at.path if isinstance(problem.at, Key) else problem.at
    return at[:2] if isinstance(at, tuple) else ()
