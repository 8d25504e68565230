"""To let release notes stand in a release that is shown where the PRD that they are written beside is not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from prdkit.config.audiences import note_reaches
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.model.narrowing import hidden_keys
from prdkit.reading.yaml import Value

if TYPE_CHECKING:
    from prdkit.audience.values import Narrowing

_OF_PRD, _OF_RELEASE = "release_notes", "notes"


def with_notes(document: Document, values: dict[str, Value], whole: Site, narrowing: "Narrowing") -> dict[str, Value]:
    """The values of a release with the notes that PRDs which are not shown hold for its readers, before its own.

    Only notes that say themselves whom they are for go along: `audience: user`.
    """
    if document.type.name != "release" or _OF_RELEASE not in document.type.blocks:
        return values
    away = hidden_keys(document, narrowing.readers)
    taken = [] if _OF_RELEASE in away else list(_taken(document, whole, narrowing))
    own = values.get(_OF_RELEASE)
    return {**values, _OF_RELEASE: [*taken, *(own if isinstance(own, list) else [])]} if taken else values


def _taken(release: Document, whole: Site, narrowing: "Narrowing") -> Iterator[Value]:
    for prd in _prds(release, whole):
        if prd.path in narrowing.kept or _OF_PRD in hidden_keys(prd, narrowing.readers):
            continue
        own = [row for row in _rows(prd) if note_reaches(str(row.get("audience") or "internal"), narrowing.readers)]
        told = narrowing.rows(prd, _OF_PRD, own)
        yield from told


def _rows(prd: Document) -> list[dict[str, Any]]:
    rows = prd.source.values.get(_OF_PRD)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _prds(release: Document, whole: Site) -> tuple[Document, ...]:
    """The PRDs that a release names, and those that name it."""
    named = [whole.find(str(target)) for target in release.values.get("prds") or () if target]
    claimed = [d for d in whole.of_type("prd") if whole.find(str(d.values.get("release") or "")) is release]
    return tuple({d.path: d for d in (*named, *claimed) if d is not None and d.type.name == "prd"}.values())
