"""To put sections into the order of their type, and to add those that are due and missing."""

from collections.abc import Iterator
from functools import partial

from prdkit.check.rules.sections.places import label_of, near_heading, placed, sections_due, title_line
from prdkit.check.section_demands import MISSING, shortfalls
from prdkit.config.fields import say
from prdkit.config.types import SectionType
from prdkit.edit.sections import arrange_sections, insert_section
from prdkit.fix.registry import Change, fix
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.model.sections import Section
from prdkit.scaffold.document import heading, level
from prdkit.scaffold.templates import comment


@fix("sections/order")
def order(document: Document, site: Site) -> Iterator[Change]:  # noqa: ARG001
    """Sections that a gate asks for in the order of the type; each takes along what stands below it.

    Sections that may stand anywhere, and headings of the author's own, stay with the one that they follow.
    """
    ranked = placed(document)
    ranks = [rank for rank, _ in ranked]
    if ranks == sorted(ranks) or not _are_siblings(document, [section for _, section in ranked]):
        return
    wanted = sorted(range(len(ranks)), key=ranks.__getitem__)
    starts = [section.index for _, section in ranked]
    yield Change(
        "sections sorted", partial(arrange_sections, starts=starts, order=wanted, flavour=document.source.flavour)
    )


def _are_siblings(document: Document, sections: list[Section]) -> bool:
    """Whether sections stand beside one another: on one level, with no heading of a higher one between them."""
    levels = {section.heading.level for section in sections}
    below_first = document.source.outline.headings[sections[0].index :] if sections else ()
    return len(levels) == 1 and all(other.level >= min(levels) for other in below_first)


@fix("sections/missing")
def missing(document: Document, site: Site) -> Iterator[Change]:  # noqa: ARG001
    """Sections that are due, empty but for the guidance of the type in the document's language.

    None is added where a heading is there that was probably meant.
    """
    present = {section.name for section in document.sections}
    required = (found.section for found in shortfalls(document) if found.kind == MISSING)
    wanted = [
        (_place(due.name, document), due)
        for due in (*sections_due(document), *required)
        if due.name not in present and not document.bound(due.name) and not near_heading(due, document)
    ]
    # From the end upwards, so that the headings above keep their numbers.
    at_end = [(place, due) for place, due in wanted if place is None]
    inside = sorted(((place, due) for place, due in reversed(wanted) if place is not None), key=_heading, reverse=True)
    for place, due in (*at_end, *inside):
        yield _addition(due, place, document)


def _heading(placed: tuple[int, SectionType]) -> int:
    return placed[0]


def _addition(due: SectionType, place: int | None, document: Document) -> Change:
    words, guidance = heading(due, document.type, document.lang), say(due.guidance, document.lang)
    common = document.type.common
    line = f"{'#' * _level(document)} {words}" if common else title_line(due, document, words)
    edit = partial(
        insert_section,
        heading=line,
        text=comment(guidance) if guidance else "",
        before=place,
        flavour=document.source.flavour,
    )
    return Change(f"section `{label_of(due, document)}` added", edit, partial(_has, name=due.name))


def _has(document: Document, name: str) -> bool:
    return document.section(name) is not None


def _level(document: Document) -> int:
    """The level that the document's sections have, else the type's."""
    levels = [section.heading.level for section in document.sections]
    return max(set(levels), key=levels.count) if levels else level(document.type)


def _place(name: str, document: Document) -> int | None:
    """The heading to come before: behind the section that precedes it in the type, and the author's own below that."""
    rank = {known: number for number, known in enumerate(document.type.sections)}
    before = [(rank[section.name], section.index) for section in document.sections if rank[section.name] < rank[name]]
    first = max(before)[1] + 1 if before else 0
    named = {section.index for section in document.sections}
    headings = document.source.outline.headings
    highest = headings[first - 1].level if before else 0
    ends = (n for n in range(first, len(headings)) if n in named or headings[n].level < highest)
    return next(ends, None)
