"""To find what is under the cursor: a document that is named, a part of one, a key or a value."""

from collections.abc import Iterator
from dataclasses import dataclass

from prdkit.link.addresses import places
from prdkit.link.references import mentions
from prdkit.link.site import Site
from prdkit.model.document import Document, Page
from prdkit.reading.markdown import Heading
from prdkit.reading.problem import Span
from prdkit.rename.places import references


@dataclass(frozen=True, slots=True)
class Named:
    """A document's id as it is written somewhere, with the part behind `#` if any.

    `span` is the whole mention with its brackets, `id_span` the id alone; that is empty in `[[#F1]]`.
    """

    target: str
    part: str
    span: Span
    id_span: Span


def named(thing: Document | Page, text: str, line: int, column: int, site: Site) -> Named | None:
    """The mention of a document at a line and column, which count from 1."""
    lines = text.split("\n")
    words = lines[line - 1] if line <= len(lines) else ""
    for found in mentions(words, site.ids, site.heads):
        if found.start() < column <= found.end() + 1:
            said = found.groupdict()
            own = thing.id if isinstance(thing, Document) else ""
            raw = said.get("id") or said.get("bare") or ""
            start = words.find(raw.strip(), found.start()) if raw else found.start()
            part = (said.get("part") or said.get("barepart") or "").rstrip("\\").strip()
            at = Span(line, start + 1, line, start + 1 + len(raw.strip()))
            return Named(raw.strip() or own, part, Span(line, found.start() + 1, line, found.end() + 1), at)
    return None


def own_id(thing: Document | Page, line: int, column: int) -> Named | None:
    """The document itself, where the cursor is in its `id`."""
    if not isinstance(thing, Document) or not thing.given_id:
        return None
    span = thing.source.span((thing.key("id"),))
    if span.line != line or not span.column <= column <= span.end_column:
        return None
    return Named(thing.id, "", span, span)


def place(document: Document, part: str = "") -> Span:
    """Where a document, or a part of it, is declared."""
    if part:
        for name, found in places(document):
            if name == part:
                return _of_heading(document, found) if isinstance(found, Heading) else document.source.span(found)
    return document.source.span((document.key("id"),))


def _of_heading(document: Document, heading: Heading) -> Span:
    return Span(heading.line, 1, heading.line, 1 + len(document.source.lines[heading.line - 1]))


def mentioned(target: str, part: str, site: Site) -> Iterator[tuple[str, Span]]:
    """Every place that names a document, or one part of it, as path and span."""
    things: tuple[Document | Page, ...] = (*site.documents, *site.pages)
    for thing in things:
        for reference in references(thing, site):
            same = site.current(reference.target) == target and (not part or reference.anchor == part)
            if same and isinstance(reference.at, Span):
                yield thing.path, reference.at
