"""To report values of the front matter that are missing, unknown or not what their field wants."""

from collections.abc import Iterator
from dataclasses import replace

from prdkit.check.implied import implied as shortfalls
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import known_words
from prdkit.model.document import Document


def _faults(document: Document, name: str) -> Iterator[Problem]:
    return (problem for problem in document.problems if problem.fault == name)


@rule(on=Document, fixed=True)
def missing(document: Document, site: Site) -> Iterator[Problem]:
    """A value that the document cannot do without is missing or empty.

    Type, id, title, status, owner and creation day make a document; a row of a table has what it makes
    no sense without.

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
    for problem in _faults(document, "missing"):
        is_owner = people and problem.message.startswith("`owner` ")
        yield replace(problem, hint=f"{problem.hint} Known: {people}.".strip()) if is_owner else problem


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
    yield from _faults(document, "unknown")


@rule(on=Document)
def wrong_type(document: Document, site: Site) -> Iterator[Problem]:
    """A value is of another kind than its field wants: text for a number, one value for a list.

    Bad:

    ```yaml
    risks:
      - {id: K1, title: Liability grows, p: high, i: 5}  # here
    ```

    Good:

    ```yaml
    risks:
      - {id: K1, title: Liability grows, p: 4, i: 5}
    ```
    """
    yield from _faults(document, "wrong-type")


@rule(on=Document)
def not_allowed(document: Document, site: Site) -> Iterator[Problem]:
    """A value is not one of those that its field allows.

    Bad:

    ```yaml
    priority: urgent  # here
    ```

    Good:

    ```yaml
    priority: P1
    ```
    """
    yield from _faults(document, "not-allowed")


@rule(on=Document)
def pattern(document: Document, site: Site) -> Iterator[Problem]:
    """A text does not have the form that its field asks for.

    Bad:

    ```yaml
    features:
      - {id: F 1, name: Points account}  # here
    ```

    Good:

    ```yaml
    features:
      - {id: F1, name: Points account}
    ```
    """
    yield from _faults(document, "pattern")


@rule(on=Document)
def range_(document: Document, site: Site) -> Iterator[Problem]:
    """A number, a length or a count lies outside what its field allows.

    Bad:

    ```yaml
    risks:
      - {id: K1, title: Liability grows, p: 9, i: 5}  # here
    ```

    Good:

    ```yaml
    risks:
      - {id: K1, title: Liability grows, p: 4, i: 5}
    ```
    """
    yield from _faults(document, "range")


@rule(on=Document, fixed=True)
def date(document: Document, site: Site) -> Iterator[Problem]:
    """A value is not a day of the calendar in the form YYYY-MM-DD.

    Bad:

    ```yaml
    created: 2026-02-30  # here
    ```

    Good:

    ```yaml
    created: 2026-02-28
    ```
    """
    yield from _faults(document, "date")


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
