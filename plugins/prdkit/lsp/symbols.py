"""To list what a document consists of: headings as they are nested, and the rows that have addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from prdkit.link.addresses import places
from prdkit.lsp.completion import row_name
from prdkit.model.document import Document, Page
from prdkit.reading.markdown import Heading
from prdkit.reading.problem import Span


@dataclass
class Symbol:
    """One entry of an outline: `span` is its heading or key, `last` the last line that belongs to it."""

    name: str
    detail: str
    span: Span
    last: int
    inner: "list[Symbol]" = field(default_factory=list)
    level: int = 0


def symbols(thing: Document | Page) -> list[Symbol]:
    """The outline of a file."""
    rows = list(_rows(thing)) if isinstance(thing, Document) else []
    return [*rows, *_headings(thing)]


def _rows(document: Document) -> Iterator[Symbol]:
    for block in document.blocks:
        at = document.source.span((block,))
        inner = [
            Symbol(name, row_name(document, place), span, span.end_line)
            for name, place in places(document)
            if not isinstance(place, Heading) and len(place) > 1 and place[0] == block
            for span in (document.source.span(place),)
        ]
        yield Symbol(block, "", at, max((symbol.last for symbol in inner), default=at.line), inner)


def _headings(thing: Document | Page) -> list[Symbol]:
    lines = thing.source.lines
    tops: list[Symbol] = []
    open_: list[Symbol] = []
    for heading in thing.source.outline.headings:
        span = Span(heading.line, 1, heading.line, 1 + len(lines[heading.line - 1]))
        made = Symbol(heading.title or "?", "", span, len(lines), level=heading.level)
        while open_ and open_[-1].level >= heading.level:
            open_.pop().last = max(heading.line - 1, 1)
        (open_[-1].inner if open_ else tops).append(made)
        open_.append(made)
    return tops
