"""To report documents of an unknown type, with one address for two parts, or untouched for long."""

from collections.abc import Iterator
from datetime import date

from prdkit.check.registry import Problem, Site, rule
from prdkit.link.addresses import places
from prdkit.model.document import Document, Page
from prdkit.model.leaves import spelt
from prdkit.reading.markdown import Heading
from prdkit.reading.problem import Path, Span
from prdkit.reading.source import Source

AGEING_DAYS = 90
STALE_DAYS = 180
_JUDGED_APART = frozenset(("collaboration",))
"""Blocks whose own rules say that two of their rows have one id."""


@rule(on=Source, fixed=True)
def unknown_type(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The document names a type that this project does not have.

    Without its type nobody knows which fields, sections and statuses it should have, so nothing else of
    it is checked.

    Bad:

    ```yaml
    type: pdr  # here
    ```

    Good:

    ```yaml
    type: prd
    ```
    """
    yield from (problem for problem in thing.problems if problem.fault == "unknown-type")


@rule(on=Document)
def duplicate_address(document: Document, site: Site) -> Iterator[Problem]:
    """Two parts of a document have the same address.

    Links to the second one lead to the first, and in a meeting nobody knows which `R1` is meant. All tables
    of a document share its page, and the headings do too. In a state machine `t3` is the third transition,
    so no state can be called that.

    Bad:

    ```yaml
    rules:
      - {id: R1, if: an order is paid, then: points are credited}
    risks:
      - {id: R1, title: Points run out}  # here
    ```

    Good:

    ```yaml
    rules:
      - {id: R1, if: an order is paid, then: points are credited}
    risks:
      - {id: K1, title: Points run out}
    ```
    """
    first: dict[str, Path | Heading] = {}
    doubled: set[Path] = set()
    for name, at in places(document):
        other = first.setdefault(name, at)
        if other is at or _told_already(at, other, doubled):
            continue
        if isinstance(at, tuple) and _is_own_id(at):
            doubled.add(at[:2])
        where = "a heading" if isinstance(other, Heading) else f"`{spelt(other)}`"
        line = document.source.span(_spot(other, document)).line
        said = f"`#{name}` is the address of {where} on line {line} already"
        yield Problem(_spot(at, document), said, _way_out(name, at, document))


def _told_already(at: Path | Heading, other: Path | Heading, doubled: set[Path]) -> bool:
    """Whether it was said of the row that holds the part, or is for the rules of its block to say."""
    if isinstance(at, Heading):
        return False
    apart = isinstance(other, tuple) and at[0] == other[0] and at[0] in _JUDGED_APART
    return apart or at[:2] in doubled


def _is_own_id(at: Path) -> bool:
    """Whether a place is the id of a row, not of a part inside one."""
    return len(at) == 3 and isinstance(at[1], int)


def _spot(place: Path | Heading, document: Document) -> Path | Span:
    if not isinstance(place, Heading):
        return place
    return Span(place.line, 1, place.line, 1 + len(document.source.lines[place.line - 1]))


def _way_out(name: str, at: Path | Heading, document: Document) -> str:
    if isinstance(at, Heading):
        return "Give the heading another `{#id}`."
    block = document.type.blocks[str(at[0])]
    row = document.values[block.name][at[1]] if block.rows else {}
    if block.rows and block.anchor and not row.get(block.anchor):
        return f"Give each row of `{block.name}` an `{block.anchor}`: the parts in it are then called after it."
    return f"Give one of them another id. Links to `#{name}` lead to the first."


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
    """Days since the last update; 0 for a document that has ended or rests."""
    ended = document.state.side or document.status == document.type.line[-1]
    return 0 if ended or document.updated is None else (as_of - document.updated).days


def _resting(document: Document, days: int) -> Problem:
    key = "updated" if document.values.get("updated") else "created"
    last = f"`{key}: {document.updated}` is {days} days ago, and the status is still `{document.status}`"
    return Problem(key, last, "Bring it up to date and set `updated`, or move it to the status it is really in.")
