"""To show the collaboration of all documents in one matrix: nodes down, departments across, letters inside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from prdkit.blocks.collaboration.nodes import CollaborationMatrix, Node
from prdkit.blocks.collaboration.view import LetterView, in_order, letter_view, letters_of
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.view.page import SEARCHED_ROWS, PageView
from prdkit.view.tasks import going
from prdkit.view.used import has_block


class MatrixRow(NamedTuple):
    """A node of a document with the letters of each department, in the order of the columns."""

    document: str
    lang: str
    node: str
    name: str
    stage: str
    stage_name: str
    due: date | None
    letters: tuple[tuple[LetterView, ...], ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """What the letters of one model stand for."""

    model: str
    letters: tuple[LetterView, ...]


@dataclass(frozen=True, slots=True)
class AllMatrix:
    """Every node of every document that still moves."""

    departments: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    legends: tuple[Legend, ...]


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """The one page of the matrix over all documents, where they have one."""
    if not has_block(site.config, "collaboration"):
        return
    matrices = tuple(going(site))
    if site.readers != "internal" and not matrices:
        return
    named = (cell.department for matrix in matrices for _, cell in matrix.cells())
    departments = in_order(named, site.config)
    rows = tuple(_row(matrix, node, departments, words) for matrix in matrices for node in matrix.nodes)
    view = AllMatrix(departments, rows, tuple(_legends(matrices, words)))
    small = len(rows) <= SEARCHED_ROWS
    yield PageView("collaboration.md", words("matrix.all"), "pages/matrix.html.j2", view, search=small)


def _row(matrix: CollaborationMatrix, node: Node, departments: tuple[str, ...], words: Words) -> MatrixRow:
    letters = {cell.department: letters_of(cell, words) for cell in node.cells}
    stages = matrix.document.config.process.stages
    return MatrixRow(
        document=matrix.document.id,
        lang=matrix.document.lang,
        node=node.id,
        name=words.say(node.name),
        stage=node.stage,
        stage_name=words.say(stages.get(node.stage, node.stage)),
        due=node.day,
        letters=tuple(letters.get(name, ()) for name in departments),
    )


def _legends(matrices: tuple[CollaborationMatrix, ...], words: Words) -> Iterator[Legend]:
    models = {matrix.model.name: matrix.model for matrix in matrices if matrix.model is not None}
    for model in models.values():
        letters = tuple(letter_view(letter, words) for letter in model.letters.values())
        yield Legend(words.say(model.label), letters)
