"""To show a collaboration matrix: nodes down, departments across, in each cell what is done by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from prdkit.blocks.collaboration.nodes import BLOCK, Cell, CollaborationMatrix, Node
from prdkit.blocks.views import Words, view
from prdkit.check.run import parts
from prdkit.config.collaboration import Letter
from prdkit.config.config import Config
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.model.plan import is_moment


class LetterView(NamedTuple):
    """A letter with what it stands for; `duty` decides its colour. No duty: the model does not know it."""

    name: str
    label: str = ""
    help: str = ""
    duty: str = ""


class NeedView(NamedTuple):
    """Something that is waited for: a node's name, and its address where it is on the page."""

    name: str
    anchor: str


class CellView(NamedTuple):
    """A department's part at a node. `by` is its own day, `by_words` what was written where that is none."""

    letters: tuple[LetterView, ...]
    does: str
    deliverable: str
    needs: tuple[NeedView, ...]
    by: date | None
    by_words: str
    note: str

    @property
    def says_more(self) -> bool:
        """Whether there is anything beside the letters."""
        return bool(self.does or self.deliverable or self.needs or self.by or self.by_words or self.note)


class NodeView(NamedTuple):
    """A row: the node and its cells in the order of the departments, None where one takes no part."""

    id: str
    name: str
    stage: str
    due: str
    due_anchor: str
    day: date | None
    done: bool
    note: str
    cells: tuple[CellView | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The matrix. `departments` are keys; `whole` is false where nodes with errors are left out."""

    model: str
    departments: tuple[str, ...]
    nodes: tuple[NodeView, ...]
    legend: tuple[LetterView, ...]
    whole: bool


@view(BLOCK)
def matrix_view(document: Document, site: Site, words: Words) -> MatrixView | None:
    """The matrix of a document; None where it could not be read at all."""
    matrix = next(iter(parts(document, CollaborationMatrix)), None)
    if matrix is None:
        return None
    departments = in_order((cell.department for _, cell in matrix.cells()), site.config)
    model = matrix.model
    return MatrixView(
        model=words.say(model.label) if model else matrix.model_name,
        departments=departments,
        nodes=tuple(_node(node, matrix, departments, words) for node in matrix.nodes),
        legend=tuple(letter_view(letter, words) for letter in model.letters.values()) if model else (),
        whole=matrix.whole,
    )


def in_order(departments: Iterable[str], config: Config) -> tuple[str, ...]:
    """Departments without repeats in the order of org.yml, those that it does not know last."""
    known = {name: place for place, name in enumerate(config.org.departments)}
    return tuple(sorted(dict.fromkeys(departments), key=lambda name: known.get(name, len(known))))


def letter_view(letter: Letter, words: Words) -> LetterView:
    """A letter in a language."""
    return LetterView(letter.name, words.say(letter.label), words.say(letter.help), letter.duty)


def letters_of(cell: Cell, words: Words) -> tuple[LetterView, ...]:
    """The letters of a cell, those that the model does not know as they were written."""
    return _letters_of(cell.letters, cell.strange, words)


@lru_cache(maxsize=1024)
def _letters_of(letters: tuple[Letter, ...], strange: tuple[str, ...], words: Words) -> tuple[LetterView, ...]:
    return (*(letter_view(letter, words) for letter in letters), *map(LetterView, strange))


def needs_of(cell: Cell, matrix: CollaborationMatrix, words: Words) -> tuple[NeedView, ...]:
    """The nodes that a department waits for."""
    if not cell.needs:
        return ()
    named = [(name, matrix.by_id.get(name)) for name in cell.needs if name is not None]
    return tuple(NeedView(words.say(n.name) if n else name, name if n else "") for name, n in named)


def _node(node: Node, matrix: CollaborationMatrix, departments: tuple[str, ...], words: Words) -> NodeView:
    cells = {cell.department: _cell(node, cell, matrix, words) for cell in node.cells}
    milestone = node.milestone
    return NodeView(
        id=node.id,
        name=words.say(node.name),
        stage=words.say(matrix.document.config.process.stages.get(node.stage, node.stage)),
        due=words.say(milestone.name) if milestone else node.due,
        due_anchor=milestone.id if milestone else "",
        day=node.day,
        done=milestone is not None and milestone.done,
        note=words.say(node.note),
        cells=tuple(cells.get(name) for name in departments),
    )


def _cell(node: Node, cell: Cell, matrix: CollaborationMatrix, words: Words) -> CellView:
    day = node.due_of(cell) if cell.by and is_moment(cell.by) else None
    return CellView(
        letters=letters_of(cell, words),
        does=words.say(cell.does),
        deliverable=words.say(cell.deliverable),
        needs=needs_of(cell, matrix, words),
        by=day,
        by_words=cell.by if day is None else "",
        note=words.say(cell.note),
    )
