"""To check a collaboration matrix: who answers, who works, what comes of it, and by when."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from prdkit.blocks.nodes import Cell, CollaborationMatrix, Node
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.check.run import parts
from prdkit.config.collaboration import Letter, Model
from prdkit.config.fields import say
from prdkit.model.plan import is_moment
from prdkit.reading.problem import Key, Path


def _named(letter: Letter) -> str:
    return f"`{letter.name}` ({say(letter.label, 'en')})"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _closest(word: str, known: Iterable[str], otherwise: str) -> str:
    close = get_close_matches(word, list(known), 1)
    return f"Did you mean `{close[0]}`?" if close else otherwise


def _letters(model: Model) -> str:
    return ", ".join(_named(letter) for letter in model.letters.values())


def _wanting(node: Node, model: Model, duty: str) -> Iterator[Letter]:
    """The letters of a duty that nobody bears at a node."""
    return (x for x in model.letters.values() if x.duty == duty and not node.bearers(x))


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
        hint = _closest(matrix.model_name, known, f"Use one of {_listed(known)}, or add it to collaboration.yml.")
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
            hint = f"{_spelt(word, matrix.model)}{matrix.model.name} has {_letters(matrix.model)}."
            said = f"`{word}` of `{cell.department}` is no letter of {matrix.model.name}"
            yield Problem(node.cell_at(cell, "role"), said, hint)
        if not cell.letters and not cell.strange:
            said = f"`{cell.department}` stands at node `{node.id}` without a `role`"
            yield Problem(Key(node.cell_at(cell)), said, f"Add `role:` with one of {_letters(matrix.model)}.")


def _spelt(word: str, model: Model) -> str:
    """What to write for letters in lower case or run together."""
    letters = [x for x in word.upper() if x in model.letters]
    return f"Did you mean `{'/'.join(letters)}`? " if len(letters) == len(word) else ""


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
            told = f"Departments are {_listed(known)}; add yours to org.yml."
            hint = _closest(cell.department, known, _called(cell.department, site) or told)
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
            hint = _closest(node.stage, known, f"Stages are {_listed(known)}.")
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
            said = f"node `{node.id}` has no {_named(letter)}; {model.name} wants exactly one"
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
                who = _listed(cell.department for cell in bearers)
                said = f"{who} all bear {_named(letter)} at node `{node.id}`"
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
            said = f"node `{node.id}` has no {_named(letter)}; {model.name} wants at least one"
            hint = f"Give `{letter.name}` to the department that does the work; one cell may hold two letters."
            yield Problem(Key((*node.at, "cells")), said, hint)


@rule(on=CollaborationMatrix, gate="G2")
def stage_without_node(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """A stage from definition to data follow-up has no node in the matrix.

    What nobody planned for a stage falls to whoever is nearest; data follow-up is forgotten most often.
    Which stages need a node is set in collaboration.yml, by type of document.

    Bad:

    ```yaml
    milestones: [{id: M1, name: Prototype, baseline: 2026-02-27}]
    collaboration:
      model: RACI
      nodes:  # here
        - id: n_1
          name: Prototype
          stage: define
          due: M1
          cells: {product: {role: A/R, does: draws, deliverable: v3}}
        - id: n_2
          name: Build
          stage: track
          due: M1
          cells: {backend: {role: A/R, does: builds, deliverable: build}}
        - id: n_3
          name: Live
          stage: launch
          due: M1
          cells: {ops: {role: A/R, does: opens it, deliverable: page}}
    ```

    Good:

    ```yaml
    milestones: [{id: M1, name: Prototype, baseline: 2026-02-27}]
    collaboration:
      model: RACI
      nodes:
        - id: n_1
          name: Prototype
          stage: define
          due: M1
          cells: {product: {role: A/R, does: draws, deliverable: v3}}
        - id: n_2
          name: Build
          stage: track
          due: M1
          cells: {backend: {role: A/R, does: builds, deliverable: build}}
        - id: n_3
          name: Live
          stage: launch
          due: M1
          cells: {ops: {role: A/R, does: opens it, deliverable: page}}
        - id: n_4
          name: Results
          stage: measure
          due: M1
          cells: {data: {role: A/R, does: reads, deliverable: report}}
    ```
    """
    if not matrix.whole:
        return
    for stage in matrix.rules.stages.get(matrix.document.type.name, ()):
        if not matrix.at_stage(stage):
            name = say(site.config.process.stages.get(stage, stage), "en")
            hint = f"Add a node with `stage: {stage}`, and say which department does what there."
            yield Problem(Key(("nodes",)), f"no node stands at stage `{stage}` ({name})", hint)


@rule(on=Document, gate="G2")
def idle_department(document: Document, site: Site) -> Iterator[Problem]:
    """A department of the document takes no part at any node.

    It was named because something changes for it. Being informed is no part: nothing is prepared by it.

    Bad:

    ```yaml
    departments:
      - product
      - legal  # here
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          due: M5
          cells:
            product: {role: A/R, does: decides, deliverable: decision}
            legal: {role: I}
    ```

    Good:

    ```yaml
    departments: [product, legal]
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          due: M5
          cells:
            product: {role: A/R, does: decides, deliverable: decision}
            legal: {role: C, does: reads the terms}
    ```
    """
    for matrix in parts(document, CollaborationMatrix):
        if not matrix.whole or matrix.model is None:
            return
        active = {cell.department for _, cell in matrix.cells() if cell.takes_part or cell.strange}
        for number, name in enumerate(document.values.get("departments") or ()):
            if name is not None and name not in active:
                hint = f"Give `{name}` a part at a node, or take it off `departments`."
                yield Problem(("departments", number), f"`{name}` takes no part at any node", hint)


@rule(on=CollaborationMatrix, gate="G2")
def launch_without_support(matrix: CollaborationMatrix, site: Site) -> Iterator[Problem]:
    """Users will notice the work, but customer service or operations take no part when it goes live.

    They meet the questions first. The stage and the departments are set in collaboration.yml.

    Bad:

    ```yaml
    user_visible: true
    milestones: [{id: M5, name: Live, baseline: 2026-04-17}]
    collaboration:
      model: RACI
      nodes:
        - id: n_live
          name: Live
          stage: launch
          due: M5
          cells:  # here
            product: {role: A/R, does: decides, deliverable: decision}
            ops: {role: R, does: sets up the goods, deliverable: activity page}
            cs: {role: I}
    ```

    Good:

    ```yaml
    user_visible: true
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
            ops: {role: R, does: sets up the goods, deliverable: activity page}
            cs: {role: R, does: gets the answers ready, deliverable: FAQ}
    ```
    """
    stage = matrix.rules.support_stage
    nodes = matrix.at_stage(stage)
    if not nodes or not matrix.whole or matrix.model is None or not matrix.document.values.get("user_visible"):
        return
    active = {cell.department for node in nodes for cell in node.cells if cell.takes_part or cell.strange}
    for name in matrix.rules.support:
        if name in site.config.org.departments and name not in active:
            said = f"users will notice this work, but `{name}` takes no part at stage `{stage}`"
            hint = f"Say at node `{nodes[0].id}` what `{name}` gets ready, or set `user_visible: false`."
            yield Problem(Key((*nodes[0].at, "cells")), said, hint)


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
            said = f"`{cell.department}` bears `{letters}` at node `{node.id}` without {_listed(lacking)}"
            hint = "Add " + " and ".join(_WANTED[key] for key in lacking) + "."
            yield Problem(Key(node.cell_at(cell)), said, hint)


_WANTED = {"does": "`does:` (what it does)", "deliverable": "`deliverable:` (what can be seen afterwards)"}


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
            known = _listed(matrix.plan.milestones)
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
            told = f"Milestones are {_listed(known)}." if known else f"Add `milestones:` with a row `id: {node.due}`."
            hint = _closest(node.due, known, told)
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
                said = f"{len(bearers)} departments bear {_named(letter)} at node `{node.id}`; {limit}"
                hint = "Split the node, or give the ones that need not be there a lighter letter."
                yield Problem(node.cell_at(bearers[letter.most], "role"), said, hint)


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
            hint = _closest(
                name,
                others,
                f"Nodes are {_listed(others)}." if others else "Add the node, or delete `needs`.",
            )
            yield Problem(at, f"`needs: {name}` is no node of this matrix", hint)


def _needs(matrix: CollaborationMatrix) -> Iterator[tuple[Path, Node, str]]:
    """Where a need stands, the node that has it, and the node that it names."""
    for node, cell in matrix.cells():
        for number, name in enumerate(cell.needs):
            if name is not None:
                yield node.cell_at(cell, "needs", number), node, name


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
    ways: dict[str, list[tuple[Path, str]]] = {}
    for at, node, name in _needs(matrix):
        ways.setdefault(node.id, []).append((at, name))
    finished: set[str] = set()
    for start in ways:
        for at, circle in _circles(start, ways, finished, ()):
            said = "nodes wait for each other: " + " → ".join(f"`{name}`" for name in circle)
            yield Problem(at, said, "Delete the need that is not one, or split a node in two.")


def _circles(
    name: str, ways: dict[str, list[tuple[Path, str]]], finished: set[str], trail: tuple[str, ...]
) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The needs that close a circle, with the nodes on it; nodes once finished are not walked again."""
    if name in finished:
        return
    trail = (*trail, name)
    for at, other in ways.get(name, ()):
        if other in trail:
            yield at, (*trail[trail.index(other) :], other)
        else:
            yield from _circles(other, ways, finished, trail)
    finished.add(name)


__all__ = ["Cell", "CollaborationMatrix", "Node"]
