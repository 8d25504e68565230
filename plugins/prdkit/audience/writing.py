"""To write a source anew: front matter of values, and a body under it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from prdkit.reading.source import Source
from prdkit.reading.yaml import Quoted, Value

_PLAIN = re.compile(r"[^\W\d_][\w ./+-]*[\w./+-]|[^\W_]|\d[\w.-]*", re.ASCII)
_CHINESE = re.compile(r"[\u4e00-\u9fff][\w\u4e00-\u9fff，。、；（）「」《》 .-]*")
_NULLS = frozenset(("null", "~", ""))


def written(source: Source, values: dict[str, Value], body: str) -> Source:
    """The same file with other front matter and another body, and nothing in it that it was not given."""
    has_any = bool(values) or source.has_front_matter
    front_matter = "".join(_mapping(values, 0)) if values else ""
    head = f"---\n{front_matter}---\n" if has_any else ""
    return replace(
        source,
        text=head + body,
        values=values,
        front_matter=front_matter,
        body=body,
        body_line=head.count("\n") + 1,
        has_front_matter=has_any,
        problems=(),
        yaml_line=2,
        beside=None,
    )


def _mapping(values: dict[str, Value], depth: int) -> Iterator[str]:
    for key, value in values.items():
        yield f"{'  ' * depth}{_word(key)}:{_behind(value, depth)}"


def _behind(value: Value, depth: int) -> str:
    """What stands behind a key: a word on its line, or lines below it."""
    if isinstance(value, dict):
        return "\n" + "".join(_mapping(value, depth + 1)) if value else " {}\n"
    if isinstance(value, list):
        return "\n" + "".join(_items(value, depth)) if value else " []\n"
    return " " + _word(value) + "\n" if value is not None else "\n"


def _items(values: list[Value], depth: int) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict) and value:
            lines = "".join(_mapping(value, depth + 1))
            yield f"{'  ' * depth}- {lines.lstrip(' ')}"
        elif isinstance(value, list) and value:
            yield f"{'  ' * depth}-\n{''.join(_items(value, depth + 1))}"
        else:
            yield f"{'  ' * depth}-{_behind(value, depth)}"


def _word(word: str | None) -> str:
    """A word as it may stand in YAML; quoted where it was, or where it would mean something else."""
    if word is None:
        return "null"
    bare = not isinstance(word, Quoted) and word.lower() not in _NULLS
    if bare and (_PLAIN.fullmatch(word) or _CHINESE.fullmatch(word)):
        return str(word)
    return json.dumps(word, ensure_ascii=False)
