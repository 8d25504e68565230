"""To turn collaboration matrices round: for each department, what it does in all documents, by due date."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from prdkit.blocks.collaboration.nodes import Cell, CollaborationMatrix, Node
from prdkit.blocks.collaboration.view import LetterView, NeedView, letters_of, needs_of
from prdkit.blocks.views import Words
from prdkit.check.run import parts
from prdkit.link.site import Site
from prdkit.model.document import Document

STATES = ("overdue", "upcoming", "undated", "done")


class Task(NamedTuple):
    """A department's part at a node of a document. `state` is one of `STATES`."""

    document: str
    lang: str
    node: str
    name: str
    stage: str
    stage_name: str
    letters: tuple[LetterView, ...]
    does: str
    deliverable: str
    needs: tuple[NeedView, ...]
    note: str
    due: date | None
    state: str

    @property
    def roles(self) -> str:
        """Its letters in one word, such as `A/R`."""
        return "/".join(letter.name for letter in self.letters)


def going(site: Site) -> Iterator[CollaborationMatrix]:
    """The matrices of the documents that still move, by id.

    What is closed, or has left the line, asks nothing of anybody; its own page keeps the record.
    """
    for document in sorted(site.documents, key=lambda d: d.id):
        if _moves(document):
            yield from parts(document, CollaborationMatrix)


def _moves(document: Document) -> bool:
    return not document.state.side and document.status != document.type.last


def by_department(site: Site, words: Words) -> Mapping[str, tuple[Task, ...]]:
    """The tasks of each department, by due date, then by document; undated ones last."""
    found: dict[str, list[Task]] = defaultdict(list)
    for matrix in going(site):
        for node, cell in matrix.cells():
            if cell.takes_part or cell.strange:
                found[cell.department].append(_task(matrix, node, cell, site, words))
    return {name: tuple(sorted(tasks, key=_by_date)) for name, tasks in found.items()}


def _by_date(task: Task) -> tuple[date, str]:
    return task.due or date.max, task.document


def _task(matrix: CollaborationMatrix, node: Node, cell: Cell, site: Site, words: Words) -> Task:
    due = node.due_of(cell)
    return Task(
        document=matrix.document.id,
        lang=matrix.document.lang,
        node=node.id,
        name=words.say(node.name),
        stage=node.stage,
        stage_name=words.say(site.config.process.stages.get(node.stage, node.stage)),
        letters=letters_of(cell, words),
        does=words.say(cell.does),
        deliverable=words.say(cell.deliverable),
        needs=needs_of(cell, matrix, words),
        note=words.say(cell.note),
        due=due,
        state=_state(node, due, site.as_of),
    )


def _state(node: Node, due: date | None, today: date) -> str:
    if node.milestone is not None and node.milestone.done:
        return "done"
    if due is None:
        return "undated"
    return "overdue" if due < today else "upcoming"
