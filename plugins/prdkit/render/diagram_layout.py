"""To find places for boxes and labels and routes for arrows, in layers from top to bottom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor
from typing import Any, NamedTuple

import graphlay

Point = tuple[int, int]
Line = tuple[Point, ...]

# How far apart arrows end on the side of a box.
ARROW_GAP = 12

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
# On sixty machines of 6 to 12 states: as few crossings as by the library's own choice, in half the time.
_EFFORT = {
    "order_seeds": 9,
    "order_sweeps": 8,
    "exhaustive_layer_max": 4,
    "sifting_rounds": 2,
    "pullin_rounds": 0,
    "kick_patience": 8,
}
_OPTIONS: dict[str, Any] = {
    "effort": {"custom": _EFFORT},
    "direction": "topbottom",
    "spacing": _SPACING,
    "routing": {"port_sides": "facing_only"},
    "coords": {"branch_style": "free", "branch_bands": False},
}
_QUICK: dict[str, Any] = _OPTIONS | {
    "effort": "fast",
    "coords": _OPTIONS["coords"] | {"placement": "brandes_koepf"},
}


class Rect(NamedTuple):
    """A rectangle by its left upper corner."""

    x: int
    y: int
    width: int
    height: int


class Box(NamedTuple):
    """What is to be placed, of even width and height; `room` is kept free on its right.

    It comes out wider where many arrows meet.
    """

    width: int
    height: int
    room: int = 0


class Arrow(NamedTuple):
    """From one box to another, by their positions in the list, through a label of that size.

    The stronger an arrow, the straighter it runs downwards; of a circle, the weakest runs upwards.
    """

    source: int
    target: int
    strength: int
    label: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where everything went, in the order given. A labelled arrow is a line to its label and one from it."""

    boxes: tuple[Rect, ...]
    labels: tuple[Rect | None, ...]
    routes: tuple[tuple[Line, ...], ...]


def place(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> Placed:
    """Place boxes and labels so that none overlap, and route every arrow around all of them.

    A label is laid out as a box that its arrow runs through: so it always has room and stands on its line.
    No arrow may lead from a box to itself.
    """
    upward = _upward(len(boxes), arrows)
    meeting = _meeting(len(boxes), arrows, upward)
    nodes = [_node(box, ends) for box, ends in zip(boxes, meeting, strict=True)]
    edges: list[dict[str, Any]] = []
    for number, arrow in enumerate(arrows):
        label = len(nodes) if arrow.label else None
        if arrow.label:
            nodes.append(_node(Box(*arrow.label), 1))
        edges.extend(_edges(arrow, label, number in upward))
    options = _OPTIONS if len(arrows) <= CAREFUL else _QUICK
    found = graphlay.layout({"nodes": nodes, "edges": edges}, options=options)
    placed = _placed(len(boxes), arrows, upward, found.raw)
    return replace(placed, boxes=tuple(map(_without_room, placed.boxes, boxes, meeting)))


def _meeting(count: int, arrows: Sequence[Arrow], upward: set[int]) -> list[int]:
    """For each box, how many arrows meet on the busier of its sides, above or below."""
    above, below = [0] * count, [0] * count
    for number, arrow in enumerate(arrows):
        upper, lower = (arrow.target, arrow.source) if number in upward else (arrow.source, arrow.target)
        below[upper] += 1
        above[lower] += 1
    return list(map(max, above, below))


def _node(box: Box, meeting: int) -> dict[str, Any]:
    if not meeting:
        # Boxes without arrows are put into a grid that knows no margins: there the room is part of the box.
        return {"size": {"width": box.width + box.room, "height": box.height}}
    width = max(box.width, meeting * ARROW_GAP + 20) if meeting > 1 else box.width
    node: dict[str, Any] = {"size": {"width": width, "height": box.height}}
    return node | {"margin": {"cross_pos": box.room}} if box.room else node


def _edges(arrow: Arrow, label: int | None, upward: bool) -> Iterator[dict[str, Any]]:
    stops = [(arrow.source, arrow.target, 1)]
    if label is not None:
        # The label is drawn to the state where the event happens: that is where a reader looks for it.
        stops = [(arrow.source, label, 2), (label, arrow.target, 1)]
    for source, target, pull in stops:
        ends = (target, source) if upward else (source, target)
        yield {"source": ends[0], "target": ends[1], "weight": float(arrow.strength * pull)}


def _placed(count: int, arrows: Sequence[Arrow], upward: set[int], raw: dict[str, Any]) -> Placed:
    # Not round(), which takes .5 to the even side: a line would miss its box by a pixel.
    rects = [_rect(node) for node in raw["nodes"]]
    lines = [tuple((floor(at["x"] + 0.5), floor(at["y"] + 0.5)) for at in edge["points"]) for edge in raw["edges"]]
    label, line = iter(rects[count:]), iter(lines)
    labels: list[Rect | None] = []
    routes: list[tuple[Line, ...]] = []
    for number, arrow in enumerate(arrows):
        labels.append(next(label) if arrow.label else None)
        parts = [next(line) for _ in range(2 if arrow.label else 1)]
        routes.append(tuple(part[::-1] if number in upward else part for part in parts))
    return Placed(tuple(rects[:count]), tuple(labels), tuple(routes))


def _without_room(rect: Rect, box: Box, meeting: int) -> Rect:
    return rect if meeting else rect._replace(width=box.width)


def _rect(node: dict[str, Any]) -> Rect:
    centre, width, height = node["center"], int(node["size"]["width"]), int(node["size"]["height"])
    return Rect(floor(centre["x"] + 0.5) - width // 2, floor(centre["y"] + 0.5) - height // 2, width, height)


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
