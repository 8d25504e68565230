"""To write calendars that calendar programs subscribe to: iCalendar (RFC 5545).

Nothing in them depends on the clock: an id is made of document, block and row, the stamp is the day of the site.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from unicodedata import category
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar
from icalendar import Event as Entry

_DAY = timedelta(days=1)
_UNSAID = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Categories of characters that no line may hold; those that join emoji are left."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day, over days, or between two moments. `key` says which one it is, the same each time."""

    key: str
    title: str
    start: date
    end: date | None
    document: str
    url: str
    department: str = ""
    person: str = ""

    @property
    def order(self) -> tuple[str, str]:
        """By day or moment, then by key."""
        return self.start.isoformat(), self.key


def ics(name: str, lang: str, events: Iterable[Event], today: date) -> bytes:
    """A calendar of events, soonest first."""
    made = Calendar()
    made.add("prodid", "-//prdkit//prdkit//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", line(name), parameters={"language": lang})
    stamp = datetime(today.year, today.month, today.day, tzinfo=UTC)
    for event in sorted(events, key=lambda one: one.order):
        made.add_component(_entry(event, stamp))
    written: bytes = made.to_ical()
    return written


def _entry(event: Event, stamp: datetime) -> Entry:
    entry = Entry()
    entry.add("uid", str(uuid5(NAMESPACE_URL, f"prdkit:event/{event.key}")))
    entry.add("dtstamp", stamp)
    entry.add("summary", line(event.title))
    entry.add("dtstart", _moment(event.start))
    end = _end(event)
    if end is not None:
        entry.add("dtend", end)
    # Dates of work are no appointments: they leave the time of whoever subscribes free.
    entry.add("transp", "TRANSPARENT")
    if event.url:
        entry.add("url", event.url)
    return entry


def _end(event: Event) -> date | None:
    """The first moment, or day, that is no longer part of it."""
    start, end = event.start, event.end
    if isinstance(start, datetime):
        same = isinstance(end, datetime) and (end.tzinfo is None) == (start.tzinfo is None)
        return _moment(end) if same and end is not None and end > start else None
    last = end if end is not None and not isinstance(end, datetime) and end > start else start
    return last + _DAY if last < date.max else None


def _moment(moment: date) -> date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) and moment.tzinfo is not None else moment


def line(text: str) -> str:
    """Words on one line, without what no calendar may hold."""
    return " ".join("".join(" " if category(char) in _UNSAID else char for char in text).split())
