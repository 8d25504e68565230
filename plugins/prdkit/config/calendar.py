"""To know on which days a team works, which days stand still, and how many working days lie between two."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from prdkit.config.fields import Text

FILE = "calendar.yml"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)
_LONGEST_SPAN = 400
"""So many days may a holiday or a freeze last: a longer one is a slip of the pen."""


class Stretch(NamedTuple):
    """Days from `first` to `last`, both counted, with the reason why they stand out."""

    first: date
    last: date
    label: Text

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Calendar:
    """A team's calendar. `weekend` are numbers of weekdays (Monday is 0), `working` make-up days (调休).

    `last_hour` is the time of day (`17:00`) after which nobody goes live; empty where any hour will do.
    """

    weekend: frozenset[int] = frozenset((5, 6))
    holidays: tuple[Stretch, ...] = ()
    working: Mapping[date, Text] = field(default_factory=dict)
    freezes: tuple[Stretch, ...] = ()
    last_hour: str = ""

    def holiday(self, day: date) -> Text | None:
        """The holiday that a day belongs to; None on any other, weekends included."""
        if day in self.working:
            return None
        return next((one.label for one in self.holidays if one.holds(day)), None)

    def is_weekend(self, day: date) -> bool:
        """Whether a day is free because of its weekday: no make-up day, and no holiday."""
        return day.weekday() in self.weekend and day not in self.working and self.holiday(day) is None

    def is_working(self, day: date) -> bool:
        """Whether people work on a day."""
        return day in self.working or (day.weekday() not in self.weekend and self.holiday(day) is None)

    def is_eve(self, day: date) -> bool:
        """Whether a day is the last working day before a holiday."""
        if not self.is_working(day):
            return False
        for number in range(1, min(_LONGEST_SPAN, (date.max - day).days) + 1):
            after = day + _DAY * number
            if self.is_working(after):
                return False
            if self.holiday(after) is not None:
                return True
        return False

    def freeze(self, day: date) -> Stretch | None:
        """The stretch in which nothing may change that a day belongs to."""
        return next((one for one in self.freezes if one.holds(day)), None)

    def workdays(self, start: date, end: date) -> int:
        """The working days after `start` up to `end`, `end` counted: 0 for one day, negative backwards.

        A Friday and the Monday behind it are 1 apart, as are the Saturday between them and that Monday.
        """
        if end < start:
            return -self.workdays(end, start)
        weeks, rest = divmod((end - start).days, 7)
        count = weeks * (7 - len(self.weekend))
        count += sum((start + _DAY * n).weekday() not in self.weekend for n in range(1, rest + 1))
        inside = {day for day in self._exceptions if start < day <= end}
        return count + sum(self.is_working(day) - (day.weekday() not in self.weekend) for day in inside)

    def add_workdays(self, day: date, count: int) -> date:
        """The day that lies so many working days after another, or before it; at most the last day there is."""
        step, end = (_DAY, date.max) if count > 0 else (-_DAY, date.min)
        left = abs(count)
        while left and day != end:
            day += step
            left -= self.is_working(day)
        return day

    @property
    def _exceptions(self) -> Iterable[date]:
        """The days that are not what their weekday says."""
        for one in self.holidays:
            for number in range(min((one.last - one.first).days, _LONGEST_SPAN) + 1):
                yield one.first + _DAY * number
        yield from self.working


def calendar(raw: Mapping[str, Any]) -> Calendar:
    """The calendar in the checked values of `calendar.yml`."""
    weekend = raw.get("weekend")
    return Calendar(
        weekend=frozenset(map(WEEKDAYS.index, weekend if weekend is not None else ("sat", "sun"))),
        holidays=_stretches(raw.get("holidays")),
        working={row["on"]: row.get("label") or "" for row in raw.get("working") or ()},
        freezes=_stretches(raw.get("freezes")),
        last_hour=raw.get("last_hour") or "",
    )


def _stretches(rows: Iterable[Mapping[str, Any]] | None) -> tuple[Stretch, ...]:
    made = (Stretch(row["from"], row.get("to") or row["from"], row.get("label") or "") for row in rows or ())
    return tuple(sorted(made, key=lambda one: (one.first, one.last)))


def cross_check(raw: Mapping[str, Any], complain: Callable[..., None]) -> None:
    """Report what the schema cannot see; `complain` takes file, path, message and hint."""
    if len(set(raw.get("weekend") or ())) == len(WEEKDAYS):
        complain(FILE, ("weekend",), "every day is a weekend, so no work would ever be done", "Leave working days.")
    for name in ("holidays", "freezes"):
        for place, row in enumerate(raw.get(name) or ()):
            first, last = row.get("from"), row.get("to")
            if not (first and last):
                continue
            if last < first:
                complain(FILE, (name, place, "to"), f"`to: {last}` lies before `from: {first}`", "Swap the two days.")
            elif (last - first).days > _LONGEST_SPAN:
                told = f"it lasts {(last - first).days + 1:,} days; at most {_LONGEST_SPAN} are believed"
                complain(FILE, (name, place, "to"), told, "Look at the year.")
