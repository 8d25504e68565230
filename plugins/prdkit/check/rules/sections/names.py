"""To report headings that are no sections of a type that lists all of them."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.sections.places import at_heading, label_of
from prdkit.check.wording import closest, known_words
from prdkit.model.document import Document
from prdkit.reading.markdown import Heading


@rule(on=Document)
def unknown(document: Document, site: Site) -> Iterator[Problem]:
    """A heading is no section of a type that lists all that it has.

    Readers and tools look for what they know under other names. The type says `unknown_sections: report`. Only
    headings at the level of the document's sections count: not its title, and nothing below a section.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    unknown_sections: report
    sections: {Motivation: {}, Design: {}}
    ```

    ```file rfcs/0001-cards.md
    # Cards

    ## Motivation

    Guests forget their cards.

    ## Desing <!-- here -->

    One table.
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    unknown_sections: report
    sections: {Motivation: {}, Design: {}}
    ```

    ```file rfcs/0001-cards.md
    # Cards

    ## Motivation

    Guests forget their cards.

    ## Design

    One table.

    ### Columns

    A number and a name.
    ```
    """
    if document.type.unknown_sections:
        return
    known = [label_of(section, document) for section in document.type.sections.values() if not section.under]
    for heading in _unknown(document):
        hint = closest(heading.title, known, f"Sections are {known_words(known)}.")
        yield Problem(at_heading(heading, document), f"`{heading.title}` is no section of `{document.type.name}`", hint)


def _unknown(document: Document) -> Iterator[Heading]:
    layout = document.layout
    for index, heading in enumerate(document.source.outline.headings):
        is_title = index == 0 and heading.level == 1
        if heading.level == layout.level and index not in layout.named and not is_title:
            yield heading
