"""To look at what a document was at the base."""

from prdkit.link.base import Base
from prdkit.link.site import Site
from prdkit.model.document import Document


def before(document: Document, site: Site) -> Document | None:
    """What a document that changed was at the base; None where it is new, of another type now, or was not readable."""
    old = site.base.was.get(document.path) if site.base else None
    if old is None or old.source.is_lost or document.source.is_lost or old.type.name != document.type.name:
        return None
    return old


def is_new(document: Document, base: Base) -> bool:
    """Whether a document came by its id in this change."""
    old = base.was.get(document.path)
    return old.id != document.id if old is not None else document.path in base.changed
