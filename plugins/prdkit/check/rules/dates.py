"""To report stretches of time that end before they begin, and facts that lie ahead."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from prdkit.check.registry import Problem, Site, rule
from prdkit.model.document import Document
from prdkit.model.leaves import leaves, spelt
from prdkit.reading.problem import Path

_DAYS = frozenset(("date", "datetime"))
_RANGES = (("from", "to"), ("start", "end"), ("start", "due"), ("start", "planned_end"), ("created", "updated"))
_MOVES = frozenset(("slips", "rebaselines"))
"""Where `from` and `to` are an old and a new day, of which the new one may be earlier."""
_FACTS = frozenset(("actual", "released", "readings", "tested_on"))


@rule(on=Document)
def backwards(document: Document, site: Site) -> Iterator[Problem]:
    """Something ends before it begins.

    Looked at are `from` and `to`, `start` and `end`, `due` or `planned_end`, `created` and `updated` of one
    record; not the moves of a milestone, which may go either way.

    Bad:

    ```yaml
    resources:
      people:
        - role: Backend
          from: 2026-04-10
          to: 2026-03-02  # here
    ```

    Good:

    ```yaml
    resources:
      people:
        - role: Backend
          from: 2026-03-02
          to: 2026-04-10
    ```
    """
    records: defaultdict[Path, dict[str | int, Any]] = defaultdict(dict)
    for path, day, _ in leaves(document, _DAYS):
        records[path[:-1]][path[-1]] = day
    for path, days in records.items():
        if len(days) > 1 and _MOVES.isdisjoint(path):
            yield from _backwards(path, days)


def _backwards(path: Path, days: dict[str | int, Any]) -> Iterator[Problem]:
    for first, last in _RANGES:
        if first in days and last in days and _before(days[last], days[first]):
            message = f"`{spelt((*path, last))}: {days[last]}` lies before `{first}: {days[first]}`"
            yield Problem((*path, last), message, "Swap the two, or correct the one that is wrong.")


def _before(one: Any, other: Any) -> bool:
    """Whether one moment is earlier; moments with and without time zone cannot be told apart, so no."""
    zoned = getattr(one, "tzinfo", None) is not None, getattr(other, "tzinfo", None) is not None
    return zoned[0] == zoned[1] and one < other


@rule(on=Document)
def not_yet(document: Document, site: Site) -> Iterator[Problem]:
    """Something is reported as having happened on a day that has not come.

    Looked at are the `actual` day of a milestone, the day a release was `released`, the day a rollback was
    rehearsed (`tested_on`), and the days of readings. What is only expected belongs in `forecast` or `planned`.

    Bad:

    ```yaml
    milestones:
      - {id: M1, name: Prototype agreed, actual: 2027-02-27}  # here
    ```

    Good:

    ```yaml
    milestones:
      - {id: M1, name: Prototype agreed, forecast: 2027-02-27}
    ```
    """
    for path, day, _ in leaves(document, _DAYS):
        if not _FACTS.isdisjoint(path) and _day(day) > site.as_of:
            message = f"`{spelt(path)}: {day}` lies ahead of today, {site.as_of}"
            yield Problem(path, message, "Write an expected day as `forecast` or `planned`, or correct the date.")


def _day(moment: date) -> date:
    return date(moment.year, moment.month, moment.day)
