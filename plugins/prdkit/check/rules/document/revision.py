"""To report changes after a sign-off that got no version and no revision row."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.model.document import Document
from prdkit.model.sign_offs import SignOff


@rule(on=Document, severity="warning")
def unrevised(document: Document, site: Site) -> Iterator[Problem]:
    """What was signed has changed, and the document has no new version, or no revision row that tells of it.

    Two texts under one number cannot be told apart, and nobody who signed learns what became of it.

    Bad:

    ```yaml
    version: "0.3"  # here
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - dept: ops
        by: growth.ops
        on: 2026-06-05
        version: "0.3"
        decision: approved
        fingerprint: v1-175002ea9af9990f5570d26d818acf662a0f5805
    signed:
      v1-175002ea9af9990f5570d26d818acf662a0f5805:
        front_matter: {title: 9a3b}
    ```

    Good:

    ```yaml
    version: "0.4"
    revisions:
      - {version: "0.4", date: 2026-06-12, what: Points of a birthday count twice}
    ```

    ```sign-offs
    document: PRD-2026-001
    sign_offs:
      - dept: ops
        by: growth.ops
        on: 2026-06-05
        version: "0.3"
        decision: approved
        fingerprint: v1-175002ea9af9990f5570d26d818acf662a0f5805
    signed:
      v1-175002ea9af9990f5570d26d818acf662a0f5805:
        front_matter: {title: 9a3b}
    ```
    """
    if "version" not in document.type.fields or document.state.side or document.source.is_lost:
        return
    signed = _signed(document, site)
    if not signed:
        return
    version = str(document.values.get("version") or "")
    now = site.normative(document).fingerprint
    changed = [row for row in signed if row.fingerprint != now]
    same = [row for row in changed if row.version == version]
    if same:
        last = max(row.on for row in same)
        message = f"version `{version}` was signed on {last}, and has changed since in what is signed"
        yield Problem("version", message, "Raise `version`, and say under `revisions` what changed and why.")
    elif changed and version and not _told(document, version):
        message = f"`version: {version}` is not what was signed, and no row of `revisions` tells of it"
        hint = f'Add `{{version: "{version}", date: YYYY-MM-DD, by: …, what: …, why: …}}` to `revisions`.'
        yield Problem("version", message, hint)


def _signed(document: Document, site: Site) -> list[SignOff]:
    """The last sign-off of each department that agreed, as far as it can be told to what."""
    file = site.signed(document)
    if file is None:
        return []
    agreed = (row for row in file.standing.values() if row.decision not in site.config.sign_offs.refusals)
    return [row for row in agreed if row.version and file.is_sealed(row)]


def _told(document: Document, version: str) -> bool:
    return any(row and row.get("version") == version for row in document.values.get("revisions") or ())
