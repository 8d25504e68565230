"""To say which sections are due, where a heading stands, and which one was probably meant."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from prdkit.config.fields import say
from prdkit.config.types import SectionType
from prdkit.model.document import Document
from prdkit.model.headings import bare
from prdkit.model.sections import Section, names_of
from prdkit.reading.markdown import Heading
from prdkit.reading.problem import Span

_LONGEST = 200
"""A longer heading is no misspelt name of a section."""
_MOST = 1000
"""So many headings are looked at for a misspelt one."""


def sections_due(document: Document) -> Iterator[SectionType]:
    """The sections that the document's status and profile demand by now."""
    for section in document.type.sections.values():
        if document.is_due(section.name):
            yield section


def placed(document: Document) -> list[tuple[int, Section]]:
    """The sections that have a place in the type's order, each with its number there; others may stand anywhere.

    Sub-sections have their places among those of the same parent, see `placed_parts`.
    """
    kind = document.type
    if kind.section_order is False:
        return []
    every = kind.section_order is True
    rank = {name: n for n, (name, s) in enumerate(kind.sections.items()) if s.gate or (every and not s.under)}
    ranked = [(rank[section.name], section) for section in document.sections if section.name in rank]
    return _first_ones(ranked) if every else ranked


def placed_parts(document: Document) -> list[list[tuple[int, Section]]]:
    """The sub-sections that have a place in the type's order, those of one parent together."""
    if not document.type.section_order:
        return []
    groups: dict[str, list[tuple[int, Section]]] = {}
    rank = {name: number for number, name in enumerate(document.type.sections)}
    parents = names_of(document.type).parents
    for section in document.sections:
        if section.name in parents:
            groups.setdefault(parents[section.name], []).append((rank[section.name], section))
    return [_first_ones(group) for group in groups.values()]


def _first_ones(ranked: list[tuple[int, Section]]) -> list[tuple[int, Section]]:
    """Sections without those that stand there again, which is told by itself."""
    seen: set[int] = set()
    return [one for one in ranked if not (one[0] in seen or seen.add(one[0]))]  # type: ignore[func-returns-value]


def at_heading(section: Section | Heading, document: Document) -> Span:
    """Where a section's heading stands."""
    heading = section.heading if isinstance(section, Section) else section
    line, column = document.source.outline.position(heading.start)
    return Span(line, column, line, column + heading.level + 1 + len(heading.title))


def label_of(section: SectionType, document: Document) -> str:
    """What the document's language calls a section."""
    return say(section.label, document.lang)


def title_line(section: SectionType, document: Document, words: str = "") -> str:
    """A section's heading as it would be written: at the level of the document's sections, or below its parent."""
    names = names_of(document.type)
    levels = names.levels(section.name)
    parent = document.section(names.parents.get(section.name, ""))
    wanted = parent.heading.level + 1 if parent is not None else 2 if document.type.common else document.layout.level
    level = wanted if wanted in levels else levels[0]
    return f"{'#' * level} {words or label_of(section, document)}"


def near_heading(wanted: SectionType, document: Document) -> str:
    """What to do with a heading that was probably meant for a section: misspelt, or on another level."""
    labels = wanted.label.values() if isinstance(wanted.label, Mapping) else (wanted.label,)
    names = {bare(words): words for words in (*labels, *wanted.aliases)}
    taken = {section.index for section in document.sections} | document.layout.named
    for index, heading in enumerate(document.source.outline.headings[:_MOST]):
        if index in taken or not 0 < len(heading.title) <= _LONGEST:
            continue
        if close := get_close_matches(bare(heading.title), names, 1, cutoff=0.8):
            there = f"`{'#' * heading.level} {heading.title}` on line {heading.line}"
            return f"Is {there} meant? Write it `{title_line(wanted, document, names[close[0]])}`."
    return ""
