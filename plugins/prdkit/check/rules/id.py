"""To report ids that do not have their type's form, are or were another's, or differ from the file's name."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from prdkit.check.registry import Problem, Site, rule
from prdkit.model.document import Document


@rule(on=Document, fixed=True)
def malformed(document: Document, site: Site) -> Iterator[Problem]:
    """The id does not have the form that the document's type gives to its ids.

    Links, file names and the next free number are all made from that form.

    Bad:

    ```yaml
    id: PRD-26-1  # here
    ```

    Good:

    ```yaml
    id: PRD-2026-001
    ```
    """
    if document.values.get("id") and not _fits(document):
        form = document.type.id_pattern
        hint = f"For example `{document.type.id_example}`." if document.type.id_example else ""
        yield Problem("id", f"`id: {document.id}` does not have the form `{form}` of a {document.type.name}", hint)


@rule(on=Document, fixed=True)
def taken(document: Document, site: Site) -> Iterator[Problem]:
    """Two documents have the same id.

    Every link to the id leads to one of them only, and nobody can say to which.

    Bad:

    ```file prds/old/PRD-2026-001.md
    ---
    id: PRD-2026-001  # here
    title: Points
    status: draft
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```file prds/PRD-2026-002-referral.md
    ---
    id: PRD-2026-002
    title: Referral
    status: draft
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    first = site.by_id[document.id]
    if first is not document and document.values.get("id"):
        hint = "Give the newer of the two the next free number; `prd new` finds it."
        yield Problem("id", f"`{document.id}` is already the id of {first.path}", hint)


@rule(on=Document, fixed=True)
def file_name(document: Document, site: Site) -> Iterator[Problem]:
    """The file's name does not begin with the document's id.

    People look for a document by its id in the folder, and a copied file that keeps the old id shows.

    Bad:

    ```file prds/PRD-2026-003-referral.md
    ---
    id: PRD-2026-002  # here
    title: Referral
    status: draft
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```file prds/PRD-2026-002-referral.md
    ---
    id: PRD-2026-002
    title: Referral
    status: draft
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    name = PurePosixPath(document.path).stem
    if _fits(document) and name != document.id and not name.startswith(f"{document.id}-"):
        hint = f"Rename the file to `{document.id}.md` or `{document.id}-<words>.md`, or correct the id."
        yield Problem("id", f"`id: {document.id}`, but the file is called `{name}.md`", hint)


@rule(on=Document, fixed=True)
def former(document: Document, site: Site) -> Iterator[Problem]:
    """A document takes an id that another one had before.

    Links, bookmarks and sign-offs of the old days mean the other document. Its page still stands behind that
    id, and two documents cannot.

    Bad:

    ```yaml
    id: PRD-2026-001  # here
    ```

    ```file prds/PRD-2026-002-referral.md
    ---
    id: PRD-2026-002
    former_ids: [PRD-2026-001]
    title: Referral
    status: draft
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```yaml
    id: PRD-2026-001
    ```

    ```file prds/PRD-2026-002-referral.md
    ---
    id: PRD-2026-002
    former_ids: [PRD-2026-003]
    title: Referral
    status: draft
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    hint = "An id is never given again: take the next free one, which `prd new` finds."
    for other in site.once.get(document.id, ()):
        if other is document:
            yield Problem("former_ids", f"`{document.id}` is its id now, so it is no former one", "Take it out.")
        else:
            yield Problem("id", f"`{document.id}` was the id of `{other.id}` before", hint)
    for index, old in enumerate(document.values.get("former_ids") or ()):
        first = site.once[str(old)][0] if old else document
        if first is not document and old not in site.by_id:
            message = f"`{old}` was the id of `{first.id}` already"
            yield Problem(("former_ids", index), message, "Only one document had it: look in the history which.")


def _fits(document: Document) -> bool:
    return document.type.id_regex.fullmatch(document.id) is not None
