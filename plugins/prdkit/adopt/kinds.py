"""To guess the type of a field from all values that documents give it; where nothing is sure, there is no type."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any, NamedTuple, TypeAlias

from prdkit.adopt.order import usual_order
from prdkit.adopt.references import Names, reference
from prdkit.adopt.words import fold, is_plain, words
from prdkit.reading.yaml import Quoted, Value

Spec: TypeAlias = dict[str, Any]
"""What a type's file says of a field."""

_NEARLY_ALL = 0.98
_DEEPEST = 3
_MOST_KEYS = 12
_MOST_VALUES = 16
_LONGEST_VALUE = 40
_COMMA = re.compile("[,，、]")


class Guess(NamedTuple):
    """What a field seems to be, and what speaks for it in a few words."""

    spec: Spec
    note: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What may stand in a value without being one: words for "none", words and template values to be filled in.

    `documents` says for each type what its documents are called.
    """

    none: frozenset[str] = frozenset()
    placeholders: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()
    documents: Mapping[str, Names] = field(default_factory=dict)

    def is_unfilled(self, value: str) -> bool:
        """Whether a text stands in the place of a value."""
        return value.strip().casefold() in self.placeholders or value.strip() in self.hints


_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_DAY_AND_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_URL = re.compile(r"https?://[^\s<>\"]+")
_VERSION = re.compile(r"v?\d+(?:\.\d+)+(?:[-+][0-9A-Za-z.-]+)?")
_SLUG = re.compile(r"[\w.-]+")
_INT = re.compile(r"0|[1-9]\d{0,8}")


def _is_moment(text: str) -> bool:
    return bool(_DATE.fullmatch(text) or _is_datetime(text))


def _is_datetime(text: str) -> bool:
    if not _DAY_AND_TIME.fullmatch(text):
        return False
    try:
        return datetime.fromisoformat(text) is not None
    except ValueError:
        return True  # an hour that no clock has is what the check is for


def _is_int(text: str) -> bool:
    return not isinstance(text, Quoted) and bool(_INT.fullmatch(text))


_SCALARS: tuple[tuple[str, Callable[[str], object], int], ...] = (
    ("bool", lambda text: not isinstance(text, Quoted) and text in ("true", "false"), 3),
    ("date", _DATE.fullmatch, 2),
    ("datetime", _is_datetime, 2),
    ("moment", _is_moment, 2),
    ("url", _URL.fullmatch, 2),
    ("int", _is_int, 5),
    ("version", _VERSION.fullmatch, 5),
)
"""Types that a text shows by its form, each with the number of values that it takes to be sure."""


def guess(key: str, values: Sequence[Value], known: Known, depth: int = 0) -> Guess:
    """What the values of one key have in common. Empty ones say nothing and are passed by."""
    filled = [value for value in values if not _is_blank(value)]
    texts = [value for value in filled if isinstance(value, str)]
    told = [text for text in texts if text.strip().casefold() not in known.none]
    real = [text for text in told if not known.is_unfilled(text)]
    more: Spec = {"none": True} if len(told) < len(texts) else {}
    count = len(filled) - len(texts) + len(real)
    if not count:
        return Guess({})
    if len(real) >= _NEARLY_ALL * count:
        made = _of_texts(key, real, known)
    elif sum(isinstance(value, list) for value in filled) + len(real) >= _NEARLY_ALL * count:
        made = _of_lists(key, filled, real, known, depth)
    elif sum(isinstance(value, dict) for value in filled) >= _NEARLY_ALL * count:
        made = _of_maps([value for value in filled if isinstance(value, dict)], known, depth)
    else:
        return Guess({}, _mixture(filled))
    return Guess({**made.spec, **more}, made.note) if made.spec else made


def _is_blank(value: Value) -> bool:
    return value is None or not (value.strip() if isinstance(value, str) else value)


def _mixture(values: Iterable[Value]) -> str:
    """Of what kinds values are."""
    counted = Counter(
        "lists" if isinstance(value, list) else "mappings" if isinstance(value, dict) else "text" for value in values
    )
    return ", ".join(f"{name} in {number}" for name, number in counted.most_common())


def _of_texts(key: str, texts: Sequence[str], known: Known) -> Guess:
    items = [part for text in texts for part in split(text)]
    by_comma = len(items) > len(texts)
    found = reference(key, items if by_comma else texts, known.documents)
    if found:
        return Guess({"type": "list", "split": True, "items": found} if by_comma else found)
    scalar = _scalar(texts)
    if scalar:
        return Guess({"type": scalar})
    if fold(key) in words().roles["owner"]:
        return Guess({"type": "text"})  # whoever comes next is no fault
    chosen = choices(texts)
    if chosen:
        return Guess({"type": "enum", "values": chosen})
    if by_comma and sum(bool(_COMMA.search(text)) for text in texts) * 5 >= len(texts):
        inner = _scalar(items)
        chosen = choices(items)
        if inner or chosen:
            item: Spec = {"type": inner} if inner else {"type": "enum", "values": chosen}
            return Guess({"type": "list", "split": True, "items": item})
    return Guess({"type": "text"})


def split(text: str) -> list[str]:
    """The items of a comma text."""
    return [part.strip() for part in _COMMA.split(text) if part.strip()]


def _scalar(texts: Sequence[str]) -> str:
    """The type that the form of nearly all texts shows, empty for none."""
    for name, fits, least in _SCALARS:
        if len(texts) >= least and sum(bool(fits(text)) for text in texts) >= _NEARLY_ALL * len(texts):
            return name
    return ""


def choices(texts: Sequence[str]) -> list[str]:
    """The few values that stand again and again, the most frequent first; none where they are no closed set.

    A rare value that is nearly a frequent one is left out: it is that one, misspelt.
    """
    counted = Counter(texts)
    few = 2 <= len(counted) <= _MOST_VALUES and len(texts) >= 8 and len(texts) >= 4 * len(counted)
    single = sum(number == 1 for number in counted.values())
    short = all(is_plain(text) and len(text) <= _LONGEST_VALUE for text in counted)
    if not few or not short or single * 3 > len(counted):
        return []
    return without_slips(counted)


def without_slips(counted: "Counter[str]") -> list[str]:
    """Values by frequency, without those that are a misspelling of one that is ten times as frequent."""
    ordered = [text for text, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
    return [text for text in ordered if not any(_is_slip(text, other, counted) for other in ordered)]


def _is_slip(text: str, other: str, counted: "Counter[str]") -> bool:
    if counted[other] < 10 * counted[text]:
        return False
    if text.casefold() == other.casefold():
        return True
    return len(text) > 3 and SequenceMatcher(None, text, other, autojunk=False).ratio() >= 0.85


def _of_lists(key: str, filled: Sequence[Value], texts: Sequence[str], known: Known, depth: int) -> Guess:
    lists = [value for value in filled if isinstance(value, list)]
    items: list[Value] = [item for value in lists for item in value]
    by_comma = any(_COMMA.search(text) for text in texts)
    items += [part for text in texts for part in (split(text) if by_comma else [text])]
    spec: Spec = {"type": "list"}
    if texts:
        spec["split" if by_comma else "one_or_many"] = True
    if depth >= _DEEPEST:
        return Guess(spec)
    told = [item for item in items if isinstance(item, str)]
    found = reference(key, told, known.documents) if len(told) == len(items) else {}
    inner = Guess(found) if found else guess(key, items, known, depth + 1)
    if inner.spec and not (by_comma and inner.spec.get("type") == "text"):
        spec["items"] = inner.spec
    elif by_comma and len(told) == len(items):
        spec["items"] = {"type": "text"}
    return Guess(spec, inner.note if inner.spec else "")


def _of_maps(maps: Sequence[Mapping[str, Value]], known: Known, depth: int) -> Guess:
    counted = Counter(key for one in maps for key in one)
    again = sum(times > 1 for times in counted.values())
    fixed = len(counted) <= _MOST_KEYS and 3 * again >= 2 * len(counted) and all(map(is_plain, counted))
    if fixed and depth < _DEEPEST and 2 * max(counted.values()) >= len(maps):
        return Guess({"fields": {key: _inner(key, maps, known, depth) for key in usual_order([list(m) for m in maps])}})
    spec: Spec = {"type": "mapping"}
    if not all(_SLUG.fullmatch(key) for key in counted):
        spec["keys"] = {"type": "text"}
    values = [value for one in maps for value in one.values()]
    form = _scalar([value for value in values if isinstance(value, str)])
    if form and all(isinstance(value, str) for value in values):
        spec["values_of"] = {"type": form}
    return Guess(spec, f"{len(counted)} different keys")


def _inner(key: str, maps: Sequence[Mapping[str, Value]], known: Known, depth: int) -> Spec:
    values = [one[key] for one in maps if key in one]
    return joined(guess(key, values, known, depth + 1).spec, demand(len(values), values, len(maps)).spec)


def joined(seen: Spec, told: Spec) -> Spec:
    """What a value is and whether it must be there, in the order that people write them."""
    first = {key: value for key, value in seen.items() if key == "type"}
    return {**first, **told, **{key: value for key, value in seen.items() if key != "type"}}


def demand(given: int, values: Sequence[Value], documents: int) -> Guess:
    """Whether a key must be there, and may be empty."""
    blank = sum(map(_is_blank, values))
    note = f"in all {documents}" if given == documents else f"in {given} of {documents}"
    note += ", always empty" if blank == given else f", {blank} of them empty" if blank else ""
    if documents < 5 or given < 0.97 * documents:
        return Guess({}, note)
    if given - blank >= 0.97 * documents:
        return Guess({"required": True}, note)
    if given == documents or 2 * blank <= given:
        return Guess({"required": True, "empty": True}, note)
    return Guess({}, note)
