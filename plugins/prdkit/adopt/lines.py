"""To write YAML as by hand: short entries on one line, and what speaks for each as a comment beside it."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from prdkit.adopt.words import shown
from prdkit.edit.scalars import spell, spell_key

_WIDEST = 108
_FURTHEST = 72
"""Behind a line that is longer a comment follows at once."""


class Line(NamedTuple):
    """One line without its comment, and the comment."""

    text: str
    note: str = ""


def entry(key: str, value: Any, note: str = "", *, indent: int = 0, off: bool = False) -> list[Line]:
    """The lines of a key with its value; `off` makes a comment of them, for somebody to take the `#` away."""
    made = _entry(spell_key(key), value, indent)
    if off:
        made = [f"{' ' * indent}# {text[indent:]}" for text in made]
    return [Line(made[0], note), *map(Line, made[1:])]


def _entry(name: str, value: Any, indent: int) -> list[str]:
    lead = " " * indent
    if value is None:
        return [f"{lead}{name}:"]
    flat = f"{lead}{name}: {flow(value)}"
    if not value or isinstance(value, (str, bool, int)) or width(flat) <= _WIDEST:
        return [flat]
    if isinstance(value, Mapping):
        return [
            f"{lead}{name}:",
            *(text for key, inner in value.items() for text in _entry(spell_key(key), inner, indent + 2)),
        ]
    return _wrapped(f"{lead}{name}: [", [flow(item) for item in value], lead + "  ")


def flow(value: Any) -> str:
    """A value on one line; text in single quotes where it needs any and they do, as patterns are easier to read so."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{spell_key(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    bare = spell(value)
    return spell(value, "'") if bare.startswith('"') and "\\" in value and "'" not in value else bare


def _wrapped(opening: str, items: Sequence[str], lead: str) -> list[str]:
    """A list between brackets over several lines."""
    made, line = [], opening
    for number, item in enumerate(items):
        piece = item + ("]" if number == len(items) - 1 else ",")
        if width(line) + width(piece) + 1 > _WIDEST and line != opening:
            made.append(line)
            line = lead + piece
        else:
            line += piece if line == opening else f" {piece}"
    return [*made, line]


def comment(text: str, indent: int = 0) -> Line:
    """A line that is a comment."""
    return Line(f"{' ' * indent}# {shown(text, 160)}")


def written(lines: Iterable[Line]) -> str:
    """The text of lines, the comments of neighbours one below the other."""
    made: list[str] = []
    for noted, group in groupby(lines, key=lambda line: bool(line.note)):
        held = list(group)
        column = max((width(line.text) for line in held if width(line.text) <= _FURTHEST), default=0)
        for line in held:
            gap = " " * max(column - width(line.text), 0)
            made.append(f"{line.text}{gap}  # {shown(line.note, 120)}" if noted else line.text)
    return "\n".join((*made, ""))


def width(text: str) -> int:
    """How many columns a text takes in an editor; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
