"""To find places for boxes and labels and routes for arrows, in layers from top to bottom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import graphlay

Point = tuple[float, float]
Line = tuple[Point, ...]

# Above this many arrows the careful search for few crossings costs more than it shows.
CAREFUL = 40

_SPACING = {
    "layer_gap": 24.0,
    "node_gap": 18.0,
    "dummy_gap": 14.0,
    "port_gap": 14.0,
    "stub": 10.0,
    "port_stroke_clear": 8.0,
    "isolated_gap": 24.0,
}
_OPTIONS: dict[str, Any] = {
    "direction": "topbottom",
    "spacing": _SPACING,
    "coords": {"branch_style": "free", "branch_bands": False},
}
_QUICK: dict[str, Any] = _OPTIONS | {
    "effort": "fast",
    "coords": _OPTIONS["coords"] | {"placement": "brandes_koepf"},
}


class Rect(NamedTuple):
    """A rectangle by its left upper corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """What is to be placed; `room` is kept free on its right."""

    width: float
    height: float
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another, by their positions in the list, through a label of that size.

    The stronger an arrow, the straighter it runs downwards; of a circle, the weakest runs upwards.
    """

    source: int
    target: int
    strength: int
    label: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where everything went, in the order it was given. A labelled arrow is two lines: to its label, from it."""

    boxes: tuple[Rect, ...]
    labels: tuple[Rect | None, ...]
    routes: tuple[tuple[Line, ...], ...]


def place(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> Placed:
    """Place boxes and labels so that none overlap, and route every arrow around all of them.

    A label is laid out as a box that its arrow runs through: so it always has room and stands on its line.
    No arrow may lead from a box to itself.
    """
    upward = _upward(len(boxes), arrows)
    nodes = [_node(box.width, box.height, box.room) for box in boxes]
    edges: list[dict[str, Any]] = []
    for number, arrow in enumerate(arrows):
        label = len(nodes) if arrow.label else None
        if arrow.label:
            nodes.append(_node(*arrow.label))
        edges.extend(_edges(arrow, label, number in upward))
    options = _OPTIONS if len(arrows) <= CAREFUL else _QUICK
    found = graphlay.layout({"nodes": nodes, "edges": edges}, options=options)
    return _placed(len(boxes), arrows, upward, found.raw)


def _node(width: float, height: float, room: float = 0.0) -> dict[str, Any]:
    node: dict[str, Any] = {"size": {"width": width, "height": height}, "port_sides": "facing_only"}
    return node | {"margin": {"cross_pos": room}} if room else node


def _edges(arrow: Arrow, label: int | None, upward: bool) -> Iterator[dict[str, Any]]:
    stops = [(arrow.source, arrow.target, 1)]
    if label is not None:
        # The label is drawn to the state where the event happens: that is where a reader looks for it.
        stops = [(arrow.source, label, 2), (label, arrow.target, 1)]
    for source, target, pull in stops:
        ends = (target, source) if upward else (source, target)
        yield {"source": ends[0], "target": ends[1], "weight": float(arrow.strength * pull)}


def _placed(count: int, arrows: Sequence[Arrow], upward: set[int], raw: dict[str, Any]) -> Placed:
    rects = [_rect(node) for node in raw["nodes"]]
    lines = [tuple((point["x"], point["y"]) for point in edge["points"]) for edge in raw["edges"]]
    label, line = iter(rects[count:]), iter(lines)
    labels: list[Rect | None] = []
    routes: list[tuple[Line, ...]] = []
    for number, arrow in enumerate(arrows):
        labels.append(next(label) if arrow.label else None)
        parts = [next(line) for _ in range(2 if arrow.label else 1)]
        routes.append(tuple(part[::-1] if number in upward else part for part in parts))
    return Placed(tuple(rects[:count]), tuple(labels), tuple(routes))


def _rect(node: dict[str, Any]) -> Rect:
    centre, size = node["center"], node["size"]
    left, top = centre["x"] - size["width"] / 2, centre["y"] - size["height"] / 2
    return Rect(left, top, size["width"], size["height"])


def _upward(count: int, arrows: Sequence[Arrow]) -> set[int]:
    """The arrows that close a circle of stronger (or earlier) ones."""
    after: list[list[int]] = [[] for _ in range(count)]
    upward: set[int] = set()
    for number in sorted(range(len(arrows)), key=lambda number: -arrows[number].strength):
        arrow = arrows[number]
        if _leads(arrow.target, arrow.source, after):
            upward.add(number)
        else:
            after[arrow.source].append(arrow.target)
    return upward


def _leads(start: int, goal: int, after: Sequence[Sequence[int]]) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        new = [box for box in after[here] if box not in seen]
        seen.update(new)
        waiting.extend(new)
    return False
