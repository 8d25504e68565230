"""To say which sections are due, where a heading stands, and which one was probably meant."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from prdkit.config.fields import say
from prdkit.config.types import SectionType
from prdkit.model.document import Document
from prdkit.model.headings import bare
from prdkit.model.sections import Section
from prdkit.reading.problem import Span


def sections_due(document: Document) -> Iterator[SectionType]:
    """The sections that the document's status and profile demand by now."""
    for section in document.type.sections.values():
        if document.is_due(section.name):
            yield section


def placed(document: Document) -> list[tuple[int, Section]]:
    """The sections that have a place in the type's order, each with its number there; others may stand anywhere."""
    rank = {name: number for number, (name, kind) in enumerate(document.type.sections.items()) if kind.gate}
    return [(rank[section.name], section) for section in document.sections if section.name in rank]


def at_heading(section: Section, document: Document) -> Span:
    """Where a section's heading stands."""
    heading = section.heading
    line, column = document.source.outline.position(heading.start)
    return Span(line, column, line, column + heading.level + 1 + len(heading.title))


def label_of(section: SectionType, document: Document) -> str:
    """What the document's language calls a section."""
    return say(section.label, document.lang)


def near_heading(wanted: SectionType, document: Document) -> str:
    """What to do with a heading that was probably meant for a section: misspelt, or on another level."""
    labels = wanted.label.values() if isinstance(wanted.label, Mapping) else (wanted.label,)
    names = {bare(words): words for words in (*labels, *wanted.aliases)}
    taken = {section.index for section in document.sections}
    for index, heading in enumerate(document.source.outline.headings):
        close = get_close_matches(bare(heading.title), names, 1, cutoff=0.8) if index not in taken else []
        if close:
            there = f"`{'#' * heading.level} {heading.title}` on line {heading.line}"
            return f"Is {there} meant? Write it `## {names[close[0]]}`."
    return ""
