"""To tell authors what readers of a document will not see in it: what names others, fields for insiders."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.config.audiences import AUDIENCES, rank
from prdkit.model.document import Document
from prdkit.model.leaves import leaves, spelt
from prdkit.model.narrowing import audience_of


@rule(on=Document, severity="info")
def internal_link(document: Document, site: Site) -> Iterator[Problem]:
    """A document for partners or the public names one that its readers may not see.

    In a site for them the link reads as words: its own, or "an internal document". Often that is what you want.
    Sometimes it leaves a sentence without sense, and words of your own read better: `[[PRD-2026-002|the new prices]]`.

    Bad:

    ```yaml
    audience: public
    links:
      related: [PRD-2026-002]  # here
    ```

    ```file prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Prices of next year
    status: draft
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```yaml
    audience: public
    links:
      related: [PRD-2026-002]
    ```

    ```file prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Opening hours
    status: draft
    owner: pm.lead
    created: 2026-01-12
    audience: public
    ---
    ```
    """
    own = rank(document.audience)
    if own == 0:
        return
    for reference in site.references[document.path]:
        target = site.led(reference)
        if target is not None and rank(audience_of(target, site.config)) < own:
            message = f"`{_told(document)}`, but `{target.id}` is for `{target.audience}` readers"
            yield Problem(
                reference.at, message, f"They read words instead. Say it in words of your own: `[[{target.id}|…]]`."
            )


@rule(on=Document, severity="info")
def internal_field(document: Document, site: Site) -> Iterator[Problem]:
    """A document for partners or the public fills a field that only insiders may read.

    Which fields those are is said by `audience` where the field is declared. A site for others leaves them out.

    Bad:

    ```yaml
    audience: partner
    resources:
      people:
        - role: Backend
          cost_rate: 900  # here
    ```

    Good:

    ```yaml
    audience: partner
    resources:
      people:
        - role: Backend
    ```
    """
    own = rank(document.audience)
    if own == 0:
        return
    closed = frozenset(f"for:{audience}" for audience in AUDIENCES[:own])
    for path, _, field in leaves(document, closed):
        message = f"`{spelt(path)}` is for `{field.audience}` readers, but the document has `{_told(document)}`"
        yield Problem(path, message, "Their site leaves it out. Nothing is to be done where that is meant.")


def _told(document: Document) -> str:
    return f"audience: {document.audience}"
