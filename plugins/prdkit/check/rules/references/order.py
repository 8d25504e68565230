"""To report what waits in a circle, for what is not there, or runs ahead of what it requires."""

from collections.abc import Iterator

from prdkit.check.circles import circles
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.references.naming import is_dead, links_of
from prdkit.model.document import Document
from prdkit.reading.problem import Path


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
        named = {d.id: links_of(d, kind) for d in site.by_id.values()}
        linked = {name: [site.current(target) for target in targets] for name, targets in named.items() if targets}
        for ring in circles(linked):
            document = site.by_id[ring[0]]
            index = linked[ring[0]].index(ring[1 % len(ring)])
            message = f"`{kind}` goes in a circle: {_ring(ring)}"
            yield Problem(("links", kind, index), message, "Take one of these links out.", file=document.path)
    for document in site.documents:
        for block in ("tasks", "milestones"):
            yield from _steps_in_a_circle(document, block)


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
    for index, name in enumerate(links_of(document, "requires")):
        target = site.find(name)
        if target is not None and not is_dead(target) and _height(target, gates) < own:
            behind = f"it has not passed gate {gates[_height(target, gates)]}"
            message = f"`{document.status}` stands before what it requires: `{name}` is `{target.status}`, {behind}"
            yield Problem(("links", "requires", index), message, f"Bring `{name}` forward first, or go back.")


def _height(document: Document, gates: list[str]) -> int:
    """How many gates, in the order of process.yml, lie up to the last one passed."""
    return max((gates.index(gate) + 1 for gate in document.passed if gate in gates), default=0)
