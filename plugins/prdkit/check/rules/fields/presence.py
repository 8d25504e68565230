"""To report keys that are missing, empty, unknown or out of order."""

from collections.abc import Iterator
from dataclasses import replace

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.fields.found import faults
from prdkit.check.wording import known_words
from prdkit.model.document import Document


@rule(on=Document, fixed=True)
def missing(document: Document, site: Site) -> Iterator[Problem]:
    """A value that the document cannot do without is missing or empty.

    Type, id, title, status, owner and creation day make a document; a row of a table has what it makes
    no sense without. A type with a process of its own says itself what is `required`.

    Bad:

    ```file prds/PRD-2026-001.md
    ---
    id: PRD-2026-001
    title: Points
    status: draft
    created: 2026-01-12
    ---
    ```

    Good:

    ```yaml
    owner: pm.lead
    ```
    """
    people = known_words(site.config.org.people)
    for problem in faults(document, "missing"):
        is_owner = people and document.type.common and problem.message.startswith("`owner` ")
        yield replace(problem, hint=f"{problem.hint} Known: {people}.".strip()) if is_owner else problem


@rule(on=Document)
def empty(document: Document, site: Site) -> Iterator[Problem]:
    """A key stands there with nothing behind it, where its field says `empty: false`.

    Nobody can tell whether it was forgotten or does not apply. Without the key, it does not.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields:
      title: {type: text}
      release: {type: version, empty: false}
    ```
    ```file rfcs/0001-points.md
    ---
    title: Points
    release:  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields:
      title: {type: text}
      release: {type: version, empty: false}
    ```
    ```file rfcs/0001-points.md
    ---
    title: Points
    ---
    ```
    """
    yield from faults(document, "empty")


@rule(on=Document, fixed=True)
def unknown(document: Document, site: Site) -> Iterator[Problem]:
    """A key is not one of the type's fields and does not begin with `x-`.

    A misspelt key looks filled in to its author and empty to everybody else.

    Bad:

    ```yaml
    onwer: pm.lead  # here
    ```

    Good:

    ```yaml
    owner: pm.lead
    x-budget-code: K-17
    ```
    """
    yield from faults(document, "unknown")


@rule(on=Document, severity="warning")
def order(document: Document, site: Site) -> Iterator[Problem]:
    """Keys do not stand in the order of the type's fields, where the type says `field_order: true`.

    Who reads many documents finds a value by its place. Within a record, `ordered: true` asks for the same.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    field_order: true
    fields: {title: {type: text}, author: {type: text}, created: {type: date}}
    ```
    ```file rfcs/0001-points.md
    ---
    title: Points
    created: 2026-01-12
    author: Ada  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    field_order: true
    fields: {title: {type: text}, author: {type: text}, created: {type: date}}
    ```
    ```file rfcs/0001-points.md
    ---
    title: Points
    author: Ada
    created: 2026-01-12
    ---
    ```
    """
    yield from faults(document, "order")


@rule(on=Document)
def placeholder(document: Document, site: Site) -> Iterator[Problem]:
    """A value is a placeholder, or the hint of the type's template.

    The key looks filled and says nothing. Words and patterns stand in `site_config/process.yml`; a type may name its
    `template`, whose hints are then known too. Looked for in types with a process of their own or a template.

    Bad:

    ```project prd/0000-template.md
    ---
    title: (fill in a title)
    author: (name of the main author)
    ---
    ```
    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    template: 0000-template.md
    fields: {title: {type: text}, author: {type: text}, tracking: {type: url}}
    ```
    ```file rfcs/0001-points.md
    ---
    title: Points
    author: (name of the main author)  # here
    tracking: TBD  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields: {title: {type: text}, author: {type: text}, tracking: {type: url}}
    ```
    ```file rfcs/0001-points.md
    ---
    title: Points
    author: Ada
    tracking:
    ---
    ```
    """
    yield from faults(document, "placeholder")
