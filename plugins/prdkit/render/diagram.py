"""To draw a state machine as an SVG that needs no script and takes its colours from the page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prdkit.render.diagram_layout import Arrow, Box, Line, Placed, Rect, place
from prdkit.render.diagram_mermaid import mermaid
from prdkit.render.diagram_shapes import (
    EVENT_LINE,
    EVENT_TEXT,
    KINDS,
    PATHS,
    STATE_LINE,
    STATE_ROOM,
    STATE_TEXT,
    Bundle,
    Diagram,
    EdgeShape,
    StateShape,
    TooLarge,
    bundles,
    distinct,
)
from prdkit.render.diagram_text import clean, lines, width
from prdkit.render.svg import HEAD, element, headed, path, words

__all__ = ["Diagram", "EdgeShape", "StateShape", "TooLarge", "draw", "mermaid"]

MARGIN = 8.0
DOT = 12.0
LOOP = 18.0
CLOCK = 20.0

_UNSAFE_LINK = re.compile(r"(?!https?:)[^/?#]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Plan:
    """States, the arrows between them, the loops on them, and where all of it stands."""

    states: tuple[StateShape, ...]
    arrows: tuple[Bundle, ...]
    loops: dict[str, list[Bundle]]
    placed: Placed


def draw(diagram: Diagram) -> str:
    """The diagram as one `<svg>`; nothing for a machine without states. Raises `TooLarge`.

    Transitions from or to a state that is not there are left out.
    """
    states = distinct(diagram)
    if not states:
        return ""
    plan = _plan(tuple(states.values()), bundles(states, diagram.edges))
    frame = _frame(plan)
    legend, frame = _legend(diagram, plan, frame)
    return _page(diagram, frame, [*_starts(plan), *_parts(plan), *legend])


def _page(diagram: Diagram, frame: Rect, inside: Sequence[str]) -> str:
    name = re.sub(r"\s+", "-", clean(diagram.id)) + "-diagram"
    heard = clean(diagram.description)
    linked = any(shape.href for shape in (*diagram.states, *diagram.edges))
    return element(
        "svg",
        element("title", words(clean(diagram.title)), id=f"{name}-title"),
        element("desc", words(heard), id=f"{name}-desc") if heard else "",
        *inside,
        class_="prd-diagram",
        # Inside an `img` a screen reader finds no links, so a linked drawing is a group.
        role="group" if linked else "img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc" if heard else None,
        viewBox=f"{frame.x:.0f} {frame.y:.0f} {frame.width:.0f} {frame.height:.0f}",
        width=round(frame.width),
        height=round(frame.height),
        font_size=STATE_TEXT,
        text_anchor="middle",
        fill="currentColor",
    )


def _plan(states: tuple[StateShape, ...], found: Iterable[Bundle]) -> _Plan:
    arrows: list[Bundle] = []
    loops: dict[str, list[Bundle]] = {}
    for bundle in found:
        if bundle.source is bundle.target:
            loops.setdefault(bundle.source.id, []).append(bundle)
        else:
            arrows.append(bundle)
    place_of = {state.id: number for number, state in enumerate(states)}
    boxes = [_box(state, loops.get(state.id, ())) for state in states]
    ways = [_arrow(bundle, place_of) for bundle in arrows]
    for state in states:
        if state.initial:
            ways.append(Arrow(len(boxes), place_of[state.id], strength=2 * max(PATHS.values())))
            boxes.append(Box(DOT, DOT))
    return _Plan(states, tuple(arrows), loops, place(boxes, ways))


def _arrow(bundle: Bundle, place_of: dict[str, int]) -> Arrow:
    # What leads back to the start runs upwards, whatever its path.
    strength = 1 if bundle.target.initial else 1 + PATHS[bundle.path]
    label = bundle.size if bundle.captions else None
    return Arrow(place_of[bundle.source.id], place_of[bundle.target.id], strength, label)


def _box(state: StateShape, loops: Sequence[Bundle]) -> Box:
    shown = lines(clean(state.label) or state.id, STATE_TEXT, STATE_ROOM)
    wide = max(width(line, STATE_TEXT) for line in shown) + 36 + (CLOCK if state.kind == "waiting" else 0)
    tall = max(len(shown) * STATE_LINE + 21, sum(_loop_height(loop) for loop in loops))
    room = max((LOOP + 6 + loop.size[0] for loop in loops), default=0.0)
    return Box(max(104.0, wide), tall, room)


def _loop_height(loop: Bundle) -> float:
    return max(26.0, loop.size[1] + 4)


def _starts(plan: _Plan) -> list[str]:
    dots = plan.placed.boxes[len(plan.states) :]
    routes = plan.placed.routes[len(plan.arrows) :]
    return [
        element(
            "g",
            element("circle", class_="prd-start__dot", cx=dot.x + DOT / 2, cy=dot.y + DOT / 2, r=DOT / 2),
            *_lines(route, "prd-edge"),
            class_="prd-start prd-edge",
        )
        for dot, route in zip(dots, routes, strict=True)
    ]


def _parts(plan: _Plan) -> list[str]:
    """Each state followed by what leaves it: the order in which the drawing is read out and tabbed through."""
    leaving: dict[str, list[str]] = {state.id: [] for state in plan.states}
    for bundle, label, route in zip(plan.arrows, plan.placed.labels, plan.placed.routes, strict=False):
        leaving[bundle.source.id].append(_edge(bundle, label, route))
    parts: list[str] = []
    for state, rect in zip(plan.states, plan.placed.boxes, strict=False):
        parts.append(_state(state, rect))
        parts.extend(_loops(plan.loops.get(state.id, ()), rect))
        parts.extend(leaving[state.id])
    return parts


def _state(state: StateShape, rect: Rect) -> str:
    name = clean(state.label) or state.id
    shown = lines(name, STATE_TEXT, STATE_ROOM)
    waiting = state.kind == "waiting"
    middle = rect.x + rect.width / 2 + (CLOCK / 2 if waiting else 0)
    inside = [
        _outline(rect, "prd-state__box", 9.0),
        _outline(_inner(rect, 3.5), "prd-state__inner", 6.0) if state.final else "",
        _clock(middle - width(shown[0], STATE_TEXT) / 2 - CLOCK / 2 - 2, rect.y + rect.height / 2) if waiting else "",
        _text(shown, middle, rect.y + rect.height / 2, STATE_LINE, STATE_TEXT),
        element("title", words(name)) if shown[-1].endswith("…") else "",
    ]
    kinds = [state.kind if state.kind in KINDS else "normal", *_flags(state)]
    marks = " ".join(f"prd-state--{kind}" for kind in kinds)
    return element("g", _link(state.href, None, *inside), class_=f"prd-state {marks}")


def _flags(state: StateShape) -> list[str]:
    return [flag for flag, held in (("initial", state.initial), ("final", state.final)) if held]


def _edge(bundle: Bundle, label: Rect | None, route: Sequence[Line]) -> str:
    mark = f"prd-edge--{bundle.path}"
    captions = _captions(bundle, label) if label else ()
    return element("g", *_lines(route, "prd-edge"), *captions, class_=f"prd-edge {mark}")


def _loops(loops: Sequence[Bundle], rect: Rect) -> list[str]:
    side = rect.x + rect.width
    top = rect.y + (rect.height - sum(_loop_height(loop) for loop in loops)) / 2
    drawn: list[str] = []
    for loop in loops:
        middle = top + _loop_height(loop) / 2
        out, back = (side, middle - 8), (side, middle + 8)
        line = (out, (side + LOOP, out[1]), (side + LOOP, back[1]), back)
        wide, tall = loop.size
        drawn.append(_edge(loop, Rect(side + LOOP + 4, middle - tall / 2, wide, tall), [line]))
        top += _loop_height(loop)
    return drawn


def _lines(route: Sequence[Line], name: str) -> list[str]:
    """The lines of an arrow, the last with its head."""
    end, head = headed(route[-1])
    *through, last = [*map(list, route[:-1]), end]
    drawn = "".join(path(line) for line in (*through, last))
    return [
        element("path", class_=f"{name}__line", d=drawn, fill="none", stroke="currentColor"),
        element("path", class_=f"{name}__head", d=head),
    ]


def _captions(bundle: Bundle, rect: Rect) -> list[str]:
    ends = f"{clean(bundle.source.label)} → {clean(bundle.target.label)}"
    drawn: list[str] = []
    top = rect.y + 1.5
    for edge, shown in bundle.captions:
        tall = len(shown) * EVENT_LINE
        plate = _outline(Rect(rect.x, top, rect.width, tall), "prd-edge__plate", 4.0, stroke=None)
        written = _text(shown, rect.x + rect.width / 2, top + tall / 2, EVENT_LINE, EVENT_TEXT)
        name = clean(edge.label)
        drawn.append(_link(edge.href, f"{ends}: {name}", plate, written))
        top += tall
    return drawn


def _text(shown: Sequence[str], middle: float, centre: float, step: float, size: float) -> str:
    first = centre - (len(shown) - 1) * step / 2 + size * 0.36
    if len(shown) == 1:
        return element("text", words(shown[0]), x=middle, y=first, font_size=size)
    rows = [
        element("tspan", words(line), x=middle, y=first + row * step) for row, line in enumerate(shown)
    ]
    return element("text", *rows, font_size=size)


def _outline(rect: Rect, name: str, corner: float, stroke: str | None = "currentColor") -> str:
    x, y, wide, tall = rect
    return element(
        "rect", class_=name, x=x, y=y, width=wide, height=tall, rx=corner, fill="none", stroke=stroke
    )


def _inner(rect: Rect, by: float) -> Rect:
    return Rect(rect.x + by, rect.y + by, rect.width - 2 * by, rect.height - 2 * by)


def _clock(x: float, y: float) -> str:
    face = f"M{x - 6:.1f} {y:.1f}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M{x:.1f} {y - 3.5:.1f}v3.5l2.5 1.5"
    return element("path", class_="prd-state__clock", d=face, fill="none", stroke="currentColor")


def _link(href: str | None, name: str | None, *inside: str) -> str:
    """A link where there is an address that no reader needs to fear."""
    address = clean(href or "").replace(" ", "%20")
    if not address or _UNSAFE_LINK.match(address):
        return "".join(inside)
    return element("a", *inside, href=address, aria_label=name)


def _frame(plan: _Plan) -> Rect:
    """The smallest rectangle around all that is drawn, and some air."""
    rooms = [max((LOOP + 6 + loop.size[0] for loop in plan.loops.get(s.id, ())), default=0.0) for s in plan.states]
    rooms += [0.0] * (len(plan.placed.boxes) - len(rooms))
    rects = [Rect(r.x, r.y, r.width + room, r.height) for r, room in zip(plan.placed.boxes, rooms, strict=True)]
    rects += [label for label in plan.placed.labels if label]
    points = [point for route in plan.placed.routes for line in route for point in line]
    points += [(rect.x, rect.y) for rect in rects]
    points += [(rect.x + rect.width, rect.y + rect.height) for rect in rects]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    return Rect(left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN)


def _legend(diagram: Diagram, plan: _Plan, frame: Rect) -> tuple[list[str], Rect]:
    """The explained paths in rows below the drawing, and the frame with room for them."""
    used = {bundle.path for bundle in (*plan.arrows, *(loop for loops in plan.loops.values() for loop in loops))}
    entries = [(road, clean(said)) for road, said in diagram.legend if road in used]
    if not entries:
        return [], frame
    drawn: list[str] = []
    x, y = frame.x + MARGIN, frame.y + frame.height + 14
    right = frame.x + max(frame.width, 280.0) - MARGIN
    for road, said in entries:
        wide = 36 + width(said, EVENT_TEXT)
        if x > frame.x + MARGIN and x + wide > right:
            x, y = frame.x + MARGIN, y + 22
        drawn.append(_entry(road, said, x, y))
        x += wide + 20
        frame = frame._replace(width=max(frame.width, x - 20 + MARGIN - frame.x))
    return drawn, frame._replace(height=y + 14 - frame.y)


def _entry(road: str, said: str, x: float, y: float) -> str:
    line = _lines([((x, y), (x + 28, y))], "prd-edge")
    text = element("text", words(said), x=x + 36, y=y + 4.3, font_size=EVENT_TEXT, text_anchor="start")
    return element("g", *line, text, class_=f"prd-legend prd-edge prd-edge--{road}")
