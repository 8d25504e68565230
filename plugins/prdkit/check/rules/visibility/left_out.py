"""To tell authors what readers of a document will not see in it: what names others, fields for insiders."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.config.audiences import AUDIENCES, rank
from prdkit.model.document import Document
from prdkit.model.leaves import leaves, spelt
from prdkit.model.narrowing import audience_of, hidden_keys, stretches
from prdkit.reading.problem import Span


@rule(on=Document, severity="info")
def internal_link(document: Document, site: Site) -> Iterator[Problem]:
    """A sentence in a document for partners or the public names one that its readers may not see.

    In a site for them an id reads "an internal document". Often that will do. Where it leaves a sentence without sense,
    words of your own read better: `[[PRD-2026-002|the new prices]]`. Links in fields, and what stands in parts that
    these readers do not see, are left out of their site and leave nothing behind.

    Bad:

    ```yaml
    audience: public
    ```

    ```markdown
    ## Background & problem

    Guests leave unnoticed since [[PRD-2026-002]]. <!-- here -->
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
    ```

    ```markdown
    ## Background & problem

    Guests leave unnoticed since [[PRD-2026-002|the new prices]].
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
    """
    own = rank(document.audience)
    if own == 0:
        return
    seen = _Seen(document)
    for reference in site.references[document.path]:
        if not isinstance(reference.at, Span) or not seen.is_bare(reference.at, reference.field):
            continue
        target = site.led(reference)
        if target is not None and rank(audience_of(target, site.config)) < own:
            message = f"`{_told(document)}`, but `{target.id}` is for `{target.audience}` readers"
            hint = f"They read words instead. Say it in words of your own: `[[{target.id}|…]]`."
            yield Problem(reference.at, message, hint)


class _Seen:
    """What readers of a document see of it."""

    def __init__(self, document: Document) -> None:
        source, readers = document.source, document.audience
        self.lines = source.lines
        self.away = hidden_keys(document, readers)
        place = source.outline.position
        self.stretches = [(place(start)[0], place(end)[0]) for start, end in stretches(document, readers)]

    def is_bare(self, at: Span, field: str) -> bool:
        """Whether a mention stands where readers see it, without words of its own."""
        if field in self.away or "|" in self.lines[at.line - 1][at.column - 1 : at.end_column - 1]:
            return False
        return bool(field) or not any(start <= at.line < end for start, end in self.stretches)


@rule(on=Document, severity="info")
def internal_field(document: Document, site: Site) -> Iterator[Problem]:
    """A document for partners or the public fills a field that only insiders may read.

    Which fields of a block those are is said by `audience` where the field is declared. A site for others leaves
    them out of the table.

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
    away = hidden_keys(document, document.audience)
    inside = [leaf for leaf in leaves(document, closed) if leaf[0][0] in document.type.blocks.keys() - away]
    for path, _, field in inside:
        message = f"`{spelt(path)}` is for `{field.audience}` readers, but the document has `{_told(document)}`"
        yield Problem(path, message, "Their site leaves it out. Nothing is to be done where that is meant.")


def _told(document: Document) -> str:
    return f"audience: {document.audience}"
