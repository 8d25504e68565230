"""To report references that the document they lead to does not return."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.references.typed import key_of, typed
from prdkit.model.document import Document


@rule(on=Document)
def no_back_link(document: Document, site: Site) -> Iterator[Problem]:
    """A document names another one, which does not name it in return.

    A field with `inverse` says in which field of the other document the way back stands. Who opens the old
    document must learn there that a newer one replaces it.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: text
    id: {pattern: '\\d{4}', path: 'text/{id}-*.md'}
    fields:
      supersedes: {type: ref, inverse: superseded-by}
      superseded-by: {type: ref, inverse: supersedes}
    ```

    ```file text/0012-queues.md
    ---
    supersedes: 0003  # here
    ---
    ```

    ```file text/0003-lists.md
    ---
    superseded-by:
    ---
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    folder: text
    id: {pattern: '\\d{4}', path: 'text/{id}-*.md'}
    fields:
      supersedes: {type: ref, inverse: superseded-by}
      superseded-by: {type: ref, inverse: supersedes}
    ```

    ```file text/0012-queues.md
    ---
    supersedes: 0003
    ---
    ```

    ```file text/0003-lists.md
    ---
    superseded-by: 0012
    ---
    ```
    """
    known: dict[str, set[tuple[str, str]]] = {}
    for one in typed(document, site):
        name, target = one.field.inverse, one.target
        if not name or target is document or name not in target.type.fields:
            continue
        key = key_of(target, name)
        if target.path not in known:
            known[target.path] = {(back.field.name, back.target.path) for back in typed(target, site)}
        if not _is_unread(target, key) and (name, document.path) not in known[target.path]:
            message = f"`{target.id}` does not name `{document.id}` in its `{key}`"
            yield Problem(one.at, message, f"Write `{document.id}` under `{key}` of {target.path}, or take this out.")


def _is_unread(document: Document, key: str) -> bool:
    """Whether something under a key could not be read, which is told already and may be the way back."""
    return any(isinstance(problem.at, tuple) and problem.at[:1] == (key,) for problem in document.problems)
