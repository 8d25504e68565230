"""To read the steps of a rollout, each with its share of users, what it waits for and when it was taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, Self

from prdkit.config.fields import Text
from prdkit.model.document import Document
from prdkit.reading.problem import Path

BLOCK = "rollout"
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(\D*)")
_DAYS = {"d": 1, "天": 1, "日": 1, "w": 7, "周": 7, "週": 7, "mo": 30, "个月": 30, "個月": 30, "y": 365}


class Step(NamedTuple):
    """A step: `number` is its place from 0; what it does not say is None or empty."""

    number: int
    percent: float | None
    who: Text
    hold: str
    criterion: Text
    on: date | None
    result: Text

    @property
    def at(self) -> Path:
        """Where it stands in the block."""
        return ("steps", self.number)

    @property
    def whole_days(self) -> float:
        """For how many whole days it holds; 0 for hours and what cannot be read, without end for more than fits."""
        found = _DURATION.fullmatch(self.hold.strip())
        days = _DAYS.get(found[2].strip(), 0) if found else 0
        return float(found[1]) * days // 1 if found and days else 0

    @property
    def free_on(self) -> date | None:
        """The first day on which the next step may follow, where the day of this one is known."""
        if self.on is None:
            return None
        try:
            return self.on + timedelta(days=self.whole_days)
        except OverflowError:
            return date.max


@dataclass(frozen=True)
class Rollout:
    """The rollout of a document, with the steps that could be read."""

    values: Mapping[str, Any]
    steps: tuple[Step, ...]
    path: Path = (BLOCK,)

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The rollout of a document, none where it has none."""
        made = cls.of(document)
        return (made,) if made is not None else ()

    @classmethod
    def of(cls, document: Document) -> Self | None:
        """The rollout of a document, as far as it can be read."""
        values = document.record(BLOCK)
        if not values:
            return None
        rows = enumerate(values.get("steps") or ())
        return cls(values, tuple(_step(number, row) for number, row in rows if row))


def _step(number: int, row: Mapping[str, Any]) -> Step:
    return Step(
        number,
        row.get("percent"),
        row.get("who") or "",
        row.get("hold") or "",
        row.get("pass") or "",
        row.get("on"),
        row.get("result") or "",
    )
