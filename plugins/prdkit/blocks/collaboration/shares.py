"""To find departments that are crowded together, or that bear a letter and do nothing."""

from collections.abc import Iterator

from prdkit.blocks.collaboration.letters import named
from prdkit.blocks.collaboration.nodes import CollaborationMatrix
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import listed
from prdkit.reading.problem import Key


@rule(on=CollaborationMatrix, severity="warning")
def crowd(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """More departments bear one letter at a node than can be led.

    At most 3 R and 4 C, in RAPID at most 2 A. Split the node, or let some departments be informed.

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
            ops: {role: R, does: sets up the goods, deliverable: activity page}
            cs: {role: R, does: gets the answers ready, deliverable: FAQ}
            sre: {role: R, does: opens the switch, deliverable: log}  # here
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
            cs: {role: R, does: gets the answers ready, deliverable: FAQ}
            sre: {role: R, does: opens the switch, deliverable: log}
    ```
    """
    for node, model in matrix.readable():
        for letter in model.letters.values():
            bearers = node.bearers(letter)
            if letter.most and len(bearers) > letter.most:
                limit = f"at most {letter.most} can be led"
                said = f"{len(bearers)} departments bear {named(letter)} at node `{node.id}`; {limit}"
                hint = "Split the node, or give the ones that need not be there a lighter letter."
                yield Problem(node.cell_at(bearers[letter.most], "role"), said, hint)


@rule(on=CollaborationMatrix, severity="warning")
def nothing_done(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """A department that works on a node or answers for it does not say what it does or hands over.

    A letter alone cannot be planned for or checked off.

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
            product: {role: A/R, does: decides}  # here
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
    for node, cell in matrix.cells():
        bound = [letter.name for letter in cell.letters if letter.delivers]
        lacking = [key for key in ("does", "deliverable") if not getattr(cell, key)]
        if bound and lacking:
            letters = "/".join(bound)
            said = f"`{cell.department}` bears `{letters}` at node `{node.id}` without {listed(lacking)}"
            hint = "Add " + " and ".join(_WANTED[key] for key in lacking) + "."
            yield Problem(Key(node.cell_at(cell)), said, hint)


_WANTED = {"does": "`does:` (what it does)", "deliverable": "`deliverable:` (what can be seen afterwards)"}
