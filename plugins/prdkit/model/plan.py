"""To read a document's plan: its milestones with the day each one stands on, and days counted from them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from prdkit.config.fields import Text
from prdkit.model.document import Document

_OFFSET = re.compile(r"([+-]?\d{1,3})\s*d", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Milestone(NamedTuple):
    """A row of `milestones`: what was promised, what is expected, what happened."""

    id: str
    name: Text
    baseline: date | None = None
    forecast: date | None = None
    actual: date | None = None

    @property
    def day(self) -> date | None:
        """The day that counts now: what happened, else what is expected, else what was promised."""
        return self.actual or self.forecast or self.baseline

    @property
    def done(self) -> bool:
        """Whether it was reached."""
        return self.actual is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """The milestones of a document by id, and the first and the last day that the plan names."""

    milestones: Mapping[str, Milestone]
    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether a day lies inside; a plan without days holds every day."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


def plan(document: Document) -> Plan:
    """The plan of a document. It begins on the day the document was created, or earlier where it says so."""
    schedule = document.record("schedule")
    rows = [_milestone(row) for _, row in document.rows("milestones") if row.get("id")]
    days = [day for row in rows for day in (row.baseline, row.forecast, row.actual) if day]
    starts = [day for day in (*days, schedule.get("start"), document.values.get("created")) if day]
    ends = [day for day in (*days, schedule.get("end")) if day]
    known: dict[str, Milestone] = {}
    for row in rows:
        known.setdefault(row.id, row)
    return Plan(known, min(starts, default=None) if ends else None, max(ends, default=None))


def _milestone(row: Mapping[str, Any]) -> Milestone:
    days = {key: row.get(key) for key in ("baseline", "forecast", "actual")}
    return Milestone(row["id"], row.get("name") or row["id"], **days)


def is_moment(words: str) -> bool:
    """Whether words are a day or working days before or after another, such as `-3d`."""
    try:
        return bool(_OFFSET.fullmatch(words) or (_DAY.fullmatch(words) and date.fromisoformat(words)))
    except ValueError:
        return False


def moment(words: str, base: date | None) -> date | None:
    """The day that words mean, counted in working days from `base` where they are an offset."""
    if not is_moment(words):
        return base
    offset = _OFFSET.fullmatch(words)
    if offset is None:
        return date.fromisoformat(words)
    try:
        return base and moved(base, int(offset[1]))
    except OverflowError:
        return base


def moved(day: date, workdays: int) -> date:
    """The day so many working days (Monday to Friday) later, or earlier where the number is negative."""
    step = timedelta(days=1 if workdays > 0 else -1)
    for _ in range(abs(workdays)):
        day += step
        while day.weekday() > 4:
            day += step
    return day


def workdays(start: date, end: date) -> int:
    """How many working days (Monday to Friday) lie after one day up to another; negative where it is earlier.

    Inverse of `moved`: a day moved by so many working days is the other one, unless that is a weekend's.
    """
    if end < start:
        return -workdays(end, start)
    weeks, rest = divmod((end - start).days, 7)
    return 5 * weeks + sum((start + timedelta(days=n)).weekday() < 5 for n in range(1, rest + 1))
