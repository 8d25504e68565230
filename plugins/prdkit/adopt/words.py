"""To know what fields, statuses and folders are often called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from prdkit.config.layers import read_layer

_JOINTS = re.compile(r"[\s_-]+")
_STRANGE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `templates/scaffolds/adopt/words.yml`, folded; `ranks` places a status on the line or beside it."""

    roles: Mapping[str, tuple[str, ...]]
    kinds: tuple[str, ...]
    references: frozenset[str]
    ranks: Mapping[str, int]
    side: frozenset[str]
    plain_folders: frozenset[str]
    templates: tuple[str, ...]


def fold(text: str) -> str:
    """A word as it is compared: in lower case, without blanks, `-` and `_`."""
    return _JOINTS.sub("", text).casefold()


def is_plain(text: str) -> bool:
    """Whether a name can stand in a configuration: short, on one line, without characters that nobody sees."""
    return 0 < len(text) <= _LONGEST and text == text.strip() and _STRANGE.search(text) is None


def shown(text: str, longest: int = 40) -> str:
    """A piece of a document inside a comment or a message, on one line."""
    words = _STRANGE.sub("?", " ".join(text.split()))
    return words if len(words) <= longest else words[: longest - 1] + "…"


@cache
def words() -> Words:
    """The words that the wheel ships."""
    path = files("prdkit.templates").joinpath("scaffolds", "adopt", "words.yml")
    raw: Any = read_layer("words.yml", path.read_bytes()).values
    rows = [*raw["line"], *raw["side"]]
    return Words(
        roles={role: tuple(map(fold, names)) for role, names in raw["roles"].items()},
        kinds=tuple(map(fold, raw["kinds"])),
        references=frozenset(map(fold, raw["references"])),
        ranks={fold(word): rank for rank, row in enumerate(rows) for word in row},
        side=frozenset(fold(word) for row in raw["side"] for word in row),
        plain_folders=frozenset(map(fold, raw["plain_folders"])),
        templates=tuple(map(fold, raw["templates"])),
    )
