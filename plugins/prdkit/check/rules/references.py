"""To report links to documents that lead nowhere, to the wrong place, in circles, or are one-sided."""

from collections.abc import Iterator
from difflib import get_close_matches

from prdkit.check.circles import circles
from prdkit.check.registry import Problem, Site, rule
from prdkit.link.references import Reference
from prdkit.model.document import Document, Page
from prdkit.model.leaves import spelt
from prdkit.reading.problem import Path, Span
from prdkit.reading.source import Source

_LOOSE = frozenset(("related", "informs", "supersedes", "superseded_by"))
"""Links that may well lead to a document that was given up."""


def _named_in(reference: Reference) -> str:
    """Where a document is named, as a message says it."""
    return f", named in `{spelt(reference.at)}`," if isinstance(reference.at, tuple) else ""


@rule(on=Source, fixed=True)
def unresolved(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A document is named by an id that no document has.

    Ids in the front matter, `[[PRD-2026-001]]` and bare ids in the text are all links on the page.

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
    for reference in site.references[thing.path]:
        if reference.target not in site.by_id:
            near = site.near(reference.target)
            hint = f"Did you mean `{near}`?" if near else "Correct the id, or say it in words until it exists."
            message = f"`{reference.target}`{_named_in(reference)} is the id of no document"
            yield Problem(reference.at, message, hint)


@rule(on=Source, fixed=True)
def unknown_anchor(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A link names a part that the document does not have.

    Parts are features and their criteria (`#F1.AC1`), state machines, states and transitions
    (`#order.paid`, `#order.t3`), rows with an id, and sections (`#scope`).

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
    for reference in site.references[thing.path]:
        target = site.by_id.get(reference.target)
        if reference.anchor and target is not None and reference.anchor not in site.addresses(target):
            near = _near_part(reference.anchor, site.addresses(target))
            hint = f"Did you mean `#{near}`?" if near else f"Open {target.path} to see what it has."
            yield Problem(reference.at, f"`{target.id}` has no part `#{reference.anchor}`", hint)


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
    for path, word, field in document.mentions:
        target = site.by_id.get(word.partition("#")[0].strip()) if field.types else None
        if target is not None and target.type.name not in field.types:
            wanted = " or ".join(f"`{name}`" for name in field.types)
            message = f"`{target.id}` in `{spelt(path)}` is a `{target.type.name}`, but a {wanted} was wanted"
            yield Problem(path, message, "Name the right document, or move the link to `links.related`.")


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
        target = site.by_id.get(reference.target)
        loose = isinstance(reference.at, tuple) and not _LOOSE.isdisjoint(reference.at)
        if target is not None and reference.explicit and not loose and is_dead(target):
            message = f"`{target.id}`{_named_in(reference)} is `{target.status}`"
            yield Problem(reference.at, message, "Lean on what takes its place, or drop the link.")


def is_dead(document: Document) -> bool:
    """Whether a document was given up: it stands off the line and no way leads back, and nothing replaces it."""
    status = document.status
    return document.state.side and status != "superseded" and not document.type.edges(status)


@rule(on=Site, fixed=True)
def circle(site: Site) -> Iterator[Problem]:
    """Documents, tasks or milestones wait for each other in a circle.

    None of them can begin. Followed are `requires` and `supersedes` between documents, and `after` between
    the tasks and between the milestones of one document.

    Bad:

    ```yaml
    tasks:
      - {id: T1, name: Account service, after: [T2]}  # here
      - {id: T2, name: Shop page, after: [T1]}
    ```

    Good:

    ```yaml
    tasks:
      - {id: T1, name: Account service}
      - {id: T2, name: Shop page, after: [T1]}
    ```
    """
    for kind in ("requires", "supersedes"):
        linked = {d.id: _links(d, kind) for d in site.by_id.values() if _links(d, kind)}
        for ring in circles(linked):
            document = site.by_id[ring[0]]
            index = linked[ring[0]].index(ring[1 % len(ring)])
            message = f"`{kind}` goes in a circle: {_ring(ring)}"
            yield Problem(("links", kind, index), message, "Take one of these links out.", file=document.path)
    for document in site.documents:
        for block in ("tasks", "milestones"):
            yield from _steps_in_a_circle(document, block)


def _links(document: Document, kind: str) -> list[str]:
    """The ids that a document names in one kind of link, at the places they have in its list."""
    return [str(target or "").partition("#")[0] for target in (document.values.get("links") or {}).get(kind) or ()]


def _steps_in_a_circle(document: Document, block: str) -> Iterator[Problem]:
    rows = document.values.get(block) or ()
    places = {row["id"]: index for index, row in enumerate(rows) if row and row.get("id")}
    after = {name: rows[index].get("after") or () for name, index in places.items()}
    for ring in circles({name: before for name, before in after.items() if before}):
        message = f"`{block}` wait for each other: {_ring(ring)}"
        path: Path = (block, places[ring[0]], "after")
        yield Problem(path, message, "Take one of them out of `after`.", file=document.path)


def _ring(names: tuple[str, ...]) -> str:
    return " → ".join(f"`{name}`" for name in (*names, names[0]))


@rule(on=Document)
def unknown_step(document: Document, site: Site) -> Iterator[Problem]:
    """A task or milestone comes after one that the document does not have.

    Bad:

    ```yaml
    tasks:
      - {id: T2, name: Shop page, after: [T1]}  # here
    ```

    Good:

    ```yaml
    tasks:
      - {id: T1, name: Account service}
      - {id: T2, name: Shop page, after: [T1]}
    ```
    """
    for block in ("tasks", "milestones"):
        rows = [(index, row) for index, row in enumerate(document.values.get(block) or ()) if row]
        known = {row.get("id") for _, row in rows}
        for index, row in rows:
            for place, name in enumerate(row.get("after") or ()):
                if name is not None and name not in known:
                    message = f"`{row.get('id')}` of `{block}` comes after `{name}`, which is not there"
                    yield Problem((block, index, "after", place), message, f"Correct it, or add `{name}`.")


@rule(on=Document)
def less_mature(document: Document, site: Site) -> Iterator[Problem]:
    """A document has passed a gate that a document it requires has not.

    It is being built on something that may still change or be refused.

    Bad:

    ```yaml
    status: signed_off
    links:
      requires: [PRD-2026-002]  # here
    ```

    ```file prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Referral
    status: draft
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```yaml
    status: signed_off
    links:
      requires: [PRD-2026-002]
    ```

    ```file prds/PRD-2026-002.md
    ---
    id: PRD-2026-002
    title: Referral
    status: signed_off
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    gates = list(site.config.process.gates)
    own = _height(document, gates)
    for index, name in enumerate(_links(document, "requires")):
        target = site.by_id.get(name)
        if target is not None and not is_dead(target) and _height(target, gates) < own:
            behind = f"it has not passed gate {gates[_height(target, gates)]}"
            message = f"`{document.status}` stands before what it requires: `{name}` is `{target.status}`, {behind}"
            yield Problem(("links", "requires", index), message, f"Bring `{name}` forward first, or go back.")


def _height(document: Document, gates: list[str]) -> int:
    """How many gates, in the order of process.yml, lie up to the last one passed."""
    return max((gates.index(gate) + 1 for gate in document.passed if gate in gates), default=0)


@rule(on=Document, gate="G2")
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
    for index, name in enumerate(_links(document, "supersedes")):
        older = site.by_id.get(name)
        if older is not None and older.status != "superseded":
            message = f"it supersedes `{name}`, whose status is `{older.status}`"
            yield Problem(("links", "supersedes", index), message, f"Set `status: superseded` in {older.path}.")
    newer = [site.by_id[name] for name in _links(document, "superseded_by") if name in site.by_id]
    if document.status == "superseded":
        speaking = (other for other, _ in site.backlinks.get(document.id, ()))
        if not newer and not any(document.id in _links(other, "supersedes") for other in speaking):
            hint = "Name it in `links.superseded_by`, or in `links.supersedes` of the newer document."
            yield Problem("status", "`status: superseded`, but no document supersedes it", hint)
    elif newer:
        message = f"`{newer[0].id}` supersedes it, but the status is `{document.status}`"
        yield Problem(("links", "superseded_by", 0), message, "Set `status: superseded`, or take the link out.")


@rule(on=Document, severity="warning")
def orphan(document: Document, site: Site) -> Iterator[Problem]:
    """A document tells in words alone who asked for it or which goal it serves.

    Only what `sources` and `goals` name can be followed from a demand to what was built, and counted. A
    request in `links.implements` is a source too. Both are looked for once their section is due.

    Bad:

    ```yaml
    goals:
    ```

    ```markdown
    ## Goals <!-- here -->

    Guests should come back sooner.
    ```

    Good:

    ```yaml
    goals: [{objective: Guests come back sooner}]
    ```

    ```markdown
    ## Goals

    They should, because a lost guest costs 31 visits.
    ```
    """
    for name, lacking in (("sources", "nobody who asked for it"), ("goals", "no goal")):
        section = document.type.sections.get(name)
        due = section is not None and section.gate in document.passed and document.wants(section)
        told = document.values.get(name) or (name == "sources" and _links(document, "implements"))
        heading = document.section(name)
        if due and heading is not None and not told and name in document.type.blocks and document.fills(name):
            line = heading.heading.line
            at = Span(line, 1, line, 1 + len(document.source.lines[line - 1]))
            message = f"`{heading.heading.title}` speaks in words, but the front matter names {lacking}"
            yield Problem(at, message, f"Name at least one in `{name}`.")


_SAID = frozenset(("feedback", "competitors", "research", "internal", "brainstorm"))
_COUNTED = frozenset(("data", "market"))


@rule(on=Document, severity="warning")
def one_kind_of_source(document: Document, site: Site) -> Iterator[Problem]:
    """A document that a tier 1 launch brings out rests on what people say alone, or on numbers alone.

    Numbers tell how many, people tell why; a large launch that knows only one of them guesses the other.

    Bad:

    ```yaml
    launch: LCH-2026-01
    sources: {feedback: [61 support conversations]}  # here
    ```

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring of points
    status: draft
    tier: 1
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```yaml
    launch: LCH-2026-01
    sources: {feedback: [61 support conversations], data: [Repeat purchases of 2025]}
    ```

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring of points
    status: draft
    tier: 1
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    launch = site.by_id.get(str(document.values.get("launch") or ""))
    sources = document.values.get("sources")
    if launch is None or launch.values.get("tier") != 1 or not sources:
        return
    given = {name for name, named in sources.items() if named}
    for kinds, lacking in ((_SAID, "what people say"), (_COUNTED, "numbers")):
        if given.isdisjoint(kinds):
            names = ", ".join(f"`{name}`" for name in sorted(kinds))
            message = f"`{launch.id}` is of tier 1, but `sources` names no {lacking}"
            yield Problem("sources", message, f"Add one of {names}.")
