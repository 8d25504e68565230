"""To report blocks that a gate asks for and that are not there."""

from collections.abc import Iterator

from prdkit.check.lack_words import problem_of
from prdkit.check.lacks import UNFILLED, lacks, spoken
from prdkit.check.registry import Document, Problem, Site, rule


@rule(on=Document)
def missing_block(document: Document, site: Site) -> Iterator[Problem]:
    """A block is missing that the document must have had before it came to its status.

    What a section only tells in words has no row, no id and no day: nothing links to it, nobody finds it on the
    page of a department, and no rule can look at it. Which blocks a gate asks for, by type and profile, stands in
    process.yml. Where the next gate asks for the block of a section that is written already, this is a warning.

    Bad:

    ```markdown
    ## Scope <!-- here -->

    An account of points and a list of what they buy.
    ```

    Good:

    ```yaml
    features:
      - id: F1
        name: Points account
        acceptance:
          - {id: AC1, text: "1,000 rows are shown within 2 seconds"}
    ```

    ```markdown
    ## Scope

    The account comes first, since the shop needs its balance.
    ```
    """
    for lack in lacks(document, document.passed):
        if lack.what == UNFILLED:
            yield problem_of(document, lack)
    ahead = document.type.entering(document.status) - document.passed
    for lack in spoken(document, ahead) if ahead else ():
        yield problem_of(document, lack)
