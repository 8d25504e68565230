"""To read a collaboration matrix as its author wrote it: nodes, and in each the parts of the departments."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Self

from prdkit.config.collaboration import Collaboration, Letter, Model
from prdkit.config.fields import Text
from prdkit.model.document import Document
from prdkit.model.plan import Milestone, Plan, moment, plan
from prdkit.reading.problem import Key, Path

BLOCK = "collaboration"
_BETWEEN_LETTERS = re.compile(r"\s*[/,，、+&]\s*|\s+")


class Cell(NamedTuple):
    """What one department does at a node. `strange` are letters that the model does not have."""

    department: str
    letters: tuple[Letter, ...]
    strange: tuple[str, ...]
    does: Text
    deliverable: Text
    needs: tuple[str | None, ...]
    by: str
    note: Text

    @property
    def takes_part(self) -> bool:
        """Whether the department does more than being told."""
        return any(letter.takes_part for letter in self.letters)


@dataclass(frozen=True)
class Node:
    """A moment at which departments work together. `number` is its place in the list."""

    number: int
    id: str
    name: Text
    stage: str
    due: str
    cells: tuple[Cell, ...]
    note: Text
    milestone: Milestone | None

    @property
    def at(self) -> Path:
        """Where it stands in its matrix."""
        return ("nodes", self.number)

    @property
    def day(self) -> date | None:
        """The day it is due, as far as its milestone has one."""
        return self.milestone.day if self.milestone else None

    @cached_property
    def readable(self) -> bool:
        """Whether every department bears letters of the model and nothing else."""
        return all(cell.letters and not cell.strange for cell in self.cells)

    def cell_at(self, cell: Cell, *steps: str | int) -> Path:
        """Where a department's part, or something in it, stands in the matrix."""
        return (*self.at, "cells", cell.department, *steps)

    def due_of(self, cell: Cell) -> date | None:
        """The day a department's own part is due."""
        return moment(cell.by, self.day) if cell.by else self.day

    def bearers(self, letter: Letter) -> list[Cell]:
        """The departments that bear a letter here."""
        return self._borne.get(letter, [])

    @cached_property
    def _borne(self) -> Mapping[Letter, list[Cell]]:
        borne: dict[Letter, list[Cell]] = {}
        for cell in self.cells:
            for letter in cell.letters:
                borne.setdefault(letter, []).append(cell)
        return borne


@dataclass(frozen=True)
class CollaborationMatrix:
    """The matrix of one document. `whole` is false where nodes with broken values were left out."""

    document: Document
    model_name: str
    model: Model | None
    nodes: tuple[Node, ...]
    plan: Plan
    whole: bool
    path: Path = (BLOCK,)

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The matrix of a document, none where it has no nodes that could be read."""
        raw = document.record(BLOCK)
        if not isinstance(raw, dict) or not isinstance(raw.get("nodes"), list):
            return ()
        name = raw.get("model") or ""
        broken = _broken(document)
        if None in broken:
            return ()
        model = document.config.collaboration.model(name)
        scheme = plan(document)
        nodes = tuple(
            _node(number, row, model, scheme)
            for number, row in enumerate(raw["nodes"])
            if isinstance(row, dict) and number not in broken
        )
        return (cls(document, name, model, nodes, scheme, not broken),)

    @property
    def rules(self) -> Collaboration:
        """What the team decided about shared work."""
        return self.document.config.collaboration

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """Nodes by id, the first where two have the same."""
        return {node.id: node for node in reversed(self.nodes)}

    def readable(self) -> Iterator[tuple[Node, Model]]:
        """The nodes whose letters can be counted, with the model that counts them."""
        if self.model is not None:
            yield from ((node, self.model) for node in self.nodes if node.readable)

    def cells(self) -> Iterator[tuple[Node, Cell]]:
        """Every part of every department, node by node."""
        return ((node, cell) for node in self.nodes for cell in node.cells)

    def at_stage(self, stage: str) -> tuple[Node, ...]:
        """The nodes of a stage."""
        return tuple(node for node in self.nodes if node.stage == stage)


def _broken(document: Document) -> set[int | None]:
    """The numbers of nodes in which a value did not fit; None where the matrix itself is unreadable."""
    found: set[int | None] = set()
    for problem in document.problems:
        at = problem.at.path if isinstance(problem.at, Key) else problem.at
        if isinstance(at, tuple) and at[:1] == (BLOCK,):
            number = at[2] if len(at) > 2 and at[1] == "nodes" else None
            found.add(number if isinstance(number, int) else None)
    return found


def _node(number: int, row: Mapping[str, Any], model: Model | None, scheme: Plan) -> Node:
    return Node(
        number=number,
        id=row["id"],
        name=row.get("name") or row["id"],
        stage=row.get("stage") or "",
        due=row.get("due") or "",
        cells=tuple(_cell(name, cell or {}, model) for name, cell in (row.get("cells") or {}).items()),
        note=row.get("note") or "",
        milestone=scheme.milestones.get(row.get("due") or ""),
    )


def _cell(department: str, raw: Mapping[str, Any], model: Model | None) -> Cell:
    known = model.letters if model else {}
    words = _letters(raw.get("role") or "")
    return Cell(
        department=department,
        letters=tuple(known[word] for word in words if word in known),
        strange=tuple(word for word in words if word not in known),
        does=raw.get("does") or "",
        deliverable=raw.get("deliverable") or "",
        needs=tuple(raw.get("needs") or ()),
        by=raw.get("by") or "",
        note=raw.get("note") or "",
    )


@lru_cache(maxsize=1024)
def _letters(role: str) -> tuple[str, ...]:
    """What is written as a role, letter by letter, without repeats."""
    return tuple(dict.fromkeys(word for word in _BETWEEN_LETTERS.split(role) if word))
