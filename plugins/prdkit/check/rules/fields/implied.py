"""To report values that do not go with each other."""

from collections.abc import Iterator

from prdkit.check.implied import implied as shortfalls
from prdkit.check.registry import Problem, Site, rule
from prdkit.model.document import Document


@rule(on=Document)
def implied(document: Document, site: Site) -> Iterator[Problem]:
    """A value does not go with others of the document, as `checks` of its type have it.

    Who filters by one of the two finds a document that the other would leave out.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: ['rfcs/*.md']}
    statuses: [Draft, Final]
    fields: {kind: {type: enum, values: [Standards Track, Meta]}}
    checks:
      - {when: {status: Final}, then: {kind: Standards Track}}
    ```

    ```file rfcs/1.md
    ---
    title: Points
    status: Final
    kind: Meta  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: ['rfcs/*.md']}
    statuses: [Draft, Final]
    fields: {kind: {type: enum, values: [Standards Track, Meta]}}
    checks:
      - {when: {status: Final}, then: {kind: Standards Track}}
    ```

    ```file rfcs/1.md
    ---
    title: Points
    status: Final
    kind: Standards Track
    ---
    ```
    """
    if document.type.demands.checks:
        yield from shortfalls(document, status=False)
