"""To say which sections are due and where a heading stands."""

from collections.abc import Iterator

from prdkit.config.fields import say
from prdkit.config.types import SectionType
from prdkit.model.document import Document
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
