"""To report sign-offs that do not fit what the document says: stale, void, refused, or changed afterwards."""

from collections.abc import Iterator

from prdkit.blocks.sign_offs.ledger import Standing, ledger, part_changes
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import listed
from prdkit.model.document import Document
from prdkit.model.sign_offs import SignOff, SignOffFile


def _standing(file: SignOffFile, site: Site, *states: str) -> Iterator[tuple[Standing, SignOff, Document]]:
    """The last sign-off of each department that is in one of some states, with its document."""
    document = site.by_id.get(file.name)
    if document is None or site.signed(document) is not file or document.state.side or document.source.is_lost:
        return
    for standing in ledger(document, site):
        if standing.state in states and standing.sign_off is not None:
            yield standing, standing.sign_off, document


@rule(on=SignOffFile)
def unsealed(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A sign-off has no fingerprint, so nothing says what was signed.

    Any change of the document would pass for signed.

    Bad:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved, fingerprint: }  # here
    ```

    Good:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    for row in file.standing.values():
        if not row.fingerprint and file.whole:
            hint = f"Sign with `prd sign {file.name} --as {row.dept}`, which writes one."
            yield Problem(row.at(), f"the sign-off of `{row.dept}` has no `fingerprint`", hint)


@rule(on=SignOffFile)
def altered(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """The digests of what was signed are not those that the fingerprint was made of.

    Somebody wrote into the file by hand, or a merge lost a part of it. What the department saw can no longer be
    told.

    Bad:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - dept: ops
        by: growth.ops
        on: 2026-06-05
        version: "0.3"
        decision: approved
        fingerprint: v1-0000000a  # here
    signed:
      v1-0000000a:
        front_matter: {title: 0f2c}
    ```

    Good:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    for row in file.standing.values():
        if not row.fingerprint or not file.whole or file.is_sealed(row):
            continue
        there = row.fingerprint in file.signed
        told = "is not that of the digests below `signed`" if there else "has no digests below `signed`"
        hint = f"Take the file from git as it was, or let `{row.dept}` sign again."
        yield Problem(row.at("fingerprint"), f"the fingerprint `{row.fingerprint}` {told}", hint)


@rule(on=SignOffFile)
def stale(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """The document has changed since a department signed it, in a part that is signed.

    What was agreed to is no longer what will be built. Readings, progress, comments and layout may change
    freely; the message names the parts that did.

    Bad:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - dept: ops
        by: growth.ops
        on: 2026-06-05
        version: "0.2"
        decision: approved
        fingerprint: v1-175002ea9af9990f5570d26d818acf662a0f5805  # here
    signed:
      v1-175002ea9af9990f5570d26d818acf662a0f5805:
        front_matter: {title: 9a3b}
    ```

    Good:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    alike: dict[str, list[tuple[Standing, SignOff, Document]]] = {}
    for standing, row, document in _standing(file, site, "stale"):
        if standing.changed:
            alike.setdefault(row.fingerprint, []).append((standing, row, document))
    for group in alike.values():
        standing, row, document = group[0]
        told = f"version {row.version} on {row.on}" if row.version else f"on {row.on}"
        names = listed(row.dept for _, row, _ in group)
        message = f"{names} signed {told}; since then {part_changes(standing.changed)} changed"
        hint = f"Let {names} look again: `prd sign {document.id} --as {row.dept}`."
        yield Problem(row.at("fingerprint"), message, hint)


@rule(on=SignOffFile)
def other_version(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A sign-off names another version than the document has, though it says what was signed.

    Two numbers for one text: who reads the sign-off looks for a version that is gone.

    Bad:

    ```yaml
    version: "0.3"
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.2", decision: approved}  # here
    ```

    Good:

    ```yaml
    version: "0.3"
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
    ```
    """
    for _, row, document in _standing(file, site, "signed"):
        version = str(document.values.get("version") or "")
        if row.version != version and "version" in document.type.fields:
            named = f"names version `{row.version}`" if row.version else "names no version"
            message = f"the sign-off of `{row.dept}` {named}; the document is at `{version or '–'}`"
            place = row.at("version") if row.version else row.at()
            yield Problem(place, message, "Give the document its version back, or let the department sign this one.")


@rule(on=SignOffFile)
def void(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A department's sign-off is void, and it has not signed again.

    A change request was approved that voids sign-offs, or the document went back for one.

    Bad:

    ```yaml
    changes: [{id: CR1, on: 2026-06-08, what: Points expire, decision: approved, voids_sign_off: true}]
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}  # here
    ```

    Good:

    ```yaml
    changes: [{id: CR1, on: 2026-06-08, what: Points expire, decision: approved, voids_sign_off: true}]
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: approved}
      - {dept: ops, by: growth.ops, on: 2026-06-09, version: "0.3", decision: approved}
    ```
    """
    for standing, row, document in _standing(file, site, "void"):
        reason = f" ({standing.void})" if standing.void else ""
        message = f"the sign-off of `{row.dept}` is void since {standing.since}{reason}"
        yield Problem(row.at(), message, f"Let it sign again: `prd sign {document.id} --as {row.dept}`.")


@rule(on=SignOffFile)
def refused(file: SignOffFile, site: Site) -> Iterator[Problem]:
    """A department has refused to sign, and that is its last word.

    A document does not pass over a no. The department signs again when it is content, or the owner takes the
    document back.

    Bad:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: rejected, note: No budget}  # here
    ```

    Good:

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - {dept: ops, by: growth.ops, on: 2026-06-05, version: "0.3", decision: rejected, note: No budget}
      - {dept: ops, by: growth.ops, on: 2026-06-09, version: "0.3", decision: approved}
    ```
    """
    for _, row, document in _standing(file, site, "rejected"):
        message = f"`{row.dept}` refused on {row.on}" + (f": {row.note}" if row.note else "")
        hint = f"Settle it, then `prd sign {document.id} --as {row.dept}`."
        yield Problem(row.at("decision"), message, hint)
