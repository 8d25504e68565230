"""To report sections that stand out of order or twice."""

from bisect import bisect_left
from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.sections.places import at_heading, placed, placed_parts
from prdkit.config.rising import longest_rising
from prdkit.model.document import Document
from prdkit.model.sections import Section, enclosing


@rule(on=Document, severity="warning")
def order(document: Document, site: Site) -> Iterator[Problem]:
    """Sections do not follow the order of the document's type.

    Readers of many documents find things by where they stand. Sections that no gate asks for may stand
    anywhere, unless the type says `section_order: true`.

    Bad:

    ```markdown
    ## Goals

    One more visit a month.

    ## Users & scenarios

    A guest pays at 8:40.

    ## Background & problem <!-- here -->

    A guest who stops coming is not noticed.
    ```

    Good:

    ```markdown
    ## Background & problem

    A guest who stops coming is not noticed.

    ## Goals

    One more visit a month.
    ```
    """
    for ranked in (placed(document), *placed_parts(document)):
        yield from _out_of_order(document, ranked)


def _out_of_order(document: Document, ranked: list[tuple[int, Section]]) -> Iterator[Problem]:
    kept = longest_rising([rank for rank, _ in ranked])
    if len(kept) == len(ranked):
        return
    right = [ranked[number][1] for number in sorted(kept)]
    ranks = [ranked[number][0] for number in sorted(kept)]
    for number, (rank, section) in enumerate(ranked):
        if number not in kept:
            before = bisect_left(ranks, rank)
            word, other = ("after", right[before - 1]) if before else ("before", right[0])
            message = f"the section `{section.heading.title}` is out of order"
            hint = f"Move it {word} `{other.heading.title}`, where the type `{document.type.name}` has it."
            yield Problem(at_heading(section, document), message, hint)


@rule(on=Document, severity="warning")
def duplicate(document: Document, site: Site) -> Iterator[Problem]:
    """One section stands twice in a document.

    Links, tables and readers go to the first one, and the second grows out of date. In a type of its own process,
    sub-sections of one name below different sections are different ones.

    Bad:

    ```markdown
    ## Goals

    One more visit a month.

    ## Objectives <!-- here -->

    Two more visits a month.
    ```

    Good:

    ```markdown
    ## Goals

    One more visit a month.

    ### Objectives

    Two more visits a month in the second year.
    ```
    """
    first: dict[tuple[str, int], Section] = {}
    above = () if document.type.common else enclosing(document.source.outline.headings)
    for section in document.sections:
        own = not above or section.heading.level == document.layout.level
        earlier = first.setdefault((section.name, -1 if own else above[section.index]), section)
        if earlier is not section:
            title, line = earlier.heading.title, earlier.heading.line
            message = f"`{section.heading.title}` is the section `{title}` of line {line} again"
            yield Problem(at_heading(section, document), message, "Join the two, or give one a heading of its own.")
