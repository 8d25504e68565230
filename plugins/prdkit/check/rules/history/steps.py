"""To report statuses that changed along no step of the workflow, and steps that owe their reason."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.history.before import before
from prdkit.config.steps import Step, steps, way
from prdkit.config.types import DocumentType
from prdkit.model.document import Document
from prdkit.reading.problem import Key


def _change(document: Document, site: Site) -> tuple[str, str] | None:
    """The statuses that a document went from and to, where both are known and differ."""
    old = before(document, site)
    if old is None or old.status == document.status:
        return None
    known = document.type.statuses
    return (old.status, document.status) if {old.status, document.status} <= known.keys() else None


@rule(on=Document, fixed=True)
def no_such_step(document: Document, site: Site) -> Iterator[Problem]:
    """The status changed in a way that the type's workflow does not have.

    Each step asks for something: a gate, or a reason. A jump leaves out what stands between.

    One change may go on along the line by several steps, since every gate on the way is checked. It may take
    one step off the line or back, because a document holds one reason.

    Needs `--base`.

    Bad:

    ```base
    status: launched
    ```

    ```yaml
    status: review  # here
    ```

    Good:

    ```base
    status: draft
    ```

    ```yaml
    status: review
    ```
    """
    change = _change(document, site)
    if change is None or way(document.type, *change):
        return
    origin, target = change
    message = f"the status went from `{origin}` to `{target}`, which no step of a {document.type.name} allows"
    yield Problem("status", message, _next(document.type, origin))


def _next(kind: DocumentType, status: str) -> str:
    allowed = [f"`{name}`" for name in dict.fromkeys(step.target for step in steps(kind, status))]
    return f"From `{status}` it may go to {', '.join(allowed)}." if allowed else f"Nothing comes after `{status}`."


@rule(on=Document, fixed=True)
def no_reason(document: Document, site: Site) -> Iterator[Problem]:
    """A document went back, or off the line, without a reason of its own.

    Those who built on the old status have to know why it no longer holds. The reason of an earlier step does
    not explain this one.

    Needs `--base`.

    Bad:

    ```base
    status: review
    ```

    ```yaml
    status: analysis  # here
    ```

    Good:

    ```base
    status: review
    ```

    ```yaml
    status: analysis
    status_reason: {reason: The shops asked for another flow, by: pm.lead, on: 2026-06-10}
    ```
    """
    change, old = _change(document, site), before(document, site)
    owed = _owed(document.type, *change) if change else None
    if owed is None or old is None:
        return
    told = document.source.values.get("status_reason")
    if not told:
        # A status that asks for a reason by itself is the business of `workflow/no-reason`.
        if not document.state.reason:
            message = f"the status went from `{owed.origin}` to `{owed.target}` without `status_reason`"
            yield Problem("status", message, "Add `status_reason: {reason: …, by: …, on: YYYY-MM-DD}`.")
    elif told == old.source.values.get("status_reason"):
        message = f"`status_reason` was there already, before the status went from `{owed.origin}` to `{owed.target}`"
        yield Problem(Key(("status_reason",)), message, "Say why this step was taken, who decided it and when.")


def _owed(kind: DocumentType, origin: str, target: str) -> Step | None:
    """The step on the way that asks for a reason."""
    return next((step for step in way(kind, origin, target) if step.reason), None)
