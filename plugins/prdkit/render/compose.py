"""To put a document's blocks where they belong in its Markdown, as marks that survive rendering."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prdkit.blocks.views import Words
from prdkit.model.document import Document
from prdkit.reading.markdown import Heading

_PLACED = re.compile(r"^[ \t]*<!--\s*prd:\s*([\w.-]+)\s*-->[ \t]*$", re.MULTILINE)
_MARK = re.compile("<p>\ue000([^\ue001]*)\ue001</p>|\ue000([^\ue001]*)\ue001")


@dataclass(frozen=True, slots=True)
class Insertion:
    """Text to put into a body before an offset."""

    offset: int
    text: str


def mark(name: str) -> str:
    """A paragraph that stands for a piece of HTML until the Markdown is rendered."""
    return f"\n\n\ue000{name}\ue001\n\n"


def fill(html: str, piece: Callable[[str], str]) -> str:
    """The rendered HTML with every mark replaced by its piece."""
    return _MARK.sub(lambda found: piece(found[1] or found[2] or ""), html)


def without_marks(text: str) -> str:
    """A text that cannot forge a mark."""
    return text.replace("\ue000", "").replace("\ue001", "") if "\ue000" in text or "\ue001" in text else text


def compose(document: Document, words: Words) -> str:
    """The document's Markdown with section anchors and marks for its blocks, the card and the links back.

    A block stands where `<!-- prd: name -->` puts it, else at the end of its section's own words, else under
    a heading made for it, in the order of the type's sections. A wanted section without words says so.
    """
    body = document.source.body
    wanted = list(document.blocks)
    insertions = list(_anchors(document, body))
    for found in _PLACED.finditer(body):
        opening = body.index("<!--", found.start())
        if any(start < opening < end for start, end in document.source.outline.hidden):
            continue
        named = [name for name in wanted if name == found[1] or document.home(name) == found[1]]
        wanted = [name for name in wanted if name not in named]
        insertions += [Insertion(found.end(), mark(f"block:{name}")) for name in named]
    insertions += _in_sections(document, wanted, len(body))
    insertions += _under_new_headings(document, wanted, words)
    insertions += _unwritten(document, len(body))
    return mark("card") + _insert(without_marks(body), insertions) + mark("backlinks") + mark("history")


def _insert(body: str, insertions: list[Insertion]) -> str:
    parts, at = [], 0
    for insertion in sorted(insertions, key=lambda i: i.offset):
        parts += [body[at : insertion.offset], insertion.text]
        at = insertion.offset
    return "".join((*parts, body[at:]))


def _anchors(document: Document, body: str) -> Iterator[Insertion]:
    """Every section heading gets its name as address, unless it carries attributes of its own.

    Headings of a type with a process of its own keep the address that they have; GitHub knows no attributes.
    """
    if not document.type.common:
        return
    seen: set[str] = set()
    for section in document.sections:
        heading = section.heading
        if document.config.markdown == "github":
            yield from () if section.name in seen else (Insertion(heading.start, mark(f"address:{section.name}")),)
            seen.add(section.name)
            continue
        end = _end_of_title(heading, body)
        if heading.anchor or section.name in seen or body[heading.start : end].rstrip().endswith("}"):
            continue
        seen.add(section.name)
        yield Insertion(end, f" {{#{section.name}}}")


def _end_of_title(heading: Heading, body: str) -> int:
    end = body.find("\n", heading.start, heading.end)
    return heading.end if end < 0 else end


def _unwritten(document: Document, length: int) -> Iterator[Insertion]:
    """A mark under every heading whose section is wanted and holds nothing yet."""
    headings = document.source.outline.headings
    for section in document.sections:
        if document.wants(section.name) and not document.fills(section.name):
            follows = headings[section.index + 1].start if section.index + 1 < len(headings) else length
            yield Insertion(follows, mark("unwritten"))


def _in_sections(document: Document, wanted: list[str], length: int) -> Iterator[Insertion]:
    headings = document.source.outline.headings
    placed = set()
    for section in document.sections:
        follows = headings[section.index + 1].start if section.index + 1 < len(headings) else length
        for name in wanted:
            if name not in placed and document.home(name) == section.name:
                placed.add(name)
                yield Insertion(follows, mark(f"block:{name}"))


def _under_new_headings(document: Document, wanted: list[str], words: Words) -> Iterator[Insertion]:
    present = {section.name: section.heading.start for section in reversed(document.sections)}
    order = list(document.type.sections)
    homeless: dict[str, list[str]] = {}
    for name in wanted:
        if document.home(name) not in present:
            homeless.setdefault(document.home(name) or name, []).append(name)
    for home in sorted(homeless, key=lambda h: order.index(h) if h in order else len(order)):
        later = order[order.index(home) + 1 :] if home in order else []
        offset = next((present[name] for name in later if name in present), len(document.source.body))
        marks = "".join(mark(f"block:{name}") for name in homeless[home])
        yield Insertion(offset, f"\n\n## {_heading(document, home, words)} {{#{home}}}\n{marks}")


def _heading(document: Document, home: str, words: Words) -> str:
    section = document.type.sections.get(home)
    block = document.type.blocks.get(home)
    return words.say(section.label if section else block.label if block else home)
