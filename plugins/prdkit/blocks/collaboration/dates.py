"""To find nodes and parts that are due at no day, or at one outside the plan."""

from collections.abc import Iterator

from prdkit.blocks.collaboration.nodes import CollaborationMatrix
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import closest, listed
from prdkit.model.plan import is_moment
from prdkit.reading.problem import Key


@rule(on=CollaborationMatrix)
def no_due(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """A node has no milestone by which it is due.

    Without it the departments' pages and calendars cannot say when.

    Bad:

    ```yaml
    collaboration:
      model: RACI
      nodes:
        - id: n_live  # here
          name: Live
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
          due: M5
          cells:
            product: {role: A/R, does: decides, deliverable: decision}
    ```
    """
    for node in matrix.nodes:
        if not node.due:
            known = listed(matrix.plan.milestones)
            hint = f"Add `due:` with one of {known}." if known else "Add `milestones:`, then `due:` with the id of one."
            yield Problem((*node.at, "id"), f"node `{node.id}` has no `due`", hint)


@rule(on=CollaborationMatrix)
def unknown_milestone(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """A node is due with a milestone that the document does not have.

    Bad:

    ```yaml
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          due: M6  # here
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
          due: M5
          cells:
            product: {role: A/R, does: decides, deliverable: decision}
    ```
    """
    if any(_first(problem) == "milestones" for problem in matrix.document.problems):
        return
    known = matrix.plan.milestones
    for node in matrix.nodes:
        if node.due and node.milestone is None:
            told = f"Milestones are {listed(known)}." if known else f"Add `milestones:` with a row `id: {node.due}`."
            hint = closest(node.due, known, told)
            yield Problem((*node.at, "due"), f"`due: {node.due}` is no milestone of this document", hint)


def _first(problem: Problem) -> str | int:
    at = problem.at.path if isinstance(problem.at, Key) else problem.at
    return at[0] if isinstance(at, tuple) and at else ""


@rule(on=CollaborationMatrix)
def unreadable_by(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """A department's own date at a node is neither a day nor a number of working days such as `-3d`.

    The department's page then shows the words as they stand and sorts the part to the node's own date.

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
            product: {role: A/R, does: decides, deliverable: decision, by: three days before}  # here
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
            product: {role: A/R, does: decides, deliverable: decision, by: -3d}
    ```
    """
    for node, cell in matrix.cells():
        if cell.by and not is_moment(cell.by):
            said = f"`by: {cell.by}` is neither a day nor a number of working days"
            hint = "Write a day (2026-04-17), or working days before the node is due (-3d)."
            yield Problem(node.cell_at(cell, "by"), said, hint)


@rule(on=CollaborationMatrix)
def due_outside_plan(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """A department's own date lies before the plan begins or after it ends.

    The plan begins on the day the document was created, or with `schedule.start` where that is earlier,
    and ends with its last milestone or `schedule.end`. Days before or after a milestone are working days.

    Bad:

    ```yaml
    created: 2026-04-13
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          due: M5
          cells:
            product: {role: A, does: decides, deliverable: decision}
            ops: {role: R, does: sets up the goods, deliverable: page, by: -30d}  # here
    ```

    Good:

    ```yaml
    created: 2026-04-13
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          due: M5
          cells:
            product: {role: A, does: decides, deliverable: decision}
            ops: {role: R, does: sets up the goods, deliverable: page, by: -3d}
    ```
    """
    plan = matrix.plan
    for node, cell in matrix.cells():
        day = node.due_of(cell) if cell.by and is_moment(cell.by) else None
        if day is not None and not plan.holds(day):
            said = f"`by: {cell.by}` is {day}, but the plan runs from {plan.first} to {plan.last}"
            yield Problem(
                node.cell_at(cell, "by"),
                said,
                "Move the date inside the plan, or the plan's first or last day.",
            )
