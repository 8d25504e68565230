"""To report sign-offs that were changed after they were given, or that others committed."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.config.steps import walk
from prdkit.link.base import Base
from prdkit.model.document import Document
from prdkit.model.sign_offs import SignOff, SignOffFile
from prdkit.reading.problem import Key


@rule(on=Site, fixed=True)
def sign_off_changed(site: Site) -> Iterator[Problem]:
    """A sign-off that stood at the base was altered or taken away.

    A signature that others can edit is none. A department that thinks again adds a line; its last one counts.

    Lines may be made void, or go, when the document went back by a step with `voids_sign_off`, and they go with
    a document that is deleted.

    Needs `--base`.

    Bad:

    ```base
    status: review
    ```

    ```base signoffs/PRD-2026-001.yml
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: rejected, note: No time}
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved, note: No time}  # here
    ```

    Good:

    ```base
    status: review
    ```

    ```base signoffs/PRD-2026-001.yml
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: rejected, note: No time}
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: rejected, note: No time}
      - {dept: ops, by: growth.ops, on: 2026-06-09, version: "0.3", decision: approved}
    ```
    """
    for old, document in _signed_before(site) if site.base else ():
        new = site.signed(document)
        if new is not None and new.source.path not in site.base.changed:  # type: ignore[union-attr]
            continue
        if _may_void(document, site) or (new is not None and not new.whole) or not old.whole:
            continue
        yield from _lost(old, new)


def _signed_before(site: Site) -> Iterator[tuple[SignOffFile, Document]]:
    """The files of sign-offs of the base, each with the document of now that it is about."""
    base = site.base
    for document in site.documents if base else ():
        old = base.before(document) if base else None
        file = base.site.signed(old) if base and old else None
        if file is not None:
            yield file, document


def _may_void(document: Document, site: Site) -> bool:
    if site.base is None or document.path not in site.base.was:
        return False
    taken = walk(document.type, site.base.statuses(document))
    return any(step.voids_sign_off for _, _, step in taken if step is not None)


def _lost(old: SignOffFile, new: SignOffFile | None) -> Iterator[Problem]:
    """The rows of then that do not stand as they were."""
    now = list(new.rows if new else ())
    for row in old.rows:
        same = next((one for one in now if _plain(one) == _plain(row)), None)
        if same is not None:
            now.remove(same)
            continue
        left = next((one for one in now if (one.dept, one.by) == (row.dept, row.by) and one.on == row.on), None)
        hint = f"Put the line back: `git checkout REV -- {old.path}`. Who thinks again signs again."
        if left is not None and new is not None:
            now.remove(left)
            changed = ", ".join(f"`{key}`" for key in _differing(row, left))
            message = f"the sign-off of `{row.dept}` of {row.on} was altered in {changed}"
            yield Problem(left.at(), message, hint, file=new.path)
        elif new is not None:
            message = f"the sign-off of `{row.dept}` of {row.on}, `{row.decision}`, was taken away"
            yield Problem(Key(("sign_offs",)), message, hint, file=new.path)
        else:
            message = f"the sign-off of `{row.dept}` of {row.on}, `{row.decision}`, went with its file"
            yield Problem(row.at(), message, hint, file=old.path)


def _plain(row: SignOff) -> SignOff:
    return row._replace(number=0)


def _differing(one: SignOff, other: SignOff) -> list[str]:
    keys = (key for key in one._fields if key != "number" and getattr(one, key) != getattr(other, key))
    return list(dict.fromkeys("void" if key.startswith("void") else key for key in keys))


@rule(on=SignOffFile, severity="warning", fixed=True)
def foreign_signature(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A sign-off was committed by somebody of another department than the one that signs.

    Anybody can write a name into a file. Git knows who did, as far as `org.yml` knows their addresses (`email`).
    People under `deputies` may commit for the department that they stand in for. Where one of the authors is not
    known, or is of the department, nothing is said.

    Needs `--base`.

    Bad:

    ```base
    status: review
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: cs, by: cs.lead, on: 2026-06-05, version: "0.3", decision: approved}  # here
    ```

    ```config org.yml
    people:
      pm.lead: {dept: product, email: pm@example.com}
      cs.lead: {dept: cs, email: cs@example.com}
    products: {PROD-app: {label: App}}
    ```

    ```git AUTHOR
    pm@example.com
    ```

    Good:

    ```base
    status: review
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: cs, by: cs.lead, on: 2026-06-05, version: "0.3", decision: approved}
    ```

    ```config org.yml
    people:
      pm.lead: {dept: product, email: pm@example.com}
      cs.lead: {dept: cs, email: cs@example.com}
    products: {PROD-app: {label: App}}
    ```

    ```git AUTHOR
    cs@example.com
    ```
    """
    authors = _authors(file, site)
    if not authors or site.base is None:
        return
    people, deputies = site.config.org.people, site.config.sign_offs.deputies
    for row in _added(file, site, site.base):
        if all(people[one].dept != row.dept and one not in deputies.get(row.dept, ()) for one in authors):
            named = ", ".join(f"`{one}` of `{people[one].dept}`" for one in authors)
            hint = f"Let somebody of `{row.dept}` run `prd sign` and commit, or name deputies in `sign_offs.yml`."
            yield Problem(row.at(), f"the sign-off of `{row.dept}` was committed by {named}", hint)


def _authors(file: SignOffFile, site: Site) -> list[str]:
    """The people who committed to a file since the base; nobody where one of them is not known."""
    known = {person.email.casefold(): name for name, person in site.config.org.people.items() if person.email}
    emails = [email.casefold() for email in (site.base.signers.get(file.path, ()) if site.base else ())]
    return [known[email] for email in emails] if all(email in known for email in emails) else []


def _added(file: SignOffFile, site: Site, base: Base) -> list[SignOff]:
    document = site.by_id.get(file.name)
    old = base.before(document) if document else None
    before = base.site.signed(old) if old else None
    known = {_given(row) for row in before.rows} if before else set()
    return [row for row in file.rows if _given(row) not in known]


def _given(row: SignOff) -> SignOff:
    """A row as it was signed: to make it void is no signature."""
    return row._replace(number=0, void_on=None, void_reason="")


@rule(on=Site, severity="info")
def unowned_sign_off(site: Site) -> Iterator[Problem]:
    """A sign-off changed in a file that no line of CODEOWNERS covers.

    The repository says whose review a file needs, and forgets the files that say who agreed. Reported once.

    Needs `--base`. Nothing is said where there is no CODEOWNERS.

    Bad:

    ```base
    status: review
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:  # here
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```

    ```git CODEOWNERS
    /site_config/ @your-org/product
    ```

    Good:

    ```base
    status: review
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```

    ```git CODEOWNERS
    /prd/signoffs/ @your-org/heads
    ```
    """
    open_ = site.base.unowned if site.base else ()
    for path in open_[:1]:
        more = f", as {len(open_) - 1} more" if len(open_) > 1 else ""
        folder = path.rpartition("/")[0]
        hint = f"Add a line for `/{folder}/` with the people who may approve sign-offs."
        yield Problem(Key(("sign_offs",)), f"no line of CODEOWNERS covers {path}{more}", hint, file=path)
