"""To report sections that are missing or empty."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.sections.places import at_heading, label_of, sections_due
from prdkit.config.fields import say
from prdkit.config.types import SectionType
from prdkit.model.document import Document
from prdkit.model.sections import Section, bare


@rule(on=Document)
def missing(document: Document, site: Site) -> Iterator[Problem]:
    """A section is missing that the document must have had before it came to its status.

    Which sections a status demands depends on the gates on the way to it and on the profile. A section
    whose table stands in the front matter needs no heading: the page makes one.

    Bad:

    ```yaml
    status: analysis  # here
    profile: lite
    goals: [{objective: Guests come back sooner}]
    ```

    ```markdown
    ## Background & problem

    A guest who stops coming is not noticed for 31 days.
    ```

    Good:

    ```yaml
    status: analysis
    profile: lite
    goals: [{objective: Guests come back sooner}]
    ```

    ```markdown
    ## Background & problem

    A guest who stops coming is not noticed for 31 days.

    ## Users & scenarios

    A guest pays at 8:40 and shows a paper card.
    ```
    """
    present = {section.name for section in document.sections}
    for section in sections_due(document):
        if section.name not in present and not document.bound(section.name):
            label, status = label_of(section, document), f"status `{document.status}`"
            gate = document.asked.sections[section.name]
            message = f"{status} has passed gate {gate}, which asks for the section `{label}`"
            guidance = say(section.guidance, document.lang)
            hint = near_heading(section, document) or f"Add `## {label}`. {guidance}".rstrip()
            yield Problem("status", message, hint)


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


@rule(on=Document)
def empty(document: Document, site: Site) -> Iterator[Problem]:
    """A section that the status demands holds nothing but its heading, comments or placeholders.

    A heading with TBD below it passes for done in every list of what is there.

    Bad:

    ```markdown
    ## Goals

    TBD

    ## Users & scenarios <!-- here -->

    <!-- who, when, what instead -->
    TBD
    ```

    Good:

    ```markdown
    ## Users & scenarios

    A guest pays at 8:40 and shows a paper card.
    ```
    """
    first: dict[str, Section] = {}
    for section in document.sections:
        first.setdefault(section.name, section)
    for due in sections_due(document):
        found = first.get(due.name)
        if found is not None and not document.fills(due.name):
            gate = document.asked.sections[due.name]
            message = f"the section `{found.heading.title}` is empty, and gate {gate} asks for it"
            yield Problem(at_heading(found, document), message, say(due.guidance, document.lang))
