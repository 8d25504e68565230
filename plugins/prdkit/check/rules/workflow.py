"""To report statuses and stages that nobody declared, and statuses that do not go with what stands around them."""

from collections.abc import Iterator

from prdkit.check.implied import implied, is_faulty
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.organisation import strangers
from prdkit.check.siblings import differing
from prdkit.check.wording import closest, known_words, listed
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
    key = document.key("status")
    if known and document.status and document.status not in known and not is_faulty(document, (key,)):
        hint = closest(document.status, known, f"Its statuses are {known_words(known)}.")
        yield Problem(key, f"`{key}: {document.stated}` is not a status of a {document.type.name}", hint)


@rule(on=Document, fixed=True)
def no_reason(document: Document, site: Site) -> Iterator[Problem]:
    """A document that left the line does not say why, who decided it and when.

    The question comes back every quarter, and the people who knew have moved on. Where the type has
    `status: {reason: brackets}`, the reason stands behind the status.

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
    if not document.state.reason or document.source.values.get("status_reason") or document.status_reason:
        return
    key = document.key("status")
    if document.type.roles.status.brackets:
        message = f"`{key}: {document.stated}` says no reason in brackets"
        yield Problem(key, message, f"Write `{key}: {document.status} (why)`.")
    else:
        message = f"`{key}: {document.stated}` without `status_reason`"
        yield Problem(key, message, "Add `status_reason: {reason: …, by: …, on: YYYY-MM-DD}`.")


@rule(on=Document)
def implied_status(document: Document, site: Site) -> Iterator[Problem]:
    """The status does not go with other values of the document, as `checks` of its type have it.

    Lists and indexes go by the status, and lead readers to what no longer counts.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: ['rfcs/*.md']}
    statuses: [Draft, Final, Superseded]
    fields: {superseded-by: {type: text}}
    checks:
      - {when: {superseded-by: {set: true}}, then: {status: Superseded}}
    ```

    ```file rfcs/1.md
    ---
    title: Points
    status: Final  # here
    superseded-by: RFC 2
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: ['rfcs/*.md']}
    statuses: [Draft, Final, Superseded]
    fields: {superseded-by: {type: text}}
    checks:
      - {when: {superseded-by: {set: true}}, then: {status: Superseded}}
    ```

    ```file rfcs/1.md
    ---
    title: Points
    status: Superseded
    superseded-by: RFC 2
    ---
    ```
    """
    if document.type.demands.checks:
        yield from implied(document, status=True)


@rule(on=Document)
def folder_status(document: Document, site: Site) -> Iterator[Problem]:
    """The file stands in the folder of another status.

    Readers take the folder at its word. Which folder goes with which status says `status: {folder: …}` of the type.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: ['rfcs/**']}
    status: {folder: 'rfcs/{status}/**'}
    statuses: [Draft, Final]
    ```

    ```file rfcs/draft/1.md
    ---
    title: Points
    status: Final  # here
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: ['rfcs/**']}
    status: {folder: 'rfcs/{status}/**'}
    statuses: [Draft, Final]
    ```

    ```file rfcs/final/1.md
    ---
    title: Points
    status: Final
    ---
    ```
    """
    folders = document.type.status_folders
    if not folders or document.status not in document.type.statuses:
        return
    wanted = folders.get(document.status)
    there = [name for name, folder in folders.items() if folder.holds(document.inner)]
    if document.status in there or (wanted is None and not there):
        return
    key = document.key("status")
    stands = f"`{key}: {document.stated}`, but the file stands "
    stands += f"where {listed(there)} stands" if there else f"in `{document.inner.rpartition('/')[0] or '.'}`"
    hint = f"Move it to `{wanted.shown}`, or correct the status." if wanted else "Move it, or correct the status."
    yield Problem(key, stands, hint)


@rule(on=Document)
def sibling_status(document: Document, site: Site) -> Iterator[Problem]:
    """The status does not go with the one that a file beside the document gives.

    `status: {sibling: {file, key, is}}` of a type says which file that is, and whether the status there is to be the
    same, or to rank at least or at most as high.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: ['rfcs/*/README.md']}
    status: {sibling: {file: meta.yaml, key: status}}
    statuses: [Draft, Final]
    ```

    ```file rfcs/1/README.md
    ---
    title: Points
    status: Final  # here
    ---
    ```

    ```file rfcs/1/meta.yaml
    status: Draft
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: ['rfcs/*/README.md']}
    status: {sibling: {file: meta.yaml, key: status}}
    statuses: [Draft, Final]
    ```

    ```file rfcs/1/README.md
    ---
    title: Points
    status: Final
    ---
    ```

    ```file rfcs/1/meta.yaml
    status: Final
    ```
    """
    terms = document.type.roles.status.sibling
    if terms is None or document.status not in document.type.statuses:
        return
    yield from differing(document, terms, site)


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
