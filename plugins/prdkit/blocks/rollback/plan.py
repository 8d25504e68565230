"""To read the rollback of a document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self

from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.reading.problem import Path

BLOCK = "rollback"


class Trigger(NamedTuple):
    """A condition that calls it off: a metric beyond a number, for so long. `value` is None where none was given."""

    number: int
    metric: str
    op: str
    value: float | None
    window: str

    @property
    def is_numeric(self) -> bool:
        """Whether two people would pull the cord at the same moment."""
        return bool(self.op) and self.value is not None


@dataclass(frozen=True)
class Rollback:
    """The rollback of a document."""

    document: Document
    values: Mapping[str, Any]
    triggers: tuple[Trigger, ...]
    path: Path = (BLOCK,)

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The rollback of a document, none where it has none."""
        made = cls.of(document)
        return (made,) if made is not None else ()

    @classmethod
    def of(cls, document: Document) -> Self | None:
        """The rollback of a document, as far as it can be read."""
        values = document.record(BLOCK)
        if not values:
            return None
        rows = enumerate(values.get("triggers") or ())
        return cls(document, values, tuple(_trigger(number, row) for number, row in rows if row))

    @property
    def tested_on(self) -> date | None:
        """The day of its rehearsal."""
        return self.values.get("tested_on")

    @property
    def is_rehearsed_here(self) -> bool:
        """Whether its document is one of those that rehearse: a launch of a tier that does not is none."""
        tier = self.document.config.launching.tier(self.document.values.get("tier"))
        return tier is None or tier.rehearsal


def _trigger(number: int, row: Mapping[str, Any]) -> Trigger:
    return Trigger(number, row.get("metric") or "", row.get("op") or "", row.get("value"), row.get("window") or "")


def frozen_on(document: Document, site: Site) -> date | None:
    """The last day on which the code was frozen: of a document itself, or of the releases it goes out with."""
    days = [_freeze(one) for one in (document, *site.launches.releases(document))]
    return max((day for day in days if day is not None), default=None)


def _freeze(document: Document) -> date | None:
    """The day that a release is frozen on, or the last milestone of this type."""
    rows = (row for _, row in document.rows("milestones") if row.get("type") == "freeze")
    days = [row.get("actual") or row.get("forecast") or row.get("baseline") for row in rows]
    days.append(document.values.get("frozen_on"))
    return max((day for day in days if isinstance(day, date)), default=None)
