"""To report documents of a type nobody declared."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.model.document import Document, Page
from prdkit.reading.source import Source


@rule(on=Source, fixed=True)
def unknown_type(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """The document names a type that this project does not have.

    Without its type nobody knows which fields, sections and statuses it should have, so nothing else of
    it is checked.

    Bad:

    ```yaml
    type: pdr  # here
    ```

    Good:

    ```yaml
    type: prd
    ```
    """
    yield from (problem for problem in thing.problems if problem.fault == "unknown-type")
