"""To take numbers, and values of no declared type."""

import math
import re
from typing import Any

from prdkit.config.fields import Field
from prdkit.config.values.making import Making
from prdkit.config.values.report import Converter, Report, Unfit
from prdkit.config.values.text import text_of
from prdkit.config.values.words import called, clipped, range_of, said, wanted
from prdkit.reading.problem import Path
from prdkit.reading.yaml import Quoted, Value

_NUMBER = re.compile(r"[-+]?\d+(?:_\d+)*(?:\.\d+)?(?:[eE][-+]?\d+)?")
_MOST_DIGITS = 30


def number(spec: Field, making: Making) -> Converter:  # noqa: ARG001
    """A number, or a whole one, between its limits."""
    whole = spec.type == "int"

    def convert(value: Any, at: Path, report: Report) -> int | float:
        word = text_of(spec, value, at, report)
        _need_number(spec, value, word, at, report)
        made = float(word)
        low, high = spec.minimum, spec.maximum
        if (low is not None and made < low) or (high is not None and made > high):
            report.wrong(at, "range", f"{said(spec, at, word)} is outside {range_of(spec)}")
        return int(made) if whole or (made.is_integer() and "." not in word) else made

    return convert


def _need_number(spec: Field, value: Any, word: str, at: Path, report: Report) -> None:
    """Report what is no number, or one that nobody counts with."""
    whole = spec.type == "int"
    if isinstance(value, Quoted) or not _NUMBER.fullmatch(word) or (whole and "." in word):
        hint = _number_hint(word, f"{called(spec, at)}: ", whole)
        shown = f'"{clipped(word)}"' if isinstance(value, Quoted) else word
        report.wrong(at, "wrong-type", f"{said(spec, at, shown)} is not {wanted(spec)}", hint)
        raise Unfit
    if _too_long(word):
        hint = f"Write a number of at most {_MOST_DIGITS} digits, or keep it as text in an `x-` field."
        shown = word if len(word) <= _MOST_DIGITS else f"{word[:_MOST_DIGITS]}…"
        report.wrong(at, "range", f"{said(spec, at, shown)} is too large or too long a number", hint)
        raise Unfit


def _too_long(word: str) -> bool:
    """Whether a number is not finite, or has more digits than anybody counts with."""
    if len(word) > 2 * _MOST_DIGITS or sum(map(str.isdigit, word)) > _MOST_DIGITS:
        return True
    return not math.isfinite(made := float(word)) or abs(made) >= 10.0**_MOST_DIGITS


def _number_hint(word: str, key: str, whole: bool) -> str:
    """How to write a number that stands in quotes, with a sign behind it, or as a word."""
    bare = word.strip().rstrip("%％").strip()
    if bare != word.strip() and _NUMBER.fullmatch(bare):
        return f"Write `{bare}`, without `%`."
    if _NUMBER.fullmatch(word) and not (whole and "." in word):
        return f"Write it without quotes: `{key}{word}`."
    return f"Write a {'whole ' if whole else ''}number, such as `3`."


def untyped(value: Value) -> Any:
    """A value without a declared type, by YAML 1.2's core schema: true, false, numbers, else text."""
    if isinstance(value, list):
        return [untyped(item) for item in value]
    if isinstance(value, dict):
        return {key: untyped(item) for key, item in value.items()}
    if value is None or isinstance(value, Quoted):
        return value if value is None else str(value)
    if value in ("true", "false"):
        return value == "true"
    if _NUMBER.fullmatch(value) and not re.match(r"[-+]?0\d", value) and not _too_long(value):
        return float(value) if "." in value or "e" in value.lower() else int(value.replace("_", ""))
    return value


def anything(spec: Field, making: Making) -> Converter:  # noqa: ARG001
    """Any value."""
    return lambda value, _at, _report: untyped(value)


def as_written(spec: Field, making: Making) -> Converter:  # noqa: ARG001
    """Any value, its scalars as the text that stands there: `1.10` is not `1.1`."""
    return lambda value, _at, _report: value
