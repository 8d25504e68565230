"""To report documents that replace one another on one side only."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.references.naming import links_of
from prdkit.model.document import Document


@rule(on=Document)
def superseded(document: Document, site: Site) -> Iterator[Problem]:
    """`supersedes` and the status `superseded` do not agree.

    Two documents then both claim to hold, or one points at nothing that took its place.

    Bad:

    ```yaml
    links:
      supersedes: [PRD-2026-002]  # here
    ```

    ```file prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Paper stamp card
    status: launched
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```yaml
    links:
      supersedes: [PRD-2026-002]
    ```

    ```file prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Paper stamp card
    status: superseded
    status_reason: {reason: Points take its place, by: pm.lead, on: 2026-06-01}
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    if not document.type.common:
        return
    for index, name in enumerate(links_of(document, "supersedes")):
        older = site.find(name)
        if older is not None and older.status != "superseded":
            message = f"it supersedes `{name}`, whose status is `{older.status}`"
            yield Problem(("links", "supersedes", index), message, f"Set `status: superseded` in {older.path}.")
    newer = list(filter(None, map(site.find, links_of(document, "superseded_by"))))
    if document.status == "superseded":
        speaking = (other for other, _ in site.backlinks(document))
        told = newer or any(document.id in map(site.current, links_of(other, "supersedes")) for other in speaking)
        if not told and not site.may_say(document.id):
            hint = "Name it in `links.superseded_by`, or in `links.supersedes` of the newer document."
            yield Problem("status", "`status: superseded`, but no document supersedes it", hint)
    elif newer:
        message = f"`{newer[0].id}` supersedes it, but the status is `{document.status}`"
        yield Problem(("links", "superseded_by", 0), message, "Set `status: superseded`, or take the link out.")
