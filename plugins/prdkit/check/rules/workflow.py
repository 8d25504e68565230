"""To report statuses and stages that nobody declared, and statuses that owe a reason."""

from collections.abc import Iterator
from difflib import get_close_matches

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.organisation import strangers
from prdkit.model.document import Document


@rule(on=Document, fixed=True)
def unknown_status(document: Document, site: Site) -> Iterator[Problem]:
    """The status is not one of the document's type.

    The status says which gates are passed, so with a misspelt one nothing is asked of the document.

    Bad:

    ```yaml
    status: aproved  # here
    ```

    Good:

    ```yaml
    status: signed_off
    ```
    """
    known = document.type.statuses
    if document.status and document.status not in known:
        close = get_close_matches(document.status, known, 1)
        line = ", ".join(f"`{name}`" for name in document.type.line)
        hint = f"Did you mean `{close[0]}`?" if close else f"Its statuses are {line}; off the line stand others."
        yield Problem("status", f"`status: {document.status}` is not a status of a {document.type.name}", hint)


@rule(on=Document, fixed=True)
def no_reason(document: Document, site: Site) -> Iterator[Problem]:
    """A document that left the line does not say why, who decided it and when.

    The question comes back every quarter, and the people who knew have moved on.

    Bad:

    ```yaml
    status: deferred  # here
    ```

    Good:

    ```yaml
    status: deferred
    status_reason: {reason: The shops are rebuilt first, by: pm.lead, on: 2026-06-01}
    ```
    """
    if document.state.reason and not document.source.values.get("status_reason"):
        message = f"`status: {document.status}` without `status_reason`"
        yield Problem("status", message, "Add `status_reason: {reason: …, by: …, on: YYYY-MM-DD}`.")


@rule(on=Document)
def unknown_stage(document: Document, site: Site) -> Iterator[Problem]:
    """A stage is named that process.yml does not have.

    Bad:

    ```yaml
    stage: develop  # here
    ```

    Good:

    ```yaml
    stage: track
    ```
    """
    yield from strangers(document, "stage", site.config.process.stages, "process.yml")
