"""To report statuses that changed along no step of the workflow, and steps that owe their reason."""

from collections.abc import Iterator
from typing import Any

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.history.before import before
from prdkit.config.steps import steps, walk
from prdkit.config.types import DocumentType
from prdkit.model.document import Document
from prdkit.reading.problem import Key


def _statuses(document: Document, site: Site) -> tuple[str, ...]:
    """The statuses that a document went through since the base, where it changed and all of them are known."""
    old = before(document, site)
    if site.base is None or old is None or old.status == document.status:
        return ()
    told = site.base.statuses(document)
    return told if document.type.statuses.keys() >= {told[0], told[-1]} else ()


@rule(on=Document, fixed=True)
def no_such_step(document: Document, site: Site) -> Iterator[Problem]:
    """The status changed in a way that the type's workflow does not have.

    Each step asks for something: a gate, a reason, people who look. A jump leaves out what stands between.

    A branch may take several steps, when its commits show each of them.

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
    status: analysis
    ```

    ```yaml
    status: review
    ```
    """
    for origin, target, taken in walk(document.type, _statuses(document, site)):
        if taken is None and origin in document.type.statuses:
            message = f"the status went from `{origin}` to `{target}`, which no step of a {document.type.name} allows"
            yield Problem(document.key("status"), message, _next(document.type, origin))
            return


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
    old, taken = before(document, site), list(walk(document.type, _statuses(document, site)))
    if old is None or not taken:
        return
    origin, target, last = taken[-1]
    if last is None or not last.reason:
        return
    told = _reason(document)
    if not told:
        # A status that asks for a reason by itself is the business of `workflow/no-reason`.
        if not document.state.reason:
            yield _unexplained(document, origin, target)
    elif told == _reason(old) and "status_reason" in document.given:
        message = f"`status_reason` was there already, before the status went from `{origin}` to `{target}`"
        yield Problem(Key(("status_reason",)), message, "Say why this step was taken, who decided it and when.")


def _reason(document: Document) -> Any:
    return document.given.get("status_reason") or document.status_reason


def _unexplained(document: Document, origin: str, target: str) -> Problem:
    key, went = document.key("status"), f"the status went from `{origin}` to `{target}`"
    if document.type.roles.status.brackets:
        return Problem(key, f"{went} without a reason in brackets", f"Write `{key}: {target} (why)`.")
    hint = "Add `status_reason: {reason: …, by: …, on: YYYY-MM-DD}`."
    return Problem(key, f"{went} without `status_reason`", hint)
