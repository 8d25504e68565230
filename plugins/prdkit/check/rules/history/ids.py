"""To report ids that change, that are given a second time, and documents that vanish."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.history.before import before, is_new
from prdkit.link.base import Base, is_alike
from prdkit.model.document import Document


@rule(on=Document)
def id_changed(document: Document, site: Site) -> Iterator[Problem]:
    """A document has another id than it had.

    An id is an address. Links in other tools, in mails and in people's heads lead to the old one.

    Needs `--base`.

    Bad:

    ```base
    id: PRD-2026-007
    ```

    ```yaml
    id: PRD-2026-001  # here
    ```

    Good:

    ```base
    id: PRD-2026-001
    title: Points
    ```

    ```yaml
    id: PRD-2026-001
    title: Points for regular guests
    ```
    """
    old = before(document, site)
    if old is None or old.id == document.id or not old.type.id_regex.fullmatch(old.id):
        return
    if old.id not in document.former_ids:
        hint = f"Give it back its id. `prd rename {document.id} {old.id}` changes it everywhere."
        yield Problem("id", f"`id: {document.id}`, but the document was `{old.id}`", hint)


@rule(on=Document, fixed=True)
def id_reused(document: Document, site: Site) -> Iterator[Problem]:
    """A new document has an id that another document had.

    Whoever follows an old link arrives at something else and does not notice. That holds for ids of documents
    that were withdrawn, deleted or renamed too.

    Needs `--base`. Deleted documents are found by their file names, as far back as the clone goes.

    Bad:

    ```base prds/PRD-2026-002-stamps.md
    ---
    id: PRD-2026-002
    title: Stamp card
    status: withdrawn
    status_reason: {reason: Points replace it, by: pm.lead, on: 2026-03-02}
    owner: pm.lead
    created: 2025-11-03
    ---
    ```

    ```file prds/PRD-2026-002-referral.md
    ---
    id: PRD-2026-002  # here
    title: Referral
    status: draft
    owner: pm.lead
    created: 2026-06-01
    ---
    ```

    Good:

    ```file prds/PRD-2026-003-referral.md
    ---
    id: PRD-2026-003
    title: Referral
    status: draft
    owner: pm.lead
    created: 2026-06-01
    ---
    ```
    """
    if site.base is None or document.source.is_lost or not document.given_id:
        return
    whose = next(_owners_before(document, site.base), "")
    if whose:
        yield Problem(document.key("id"), f"`{document.id}` {whose}", "Take the next free number; `prd new` finds it.")


def _owners_before(document: Document, base: Base) -> Iterator[str]:
    """Whose id it was."""
    old = base.was.get(document.path)
    if old is not None and old.id == document.id and old.state.side and not is_alike(old, document):
        yield f"was the id of {_named(old)}, which is `{old.status}`"
    if not is_new(document, base):
        return
    for gone in base.gone:
        if gone.id == document.id:
            yield f"was the id of {_named(gone)}, which this change deletes"
    for buried in base.buried:
        if buried.document.id == document.id and not is_alike(buried.document, document):
            yield f"was the id of {_named(buried.document)}, deleted on {buried.day} by {buried.commit}"


def _named(document: Document) -> str:
    return f"`{document.title}` in {document.path}"


@rule(on=Site, severity="warning")
def deleted(site: Site) -> Iterator[Problem]:
    """A document that was past its first status was deleted.

    Readers with a link meet nothing, and nobody learns that it was given up or why. Drafts may go.

    Needs `--base`. The place is that of the file as it was.

    Bad:

    ```base prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Referral
    status: review  # here
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```base prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Referral
    status: review
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    ```file prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Referral
    status: withdrawn
    status_reason: {reason: Nobody has time for it, by: pm.lead, on: 2026-06-10}
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    for old in site.base.gone if site.base else ():
        first = next(iter(old.type.line), "")
        if old.source.is_lost or old.status == first or old.path in site.by_path:
            continue
        hint = f"Bring it back with `git checkout REV -- {old.path}`, and set `status: withdrawn` or `superseded`."
        message = f"{old.id} was deleted, though it was `{old.status}`"
        yield Problem(old.key("status"), message, hint, file=old.path)
