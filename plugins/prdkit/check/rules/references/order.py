"""To report what waits in a circle, for what is not there, or runs ahead of what it requires."""

from collections.abc import Iterator

from prdkit.check.circles import circles
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.references.naming import is_dead, links_of
from prdkit.check.rules.references.typed import Typed, status_of, typed
from prdkit.model.document import Document
from prdkit.model.leaves import spelt
from prdkit.reading.problem import Path


@rule(on=Site, fixed=True)
def circle(site: Site) -> Iterator[Problem]:
    """Documents, tasks or milestones wait for each other in a circle.

    None of them can begin. Followed are `requires` and `supersedes` between documents, every field of kind
    `ref` that is declared `acyclic`, and `after` between the tasks and between the milestones of one document.
    A document that names itself is the smallest circle.

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
        named = {d.id: links_of(d, kind) for d in site.by_id.values()}
        linked = {name: [site.current(target) for target in targets] for name, targets in named.items() if targets}
        for ring in circles(linked):
            document = site.by_id[ring[0]]
            index = linked[ring[0]].index(ring[1 % len(ring)])
            message = f"`{kind}` goes in a circle: {_ring(ring)}"
            yield Problem(("links", kind, index), message, "Take one of these links out.", file=document.path)
    yield from _fields_in_a_circle(site)
    for document in site.documents:
        for block in ("tasks", "milestones"):
            if block in document.type.blocks:
                yield from _steps_in_a_circle(document, block)


def _fields_in_a_circle(site: Site) -> Iterator[Problem]:
    """Circles in each field that must have none, and documents that name themselves in a field that orders them."""
    linked: dict[str, dict[str, dict[str, Typed]]] = {}
    for document in site.documents:
        for one in typed(document, site):
            spec = one.field
            if spec.acyclic or (one.target is document and (spec.least or spec.inverse)):
                linked.setdefault(spec.name, {}).setdefault(document.path, {}).setdefault(one.target.path, one)
    for name, ways in linked.items():
        for ring in circles(ways):
            first = ways[ring[0]][ring[1 % len(ring)]]
            told = _ring(tuple(site.directory.by_path[path].id for path in ring))
            message = f"`{name}` goes in a circle: {told}" if len(ring) > 1 else f"`{name}` names the document itself"
            yield Problem(first.at, message, "Take one of these links out.", file=ring[0])


def _steps_in_a_circle(document: Document, block: str) -> Iterator[Problem]:
    rows = dict(document.rows(block))
    places = {row["id"]: index for index, row in rows.items() if row.get("id")}
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
        rows = document.rows(block)
        known = {row.get("id") for _, row in rows}
        for index, row in rows:
            for place, name in enumerate(row.get("after") or ()):
                if name is not None and name not in known:
                    message = f"`{row.get('id')}` of `{block}` comes after `{name}`, which is not there"
                    yield Problem((block, index, "after", place), message, f"Correct it, or add `{name}`.")


@rule(on=Document)
def less_mature(document: Document, site: Site) -> Iterator[Problem]:
    """A document has come further than one it builds on: it has passed a gate that a document it requires has not.

    It is being built on something that may still change or be refused. In a field with `least` the ranks of
    the two statuses are compared: `same` wants the other document as far as this one, a status wants it there.

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
    for index, name in enumerate(links_of(document, "requires")):
        target = site.find(name)
        rests = target is None or is_dead(target) or target.status == "superseded"
        if target is not None and not rests and _height(target, gates) < own:
            behind = f"it has not passed gate {gates[_height(target, gates)]}"
            message = f"`{document.status}` stands before what it requires: `{name}` is `{target.status}`, {behind}"
            yield Problem(("links", "requires", index), message, f"Bring `{name}` forward first, or go back.")

    for one in typed(document, site):
        if one.field.least and one.target is not document:
            yield from _behind(document, one)


def _behind(document: Document, one: Typed) -> Iterator[Problem]:
    """A document that a field names and that has not come as far as the field asks."""
    target, least = one.target, one.field.least
    named, own = f"`{target.id}`, named in `{spelt(one.at)}`, is `{status_of(target)}`", document.rank
    wanted = own if least == "same" else _rank_of(least, target, document)
    if wanted is None or target.rank is None or target.rank >= wanted:
        return
    if least == "same":
        message = f"`{status_of(document)}` stands before what it builds on: {named}"
    else:
        message = f"{named}, but `{least}` or further was wanted"
    yield Problem(one.at, message, f"Bring `{target.id}` forward first, or go back.")


def _rank_of(status: str, target: Document, document: Document) -> int | None:
    """The rank of a status, as the type of one document or else of the other knows it."""
    ranks = (kind.rank(kind.status_named(status)) for kind in (target.type, document.type))
    return next((rank for rank in ranks if rank is not None), None)


def _height(document: Document, gates: list[str]) -> int:
    """How many gates, in the order of process.yml, lie up to the last one passed."""
    return max((gates.index(gate) + 1 for gate in document.passed if gate in gates), default=0)
