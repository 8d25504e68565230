"""To say what may be written where the cursor is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from prdkit.config.fields import say
from prdkit.link.addresses import places
from prdkit.link.site import Site
from prdkit.lsp import fields
from prdkit.lsp.fields import Offer
from prdkit.lsp.spot import Spot, spot
from prdkit.model.document import Document, Page
from prdkit.model.sections import names_of
from prdkit.reading.markdown import Heading
from prdkit.scaffold.document import heading as heading_of

_LINK = re.compile(r"\[\[(?P<id>[^\[\]|#\n]*)(?P<part>#(?P<anchor>[^\[\]|\n]*))?$")
_WORD = re.compile(r"[\w.#-]*$")
_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<words>[^\n]*)$")
_MARK = re.compile(r"<!--[ \t]*prd:[ \t]*(?P<word>[\w-]*)$")
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Offers:
    """What may be written, each in the place of the last `length` characters before the cursor."""

    offers: tuple[Offer, ...]
    length: int


def complete(thing: Document | Page, text: str, offset: int, site: Site) -> Offers:
    """What may be written at an offset of a file's text."""
    before = text[:offset]
    line = before[before.rfind("\n") + 1 :]
    linked = _LINK.search(line)
    if linked is not None:
        return _in_link(linked["id"].strip(), linked["anchor"], thing, site)
    typed = _WORD.search(line)
    word = typed[0] if typed else ""
    start = front_matter_start(before)
    if start >= 0:
        if not isinstance(thing, Document):
            return _types(before[start:], site)
        return _in_front_matter(spot(before[start:]), word, thing, site)
    return _in_body(line, word, thing, site)


def front_matter_start(before: str) -> int:
    """Where the front matter begins that a text before the cursor ends in; below 0 where it ends below it."""
    opening = re.match(r"---[ \t]*\n", before)
    if opening is None or _FENCE.search(before, opening.end(), max(opening.end(), before.rfind("\n") + 1)):
        return -1
    return opening.end()


def _types(text: str, site: Site) -> Offers:
    """For a file that is no document yet: the types that it may become one of."""
    here = spot(text)
    if here.path != ("type",) or here.is_key:
        return Offers((), 0)
    kinds = site.config.types.values()
    return Offers(tuple(Offer(t.name, say(t.label, site.config.lang)) for t in kinds), len(here.typed))


def _in_link(target: str, anchor: str | None, thing: Document | Page, site: Site) -> Offers:
    if anchor is None:
        return Offers(tuple(fields.ids(site)), len(target))
    document = site.find(target) if target else thing
    return Offers(tuple(_addresses(document)) if isinstance(document, Document) else (), len(anchor))


def _addresses(document: Document) -> Iterator[Offer]:
    for name, place in places(document):
        yield Offer(name, place.title if isinstance(place, Heading) else row_name(document, place), kind="part")


def row_name(document: Document, path: object) -> str:
    """What a row is called whose id stands at a path."""
    value: Any = document.values
    row = None
    for step in path if isinstance(path, tuple) else ():
        row = value if isinstance(value, dict) else row
        value = value[step] if _has(value, step) else None
    named = row if isinstance(row, dict) else {}
    return say(named.get("name") or named.get("title") or named.get("label") or "", document.lang)


def _has(value: object, step: object) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _in_front_matter(here: Spot, word: str, document: Document, site: Site) -> Offers:
    lang = document.lang
    found: list[Offer] = []
    if here.is_key or here.may_be_key:
        field = fields.at(document.type, here.path, site.config)
        present = set(here.siblings) | set(document.source.values if not here.path else ())
        found += fields.keys(field, present - {here.typed}, site.config, lang)
    if not here.is_key:
        status = document.status
        found += fields.values(document.type, here.path, site, lang, status)
    if not found and _is_id(word, site):
        found += fields.ids(site)
    return Offers(tuple(found), len(word) if found and found[0].kind == "document" else len(here.typed.split(", ")[-1]))


def _is_id(word: str, site: Site) -> bool:
    return any(word.startswith(head) for head in site.id_starts)


def _in_body(line: str, word: str, thing: Document | Page, site: Site) -> Offers:
    mark, heading = _MARK.search(line), _HEADING.match(line)
    if isinstance(thing, Document) and mark is not None:
        blocks = (Offer(name, say(block.label, thing.lang)) for name, block in thing.type.blocks.items())
        return Offers(tuple(blocks), len(mark["word"]))
    if isinstance(thing, Document) and heading is not None:
        return Offers(tuple(_headings(thing, len(heading["marks"]))), len(heading["words"]))
    if _is_id(word, site):
        return Offers(tuple(fields.ids(site)), len(word))
    return Offers((), 0)


def _headings(document: Document, level: int) -> Iterable[Offer]:
    """The headings of sections that the document does not have and that may have this level, in its language."""
    kind = document.type
    there = {section.name for section in document.sections}
    for name, section in kind.sections.items():
        if name not in there and level in names_of(kind).levels(name):
            words = say(section.label, document.lang)
            put = heading_of(section, kind, document.lang)
            gate = f"Gate {section.gate}" if section.gate else ""
            yield Offer(words, gate, say(section.guidance, document.lang), put, "section")
