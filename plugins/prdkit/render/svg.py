"""To write SVG elements, paths and arrow heads; every text and attribute is escaped here."""

from collections.abc import Sequence
from html import escape
from math import hypot

Point = tuple[float, float]

HEAD = 8.0


def element(name: str, *inside: str, **attributes: str | float | None) -> str:
    """An element of markup made by this module; `class_` and `font_size` stand for `class` and `font-size`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def words(text: str) -> str:
    """Clean text as the content of an element."""
    return escape(text, quote=False)


def number(value: float) -> str:
    """A coordinate to a tenth of a pixel, as short as it gets."""
    written = f"{value:.1f}"
    if written.endswith(".0"):
        written = written[:-2]
    return "0" if written == "-0" else written


def path(points: Sequence[Point], corner: float = 7.0) -> str:
    """The `d` of a line through points, its corners rounded."""
    steps = [f"M{_at(points[0])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        room = min(corner, _length(before, here) / 2, _length(here, after) / 2)
        steps.append(f"L{_at(_towards(here, before, room))}Q{_at(here)} {_at(_towards(here, after, room))}")
    return "".join([*steps, f"L{_at(points[-1])}"])


def headed(points: Sequence[Point]) -> tuple[list[Point], str]:
    """A line cut short where its arrow head begins, and the `d` of that head."""
    before, tip = points[-2], points[-1]
    base = _towards(tip, before, min(HEAD, _length(before, tip)))
    across, along = (base[1] - tip[1]) / 2, (base[0] - tip[0]) / 2
    left, right = (base[0] + across, base[1] - along), (base[0] - across, base[1] + along)
    return [*points[:-1], base], f"M{_at(tip)}L{_at(left)} {_at(right)}Z"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _length(start: Point, end: Point) -> float:
    return hypot(end[0] - start[0], end[1] - start[1])


def _towards(start: Point, end: Point, by: float) -> Point:
    whole = _length(start, end)
    share = by / whole if whole else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
