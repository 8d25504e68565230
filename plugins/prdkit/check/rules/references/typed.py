"""To list what a document names in fields of kind `ref`, with the documents that these lead to."""

from collections.abc import Iterator
from typing import NamedTuple

from prdkit.config.fields import Field
from prdkit.link.references import Reference
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.reading.problem import Path


class Typed(NamedTuple):
    """One value of a `ref` field that leads to a document."""

    reference: Reference
    field: Field
    target: Document

    @property
    def at(self) -> Path:
        """Where the value stands in the front matter."""
        return self.reference.at if isinstance(self.reference.at, tuple) else ()


def typed(document: Document, site: Site) -> Iterator[Typed]:
    """The values of `ref` fields that lead to documents which could be read."""
    for reference in site.references[document.path]:
        if reference.spec is not None:
            target = site.led(reference)
            if target is not None and not target.source.is_lost:
                yield Typed(reference, reference.spec, target)


def key_of(document: Document, name: str) -> str:
    """A field's name as a document spells it."""
    field = document.type.fields.get(name)
    spellings = (name, *(getattr(field, "aliases", ()) or ()))
    return next((word for word in spellings if word in document.source.values), name)


def status_of(document: Document) -> str:
    """A document's status as it is written there."""
    said = document.role("status")
    return said if isinstance(said, str) else document.status
