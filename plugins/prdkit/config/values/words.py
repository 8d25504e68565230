"""To say in words what a value is and what its field wants."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from prdkit.config.fields import Field
from prdkit.reading.problem import Path

_LONG = 120
"""From so many characters on, a value is not repeated in full."""

_WANTED: Mapping[str, str] = {
    "localized": "text or a mapping by language",
    "int": "a whole number",
    "number": "a number",
    "bool": "`true` or `false`",
    "date": "a date (YYYY-MM-DD)",
    "datetime": "a date and time (YYYY-MM-DDThh:mm)",
    "moment": "a date (YYYY-MM-DD), with or without a time",
    "person": "a person of org.yml",
    "department": "a department of org.yml",
    "product": "a product of org.yml",
    "ref": "the id of a document",
    "url": "an address",
    "duration": "a duration such as `10m`, `2h`, `1d`",
    "time": "a time such as `10:00`",
    "list": "a list",
    "map": "`key: value` pairs",
    "mapping": "`key: value` pairs",
    "any": "a value",
}


def wanted(spec: Field) -> str:
    """What a field takes, in a few words."""
    if spec.any_of:
        return " or ".join(dict.fromkeys(wanted(one) for one in spec.any_of))
    if spec.type == "enum":
        return "one of " + known(spec.values)
    said = _WANTED.get(spec.type, "text")
    return f"{said} that matches `{spec.pattern}`" if spec.pattern and said == "text" else said


def example(spec: Field) -> str:
    """The field's example as a hint, where it has one."""
    return f"For example `{spec.name}: {spec.example}`." if isinstance(spec.example, str) else ""


def near(word: str, words: Iterable[Any]) -> str:
    """The known word that one was probably meant to be, as a question; else nothing."""
    folded = {str(one).casefold(): str(one) for one in words}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"Did you mean `{folded[close[0]]}`?" if close else ""


def known(words: Iterable[Any], limit: int = 12) -> str:
    """Some words, the first dozen of them."""
    listed = [f"`{word}`" for word in words]
    more = f" … ({len(listed)} in all)" if len(listed) > limit else ""
    return ", ".join(listed[:limit]) + more


def called(spec: Field, at: Path) -> str:
    """The name of a value as the file spells it: its key behind those it lies in, or the list it is an item of."""
    if not at:
        return spec.name
    if all(isinstance(step, str) for step in at):
        return ".".join(map(str, at))
    return next((str(step) for step in reversed(at) if isinstance(step, str)), spec.name)


def said(spec: Field, at: Path, word: str) -> str:
    """A value behind its name, as a message repeats it."""
    return f"`{called(spec, at)}: {clipped(word)}`"


def clipped(word: str) -> str:
    """A word, cut where it is long."""
    return word if len(word) <= _LONG else f"{word[:_LONG]}…"


def kind_of(value: Any) -> str:
    """What a raw value is, in words."""
    if value is None:
        return "empty"
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else f"`{clipped(value)}`"


def inside(at: Path) -> str:
    """Where a key stands, behind a message; nothing at the top."""
    if at and all(isinstance(step, str) for step in at):
        return f" in `{'.'.join(map(str, at))}`"
    holder = next((step for step in reversed(at) if isinstance(step, str)), "")
    return f" in `{holder}`" if holder else ""


def range_of(spec: Field) -> str:
    """The limits of a number or a count."""
    low = "" if spec.minimum is None else f"{spec.minimum:g}"
    high = "" if spec.maximum is None else f"{spec.maximum:g}"
    return f"{low}..{high}" if low and high else f"the minimum {low}" if low else f"the maximum {high}"
