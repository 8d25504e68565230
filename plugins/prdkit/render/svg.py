"""To write text, lines and arrow heads for an SVG, on whole pixels."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

Point = tuple[int, int]

HEAD = 8
CORNER = 7


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """Text escaped for an element's content or a quoted attribute."""
    return escape(text)


def path(points: Sequence[Point]) -> str:
    """The `d` of a line through points, its corners rounded."""
    (x, y), (end_x, end_y) = points[0], points[-1]
    drawn = f"M{x} {y}"
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        room = min(CORNER, _length(before, here) // 2, _length(here, after) // 2)
        (x, y), (u, v), (p, q) = _towards(here, before, room), here, _towards(here, after, room)
        drawn += f"L{x} {y}Q{u} {v} {p} {q}"
    return f"{drawn}L{end_x} {end_y}"


def headed(points: Sequence[Point]) -> tuple[list[Point], str]:
    """A line cut short where its arrow head begins, and the `d` of that head."""
    before, (x, y) = points[-2], points[-1]
    u, v = _towards(points[-1], before, min(HEAD, _length(before, points[-1])))
    across, along = (v - y) // 2, (u - x) // 2
    return [*points[:-1], (u, v)], f"M{x} {y}L{u + across} {v - along} {u - across} {v + along}Z"


def _length(start: Point, end: Point) -> int:
    return abs(end[0] - start[0]) + abs(end[1] - start[1])


def _towards(start: Point, end: Point, by: int) -> Point:
    across, along = end[0] - start[0], end[1] - start[1]
    whole = abs(across) + abs(along) or 1
    return start[0] + across * by // whole, start[1] + along * by // whole
