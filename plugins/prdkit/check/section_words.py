"""To say how a section falls short of what its type asks, where that is, and what to write."""

from collections.abc import Iterator

from prdkit.check.rules.sections.places import at_heading, label_of, near_heading, title_line
from prdkit.check.section_demands import (
    COMMENTED,
    EMPTY,
    LEVEL,
    MISPLACED,
    MISSING,
    NOT_ALLOWED,
    ONE_OF,
    RECOMMENDED,
    SWALLOWED,
    Shortfall,
    shortfalls,
)
from prdkit.check.wording import listed
from prdkit.config.condition_words import in_words
from prdkit.config.fields import say
from prdkit.model.document import Document
from prdkit.model.sections import names_of
from prdkit.reading.problem import Key, Place, Problem, Span

_TOLD = {
    MISSING: "the section `{label}` is missing{where}",
    EMPTY: "the section `{title}` is empty",
    SWALLOWED: "the section `{title}` is code, since the fence of line {fence} is never closed",
    COMMENTED: "the section `{title}` stands only in a comment",
    LEVEL: "the section `{title}` has a heading of level {level}, and {levels} was wanted",
    MISPLACED: "the section `{title}` does not stand below `{parent}`",
    NOT_ALLOWED: "the section `{title}` may stand only where {why}",
    ONE_OF: "none of the sections {others} is there{where}",
    RECOMMENDED: "the section `{title}` is {state}, and it is recommended{where}",
}
_HINTS = {
    MISSING: "{near}",
    ONE_OF: "{near}",
    EMPTY: "{guidance}",
    SWALLOWED: "Close the fence with a line of its own above line {line}.",
    COMMENTED: "Take it out of the comment.",
    LEVEL: "Write it `{line_wanted}`.",
    MISPLACED: "Move it below `{parent}`.",
    NOT_ALLOWED: "Take it out.",
    RECOMMENDED: "{near}",
}


def problems(document: Document, *kinds: str) -> Iterator[Problem]:
    """The problems of some kinds with a document's sections."""
    for found in shortfalls(document):
        if found.kind in kinds:
            words = _words(document, found)
            hint = _HINTS[found.kind].format_map(words).strip()
            yield Problem(_place(document, found), _TOLD[found.kind].format_map(words), hint)


def _place(document: Document, found: Shortfall) -> Place:
    """The heading; else the comment that names the section, the key that makes it wanted, or the top of the file."""
    if found.heading is not None:
        return at_heading(found.heading, document)
    if marked := document.layout.marked.get(found.section.name):
        return Span(marked.line, 1, marked.line, 2)
    causes = found.wanted.comparisons() if found.wanted is not None else iter(())
    keys = (document.spelt(cause.name) for cause in causes)
    return next((Key((key,)) for key in keys if key in document.given), Span(1, 1, 1, 2))


def _words(document: Document, found: Shortfall) -> dict[str, object]:
    """What messages are made of."""
    section, heading = found.section, found.heading
    label = label_of(section, document)
    why = in_words(found.wanted, document.spelt) if found.wanted is not None else ""
    others = found.others or (section,)
    add = " or ".join(f"`{title_line(other, document)}`" for other in others)
    guidance = say(section.guidance, document.lang)
    return {
        "label": label,
        "title": heading.title if heading is not None else label,
        "level": heading.level if heading is not None else 0,
        "line": heading.line if heading is not None else 0,
        "state": "empty" if heading is not None else "missing",
        "why": why,
        "where": f", where {why}" if why else "",
        "fence": document.source.outline.open_fence,
        "levels": _levels(document, section.name),
        "parent": _parent(document, section.name),
        "others": listed(label_of(other, document) for other in others),
        "guidance": guidance or "Write something below it.",
        "line_wanted": title_line(section, document),
        "near": _near(document, found) or f"Add {add}. {guidance}",
    }


def _near(document: Document, found: Shortfall) -> str:
    """The heading that was probably meant; of a section that is there and empty, what to write."""
    if found.heading is not None:
        return say(found.section.guidance, document.lang) or "Write something below it."
    return near_heading(found.section, document)


def _levels(document: Document, name: str) -> str:
    given = [str(level) for level in names_of(document.type).levels(name)]
    return " or ".join(filter(None, (", ".join(given[:-1]), given[-1])))


def _parent(document: Document, name: str) -> str:
    """The heading of the section above, else its name."""
    parent = names_of(document.type).parents.get(name, "")
    there = document.section(parent)
    if there is not None:
        return there.heading.title
    return label_of(document.type.sections[parent], document) if parent else ""
