"""To say how a document names others."""

from prdkit.link.items import bare
from prdkit.link.references import Reference
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.model.leaves import spelt


def named_in(reference: Reference) -> str:
    """Where a document is named, as a message says it."""
    return f", named in `{spelt(reference.at)}`," if isinstance(reference.at, tuple) else ""


def may_lead_nowhere(reference: Reference, site: Site) -> bool:
    """Whether nobody need wonder that a reference leads to no document."""
    if reference.target in site.held or site.is_silent(reference):
        return True
    elsewhere = reference.spec is not None and reference.spec.external
    return elsewhere and any(way == "url" for way, _ in reference.ways or ())


def leads(reference: Reference, site: Site) -> str:
    """Where a reference leads that leads to no document."""
    ways = reference.ways
    if ways is None or (ways and ways[0][0] == "id" and not _is_path(reference)):
        return "is the id of no document"
    if not ways:
        return "is no id of a document"
    if ways[0][0] == "url":
        return "is not the address of a document of this project"
    there = next((path for way, path in ways if way == "path" and site.files.has_file(path)), "")
    return "is a file, but no document" if there else "is the path of no document"


def _is_path(reference: Reference) -> bool:
    """Whether a reference that may be a path looks like one."""
    by_path = any(way == "path" for way, _ in reference.ways or ())
    return by_path and ("/" in reference.target or reference.target.lower().endswith(".md"))


def near(reference: Reference, site: Site) -> str:
    """The id or path that somebody may have meant by a reference that leads nowhere; empty where none is like it."""
    if not _is_path(reference):
        return site.near(reference.target)
    paths = [path for way, path in reference.ways or () if way == "path"]
    found = (site.directory.at_id_of_path(path) for path in paths)
    return next((document.path for document in found if document is not None), "")


def advice(reference: Reference) -> str:
    """What to do about a reference that leads nowhere and is like no id."""
    ways = {way for way, _ in reference.ways or (("id", ""),)}
    if not ways:
        return "Name the document by its id."
    if ways == {"id"}:
        return "Correct the id, or say it in words until it exists."
    return "Correct it, or take it out."


def is_dead(document: Document) -> bool:
    """Whether a document was given up: it stands off the line and no way leads back, and nothing replaces it."""
    status = document.status
    return document.state.side and status != "superseded" and not document.type.edges(status)


def links_of(document: Document, kind: str) -> list[str]:
    """The ids that a document names in one kind of link, at the places they have in its list."""
    links = document.values.get("links") if document.type.common else None
    named = (links or {}).get(kind) or ()
    return [bare(str(target or "")).partition("#")[0].strip() for target in named]
