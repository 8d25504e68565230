"""To report documents that are still called by an id that they no longer have."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.references.naming import named_in
from prdkit.model.document import Document, Page
from prdkit.reading.source import Source


@rule(on=Source, severity="warning")
def renamed(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A document is named by an id that it had before.

    The link still leads to it, but readers look for an id that stands on no page any more. Such references
    come from a branch that was written before the document was renamed.

    Bad:

    ```yaml
    links:
      requires: [PRD-2026-012]  # here
    ```

    ```file prds/PRD-2026-002-referral.md
    ---
    id: PRD-2026-002
    former_ids: [PRD-2026-012]
    title: Referral
    status: review
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```yaml
    links:
      requires: [PRD-2026-002]
    ```

    ```file prds/PRD-2026-002-referral.md
    ---
    id: PRD-2026-002
    former_ids: [PRD-2026-012]
    title: Referral
    status: review
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    for reference in site.references[thing.path]:
        document = site.former.get(reference.target)
        if document is not None:
            message = f"`{reference.target}`{named_in(reference)} is called `{document.id}` now"
            yield Problem(reference.at, message, f"Write `{document.id}`.")
