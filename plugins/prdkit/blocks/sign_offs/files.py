"""To report files of sign-offs that cannot be read, or belong to no document."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import closest
from prdkit.link.site import sign_off_path
from prdkit.model.sign_offs import UNREAD, SignOffFile
from prdkit.reading.problem import Span

_LAYOUT = frozenset(("byte-order-mark", "line-ends"))
_OF_YAML = UNREAD | {"tag", "merge-key"}
_FIRST = Span(1, 1, 1, 2)


@rule(on=SignOffFile, fixed=True)
def unreadable(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A file of sign-offs is not YAML as it was meant, or cannot be opened.

    Nobody has signed what nobody can read. Two departments that sign on two branches meet in this file, so the
    marks of a merge that was never finished are the usual cause.

    Bad:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
    <<<<<<< HEAD  # here
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    =======
      - {dept: cs, by: cs.lead, on: 2026-06-05, version: "0.3", decision: approved}
    >>>>>>> cs
    ```

    Good:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
      - {dept: cs, by: cs.lead, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    yield from (problem for problem in file.problems if problem.fault in _OF_YAML)


@rule(on=SignOffFile, fixed=True)
def malformed(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A sign-off lacks something, or holds a key or a value that it does not know.

    What a sign-off holds is declared in `site_config/sign_offs.yml`. `prd sign` writes it right.

    Bad:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: aproved}  # here
    ```

    Good:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    yield from (problem for problem in file.problems if problem.fault not in _OF_YAML | _LAYOUT)


@rule(on=SignOffFile, fixed=True)
def orphan(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A file of sign-offs is called by an id that no document has.

    Somebody's decision stands there and belongs to nothing: the document was renamed, or the name is misspelt.

    Bad:

    ```sign-offs PRD-2026-100.yml
    document: PRD-2026-100  # here
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved, fingerprint: v1-00000000}
    ```

    Good:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    if file.name in site.by_id or file.name in site.held or _is_lost(file):
        return
    near = site.near(file.name)
    folder = f"{site.config.prefix}{site.config.sign_offs.folder}"
    hint = f"Did you mean `{near}`? " if near else ""
    place = ("document",) if file.document == file.name else _FIRST
    message = f"no document has the id `{file.name}`, by which this file is called"
    yield Problem(place, message, f"{hint}Sign-offs lie in `{folder}/<id>.yml`, and go when their document goes.")


def _is_lost(file: SignOffFile) -> bool:
    return any(problem.fault == "unreadable" for problem in file.problems)


@rule(on=SignOffFile, fixed=True)
def misnamed(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A file of sign-offs says it is about another document than the one it is called by, or lies elsewhere.

    Who looks for the sign-offs of a document opens the file of its name, and CODEOWNERS goes by names too.

    Bad:

    ```sign-offs
    document: PRD-2026-002  # here
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```

    Good:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    wanted = sign_off_path(site.config, file.document or file.name)
    if file.document and file.document != file.name:
        message = f"`document: {file.document}` in a file called `{file.path.rpartition('/')[2]}`"
        fits = file.document in site.by_id
        hint = f"Rename the file to `{wanted}`, or correct the id."
        yield Problem("document", message, hint if fits else closest(file.document, [file.name], hint))
    elif file.path != wanted and not _is_lost(file):
        yield Problem(_FIRST, f"nobody looks for sign-offs in `{file.path}`", f"Move the file to `{wanted}`.")
