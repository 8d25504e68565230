"""To report lists whose items stand out of order or twice."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.fields.found import faults
from prdkit.model.document import Document


@rule(on=Document, severity="warning")
def unsorted(document: Document, site: Site) -> Iterator[Problem]:
    """The items of a list do not stand in their order, where its field says `sorted`.

    Two people who add one line each then change the same place, and nobody sees what is there already.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields: {requires: {type: list, split: true, sorted: numeric}}
    ```
    ```file rfcs/0001-points.md
    ---
    requires: 20, 165, 55  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields: {requires: {type: list, split: true, sorted: numeric}}
    ```
    ```file rfcs/0001-points.md
    ---
    requires: 20, 55, 165
    ---
    ```
    """
    yield from faults(document, "unsorted")


@rule(on=Document, severity="warning")
def repeated(document: Document, site: Site) -> Iterator[Problem]:
    """An item stands twice in a list, where its field says `unique`.

    One of the two was meant to be another one, or nobody looked.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields: {requires: {type: list, split: true, unique: true}}
    ```
    ```file rfcs/0001-points.md
    ---
    requires: 20, 165, 20  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields: {requires: {type: list, split: true, unique: true}}
    ```
    ```file rfcs/0001-points.md
    ---
    requires: 20, 165
    ---
    ```
    """
    yield from faults(document, "repeated")
