"""To report ids that do not have their type's form, are or were another's, or differ from the file's name."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from prdkit.check.registry import Problem, Site, rule
from prdkit.config.paths import Template
from prdkit.link.directory import canonical
from prdkit.model.document import Document
from prdkit.reading.problem import Key, Span

_UNGIVEN = re.compile(
    r"[^0-9A-Za-z\u3400-\u9fff]+|(?:[A-Za-z]+[-_ ])?[Xx?N]+|.*\b(?:be assigned|tb[adc])\b.*", re.IGNORECASE
)
"""What stands in the place of an id that nobody has given yet: `?`, `XXXX`, `to be assigned`."""


@rule(on=Document, fixed=True)
def missing(document: Document, site: Site) -> Iterator[Problem]:
    """The front matter does not give the id that its type asks for.

    A type asks for it with `id: {required: true}`, and where it names the keys of ids and no path to read them
    from. Nobody can then refer to the document.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: text
    id: {keys: [RFC, 编号], pattern: '\\d{4}'}
    fields: {RFC: {type: text}, title: {type: text}}
    ```

    ```file text/0012-queues.md
    --- # here
    title: Queues
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: text
    id: {keys: [RFC, 编号], pattern: '\\d{4}'}
    fields: {RFC: {type: text}, title: {type: text}}
    ```

    ```file text/0012-queues.md
    ---
    RFC: 0012
    title: Queues
    ---
    ```
    """
    kind, values = document.type, document.source.values
    terms = kind.roles.id
    if kind.common or not terms.required or document.given_id or not values:
        return
    if any(name in kind.fields and kind.fields[name].required is not False for name in terms.keys):
        return
    names = " or ".join(f"`{name}`" for name in terms.keys)
    given = next((name for name in terms.keys if name in values), "")
    if not given:
        example = f", such as `{terms.keys[0]}: {terms.example}`" if terms.example else ""
        yield Problem((terms.keys[0],), f"{names} is missing, which gives the id", f"Add it{example}.")
    elif values[given] is None:
        yield Problem(Key((given,)), f"`{given}` is empty, but it gives the id", "Write the id behind it.")


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
    key = document.key("id")
    if document.given_id and not _fits(document) and not _is_told(document, key):
        form = document.type.id_pattern or "a number"
        hint = f"For example `{document.type.id_example}`." if document.type.id_example else ""
        if _UNGIVEN.fullmatch(document.given_id):
            hint = "It stands for an id that is still to come: write the id once the document has one."
        message = f"`{key}: {document.given_id}` does not have the form `{form}` of a {document.type.name}"
        yield Problem(key, message, hint)


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
    first = site.directory.holder(document)
    if first is document or not document.has_id:
        return
    if document.type.common or _fits(document):
        hint = "Give the newer of the two the next free number; `prd new` finds it."
        said = document.given_id or document.id
        yield Problem(document.key("id"), f"`{said}` is already the id of {first.path}", hint)


@rule(on=Document, fixed=True)
def file_name(document: Document, site: Site) -> Iterator[Problem]:
    """The file's name does not begin with the document's id, or the file does not stand where its id belongs.

    People look for a document by its id in the folder, and a copied file that keeps the old id shows. Where a
    type has an `id.path`, such as `CIP-{id:04d}/README.md`, that path is held against the id.

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
    if document.type.place is not None:
        yield from _misplaced(document, document.type.place, site)
        return
    name = PurePosixPath(document.path).stem
    called = name == document.id or name.startswith(f"{document.id}-")
    if document.type.common and _fits(document) and not called:
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
            yield Problem(document.key("id"), f"`{document.id}` was the id of `{other.id}` before", hint)
    for index, old in enumerate(document.values.get("former_ids") or ()):
        first = site.once[str(old)][0] if old else document
        if first is not document and old not in site.by_id:
            message = f"`{old}` was the id of `{first.id}` already"
            yield Problem(("former_ids", index), message, "Only one document had it: look in the history which.")


def _fits(document: Document) -> bool:
    """Whether the id that is given has its type's form; where none is given, the one that stands for it."""
    kind, said = document.type, document.given_id or document.id
    if not kind.id_pattern and kind.place is not None and kind.place.numeric:
        return said.isascii() and said.isdigit()
    return kind.id_regex.fullmatch(said) is not None


def _is_told(document: Document, key: str) -> bool:
    """Whether a value does not fit its field, which is told already."""
    return any(problem.at == (key,) for problem in document.problems)


def _misplaced(document: Document, place: Template, site: Site) -> Iterator[Problem]:
    """A document whose path gives another id than its key, or none."""
    below, key = site.config.below(document.path), document.key("id")
    if document.given_id:
        if _fits(document) and place.match(below) != canonical(document.type, document.given_id):
            where = place.expected(document.given_id)
            message = f"`{key}: {document.given_id}` belongs in `{where}`, but the file is `{below}`"
            yield Problem(key, message, "Move the file there, or correct the id.")
    elif not place.match(below) and not document.type.roles.id.required:
        message = f"`{below}` does not have the form `{place.text}`, which gives the id"
        yield Problem(Span(1, 1, 1, 1), message, "Move or rename the file, so that its path holds the id.")
