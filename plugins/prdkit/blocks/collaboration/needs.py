"""To find nodes that wait for what is missing, comes later or waits for them."""

from collections.abc import Iterator

from prdkit.blocks.collaboration.nodes import CollaborationMatrix, Node
from prdkit.check.circles import circles
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import closest, listed
from prdkit.reading.problem import Path


@rule(on=CollaborationMatrix)
def unknown_need(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """A department waits for a node that the matrix does not have.

    Bad:

    ```yaml
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          due: M5
          cells:
            product: {role: A/R, does: decides, deliverable: decision, needs: [n_dev]}  # here
    ```

    Good:

    ```yaml
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_dev
          name: Built
          due: M5
          cells: {backend: {role: A/R, does: builds it, deliverable: build}}
        - id: n_live
          name: Live
          due: M5
          cells:
            product: {role: A/R, does: decides, deliverable: decision, needs: [n_dev]}
    ```
    """
    if not matrix.whole:
        return
    for at, node, name in _needs(matrix):
        if name not in matrix.by_id:
            others = [other for other in matrix.by_id if other != node.id]
            hint = closest(
                name,
                others,
                f"Nodes are {listed(others)}." if others else "Add the node, or delete `needs`.",
            )
            yield Problem(at, f"`needs: {name}` is no node of this matrix", hint)


@rule(on=CollaborationMatrix, severity="warning")
def needs_later(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """A node waits for another one that is due later than itself.

    Bad:

    ```yaml
    milestones: [{id: M1, name: Prototype, baseline: 2026-02-27}, {id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          due: M5
          cells: {ops: {role: A/R, does: opens it, deliverable: page}}
        - id: n_proto
          name: Prototype
          due: M1
          cells:
            product: {role: A/R, does: draws it, deliverable: prototype v3, needs: [n_live]}  # here
    ```

    Good:

    ```yaml
    milestones: [{id: M1, name: Prototype, baseline: 2026-02-27}, {id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_proto
          name: Prototype
          due: M1
          cells: {product: {role: A/R, does: draws it, deliverable: v3}}
        - id: n_live
          name: Live
          due: M5
          cells:
            ops: {role: A/R, does: opens it, deliverable: page, needs: [n_proto]}
    ```
    """
    for at, node, name in _needs(matrix):
        other = matrix.by_id.get(name)
        if other is not None and node.day is not None and other.day is not None and other.day > node.day:
            said = f"node `{node.id}` is due on {node.day} but needs `{name}`, due on {other.day}"
            yield Problem(at, said, "Move one of the two to another milestone, or delete the need.")


@rule(on=CollaborationMatrix)
def needs_circle(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """Nodes wait for each other in a circle, so that none of them can be finished.

    Bad:

    ```yaml
    milestones: [{id: M1, name: Agreed, baseline: 2026-02-27}]
    collaboration:
      model: RACI
      nodes:
        - id: n_rules
          name: Rules
          due: M1
          cells:
            product: {role: A/R, does: writes the rules, deliverable: rules, needs: [n_proto]}
        - id: n_proto
          name: Prototype
          due: M1
          cells:
            design: {role: A/R, does: draws it, deliverable: prototype v3, needs: [n_rules]}  # here
    ```

    Good:

    ```yaml
    milestones: [{id: M1, name: Agreed, baseline: 2026-02-27}]
    collaboration:
      model: RACI
      nodes:
        - id: n_rules
          name: Rules
          due: M1
          cells:
            product: {role: A/R, does: writes the rules, deliverable: rules}
        - id: n_proto
          name: Prototype
          due: M1
          cells:
            design: {role: A/R, does: draws it, deliverable: prototype v3, needs: [n_rules]}
    ```
    """
    places: dict[tuple[str, str], list[Path]] = {}
    after: dict[str, list[str]] = {}
    for at, node, name in _needs(matrix):
        places.setdefault((node.id, name), []).append(at)
        after.setdefault(node.id, []).append(name)
    for ring in circles(after):
        said = "nodes wait for each other: " + " → ".join(f"`{name}`" for name in (*ring, ring[0]))
        for at in places[ring[-1], ring[0]]:
            yield Problem(at, said, "Delete the need that is not one, or split a node in two.")


def _needs(matrix: CollaborationMatrix) -> Iterator[tuple[Path, Node, str]]:
    """Where a need stands, the node that has it, and the node that it names."""
    for node, cell in matrix.cells():
        for number, name in enumerate(cell.needs):
            if name is not None:
                yield node.cell_at(cell, "needs", number), node, name
