"""To report documents that nobody has touched for long."""

from collections.abc import Iterator
from datetime import date

from prdkit.check.registry import Problem, Site, rule
from prdkit.model.document import Document

AGEING_DAYS = 90
STALE_DAYS = 180


@rule(on=Document, severity="info")
def ageing(document: Document, site: Site) -> Iterator[Problem]:
    """A document that is still being worked on has not been updated for 90 days.

    Counted from `updated`, or from `created` where that is absent. Documents at the end of their line, or
    off it, may rest.

    Bad:

    ```yaml
    updated: 2026-03-10  # here
    created: 2026-01-12
    ```

    Good:

    ```yaml
    updated: 2026-06-01
    ```
    """
    days = _untouched(document, site.as_of)
    if AGEING_DAYS <= days < STALE_DAYS:
        yield _resting(document, days)


@rule(on=Document, severity="warning")
def stale(document: Document, site: Site) -> Iterator[Problem]:
    """A document that is still being worked on has not been updated for 180 days.

    Half a year later its numbers, dates and people are rarely still right, and readers cannot tell.

    Bad:

    ```yaml
    updated: 2025-11-03  # here
    created: 2025-10-12
    ```

    Good:

    ```yaml
    status: deferred
    status_reason: {reason: The shops are rebuilt first, by: pm.lead, on: 2025-11-03}
    updated: 2025-11-03
    created: 2025-10-12
    ```
    """
    days = _untouched(document, site.as_of)
    if days >= STALE_DAYS:
        yield _resting(document, days)


def _untouched(document: Document, as_of: date) -> int:
    """Days since the last update; 0 for a document that has ended or rests, or whose type knows no such care."""
    if not document.type.common:
        return 0
    ended = document.state.side or document.status == document.type.last
    return 0 if ended or document.updated is None else (as_of - document.updated).days


def _resting(document: Document, days: int) -> Problem:
    key = "updated" if document.values.get("updated") else "created"
    last = f"`{key}: {document.updated}` is {days} days ago, and the status is still `{document.status}`"
    return Problem(key, last, "Bring it up to date and set `updated`, or move it to the status it is really in.")
