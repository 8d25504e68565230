"""To report releases whose number does not hold."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.release.kind import VERSION, is_release, version_of
from prdkit.model.document import Document

_MOST_DIGITS = 30
"""In one number of a version; a longer one is no version that anything is sorted by."""


@rule(on=Document, fixed=True)
def version(document: Document, site: Site) -> Iterator[Problem]:
    """The version of a release is no version, or its id names another one.

    Versions are two to four numbers (`5.2.0`, `2026.4.21`), with `-beta.1` or the like behind.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2"  # here
    status: planned
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    told = version_of(document)
    if not is_release(document) or not told:
        return
    if not VERSION.fullmatch(told):
        hint = "Write numbers and dots: `5.2.0` or `2026.4.21`."
        yield Problem("version", f"`version: {told}` is not a version number", hint)
    elif document.id != (wanted := document.type.id_format.replace("{version}", told)):
        hint = f"Correct `version`, or call the document `{wanted}`."
        yield Problem("version", f"`version: {told}`, but the id is `{document.id}`", hint)


@rule(on=Site)
def backwards(site: Site) -> Iterator[Problem]:
    """A release comes out before one of the same line with a lower version.

    Stores refuse a version that is not higher than the last one. Compared are releases of one product
    whose first two numbers are the same, by the day they were released or are planned for.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-01-12
    planned: 2026-07-21
    ---
    ```

    ```file releases/REL-5.2.1.md
    ---
    id: REL-5.2.1
    title: Points, repaired
    version: "5.2.1"
    status: planned
    owner: pm.lead
    created: 2026-01-12
    planned: 2026-07-14  # here
    ---
    ```

    Good:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-01-12
    planned: 2026-07-21
    ---
    ```

    ```file releases/REL-5.2.1.md
    ---
    id: REL-5.2.1
    title: Points, repaired
    version: "5.2.1"
    status: planned
    owner: pm.lead
    created: 2026-01-12
    planned: 2026-07-28
    ---
    ```
    """
    dated = [(order, d) for d in site.documents if is_release(d) and (order := _numbers(d))]
    line: tuple[Any, ...] = ()
    latest: Document | None = None
    for (product, numbers, _), document in sorted(dated, key=lambda pair: pair[0]):
        if (product, numbers[:2]) != line:
            line, latest = (product, numbers[:2]), None
        if latest is not None and _day(document) < _day(latest):
            message = f"`{_day_key(document)}: {_day(document)}` lies before {_day(latest)}, the day of `{latest.id}`"
            yield Problem(
                _day_key(document), message, "Correct the day, or give it a lower version.", file=document.path
            )
        else:
            latest = document


def _numbers(document: Document) -> tuple[str, tuple[int, ...], tuple[bool, str]] | None:
    """What releases are sorted by: product, numbers, and a beta before the version itself."""
    found = VERSION.fullmatch(version_of(document))
    if found is None:
        return None
    parts = [found[group] or "0" for group in range(1, 5)]
    if not all(part.isascii() and part.isdecimal() and len(part) <= _MOST_DIGITS for part in parts):
        return None
    numbers = tuple(map(int, parts))
    return str(document.values.get("product") or ""), numbers, (found[5] is None, found[5] or "")


def _day_key(document: Document) -> str:
    return "released" if document.values.get("released") else "planned"


def _day(document: Document) -> date:
    day: date | None = document.values.get(_day_key(document))
    return day or date.max
