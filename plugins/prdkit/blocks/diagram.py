"""To say what a state diagram shows, before anyone draws it."""

from typing import NamedTuple


class StateShape(NamedTuple):
    """A state as it is drawn. `kind`: normal, abnormal or waiting (for a user or a third party)."""

    id: str
    label: str
    kind: str = "normal"
    initial: bool = False
    final: bool = False
    href: str | None = None


class EdgeShape(NamedTuple):
    """A transition as it is drawn. `path`: normal, reverse, abnormal, recovery or timeout."""

    source: str
    target: str
    label: str
    path: str = "normal"
    href: str | None = None


class Diagram(NamedTuple):
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
