"""To report links that lead nowhere, to the wrong place, or to what was given up."""

from collections.abc import Iterator
from difflib import get_close_matches

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.references.naming import (
    advice,
    is_dead,
    leads,
    may_lead_nowhere,
    named_in,
    near,
)
from prdkit.check.wording import known_words
from prdkit.link.references import Reference
from prdkit.model.document import Document, Page
from prdkit.model.leaves import spelt
from prdkit.reading.source import Source

_GUESSES = 20
"""How many wrong links of one file are compared with all right ones, which takes time."""
_LOOSE = frozenset(("related", "informs", "supersedes", "superseded_by"))
"""Links that may well lead to a document that was given up."""


@rule(on=Source, fixed=True)
def unresolved(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A document is named by an id that no document has.

    Ids in the front matter, `[[PRD-2026-001]]` and bare ids in the text are all links on the page. The id
    that a file's name begins with is not reported where that file's front matter is broken: the file is. A
    field of kind `ref` may name documents by path and by address too, where its type says so; what `id.mention`
    makes a link is no fault where it leads nowhere.

    Bad:

    ```yaml
    links:
      requires: [PRD-2026-01]  # here
    ```

    Good:

    ```yaml
    links:
      requires: [PRD-2026-002]
    ```

    ```file prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Referral
    status: review
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    guessed = 0
    for reference in site.references[thing.path]:
        if site.led(reference) is None and not may_lead_nowhere(reference, site) and not _elsewhere(reference, site):
            meant = near(reference, site) if (guessed := guessed + 1) <= _GUESSES else ""
            hint = f"Did you mean `{meant}`?" if meant else advice(reference)
            message = f"`{reference.target}`{named_in(reference)} {leads(reference, site)}"
            yield Problem(reference.at, message, hint)


def _elsewhere(reference: Reference, site: Site) -> bool:
    """Whether an inventory of another site lists what a reference names."""
    return bool(site.config.inventories) and site.elsewhere(reference.target) is not None


@rule(on=Source, fixed=True)
def unknown_anchor(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A link names a part that the document does not have.

    Parts are features and their criteria (`#F1.AC1`), state machines, states and transitions (`#order.paid`,
    `#order.t3`), rows with an id, and sections (`#scope`). In documents of a type with a process of its own, and
    behind the path of a file, every heading is one too.

    Bad:

    ```yaml
    features: [{id: F1, name: Points account}]
    ```

    ```markdown
    ## Goals

    Guests see their points, [[PRD-2026-001#F2]]. <!-- here -->
    ```

    Good:

    ```yaml
    features: [{id: F1, name: Points account}]
    ```

    ```markdown
    ## Goals

    Guests see their points, [[PRD-2026-001#F1]], also written [[#F1]].
    ```
    """
    guessed = 0
    for reference in site.references[thing.path]:
        target = site.led(reference)
        if target is not None and target.source.is_lost:
            continue
        parts = _parts(reference, target, site) if reference.anchor and target is not None else None
        if target is not None and parts is not None and reference.anchor not in parts:
            near = _near_part(reference.anchor, parts) if (guessed := guessed + 1) <= _GUESSES else ""
            hint = f"Did you mean `#{near}`?" if near else _parts_there(target, parts)
            yield Problem(reference.at, f"`{target.id}` has no part `#{reference.anchor}`", hint)


def _parts(reference: Reference, target: Document, site: Site) -> frozenset[str] | None:
    """What may stand behind `#`: of a file, and of a foreign type, every place of its page; None if unknown."""
    by_file = reference.ways is not None and all(way != "id" for way, _ in reference.ways)
    if target.type.common and not by_file:
        return site.addresses(target)
    return site.targets.anchors(target.path)


def _parts_there(target: Document, parts: frozenset[str]) -> str:
    there = known_words(f"#{part}" for part in sorted(parts))
    return f"It has {there}." if there else f"{target.path} has no addresses yet: give its rows an `id`."


def _near_part(anchor: str, parts: frozenset[str]) -> str:
    return next(iter(get_close_matches(anchor, sorted(parts), 1)), "")


@rule(on=Document, fixed=True)
def wrong_type(document: Document, site: Site) -> Iterator[Problem]:
    """A link leads to a document of another type than its field is for.

    Bad:

    ```yaml
    release: PRD-2026-001  # here
    ```

    Good:

    ```yaml
    release: REL-5.2.0
    ```

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    for reference in site.references[document.path]:
        field, path = reference.spec, reference.at
        if field is None or not field.types or not isinstance(path, tuple):
            continue
        target = site.led(reference)
        if target is not None and target.type.name not in field.types:
            wanted = " or ".join(f"`{name}`" for name in field.types)
            message = f"`{target.id}` in `{spelt(path)}` is a `{target.type.name}`, but a {wanted} was wanted"
            hint = "Name the right document, or move the link to `links.related`."
            yield Problem(path, message, hint if document.type.common else "Name the right document.")


@rule(on=Document, severity="warning")
def dead(document: Document, site: Site) -> Iterator[Problem]:
    """A document leans on one that was rejected, withdrawn or called off.

    What it waits for will not come. `related`, `informs` and `supersedes` may name such documents, and so
    may a bare id in the text.

    Bad:

    ```yaml
    links:
      requires: [PRD-2026-002]  # here
    ```

    ```file prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Paper stamp card
    status: withdrawn
    status_reason: {reason: Shops run out of cards, by: pm.lead, on: 2026-02-01}
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```yaml
    links:
      related: [PRD-2026-002]
    ```

    ```file prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Paper stamp card
    status: withdrawn
    status_reason: {reason: Shops run out of cards, by: pm.lead, on: 2026-02-01}
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    if is_dead(document):
        return
    for reference in site.references[document.path]:
        target = site.led(reference)
        loose = isinstance(reference.at, tuple) and not _LOOSE.isdisjoint(reference.at)
        if target is not None and reference.explicit and not loose and is_dead(target):
            message = f"`{target.id}`{named_in(reference)} is `{target.status}`"
            yield Problem(reference.at, message, "Lean on what takes its place, or drop the link.")
