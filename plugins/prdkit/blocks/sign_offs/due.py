"""To report sign-offs that are not there, and prototypes that nobody could have signed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from prdkit.blocks.sign_offs.ledger import approvals, is_due, is_past, ledger, terms_of
from prdkit.check.lacks import is_broken
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.sections.places import at_heading
from prdkit.check.wording import listed
from prdkit.model.document import Document
from prdkit.reading.problem import Path


@rule(on=Document)
def missing(document: Document, site: Site) -> Iterator[Problem]:
    """A document has passed the gate before which it is signed, and a department that was asked has not signed.

    Asked are the departments with a part at the stage of definition, being told apart, and those that asked for
    the work. Before the gate nothing is wrong with waiting: the page, the board and `prd sign --list` show who
    is waited for.

    Bad:

    ```yaml
    status: signed_off  # here
    sources: {internal: [{dept: ops, by: growth.ops, on: 2026-05-04}]}
    ```

    Good:

    ```yaml
    status: signed_off
    sources: {internal: [{dept: ops, by: growth.ops, on: 2026-05-04}]}
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    file, terms = site.signed(document), terms_of(document)
    if terms is None or not is_past(document) or (file is not None and not file.whole):
        return
    lacking = [standing.dept for standing in ledger(document, site) if standing.state == "missing"]
    if lacking:
        message = f"{listed(lacking)} {'has' if len(lacking) == 1 else 'have'} not signed for gate {terms.gate}"
        hint = (
            f"`prd sign {document.id} --as {lacking[0]}` signs; `prd sign --list {document.id}` says why each is asked."
        )
        yield Problem("status", message, hint)


@rule(on=Document)
def loose_prototype(document: Document, site: Site) -> Iterator[Problem]:
    """No version of the prototype, or more than one, was frozen for signing.

    Who signs a prototype that goes on changing has signed nothing. One version has its address and the day it
    was frozen: not before its last change, and not after the last sign-off.

    Bad:

    ```yaml
    prototypes:
      - {version: v3, tool: Figma, url: "https://proto.example/points/v3"}  # here
    ```

    Good:

    ```yaml
    prototypes:
      - {version: v3, tool: Figma, url: "https://proto.example/points/v3", frozen_on: 2026-06-02}
    ```
    """
    terms = terms_of(document)
    if terms is None or not terms.prototype or not is_due(document):
        return
    rows = [(index, row) for index, row in enumerate(document.values.get("prototypes") or ()) if row]
    frozen = [(index, row) for index, row in rows if row.get("frozen_on")]
    if not rows:
        yield from _none(document)
    elif len(frozen) != 1:
        yield _not_one(rows, frozen)
    else:
        yield from _misfits(*frozen[0], tuple(row.on for row in approvals(document, site)))


def _none(document: Document) -> Iterator[Problem]:
    """The problem that a section speaks of a prototype that is not there."""
    home = document.home("prototypes") if "prototypes" in document.type.blocks else ""
    heading = document.section(home)
    hidden = document.values.get("user_visible") is False or is_broken(document, "prototypes")
    if heading is None or hidden or not document.wants(home) or not document.fills(home):
        return
    hint = 'Add `prototypes: [{version: v1, url: "https://…", frozen_on: YYYY-MM-DD}]`.'
    told = f"`{heading.heading.title}` speaks of a prototype, but the front matter has no `prototypes`"
    yield Problem(at_heading(heading, document), told, hint)


def _not_one(rows: list[tuple[int, Mapping[str, Any]]], frozen: list[tuple[int, Mapping[str, Any]]]) -> Problem:
    if not frozen:
        index, last = rows[-1]
        message = f"no prototype is frozen; the last one is `{last.get('version') or '?'}`"
        return Problem(("prototypes", index), message, "Freeze the one to be signed: `frozen_on: YYYY-MM-DD`.")
    named = listed(str(row.get("version") or "?") for _, row in frozen)
    hint = "Keep `frozen_on` with the one that is signed."
    return Problem(("prototypes", frozen[-1][0], "frozen_on"), f"{len(frozen)} prototypes are frozen: {named}", hint)


def _misfits(index: int, row: Mapping[str, Any], signed: tuple[date, ...]) -> Iterator[Problem]:
    at: Path = ("prototypes", index)
    name, day = f"prototype `{row.get('version') or '?'}`", row["frozen_on"]
    if not row.get("url"):
        yield Problem(at, f"{name} is frozen, and has no `url`", "Say where it lies, so that everybody signs the same.")
    if row.get("changed_on") and row["changed_on"] > day:
        message = f"{name} was frozen on {day}, and changed on {row['changed_on']}"
        yield Problem((*at, "frozen_on"), message, "Freeze it after its last change.")
    if signed and day > max(signed):
        message = f"{name} was frozen on {day}, after the last sign-off of {max(signed)}"
        yield Problem((*at, "frozen_on"), message, "Let the departments sign what was frozen.")
