"""To write the marks of a state diagram: boxes, arrows, loops, words and the legend."""

import re
from collections.abc import Iterable, Sequence

from prdkit.blocks.diagram import StateShape
from prdkit.render.diagram_layout import Line, Rect
from prdkit.render.diagram_shapes import (
    CLOCK,
    EVENT_LINE,
    EVENT_TEXT,
    KINDS,
    LOOP,
    STATE_LINE,
    STATE_ROOM,
    STATE_TEXT,
    Bundle,
    named,
)
from prdkit.render.diagram_text import clean, lines, width
from prdkit.render.svg import headed, path, words

# The drawing as a whole is outlines; what is filled says so, with or without a style sheet.
_FILLED = 'fill="currentColor" stroke="none"'
_UNSAFE_LINK = re.compile(r"(?!https?:)[^/?#]*:", re.IGNORECASE)


def start(dot: Rect, route: Sequence[Line]) -> str:
    """The dot before an initial state, and its arrow."""
    half = dot.width // 2
    circle = f'<circle cx="{dot.x + half}" cy="{dot.y + half}" r="{half}" {_FILLED}/>'
    return f'<g class="prd-edge prd-edge--start">{circle}{_arrow(route)}</g>'


def state(shape: StateShape, box: Rect) -> str:
    """The box of a state: a second border when it is final, a clock when it waits."""
    name = named(shape)
    shown = lines(name, STATE_TEXT, STATE_ROOM)
    middle, centre = box.x + box.width // 2, box.y + box.height // 2
    inside = _rect(box, 9, "prd-state__box")
    if shape.final:
        inside += _rect(Rect(box.x + 4, box.y + 4, box.width - 8, box.height - 8), 6, "prd-state__inner")
    if shape.kind == "waiting":
        middle += CLOCK // 2
        inside += _clock(middle - round(max(width(line, STATE_TEXT) for line in shown)) // 2 - 12, centre)
    inside += _text(shown, middle, centre, STATE_TEXT, STATE_LINE)
    if shown[-1].endswith("…"):
        inside += f"<title>{words(name)}</title>"
    return f'<g class="{_state_class(shape)}">{_link(shape.href, None, inside)}</g>'


def arrow(bundle: Bundle, label: Rect | None, route: Sequence[Line]) -> str:
    """The arrow of some transitions, through their events."""
    captions = _captions(bundle, label) if label else ""
    return f'<g class="prd-edge prd-edge--{bundle.path}">{_arrow(route)}{captions}</g>'


def loops(bundles: Iterable[Bundle], box: Rect) -> str:
    """The arrows from a state to itself, one below the other on its right."""
    found = list(bundles)
    side, top = box.x + box.width, box.y + (box.height - sum(map(loop_height, found))) // 2
    drawn = ""
    for bundle in found:
        middle = top + loop_height(bundle) // 2
        wide, tall = bundle.size
        line = ((side, middle - 8), (side + LOOP, middle - 8), (side + LOOP, middle + 8), (side, middle + 8))
        drawn += arrow(bundle, Rect(side + LOOP + 4, middle - tall // 2, wide, tall), [line])
        top += loop_height(bundle)
    return drawn


def loop_height(bundle: Bundle) -> int:
    """How much of its state's side an arrow takes that leads back to it."""
    return max(26, bundle.size[1] + 4)


def legend_entry(road: str, said: str, x: int, y: int) -> str:
    """A short arrow and what it stands for."""
    text = f'<text x="{x + 36}" y="{y + 4}" text-anchor="start" {_FILLED}>{words(said)}</text>'
    line = _arrow([((x, y), (x + 28, y))])
    return f'<g class="prd-diagram__legend prd-edge prd-edge--{road}">{line}{text}</g>'


def _state_class(shape: StateShape) -> str:
    kind = shape.kind if shape.kind in KINDS else "normal"
    flags = (" prd-state--initial" if shape.initial else "") + (" prd-state--final" if shape.final else "")
    return f"prd-state prd-state--{kind}{flags}"


def _arrow(route: Sequence[Line]) -> str:
    last, head = headed(route[-1])
    drawn = "".join(path(line) for line in (*route[:-1], last))
    return f'<path d="{drawn}"/><path class="prd-edge__head" d="{head}" {_FILLED}/>'


def _captions(bundle: Bundle, label: Rect) -> str:
    ends = f"{named(bundle.source)} → {named(bundle.target)}"
    top = label.y + 1
    drawn = ""
    for edge, shown in bundle.captions:
        tall = len(shown) * EVENT_LINE
        plate = Rect(label.x, top, label.width, tall)
        text = _text(shown, label.x + label.width // 2, top + tall // 2, EVENT_TEXT, EVENT_LINE)
        drawn += _link(edge.href, f"{ends}: {clean(edge.label)}", _rect(plate, 4, "prd-edge__plate") + text)
        top += tall
    return drawn


def _text(shown: Sequence[str], middle: int, centre: int, size: int, step: int) -> str:
    first = centre + (size * 36 - (len(shown) - 1) * step * 50) // 100
    sized = f'font-size="{size}" ' if size != EVENT_TEXT else ""
    if len(shown) == 1:
        return f'<text x="{middle}" y="{first}" {sized}{_FILLED}>{words(shown[0])}</text>'
    rows = "".join(
        f'<tspan x="{middle}" y="{first + row * step}">{words(line)}</tspan>' for row, line in enumerate(shown)
    )
    return f"<text {sized}{_FILLED}>{rows}</text>"


def _rect(rect: Rect, corner: int, name: str) -> str:
    x, y, wide, tall = rect
    bare = ' stroke="none"' if name == "prd-edge__plate" else ""
    return f'<rect class="{name}" x="{x}" y="{y}" width="{wide}" height="{tall}" rx="{corner}"{bare}/>'


def _clock(x: int, y: int) -> str:
    return f'<path class="prd-state__clock" d="M{x - 6} {y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M{x} {y - 4}v4l3 1"/>'


def _link(href: str | None, name: str | None, inside: str) -> str:
    """A link where there is an address that no reader needs to fear.

    It is written `xlink:href`: scripts of themes take everything with `href` for a link of HTML, and fail.
    """
    address = clean(href or "").replace(" ", "%20")
    if not address or _UNSAFE_LINK.match(address):
        return inside
    heard = f' aria-label="{words(name)}"' if name else ""
    return f'<a xlink:href="{words(address)}"{heard}>{inside}</a>'
