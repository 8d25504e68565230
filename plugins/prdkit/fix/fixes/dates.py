"""To write days as YYYY-MM-DD, as their fields want them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from prdkit.edit.front_matter import set_value
from prdkit.fix.fields import field_at, raw_at
from prdkit.fix.registry import Change, fix
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.model.leaves import spelt
from prdkit.reading.yaml import Quoted

_DAY = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
    r"|\s*年\s*(?P<month2>[0-9]{1,2})\s*月\s*(?P<day2>[0-9]{1,2})\s*[日号號])"
)


@fix("fields/date")
def iso(document: Document, site: Site) -> Iterator[Change]:  # noqa: ARG001
    """Days written as 2026-6-5, 2026/06/05, 2026.6.5 or 2026年6月5日, where the calendar has them."""
    for problem in document.problems:
        path = problem.at
        if problem.fault != "date" or not isinstance(path, tuple):
            continue
        spec, raw = field_at(document, path), raw_at(document, path)
        day = day_of(raw) if isinstance(raw, str) else None
        if day is not None and spec is not None and spec.type == "date":
            value = day.isoformat() if isinstance(raw, Quoted) else day
            yield Change(f"`{spelt(path)}: {raw}` → `{day}`", partial(set_value, path=path, value=value))


def day_of(text: str) -> date | None:
    """The day that a text names by year, month and day in this order; None where it names none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"] or found["month2"]), int(found["day"] or found["day2"]))
    except ValueError:
        return None
