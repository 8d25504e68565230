"""To say what a state diagram draws, before anyone knows where it stands."""

from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from prdkit.blocks.diagram import Diagram, EdgeShape, StateShape
from prdkit.render.diagram_text import clean, lines, width

MAX_STATES = 60
MAX_EDGES = 120

# How much each path wants to run straight down; of a circle, the weakest runs upwards.
PATHS = {"normal": 20, "timeout": 4, "abnormal": 3, "reverse": 2, "recovery": 1}
KINDS = ("normal", "abnormal", "waiting")

# Font size, line height and the room for one line, in pixels.
STATE_TEXT, STATE_LINE, STATE_ROOM = 14, 19, 150
EVENT_TEXT, EVENT_LINE, EVENT_ROOM = 12, 16, 150
MIN_STATE = 104
CLOCK = 20
LOOP = 18


class TooLarge(ValueError):
    """A machine with more states or transitions than a diagram can show; its table still can."""


Caption = tuple[EdgeShape, tuple[str, ...]]


class Bundle(NamedTuple):
    """Transitions drawn as one arrow: between the same two states, on the same path.

    `captions` holds each with the lines of its event, events of one name only once;
    `size` is the width and height that they take, nothing when none has a name.
    """

    source: StateShape
    target: StateShape
    path: str
    captions: tuple[Caption, ...]
    size: tuple[int, int]


def even(length: float) -> int:
    """The next even number of pixels: a box of it has its middle on a whole one."""
    return 2 * ceil(length / 2)


def named(state: StateShape) -> str:
    """What stands in the box of a state."""
    return clean(state.label) or clean(state.id)


def distinct(diagram: Diagram) -> dict[str, StateShape]:
    """The states by id, of two with one id the first. Raises `TooLarge`."""
    if len(diagram.states) > MAX_STATES or len(diagram.edges) > MAX_EDGES:
        found = f"`{len(diagram.states)}` states and `{len(diagram.edges)}` transitions"
        raise TooLarge(f"{found}: at most `{MAX_STATES}` and `{MAX_EDGES}` can be drawn")
    states: dict[str, StateShape] = {}
    for state in diagram.states:
        states.setdefault(state.id, state)
    return states


def bundles(states: dict[str, StateShape], edges: Iterable[EdgeShape]) -> list[Bundle]:
    """The transitions as arrows; those from or to a state that is not there are left out."""
    found: dict[tuple[str, str, str], dict[str, EdgeShape]] = {}
    for edge in edges:
        if edge.source in states and edge.target in states:
            road = edge.path if edge.path in PATHS else "normal"
            group = found.setdefault((edge.source, edge.target, road), {})
            group.setdefault(clean(edge.label), edge)
    return [_bundle(states[a], states[b], road, group) for (a, b, road), group in found.items()]


def _bundle(source: StateShape, target: StateShape, road: str, group: dict[str, EdgeShape]) -> Bundle:
    captions = tuple((edge, lines(name, EVENT_TEXT, EVENT_ROOM)) for name, edge in group.items() if name)
    shown = [line for _, caption in captions for line in caption]
    size = (0, 0)
    if shown:
        size = even(max(width(line, EVENT_TEXT) for line in shown) + 8), even(len(shown) * EVENT_LINE + 2)
    return Bundle(source, target, road, captions, size)
