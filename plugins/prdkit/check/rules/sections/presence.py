"""To report sections that are missing or empty."""

from collections.abc import Iterator

from prdkit.check.lack_words import problem_of
from prdkit.check.lacks import EMPTY, MISSING, lacks
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.section_words import problems
from prdkit.model.document import Document


@rule(on=Document)
def missing(document: Document, site: Site) -> Iterator[Problem]:
    """A section is missing that the document must have had before it came to its status, or that its type requires.

    Which sections a status demands depends on the gates on the way to it and on the profile. A section
    whose table stands in the front matter needs no heading: the page makes one. A section that has a heading and
    lacks the table that the gate asks for is reported by `gates/missing-block` instead. A type without gates says
    `required: true`, or `required: {when: …}`, of a section.

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
    for lack in lacks(document, document.passed):
        if lack.what == MISSING:
            yield problem_of(document, lack)
    yield from problems(document, "missing")


@rule(on=Document)
def empty(document: Document, site: Site) -> Iterator[Problem]:
    """A section that must be there holds nothing but its heading, comments or placeholders.

    A heading with TBD below it passes for done in every list of what is there. What counts as nothing is said by
    `section_content` of the type.

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
    for lack in lacks(document, document.passed):
        if lack.what == EMPTY:
            yield problem_of(document, lack)
    yield from problems(document, "empty")
