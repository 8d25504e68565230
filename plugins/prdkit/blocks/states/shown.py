"""To hold what the page shows of a state machine: rows, cells and words, no markup."""

from dataclasses import dataclass
from typing import NamedTuple

from prdkit.blocks.diagram import Diagram
from prdkit.blocks.states.elements import PATHS


class Link(NamedTuple):
    """Words that lead to a place on the page, or to none where `anchor` is empty."""

    label: str
    anchor: str = ""


class StateRow(NamedTuple):
    """A row of the table of states."""

    id: str
    anchor: str
    label: str
    kind: str
    initial: bool
    final: bool
    handler: str
    waits_for: str
    meaning: str


class EventRow(NamedTuple):
    """An event; `only_in` is empty where it can happen in any state."""

    id: str
    label: str
    actor: str
    department: str
    only_in: tuple[Link, ...]
    meaning: str


class TransitionRow(NamedTuple):
    """A row of the table of transitions; `details` pair a label with a value."""

    number: int
    anchor: str
    path: str
    origins: tuple[Link, ...]
    event: EventRow
    target: Link
    condition: str
    after: str
    action: str
    details: tuple[tuple[str, str], ...]
    user_sees: str
    handler: str
    tracking: Link | None
    support_says: str = ""


class Move(NamedTuple):
    """A transition as it stands in the matrix."""

    target: str
    anchor: str
    path: str


class Cell(NamedTuple):
    """What an event does in a state: `moves`, or the mark `ignored`, `impossible`, `excluded` or `hole`."""

    mark: str
    moves: tuple[Move, ...] = ()
    reason: str = ""


class MatrixRow(NamedTuple):
    """A state of the matrix with a cell for each event."""

    state: Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MachineView:
    """All that the page shows of one machine. `whole` is false where the block has errors."""

    id: str
    label: str
    whole: bool
    cyclic: bool
    no_abnormal: str
    note: str
    states: tuple[StateRow, ...]
    events: tuple[EventRow, ...]
    transitions: tuple[TransitionRow, ...]
    matrix: tuple[MatrixRow, ...]
    diagram: Diagram

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths that occur, in their order."""
        used = {transition.path for transition in self.transitions}
        return tuple(path for path in PATHS if path in used)

    @property
    def holes(self) -> int:
        """How many cells of the matrix nobody has decided yet."""
        return sum(cell.mark == "hole" for row in self.matrix for cell in row.cells)
