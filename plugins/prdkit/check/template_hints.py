"""To find what sections of a document still have from the template that it began as."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from prdkit.config.types import DocumentType
from prdkit.model.content import pieces
from prdkit.model.document import Document
from prdkit.model.sections import Layout, extent, find
from prdkit.reading.outline import Outline
from prdkit.reading.source import Source

_LEAST = 5
"""Words that a paragraph has at least to be known for the template's, where other words stand beside it."""
_OPENING = 12
"""Characters of a line that are looked for first: most sections have none of them."""
_COMMENT = re.compile(r"<!--.*?--!?>", re.DOTALL)
_LEAD = re.compile(r"[\s>]*(?:[-*+](?=\s)|\d+[.)](?=\s))?\s*(?:\[[ xX]\]\s)?")
_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d+[.)])\s")
_DEFINITION = re.compile(r"\[(?!\^)[^\[\]]+\]:\s*\S+$")
_LATIN, _FAR_EAST = re.compile(r"[^\W_\u2e80-\u9fff\uf900-\ufaff]+"), re.compile("[\u2e80-\u9fff\uf900-\ufaff]")


class Paragraph(NamedTuple):
    """Lines without their marks, joined; `offset` is where the first of them begins in the body."""

    offset: int
    text: str
    lines: tuple[str, ...]
    is_code: bool

    @property
    def is_told(self) -> bool:
        """Whether it has words enough to be nobody else's; three Chinese characters count as two words."""
        return not self.is_code and len(_LATIN.findall(self.text)) + len(_FAR_EAST.findall(self.text)) * 2 / 3 >= _LEAST


class Hint(NamedTuple):
    """A paragraph of the template in a section; `whole` where the section holds nothing else."""

    section: str
    paragraph: Paragraph
    whole: bool


class _Left(NamedTuple):
    """What a template says in one section: its lines, its paragraphs that are told, and how lines begin."""

    lines: frozenset[str]
    texts: frozenset[str]
    openings: frozenset[str]


def hints(document: Document, template: Source) -> Iterator[Hint]:
    """The first hint that is left in each section of a document."""
    known = _of_template(_Both(template, document.type))
    outline = document.source.outline
    for section in document.sections:
        left = known.get(section.name)
        if left and not document.type.sections[section.name].fixed:
            start, end = _own(outline, document.layout, section.index)
            text = outline.body[start:end]
            if any(opening in text for opening in left.openings):
                hint = _found(section.name, _paragraphs(outline, start, end), left)
                if hint is not None and hint.paragraph.text.rstrip(".。").casefold() not in document.none_words:
                    yield hint


def _found(name: str, written: list[Paragraph], left: _Left) -> Hint | None:
    if written and all(line in left.lines for paragraph in written for line in paragraph.lines):
        return Hint(name, written[0], whole=True)
    told = (paragraph for paragraph in written if not paragraph.is_code and paragraph.text in left.texts)
    found = next(told, None)
    return Hint(name, found, whole=False) if found is not None else None


class _Both:
    """A template and a type as a cache key, by identity."""

    def __init__(self, template: Source, kind: DocumentType) -> None:
        self.template, self.kind = template, kind

    def __hash__(self) -> int:
        return hash((id(self.template), id(self.kind)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Both) and other.template is self.template and other.kind is self.kind


@lru_cache(maxsize=16)
def _of_template(both: _Both) -> Mapping[str, _Left]:
    """What a template says by section."""
    outline = both.template.outline
    layout = find(outline, both.kind)
    found: dict[str, list[Paragraph]] = {}
    for section in layout.sections:
        found.setdefault(section.name, []).extend(_paragraphs(outline, *_own(outline, layout, section.index)))
    return {name: _summed_up(paragraphs) for name, paragraphs in found.items() if paragraphs}


def _summed_up(paragraphs: list[Paragraph]) -> _Left:
    lines = frozenset(line for paragraph in paragraphs for line in paragraph.lines)
    texts = frozenset(paragraph.text for paragraph in paragraphs if paragraph.is_told)
    return _Left(lines, texts, frozenset(line[:_OPENING] for line in lines))


def _own(outline: Outline, layout: Layout, index: int) -> tuple[int, int]:
    """The text of a section down to the next section, which may be one below it."""
    start, end = extent(outline, index)
    sections = {section.index for section in layout.sections}
    after = ((n, heading) for n, heading in enumerate(islice(outline.headings, index + 1, None), index + 1))
    return start, next((h.start for n, h in after if n in sections or h.start >= end), end)


def _paragraphs(outline: Outline, start: int, end: int) -> list[Paragraph]:
    found: list[Paragraph] = []
    for offset, text, kind in pieces(outline, start, end):
        if kind != "comment":
            found += _of_piece(offset, text, is_code=kind == "code")
    return found


def _of_piece(offset: int, text: str, *, is_code: bool) -> Iterator[Paragraph]:
    """Runs of lines between blank ones; an item of a list is one of its own."""
    if "<!--" in text and not is_code:
        text = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    run: list[tuple[int, str]] = []
    for line in text.splitlines(keepends=True):
        words = " ".join((line if is_code else line[_end_of_lead(line) :]).split())
        if run and (not words or _ITEM.match(line)):
            yield _paragraph(run, is_code)
            run = []
        if words and not _DEFINITION.match(words):
            run.append((offset, words))
        offset += len(line)
    if run:
        yield _paragraph(run, is_code)


def _end_of_lead(line: str) -> int:
    lead = _LEAD.match(line)
    return lead.end() if lead else 0


def _paragraph(run: list[tuple[int, str]], is_code: bool) -> Paragraph:
    lines = tuple(words for _, words in run)
    return Paragraph(run[0][0], " ".join(lines), lines, is_code)
