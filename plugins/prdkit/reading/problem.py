"""To say what is wrong and where, before it becomes a finding."""

from dataclasses import dataclass
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and list indexes from the root of the front matter: `("features", 0, "id")`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file. Lines and columns count from 1; columns count characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Key:
    """The key at a path, where the path alone means its value."""

    path: Path


Place: TypeAlias = Path | Key | Span | str
"""Where a problem stands: a value's path, a key, a stretch of text, or a top-level field's name."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place: `message` says what is there and what was wanted, `hint` the next step.

    `fault` is set by readers, whose problems become findings of the rule of that name. `file` is set where
    the problem stands in another file than the part that the rule was given. With `gate` it weighs one level
    less until the document has passed that gate.
    """

    at: Place
    message: str
    hint: str = ""
    fault: str = ""
    file: str = ""
    gate: str = ""
