"""To fill the scaffolds of `templates/scaffolds/`: the project's own first, then those of the wheel."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined

_PLAIN = re.compile(r"[^\W\d_][\w ./()（）、，。+-]*[\w)）。]|[^\W\d_]")
_AMBIGUOUS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "none", "y", "n"))
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def scaffolds(root: Path | None = None) -> Environment:
    """The environment of the scaffolds, which write YAML and Markdown, where HTML escapes have no place."""
    loaders: list[BaseLoader] = [FileSystemLoader(root / "templates" / "scaffolds")] if root else []
    env = Environment(
        loader=ChoiceLoader([*loaders, FunctionLoader(_shipped)]),
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters |= {"yaml": scalar, "comment": comment}
    return env


def _shipped(name: str) -> str | None:
    found = files("prdkit.templates").joinpath("scaffolds", *name.split("/"))
    return found.read_text("utf-8") if found.is_file() else None


def printable(text: str) -> bool:
    """Whether a text holds nothing that YAML forbids."""
    return _UNPRINTABLE.search(text) is None


def scalar(value: object) -> str:
    """A value as it stands after a key in YAML, in quotes where a reader could take it for something else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, date)):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {scalar(item)}" for key, item in value.items()) + "}"
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _AMBIGUOUS:
        return text
    return json.dumps(text, ensure_ascii=False)


def comment(text: str) -> str:
    """A text inside an HTML comment, which nothing in it can end."""
    return f"<!-- {text.replace('--', '–')} -->"


def working_days(start: date, number: int) -> date:
    """The day a number of working days after a day, or before it."""
    return next(day for count, day in enumerate(_weekdays(start, number < 0)) if count == abs(number))


def _weekdays(start: date, back: bool) -> Iterator[date]:
    day = start
    while True:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=-1 if back else 1)
