"""To find letters that their model does not have, and to name those that it has."""

from collections.abc import Iterator

from prdkit.blocks.collaboration.nodes import CollaborationMatrix
from prdkit.check.registry import Problem, Site, rule
from prdkit.check.wording import closest, listed
from prdkit.config.collaboration import Letter, Model
from prdkit.config.fields import say
from prdkit.reading.problem import Key


def named(letter: Letter) -> str:
    """One letter, such as `A` (Accountable)."""
    return f"`{letter.name}` ({say(letter.label, 'en')})"


def letters_of(model: Model) -> str:
    """All letters of a model."""
    return ", ".join(named(letter) for letter in model.letters.values())


@rule(on=CollaborationMatrix)
def unknown_model(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """The matrix names a model of shared work that the project does not have.

    The model says what each letter means; without it no letter can be checked or explained.

    Bad:

    ```yaml
    collaboration:
      model: RACY  # here
      nodes: []
    ```

    Good:

    ```yaml
    collaboration:
      model: RACI
      nodes: []
    ```
    """
    if matrix.model is None:
        known = matrix.rules.models
        hint = closest(matrix.model_name, known, f"Use one of {listed(known)}, or add it to collaboration.yml.")
        yield Problem(("model",), f"`model: {matrix.model_name}` is not a model of this project", hint)


@rule(on=CollaborationMatrix)
def unknown_letter(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """A department's role at a node is missing or is no letter of the model.

    One letter that nobody can look up makes the whole row a matter of opinion. Two letters are written
    with a stroke between them, such as `A/R`.

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
            ops: {role: X, does: sets up the goods}  # here
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
    if matrix.model is None:
        return
    for node, cell in matrix.cells():
        for word in cell.strange:
            hint = f"{_spelt(word, matrix.model)}{matrix.model.name} has {letters_of(matrix.model)}."
            said = f"`{word}` of `{cell.department}` is no letter of {matrix.model.name}"
            yield Problem(node.cell_at(cell, "role"), said, hint)
        if not cell.letters and not cell.strange:
            said = f"`{cell.department}` stands at node `{node.id}` without a `role`"
            yield Problem(Key(node.cell_at(cell)), said, f"Add `role:` with one of {letters_of(matrix.model)}.")


def _spelt(word: str, model: Model) -> str:
    """What to write for letters in lower case or run together."""
    letters = [x for x in word.upper() if x in model.letters]
    return f"Did you mean `{'/'.join(letters)}`? " if len(letters) == len(word) else ""
