"""To report releases whose number, notes or contents do not hold."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from prdkit.check.registry import Problem, Site, rule
from prdkit.model.document import Document

TESTED = "G4"
"""The gate that a release passes when its tests are done, and a PRD when it is ready."""
GOING_OUT = "G5"

_VERSION = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?")


def _is_release(document: Document) -> bool:
    """Whether a document is one that its version names."""
    return "{version}" in document.type.id_format


def _version(document: Document) -> str:
    return str(document.values.get("version") or "")


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
    told = _version(document)
    if not _is_release(document) or not told:
        return
    if not _VERSION.fullmatch(told):
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
    dated = [(order, d) for d in site.documents if _is_release(d) and (order := _numbers(d))]
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
    found = _VERSION.fullmatch(_version(document))
    if found is None:
        return None
    numbers = tuple(int(found[group] or 0) for group in range(1, 5))
    return str(document.values.get("product") or ""), numbers, (found[5] is None, found[5] or "")


def _day_key(document: Document) -> str:
    return "released" if document.values.get("released") else "planned"


def _day(document: Document) -> date:
    day: date | None = document.values.get(_day_key(document))
    return day or date.max


def _contents(document: Document, site: Site) -> Iterator[tuple[int, Document]]:
    """The PRDs in a release that exist, with their places in its list."""
    for index, name in enumerate(document.values.get("prds") or ()):
        prd = site.by_id.get(str(name or ""))
        if prd is not None:
            yield index, prd


@rule(on=Document, gate=GOING_OUT)
def no_note(document: Document, site: Site) -> Iterator[Problem]:
    """A release says nothing about one of its PRDs to readers who need to know.

    What users notice needs a note for `user` and one for `cs`, who are asked about it; anything else
    needs a note for somebody. Notes stand in `notes` of the release or in `release_notes` of the PRD; a
    row in `no_notes` gives the reason why there is none.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-01-12
    prds:
      - PRD-2026-001  # here
    notes:
      - {prd: PRD-2026-001, kind: added, audience: user, text: Collect points with every coffee.}
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
    prds: [PRD-2026-001]
    notes:
      - {prd: PRD-2026-001, kind: added, audience: user, text: Collect points with every coffee.}
    no_notes:
      - {prd: PRD-2026-001, audience: cs, reason: Support wrote the text itself.}
    ---
    ```
    """
    if not _is_release(document):
        return
    for index, prd in _contents(document, site):
        told = _told(document, prd)
        lacking = [reader for reader in ("user", "cs") if reader not in told] if _noticed(prd) else []
        if "*" not in told and (lacking or not told):
            readers = " and ".join(f"`{reader}`" for reader in lacking) or "anybody"
            hint = f"Add a row to `release_notes` of {prd.path}, or to `no_notes` with the reason."
            yield Problem(("prds", index), f"`{prd.id}` has no release note for {readers}", hint)


def _noticed(prd: Document) -> bool:
    return bool(prd.values.get("user_visible"))


def _told(document: Document, prd: Document) -> set[str]:
    """The readers who are told about a PRD, or of whom it is said why not; `*` stands for all."""
    own = [row for row in prd.values.get("release_notes") or () if row]
    rows = [row for row in document.values.get("notes") or () if row and row.get("prd") == prd.id]
    spared = [row for row in document.values.get("no_notes") or () if row and row.get("prd") == prd.id]
    return {row.get("audience") or "user" for row in (*own, *rows)} | {row.get("audience") or "*" for row in spared}


@rule(on=Document)
def unready(document: Document, site: Site) -> Iterator[Problem]:
    """A release whose tests are done contains a PRD that is not ready.

    What goes to the stores was then not accepted by anybody.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: submitted
    owner: pm.lead
    created: 2026-01-12
    prds:
      - PRD-2026-001  # here
    ---
    ```

    Good:

    ```yaml
    status: ready
    ```

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: submitted
    owner: pm.lead
    created: 2026-01-12
    prds:
      - PRD-2026-001
    ---
    ```
    """
    if _is_release(document) and TESTED in document.passed:
        for index, prd in _contents(document, site):
            if TESTED not in prd.passed:
                message = f"the release is `{document.status}`, but `{prd.id}` is only `{prd.status}`"
                yield Problem(("prds", index), message, f"Accept `{prd.id}` first, or take it out of the release.")
