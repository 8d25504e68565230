"""To report releases whose notes or contents do not hold."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.release.kind import is_release
from prdkit.model.document import Document
from prdkit.reading.problem import Place


def _contents(document: Document, site: Site) -> Iterator[tuple[Place, Document]]:
    """The PRDs in a release: those of its list at their places, then those that name it, at its status."""
    named = set()
    for index, name in enumerate(document.values.get("prds") or ()):
        prd = site.find(str(name or "").strip().removeprefix("[[").removesuffix("]]"))
        if prd is not None:
            named.add(prd.id)
            yield ("prds", index), prd
    for prd, reference in site.backlinks(document):
        if prd.type.name == "prd" and reference.field == "release" and prd.id not in named:
            yield "status", prd


@rule(on=Document)
def no_note(document: Document, site: Site) -> Iterator[Problem]:
    """A release says nothing about one of its PRDs to readers who need to know.

    What users notice needs a note for the readers that wording.yml names: as shipped for `user`, and for `cs`, who
    are asked about it. Anything else needs a note for somebody. Notes stand in `notes` of the release or in
    `release_notes` of the PRD; a row in `no_notes` gives the reason why there is none.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-01-12
    prds:
      - PRD-2026-001  # here
    notes:
      - {prd: PRD-2026-001, kind: added, audience: user, text: Collect points with every coffee.}
    ---
    ```

    Good:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-01-12
    prds: [PRD-2026-001]
    notes:
      - {prd: PRD-2026-001, kind: added, audience: user, text: Collect points with every coffee.}
    no_notes:
      - {prd: PRD-2026-001, audience: cs, reason: Support wrote the text itself.}
    ---
    ```
    """
    if not is_release(document):
        return
    for place, prd in _contents(document, site):
        told = _told(document, prd)
        required = site.config.wording.required
        lacking = [reader for reader in required if reader not in told] if _noticed(prd) else []
        if "*" not in told and (lacking or not told):
            readers = " and ".join(f"`{reader}`" for reader in lacking) or "anybody"
            hint = f"Add a row to `release_notes` of {prd.path}, or to `no_notes` with the reason."
            yield Problem(place, f"`{prd.id}` has no release note for {readers}", hint)


def _noticed(prd: Document) -> bool:
    return bool(prd.values.get("user_visible"))


def _told(document: Document, prd: Document) -> set[str]:
    """The readers who are told about a PRD, or of whom it is said why not; `*` stands for all."""
    own = [row for row in prd.values.get("release_notes") or () if row]
    rows = [row for row in document.values.get("notes") or () if row and row.get("prd") == prd.id]
    spared = [row for row in document.values.get("no_notes") or () if row and row.get("prd") == prd.id]
    return {row.get("audience") or "user" for row in (*own, *rows)} | {row.get("audience") or "*" for row in spared}


@rule(on=Document)
def unready(document: Document, site: Site) -> Iterator[Problem]:
    """A release whose tests are done contains a PRD that is not ready.

    What goes to the stores was then not accepted by anybody. Both must have passed the gate that asks for this
    rule in process.yml. A PRD that was superseded later is left out.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: submitted
    owner: pm.lead
    created: 2026-01-12
    prds:
      - PRD-2026-001  # here
    ---
    ```

    Good:

    ```yaml
    status: ready
    ```

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: submitted
    owner: pm.lead
    created: 2026-01-12
    prds:
      - PRD-2026-001
    ---
    ```
    """
    tested = document.passed.intersection(document.asked.rules.get(unready.name, ()))
    if is_release(document) and tested:
        for place, prd in _contents(document, site):
            if not tested <= prd.passed and prd.status != "superseded":
                message = (
                    f"`{prd.id}` is only `{prd.status}`, which is not enough for a release that is `{document.status}`"
                )
                yield Problem(place, message, f"Accept `{prd.id}` first, or take it out of the release.")
