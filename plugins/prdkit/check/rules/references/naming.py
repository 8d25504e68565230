"""To say how a document names others."""

from prdkit.link.items import bare
from prdkit.link.references import Reference
from prdkit.model.document import Document
from prdkit.model.leaves import spelt


def named_in(reference: Reference) -> str:
    """Where a document is named, as a message says it."""
    return f", named in `{spelt(reference.at)}`," if isinstance(reference.at, tuple) else ""


def is_dead(document: Document) -> bool:
    """Whether a document was given up: it stands off the line and no way leads back, and nothing replaces it."""
    status = document.status
    return document.state.side and status != "superseded" and not document.type.edges(status)


def links_of(document: Document, kind: str) -> list[str]:
    """The ids that a document names in one kind of link, at the places they have in its list."""
    named = (document.values.get("links") or {}).get(kind) or ()
    return [bare(str(target or "")).partition("#")[0].strip() for target in named]
