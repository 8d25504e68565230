"""To report sign-offs by people and departments that there are not, and by those who could not give them."""

from collections.abc import Iterator

from prdkit.blocks.sign_offs.ledger import approvals, is_past, ledger
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import closest, known_words
from prdkit.model.document import Document
from prdkit.model.sign_offs import SignOffFile


@rule(on=SignOffFile)
def unknown_department(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A sign-off is given for a department that org.yml does not list.

    The department that was meant is still waited for.

    Bad:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: opps, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}  # here
    ```

    Good:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    known = site.config.org.departments
    for row in file.rows:
        if known and row.dept not in known:
            hint = closest(row.dept, known, f"Known: {known_words(known)}.")
            yield Problem(row.at("dept"), f"`dept: {row.dept}` is no department of `org.yml`", hint)


@rule(on=SignOffFile)
def unknown_person(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A sign-off is given by a person whom org.yml does not list.

    Nobody can be asked what was meant by it. People who left stay in org.yml with `active: false`.

    Bad:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: grwth.ops, on: 2026-06-05, version: "0.3", decision: approved}  # here
    ```

    Good:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    known = site.config.org.people
    for row in file.rows:
        if known and row.by and row.by not in known:
            hint = closest(row.by, known, f"Known: {known_words(known)}.")
            yield Problem(row.at("by"), f"`by: {row.by}` is no person of `org.yml`", hint)


@rule(on=SignOffFile)
def stranger(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A department's sign-off was given by somebody of another department.

    The department has not agreed to anything. Who may sign for others stands under `deputies` in
    `site_config/sign_offs.yml`.

    Bad:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: cs, by: pm.lead, on: 2026-06-05, version: "0.3", decision: approved}  # here
    ```

    Good:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: cs, by: cs.lead, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    for row in file.standing.values():
        person = site.config.org.people.get(row.by)
        known = row.dept in site.config.org.departments
        if person and known and person.dept != row.dept and row.by not in deputies(site, row.dept):
            message = f"`{row.by}` is of `{person.dept}`, and signed for `{row.dept}`"
            hint = f"Let somebody of `{row.dept}` sign, or name `{row.by}` under `deputies` in `sign_offs.yml`."
            yield Problem(row.at("by"), message, hint)


def deputies(site: Site, dept: str) -> tuple[str, ...]:
    """The people of other departments who may sign for a department."""
    return site.config.sign_offs.deputies.get(dept, ())


@rule(on=Document, severity="warning")
def only_owner(document: Document, site: Site) -> Iterator[Problem]:
    """Nobody but the owner of a document has approved it.

    Four eyes see what two have overlooked, and who wrote it has overlooked it already.

    Bad:

    ```yaml
    status: review
    owner: pm.lead  # here
    sources: {feedback: [61 support conversations]}
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: product, by: pm.lead, on: 2026-06-05, version: "0.3", decision: approved}
    ```

    Good:

    ```yaml
    status: review
    owner: pm.lead
    sources: {feedback: [61 support conversations]}
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: product, by: pm.lead, on: 2026-06-05, version: "0.3", decision: approved}
      - {dept: cs, by: cs.lead, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    given = approvals(document, site)
    pending = not is_past(document) and any(standing.waits for standing in ledger(document, site))
    if given and not pending and {row.by for row in given} == {document.owner}:
        message = f"`{document.owner}` owns the document and is the only one who approved it"
        yield Problem("owner", message, "Let somebody else sign too: `prd sign ID --as DEPT`.")
