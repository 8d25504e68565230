"""To see what the paths of documents have in common: folders, fixed names, numbers."""

import re
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

_NUMBERED = re.compile(r"(?P<head>[^\W\d_]*[-_ .#]?)(?P<number>\d+)(?P<tail>(?:[-_. ].*)?)", re.DOTALL)
_FIXED = frozenset(("readme", "index"))
_SPECIAL = re.compile(r"([\\*?\[\]])")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\x80-\uffff\U00010000-\U0010ffff]|[\x7f-\x9f\ud800-\udfff\u2028\u2029]")


class Part(NamedTuple):
    """A folder's or file's name: fixed letters, then a number where `numbered`, then anything where `tail`."""

    head: str
    numbered: bool = False
    tail: bool = False
    suffix: str = ""


Shape: TypeAlias = tuple[Part, ...]
ANY = Part("", tail=True)
"""A folder of any name."""


def shape(path: str) -> Shape:
    """The shape of a path.

    A file below a numbered folder keeps its name, since it stands there in each of them, unless it has a number
    itself: then the folder may be a year.
    """
    pure = PurePosixPath(path)
    folders = tuple(_part(name, "") or Part(name) for name in pure.parent.parts)
    fixed = any(part.numbered for part in folders) or pure.stem.lower() in _FIXED
    own = _part(pure.stem, pure.suffix)
    name = Part(pure.stem, suffix=pure.suffix) if fixed else Part("", tail=True, suffix=pure.suffix)
    return (*folders, own or name)


def _part(name: str, suffix: str) -> Part | None:
    """The part that a name with a number is."""
    found = _NUMBERED.fullmatch(name)
    return Part(found["head"], numbered=True, tail=bool(found["tail"]), suffix=suffix) if found else None


class Number(NamedTuple):
    """The numbered name in a path: letters before the number, the number as written, what follows it."""

    head: str
    number: str
    tail: str


def number(path: str) -> Number | None:
    """The innermost numbered name in a path."""
    pure = PurePosixPath(path)
    for name in (pure.stem, *reversed(pure.parent.parts)):
        found = _NUMBERED.fullmatch(name)
        if found:
            return Number(found["head"], found["number"], found["tail"])
    return None


def is_numbered(of: Shape) -> bool:
    """Whether a number stands in the paths of a shape."""
    return any(part.numbered for part in of)


def head(of: Shape) -> str:
    """The letters before the innermost number of a shape."""
    return next((part.head for part in reversed(of) if part.numbered), "")


def glob(of: Shape, *, digits: bool = False) -> str:
    """The pattern, as of .gitignore, that paths of a shape match; with `digits` a number must stand where one does."""
    made = "/".join(_glob(part, digits=digits) for part in of)
    return f"/{made}" if len(of) == 1 or made[:1] in ("!", "#") else made


def _glob(part: Part, *, digits: bool) -> str:
    star = "[0-9]*" if part.numbered and digits else "*" if part.numbered or part.tail else ""
    return escaped(part.head) + star + escaped(part.suffix)


def escaped(name: str) -> str:
    """A name inside a pattern; a character that no file of settings can hold becomes `?`."""
    return _UNPRINTABLE.sub("?", _SPECIAL.sub(r"\\\1", name))
