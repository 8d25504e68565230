"""To report values that are not what their field wants."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.fields.found import faults
from prdkit.model.document import Document


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
    yield from faults(document, "wrong-type")


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
    yield from faults(document, "not-allowed")


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
    yield from faults(document, "pattern")


@rule(on=Document)
def avoided(document: Document, site: Site) -> Iterator[Problem]:
    """A text holds what its field rules out with `avoid`.

    Words that every document would carry say nothing, and a number in a title grows stale.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields: {title: {type: text, avoid: ['(?i)\\bstandard\\b', 'RFC-\\d+']}}
    ```
    ```file rfcs/0001-points.md
    ---
    title: RFC-0001 Points  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields: {title: {type: text, avoid: ['(?i)\\bstandard\\b', 'RFC-\\d+']}}
    ```
    ```file rfcs/0001-points.md
    ---
    title: Points
    ---
    ```
    """
    yield from faults(document, "avoided")


@rule(on=Document)
def length(document: Document, site: Site) -> Iterator[Problem]:
    """A text has more or fewer characters than its field allows.

    Characters count, not bytes: 积分系统 has four.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields: {title: {type: text, min: 4, max: 44}}
    ```
    ```file rfcs/0001-points.md
    ---
    title: RFC  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: rfcs
    id: {path: 'rfcs/{id}-*.md', pattern: '\\d{4}'}
    fields: {title: {type: text, min: 4, max: 44}}
    ```
    ```file rfcs/0001-points.md
    ---
    title: Points for regular guests
    ---
    ```
    """
    yield from faults(document, "length")


@rule(on=Document)
def range_(document: Document, site: Site) -> Iterator[Problem]:
    """A number, or the number of items of a list, lies outside what its field allows.

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
    yield from faults(document, "range")


@rule(on=Document, fixed=True)
def date(document: Document, site: Site) -> Iterator[Problem]:
    """A value is not a day of the calendar, or not in the form that its field wants.

    A `date` is written as YYYY-MM-DD, a `datetime` as `2026-04-21T10:00+08:00`; a `moment` may be either.

    Bad:

    ```yaml
    created: 2026-02-30  # here
    ```

    Good:

    ```yaml
    created: 2026-02-28
    ```
    """
    yield from faults(document, "date")
