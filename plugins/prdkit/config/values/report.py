"""To gather what converting a value meets on its way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from prdkit.config.fields import Field
from prdkit.reading.problem import Key, Path, Problem


@dataclass(slots=True)
class Report:
    """What converting met on its way: faults, and every mention of a document, a person, a department."""

    problems: list[Problem] = field(default_factory=list)
    mentions: list[tuple[Path, str, Field]] = field(default_factory=list)
    words: list[tuple[Path, str, Field]] = field(default_factory=list)

    def wrong(self, at: Path, fault: str, message: str, hint: str = "", *, key: bool = False) -> None:
        """Note a fault at a value, or at its key."""
        self.problems.append(Problem(Key(at) if key else at, message, hint, fault))

    def take(self, other: "Report") -> None:
        """Note everything that another report holds."""
        self.problems += other.problems
        self.mentions += other.mentions
        self.words += other.words


class Unfit(Exception):
    """There is no value: it does not fit its field and was reported, or it says that there is none.

    Whoever holds it goes on without it.
    """


Converter: TypeAlias = Callable[[Any, Path, Report], Any]
"""A function (raw value, its path, report) → value, raising `Unfit` where there is none."""
