"""To say what a state diagram shows, before anyone knows where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from prdkit.render.diagram_text import clean, lines, width

MAX_STATES = 80
MAX_EDGES = 240

# How much each path wants to run straight down; of a circle, the weakest runs upwards.
PATHS = {"normal": 6, "timeout": 4, "abnormal": 3, "reverse": 2, "recovery": 1}
KINDS = ("normal", "abnormal", "waiting")

STATE_TEXT, STATE_LINE, STATE_ROOM = 14.0, 19.0, 150.0
EVENT_TEXT, EVENT_LINE, EVENT_ROOM = 12.0, 15.0, 150.0


class TooLarge(ValueError):
    """A machine with more states or transitions than a diagram can show; its table still can."""


@dataclass(frozen=True, slots=True)
class StateShape:
    """A state as it is drawn. `kind`: normal, abnormal or waiting (for a user or a third party)."""

    id: str
    label: str
    kind: str = "normal"
    initial: bool = False
    final: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class EdgeShape:
    """A transition as it is drawn. `path`: normal, reverse, abnormal, recovery or timeout."""

    source: str
    target: str
    label: str
    path: str = "normal"
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Diagram:
    """A state machine as it is drawn.

    `id` makes the ids inside unique on a page; `description` is read out, not shown;
    `legend` pairs a path with its words: those paths that occur are explained below the drawing.
    """

    id: str
    title: str
    states: tuple[StateShape, ...]
    edges: tuple[EdgeShape, ...]
    description: str = ""
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Bundle:
    """Transitions drawn as one arrow: between the same two states, on the same path."""

    source: StateShape
    target: StateShape
    path: str
    edges: tuple[EdgeShape, ...]

    @cached_property
    def captions(self) -> tuple[tuple[EdgeShape, tuple[str, ...]], ...]:
        """Each transition with the lines of its event, events of one name only once."""
        named: dict[str, EdgeShape] = {}
        for edge in self.edges:
            named.setdefault(clean(edge.label), edge)
        return tuple((edge, lines(name, EVENT_TEXT, EVENT_ROOM)) for name, edge in named.items() if name)

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height of its label; none when no transition has a name."""
        shown = [line for _, caption in self.captions for line in caption]
        widest = max((width(line, EVENT_TEXT) for line in shown), default=-8.0)
        return widest + 8, len(shown) * EVENT_LINE + (3 if shown else 0)


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
    found: dict[tuple[str, str, str], list[EdgeShape]] = {}
    for edge in edges:
        if edge.source in states and edge.target in states:
            road = edge.path if edge.path in PATHS else "normal"
            found.setdefault((edge.source, edge.target, road), []).append(edge)
    return [Bundle(states[a], states[b], road, tuple(group)) for (a, b, road), group in found.items()]
