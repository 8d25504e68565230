"""To find stages and departments that a matrix leaves out."""

from collections.abc import Iterator

from prdkit.blocks.collaboration.nodes import CollaborationMatrix
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.check.run import parts
from prdkit.config.fields import say
from prdkit.reading.problem import Key


@rule(on=CollaborationMatrix)
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


@rule(on=Document)
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
    known = site.config.org.departments
    for matrix in parts(document, CollaborationMatrix):
        if not matrix.whole or matrix.model is None:
            return
        active = {cell.department for _, cell in matrix.cells() if cell.takes_part or cell.strange}
        for number, name in enumerate(document.values.get("departments") or ()):
            if name is not None and name not in active and (name in known or not known):
                hint = f"Give `{name}` a part at a node, or take it off `departments`."
                yield Problem(("departments", number), f"`{name}` takes no part at any node", hint)


@rule(on=CollaborationMatrix)
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
