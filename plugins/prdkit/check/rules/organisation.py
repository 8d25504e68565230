"""To report people, departments and products that org.yml does not know, and owners who have left."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import known_words
from prdkit.model.document import Document
from prdkit.model.leaves import spelt
from prdkit.reading.problem import Key

_JUDGED_APART = frozenset(("collaboration",))
"""Blocks whose own rules say what is wrong with a name in them."""


def strangers(document: Document, kind: str, known: Iterable[str], file: str = "org.yml") -> Iterator[Problem]:
    """The words of a document that should name one of the `known`, which a file lists, and do not."""
    if not known:
        return
    for path, word, field in document.words:
        if field.type == kind and word not in known and path[0] not in _JUDGED_APART:
            is_key = field.name == "keys"
            close = get_close_matches(word, list(known), 1)
            hint = f"Did you mean `{close[0]}`? " if close else f"Known: {known_words(known)}. "
            message = f"`{word}` in `{spelt(path[:-1] if is_key else path)}` is no {kind} of `{file}`"
            place = Key(path) if is_key else path
            yield Problem(place, message, f"{hint}A new {kind} is added in `site_config/{file}`.")


@rule(on=Document)
def unknown_person(document: Document, site: Site) -> Iterator[Problem]:
    """A person is named whom org.yml does not list.

    Work given to a misspelt name reaches nobody.

    Bad:

    ```yaml
    roles: {pm: pm.laed}  # here
    ```

    Good:

    ```yaml
    roles: {pm: pm.lead}
    ```
    """
    yield from strangers(document, "person", site.config.org.people)


@rule(on=Document)
def unknown_department(document: Document, site: Site) -> Iterator[Problem]:
    """A department is named that org.yml does not list.

    The page of each department shows what it has to do; what is given to a misspelt one appears on none.

    Bad:

    ```yaml
    departments:
      - product
      - custserv  # here
    ```

    Good:

    ```yaml
    departments:
      - product
      - cs
    ```
    """
    yield from strangers(document, "department", site.config.org.departments)


@rule(on=Document)
def unknown_product(document: Document, site: Site) -> Iterator[Problem]:
    """A product is named that org.yml does not list.

    Bad:

    ```yaml
    product: PROD-ap  # here
    ```

    Good:

    ```yaml
    product: PROD-app
    ```
    """
    yield from strangers(document, "product", site.config.org.products)


@rule(on=Document)
def inactive_owner(document: Document, site: Site) -> Iterator[Problem]:
    """A document that is still being worked on is owned by somebody who has left.

    Questions and findings go to its owner, so nobody gets them.

    Bad:

    ```config org.yml
    departments: {product: {label: Product}, ops: {label: Operations}, cs: {label: Customer service}}
    people: {pm.lead: {dept: product, active: false}}
    products: {PROD-app: {label: App}}
    ```

    ```yaml
    owner: pm.lead  # here
    ```

    Good:

    ```config org.yml
    departments: {product: {label: Product}, ops: {label: Operations}, cs: {label: Customer service}}
    people: {pm.lead: {dept: product, active: true}}
    products: {PROD-app: {label: App}}
    ```

    ```yaml
    owner: pm.lead
    ```
    """
    owner = site.config.org.people.get(document.owner)
    resting = document.state.side or document.status == document.type.last
    if owner is not None and not owner.active and not resting:
        message = f"`owner: {document.owner}` is no longer active, and the status is `{document.status}`"
        yield Problem("owner", message, "Hand the document to somebody who answers for it now.")
