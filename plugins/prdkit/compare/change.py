"""To hold one difference between two versions of a document, and to weigh it among the others."""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

from prdkit.config.fields import Field, Text

Act: TypeAlias = Literal["added", "removed", "changed", "moved", "reordered", "renamed", "stale"]

GROUPS = ("document", "status", "signoffs", "dates", "states", "matrix", "metrics", "scope", "plan", "fields", "text")
"""What changes are gathered under, the most important first."""

_SUBJECTS = {
    "document": "document",
    "status": "status",
    "version": "status",
    "signoff": "signoffs",
    "date": "dates",
    "machine": "states",
    "state": "states",
    "event": "states",
    "transition": "states",
    "ignored": "states",
    "impossible": "states",
    "collaboration": "matrix",
    "node": "matrix",
    "cell": "matrix",
    "metric": "metrics",
    "reading": "metrics",
    "feature": "scope",
    "criterion": "scope",
    "scope": "scope",
    "row": "plan",
    "block": "plan",
    "field": "fields",
    "section": "text",
}
SUBJECTS = tuple(_SUBJECTS)
"""Everything that a change may be of."""


class Step(NamedTuple):
    """One step on the way to a place: a key of the front matter, or a row by what tells it from its neighbours."""

    key: str
    label: Text
    row: bool = False


class Piece(NamedTuple):
    """A stretch of an excerpt: words that stayed (`same`), went (`removed`) or came (`added`).

    `gap` says whether a blank stands before it.
    """

    act: str
    text: str
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """How a text changed: words that came and went, and the first places where they did."""

    added: int
    removed: int
    excerpt: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what it is of, what happened, where, and what stood there before and stands there now.

    `path` leads there by keys and by names of rows; `where` says the same in words. `line` counts in the new
    file, in the old one where `in_old`. `workdays` tells how far a date moved, `passed` and `lost` which gates
    a status brought and took. Old and new are as the file spells them; `spec` tells what they mean. `file` is
    set where the line is one of another file, as sign-offs have their own.
    """

    subject: str
    act: Act
    where: tuple[Step, ...]
    old: Any = None
    new: Any = None
    spec: Field | None = field(default=None, compare=False, repr=False)
    line: int = 0
    in_old: bool = False
    workdays: int | None = None
    passed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    wording: Wording | None = None
    file: str = ""

    @property
    def kind(self) -> str:
        """What it is for programs: `state-added`, `date-moved`."""
        return f"{self.subject}-{self.act}"

    @property
    def path(self) -> tuple[str, ...]:
        """The keys and the names of rows that lead there."""
        return tuple(step.key for step in self.where)

    @property
    def group(self) -> str:
        """One of `GROUPS`."""
        if self.subject == "date" and self.path in (("updated",), ("created",)):
            return "fields"
        return _SUBJECTS[self.subject]


def weighed(changes: list[Change]) -> tuple[Change, ...]:
    """Changes by group, the most important first; within a group as they were found."""
    return tuple(sorted(changes, key=lambda change: GROUPS.index(change.group)))
