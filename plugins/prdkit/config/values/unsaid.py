"""To know values that say nothing: words for "none", placeholders, and hints of a template left in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from prdkit.config.fields import Field
from prdkit.config.values.report import Converter, Report, Unfit
from prdkit.config.values.words import called, clipped
from prdkit.reading.problem import Path

_BRACKETS = ("()", "<>", "[]", "{}", "（）", "【】", "《》", "「」", "［］", "｛｝")
_TO_FILL = re.compile(
    r"\b(?:TBD|TBC|TODO|FIXME|XXX+|Y{2,4}(?:[-/.年]?M{1,2})?)\b|[Yy]{4}[-/.]?[Mm]{2}|待补|待補|待定|填写|填寫"
)
_TRIM = " \t.。…:：!！"

Left = frozenset[tuple[tuple[str, ...], str]]
"""The values of a template that are hints: the keys that lead to each, and its words."""


@dataclass(frozen=True)
class Unsaid:
    """What counts as no value in the documents of a type.

    `placeholders` are words and `patterns` regular expressions for a whole value; both are empty where nobody
    is to be told of them. `left` are the hints of the type's template.
    """

    none: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    left: Left = field(default_factory=frozenset)

    @cached_property
    def _none(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.none)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.placeholders)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(re.compile, self.patterns))

    @property
    def tells(self) -> bool:
        """Whether there are placeholders to tell of."""
        return bool(self.placeholders or self.patterns or self.left)

    def is_none(self, value: Any) -> bool:
        """Whether a raw value is a word for "none", or a list of one."""
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        return isinstance(value, str) and value.strip().casefold() in self._none

    def fault(self, word: str, at: Path) -> str:
        """What is said of a value that is a placeholder; empty for every other."""
        plain = " ".join(word.split())
        if (tuple(step for step in at if isinstance(step, str)), plain) in self.left:
            return "is the hint of the template"
        folded = plain.casefold()
        if folded in self._words or _bare(folded) in self._words:
            return "is a placeholder"
        return "is a placeholder" if any(one.fullmatch(plain) for one in self._patterns) else ""


def _bare(folded: str) -> str:
    """A word without the brackets around it and the stops behind it."""
    inner = folded[1:-1] if folded[:1] + folded[-1:] in _BRACKETS else folded
    return inner.strip(_TRIM)


def heeding(unsaid: Unsaid, spec: Field, convert: Converter) -> Converter:
    """A converter that first looks whether a value says anything."""
    knows_none = spec.none and bool(unsaid.none)
    if not (unsaid.tells or knows_none):
        return convert
    meant = frozenset(_allowed(spec))

    def heed(value: Any, at: Path, report: Report) -> Any:
        if knows_none and unsaid.is_none(value):
            raise Unfit
        if isinstance(value, str) and value.strip() not in meant and (fault := unsaid.fault(value, at)):
            hint = (
                "Write what belongs there, or take the key away." if not spec.required else "Write what belongs there."
            )
            report.wrong(at, "placeholder", f"`{called(spec, at)}: {clipped(value)}` {fault}", hint)
            raise Unfit
        return convert(value, at, report)

    return heed


def _allowed(spec: Field) -> Iterator[str]:
    """The words that a field lists: these are values even where a template holds them."""
    yield from spec.values
    for inner in (*spec.any_of, *((spec.items,) if spec.items else ())):
        yield from _allowed(inner)


def hints(values: Mapping[str, Any], fields: Mapping[str, Field]) -> Left:
    """What an author is to replace in the front matter of a template, under every spelling of its keys."""
    found = ((keys, " ".join(word.split())) for keys, word in _texts(values, ()))
    spellings = {name: (spec.name, *spec.aliases) for spec in fields.values() for name in (spec.name, *spec.aliases)}
    return frozenset(
        ((name, *keys[1:]), word)
        for keys, word in found
        if _is_hint(word)
        for name in spellings.get(keys[0], (keys[0],))
    )


def _texts(value: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*keys, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, keys)


def _is_hint(word: str) -> bool:
    """Whether a template's value asks to be replaced: in brackets, with words such as TODO, or several words."""
    if not word or len(word) < 2:
        return False
    return word[0] + word[-1] in _BRACKETS or bool(_TO_FILL.search(word)) or _is_spoken(word)


def _is_spoken(word: str) -> bool:
    """Whether a text is several words, which in Chinese no blanks part."""
    return len(word.split()) > 1 or len(re.findall(r"[㐀-鿿]", word)) > 4
