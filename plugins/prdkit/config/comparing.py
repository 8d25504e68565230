"""To put values of a front matter in an order: numbers, days and moments, versions."""

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple

from prdkit.reading.yaml import Quoted

_LONGEST = 80
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?P<time>[Tt ].+)?")
_VERSION = re.compile(
    r"[vV]?(?P<release>\d+(?:\.\d+)*)(?:\.[xX*])?"
    r"(?:(?:[-_.]?(?P<word>[A-Za-z][0-9A-Za-z.-]*))|-(?P<digits>\d[0-9A-Za-z.-]*))?(?:\+[0-9A-Za-z.-]*)?"
)
_PIECE = re.compile(r"\d+|[A-Za-z]+")
_ALIKE = {"a": "alpha", "b": "beta", "c": "rc", "pre": "rc", "preview": "rc", "dev": ""}
"""Words for stages before a release, as what they are ordered by."""
_AFTER = frozenset(("post", "patch", "p", "r", "rev"))
_BEFORE, _RELEASE, _LATER = range(3)


class Rankable(NamedTuple):
    """A value as everything that it may be compared as; None where it is none of that kind.

    `day` goes with `moment` where an hour is told, in UTC where it tells no zone.
    """

    number: float | None = None
    day: date | None = None
    moment: datetime | None = None
    version: tuple[Any, ...] | None = None


_NOTHING = Rankable()


def order(one: Rankable, other: Rankable) -> int | None:
    """-1, 0 or 1 as one value is less than, equal to or more than another; None where they cannot be compared."""
    if one.number is not None and other.number is not None:
        return _sign(one.number, other.number)
    if one.moment is not None and other.moment is not None:
        return _sign(one.moment, other.moment)
    if one.day is not None and other.day is not None:
        return _sign(one.day, other.day)
    if one.version is not None and other.version is not None:
        return _sign(one.version, other.version)
    return None


def _sign(one: Any, other: Any) -> int:
    return int(one > other) - int(one < other)


def rankable(value: Any, *, typed: bool = False) -> Rankable:
    """A value to compare. Text of a field with a type is no number, however it looks: `1.9` is before `1.20` there."""
    if isinstance(value, str):
        return _of_text(str(value), typed or isinstance(value, Quoted)) if len(value) <= _LONGEST else _NOTHING
    if isinstance(value, datetime):
        return _of_moment(value)
    if isinstance(value, date):
        return Rankable(day=value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Rankable(number=value, version=_version(str(value)))
    return _NOTHING


@lru_cache(maxsize=4096)
def _of_text(text: str, typed: bool) -> Rankable:
    text = text.strip()
    if told := _DAY.fullmatch(text):
        return _of_day(text, bool(told["time"]))
    number = float(text) if not typed and _NUMBER.fullmatch(text) else None
    return Rankable(number=number, version=_version(text))


def _of_day(text: str, timed: bool) -> Rankable:
    try:
        return _of_moment(datetime.fromisoformat(text)) if timed else Rankable(day=date.fromisoformat(text))
    except ValueError:
        return _NOTHING


def _of_moment(moment: datetime) -> Rankable:
    try:
        told = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        told = datetime.combine(moment.date(), time(), UTC)
    return Rankable(day=moment.date(), moment=told)


def _version(text: str) -> tuple[Any, ...] | None:
    found = _VERSION.fullmatch(text)
    if found is None:
        return None
    release = [int(piece) for piece in found["release"].split(".")]
    while len(release) > 1 and not release[-1]:
        release.pop()
    pieces = _PIECE.findall((found["word"] or found["digits"] or "").lower())
    stage = _RELEASE if not pieces else _LATER if pieces[0] in _AFTER else _BEFORE
    return tuple(release), stage, tuple(map(_piece, pieces))


def _piece(piece: str) -> tuple[bool, int, str]:
    """A piece of what follows a release: numbers come before words, `alpha` before `beta` before `rc`."""
    return (False, int(piece), "") if piece.isdigit() else (True, 0, _ALIKE.get(piece, piece))
