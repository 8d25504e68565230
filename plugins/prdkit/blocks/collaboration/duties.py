"""To find nodes that nobody answers for, that several answer for, or that nobody works on."""

from collections.abc import Iterator

from prdkit.blocks.collaboration.letters import named
from prdkit.blocks.collaboration.nodes import CollaborationMatrix, Node
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import listed
from prdkit.config.collaboration import Letter, Model
from prdkit.reading.problem import Key


@rule(on=CollaborationMatrix)
def no_accountable(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """Nobody answers for a node.

    When it slips, everyone waits for someone else to say so. RACI and RASCI want one A, DACI one D and
    one A, RAPID one D.

    Bad:

    ```yaml
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          due: M5
          cells:  # here
            product: {role: C, does: decides}
            ops: {role: R, does: sets up the goods, deliverable: activity page}
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
            product: {role: A, does: decides, deliverable: decision}
            ops: {role: R, does: sets up the goods, deliverable: activity page}
    ```
    """
    for node, model in matrix.readable():
        for letter in _wanting(node, model, "answers"):
            said = f"node `{node.id}` has no {named(letter)}; {model.name} wants exactly one"
            yield Problem(Key((*node.at, "cells")), said, f"Give one department the role `{letter.name}`.")


@rule(on=CollaborationMatrix)
def two_accountable(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """Several departments answer for one node.

    Two who answer mean that neither does. Who only works bears another letter.

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
            product: {role: A, does: decides, deliverable: decision}
            ops: {role: A/R, does: sets up the goods, deliverable: activity page}  # here
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
            product: {role: A, does: decides, deliverable: decision}
            ops: {role: R, does: sets up the goods, deliverable: activity page}
    ```
    """
    for node, model in matrix.readable():
        for letter in model.letters.values():
            bearers = node.bearers(letter)
            if letter.duty == "answers" and len(bearers) > 1:
                who = listed(cell.department for cell in bearers)
                said = f"{who} all bear {named(letter)} at node `{node.id}`"
                hint = f"{model.name} wants exactly one: leave `{letter.name}` with the department that decides."
                yield Problem(node.cell_at(bearers[1], "role"), said, hint)


@rule(on=CollaborationMatrix)
def no_responsible(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """Nobody does the work of a node.

    Everyone advises and nobody acts. `A/R` counts as R; RAPID wants both an R and a P.

    Bad:

    ```yaml
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          due: M5
          cells:  # here
            product: {role: A, does: decides, deliverable: decision}
            ops: {role: C, does: sets up the goods}
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
            product: {role: A, does: decides, deliverable: decision}
            ops: {role: R, does: sets up the goods, deliverable: activity page}
    ```
    """
    for node, model in matrix.readable():
        for letter in _wanting(node, model, "works") if node.cells else ():
            said = f"node `{node.id}` has no {named(letter)}; {model.name} wants at least one"
            hint = f"Give `{letter.name}` to the department that does the work; one cell may hold two letters."
            yield Problem(Key((*node.at, "cells")), said, hint)


def _wanting(node: Node, model: Model, duty: str) -> Iterator[Letter]:
    """The letters of a duty that nobody bears at a node."""
    return (x for x in model.letters.values() if x.duty == duty and not node.bearers(x))
