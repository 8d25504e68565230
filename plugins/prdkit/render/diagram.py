"""To draw a state machine as an SVG that needs no script and takes its colours from the page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prdkit.blocks.diagram import Diagram, EdgeShape, StateShape
from prdkit.render import diagram_marks as marks
from prdkit.render.diagram_layout import Arrow, Box, Placed, Rect, place
from prdkit.render.diagram_mermaid import mermaid
from prdkit.render.diagram_shapes import (
    CLOCK,
    EVENT_TEXT,
    LOOP,
    MIN_STATE,
    PATHS,
    STATE_LINE,
    STATE_ROOM,
    STATE_TEXT,
    Bundle,
    TooLarge,
    bundles,
    distinct,
    even,
    named,
)
from prdkit.render.diagram_text import clean, lines, width
from prdkit.render.svg import words

__all__ = ["Diagram", "EdgeShape", "StateShape", "TooLarge", "draw", "mermaid"]

BROAD = {"widest": 900, "wide": 720}
MARGIN = 8
DOT = 12


@dataclass(frozen=True, slots=True)
class _Plan:
    """States, the arrows between them, the loops on them, and where all of it stands."""

    states: tuple[StateShape, ...]
    arrows: tuple[Bundle, ...]
    loops: dict[str, list[Bundle]]
    boxes: tuple[Box, ...]
    placed: Placed


def draw(diagram: Diagram) -> str:
    """The diagram as one `<svg>`; nothing for a machine without states. Raises `TooLarge`.

    Transitions from or to a state that is not there are left out.
    """
    states = distinct(diagram)
    if not states:
        return ""
    found = bundles(states, diagram.edges)
    plan = _plan(tuple(states.values()), found)
    entries, frame = _legend(diagram, {bundle.path for bundle in found}, _frame(plan))
    return _page(diagram, frame, "".join([*_starts(plan), *_parts(plan), *entries]))


def _page(diagram: Diagram, frame: Rect, inside: str) -> str:
    name = words("-".join(clean(diagram.id).split())) + "-diagram"
    heard = clean(diagram.description)
    described = f' aria-describedby="{name}-desc"' if heard else ""
    # Inside an `img` a screen reader finds no links, so a linked drawing is a group.
    role = "group" if "<a " in inside else "img"
    return (
        f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" class="prd-diagram{_breadth(frame)}"'
        f' role="{role}" aria-labelledby="{name}-title"{described}'
        f' viewBox="{frame.x} {frame.y} {frame.width} {frame.height}"'
        f' width="{frame.width}" height="{frame.height}"'
        f' fill="none" stroke="currentColor" font-size="{EVENT_TEXT}" text-anchor="middle">'
        f'<title id="{name}-title">{words(clean(diagram.title))}</title>'
        + (f'<desc id="{name}-desc">{words(heard)}</desc>' if heard else "")
        + f"{inside}</svg>"
    )


def _breadth(frame: Rect) -> str:
    """A class for what is wide, so that the style sheet can stop its shrinking where it is still read."""
    return next((f" prd-diagram--{name}" for name, least in BROAD.items() if frame.width > least), "")


def _plan(states: tuple[StateShape, ...], found: Iterable[Bundle]) -> _Plan:
    arrows: list[Bundle] = []
    loops: dict[str, list[Bundle]] = {state.id: [] for state in states}
    for bundle in found:
        (loops[bundle.source.id] if bundle.source is bundle.target else arrows).append(bundle)
    place_of = {state.id: number for number, state in enumerate(states)}
    boxes = [_box(state, loops[state.id]) for state in states]
    ways = [_way(bundle, place_of) for bundle in arrows]
    for state in states:
        if state.initial:
            ways.append(Arrow(len(boxes), place_of[state.id], strength=2 * max(PATHS.values())))
            boxes.append(Box(DOT, DOT))
    return _Plan(states, tuple(arrows), loops, tuple(boxes), place(boxes, ways))


def _way(bundle: Bundle, place_of: dict[str, int]) -> Arrow:
    # What leads back to the start runs upwards, whatever its path.
    strength = 1 if bundle.target.initial else 1 + PATHS[bundle.path]
    label = bundle.size if bundle.captions else None
    return Arrow(place_of[bundle.source.id], place_of[bundle.target.id], strength, label)


def _box(state: StateShape, loops: Sequence[Bundle]) -> Box:
    shown = lines(named(state), STATE_TEXT, STATE_ROOM)
    wide = max(width(line, STATE_TEXT) for line in shown) + 36 + (CLOCK if state.kind == "waiting" else 0)
    tall = max(len(shown) * STATE_LINE + 21, sum(map(marks.loop_height, loops)))
    room = max((LOOP + 4 + loop.size[0] for loop in loops), default=0)
    return Box(max(MIN_STATE, even(wide)), even(tall), room)


def _starts(plan: _Plan) -> Iterator[str]:
    dots, routes = plan.placed.boxes[len(plan.states) :], plan.placed.routes[len(plan.arrows) :]
    for dot, route in zip(dots, routes, strict=True):
        yield marks.start(dot, route)


def _parts(plan: _Plan) -> Iterator[str]:
    """Each state and then what leaves it: so is the drawing read out and tabbed through."""
    leaving: dict[str, list[str]] = {state.id: [] for state in plan.states}
    for bundle, label, route in zip(plan.arrows, plan.placed.labels, plan.placed.routes, strict=False):
        leaving[bundle.source.id].append(marks.arrow(bundle, label, route))
    for state, box in zip(plan.states, plan.placed.boxes, strict=False):
        yield marks.state(state, box)
        yield marks.loops(plan.loops[state.id], box)
        yield from leaving[state.id]


def _frame(plan: _Plan) -> Rect:
    """The smallest rectangle around all that is drawn, and some air."""
    points = [point for route in plan.placed.routes for line in route for point in line]
    for box, rect in zip(plan.boxes, plan.placed.boxes, strict=True):
        points += [(rect.x, rect.y), (rect.x + rect.width + box.room, rect.y + rect.height)]
    for label in plan.placed.labels:
        if label:
            points += [(label.x, label.y), (label.x + label.width, label.y + label.height)]
    left, top = min(x for x, _ in points) - MARGIN, min(y for _, y in points) - MARGIN
    right, bottom = max(x for x, _ in points) + MARGIN, max(y for _, y in points) + MARGIN
    return Rect(left, top, right - left, bottom - top)


def _legend(diagram: Diagram, used: set[str], frame: Rect) -> tuple[list[str], Rect]:
    """The paths that occur, in rows below the drawing, and the frame with room for them."""
    drawn: list[str] = []
    left = x = frame.x + MARGIN
    y, right = frame.y + frame.height + 18, left + max(frame.width, 320)
    for road, said in [(road, clean(said)) for road, said in diagram.legend if road in used]:
        end = x + 36 + even(width(said, EVENT_TEXT))
        if drawn and end > right:
            x, y, end = left, y + 22, left + end - x
        drawn.append(marks.legend_entry(road, said, x, y))
        frame = Rect(frame.x, frame.y, max(frame.width, end + MARGIN - frame.x), y + 14 - frame.y)
        x = end + 20
    return drawn, frame
