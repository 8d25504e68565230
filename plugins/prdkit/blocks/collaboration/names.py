"""To find departments, stages and ids of a matrix that nobody knows or that are taken."""

from collections.abc import Iterator
from difflib import get_close_matches

from prdkit.blocks.collaboration.nodes import CollaborationMatrix
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import closest, listed
from prdkit.config.fields import say
from prdkit.reading.problem import Key


@rule(on=CollaborationMatrix)
def unknown_department(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """A column of the matrix is no department of org.yml.

    What stands there reaches nobody: it is on no department's page and in no department's calendar.

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
            product: {role: A/R, does: decides, deliverable: decision}
            operation: {role: C, does: sets up the goods}  # here
    ```

    Good:

    ```yaml
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          due: M5
          cells:
            product: {role: A/R, does: decides, deliverable: decision}
            ops: {role: C, does: sets up the goods}
    ```
    """
    known = site.config.org.departments
    for node, cell in matrix.cells():
        if cell.department not in known:
            told = f"Departments are {listed(known)}; add yours to org.yml."
            hint = closest(cell.department, known, _called(cell.department, site) or told)
            yield Problem(Key(node.cell_at(cell)), f"`{cell.department}` is no department of org.yml", hint)


def _called(word: str, site: Site) -> str:
    """The department whose name in words is meant, as a hint."""
    names = {say(label, "en").casefold(): key for key, label in site.config.org.departments.items()}
    close = get_close_matches(word.casefold(), names, 1)
    return f"Did you mean `{names[close[0]]}`?" if close else ""


@rule(on=CollaborationMatrix)
def unknown_stage(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """A node stands at a stage that the process does not have.

    It is then missing where the stages are counted and filtered.

    Bad:

    ```yaml
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          stage: lanch  # here
          due: M5
          cells:
            product: {role: A/R, does: decides, deliverable: decision}
    ```

    Good:

    ```yaml
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          stage: launch
          due: M5
          cells:
            product: {role: A/R, does: decides, deliverable: decision}
    ```
    """
    known = site.config.process.stages
    for node in matrix.nodes:
        if node.stage and node.stage not in known:
            hint = closest(node.stage, known, f"Stages are {listed(known)}.")
            yield Problem((*node.at, "stage"), f"`stage: {node.stage}` is no stage of process.yml", hint)


@rule(on=CollaborationMatrix)
def duplicate_node(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """Two nodes of the matrix have the same id.

    `needs` and links to the node then mean one of them by chance.

    Bad:

    ```yaml
    milestones: [{id: M1, name: Prototype, baseline: 2026-02-27}]
    collaboration:
      nodes:
        - id: n_proto
          name: Prototype
          due: M1
          cells: {product: {role: A/R, does: draws it, deliverable: v3}}
        - id: n_proto  # here
          name: Rules
          due: M1
          cells: {product: {role: A/R, does: writes them, deliverable: B1}}
    ```

    Good:

    ```yaml
    milestones: [{id: M1, name: Prototype, baseline: 2026-02-27}]
    collaboration:
      nodes:
        - id: n_proto
          name: Prototype
          due: M1
          cells: {product: {role: A/R, does: draws it, deliverable: v3}}
        - id: n_rules
          name: Rules
          due: M1
          cells: {product: {role: A/R, does: writes them, deliverable: B1}}
    ```
    """
    for node in matrix.nodes:
        if matrix.by_id[node.id] is not node:
            yield Problem((*node.at, "id"), f"a second node `{node.id}`", "Give each node an id of its own.")
