"""To turn the plain text of YAML into the values that a field wants, reporting what does not fit."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, TypeAlias

from prdkit.config.fields import LANGUAGES, Field, say
from prdkit.reading.problem import Key, Path, Problem
from prdkit.reading.yaml import Quoted, Value
from prdkit.reading.yaml_faults import FULL_COLON, FULL_COMMA, full_bracket, touching


@dataclass(slots=True)
class Report:
    """What converting met on its way: faults, and every mention of a document, a person, a department."""

    problems: list[Problem] = field(default_factory=list)
    mentions: list[tuple[Path, str, Field]] = field(default_factory=list)
    words: list[tuple[Path, str, Field]] = field(default_factory=list)

    def wrong(self, at: Path, fault: str, message: str, hint: str = "", *, key: bool = False) -> None:
        """Note a fault at a value, or at its key."""
        self.problems.append(Problem(Key(at) if key else at, message, hint, fault))


class Unfit(Exception):
    """The value does not fit its field and was reported; whoever holds it goes on without it."""


Converter: TypeAlias = Callable[[Any, Path, Report], Any]


def compile_field(spec: Field, definitions: Mapping[str, Field] | None = None) -> Converter:
    """A function (raw value, its path, report) → value, raising `Unfit` after reporting what is wrong."""
    return _Compiler(definitions or {}).field(spec)


_WORDS = frozenset(("person", "department", "product", "stage", "ref", "slug", "id", "enum", "version"))
"""Kinds of values that never hold a comma."""
_NUMBER = re.compile(r"[-+]?\d+(?:_\d+)*(?:\.\d+)?(?:[eE][-+]?\d+)?")
_MOST_DIGITS = 30
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DURATION = re.compile(r"\d+(?:\.\d+)?\s*(?:ms|s|m|min|h|d|w|mo|y|个月|天|小时|分钟)?")
_TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")
_SLUG = re.compile(r"[\w.-]+")
_URL = re.compile(r"(?:https?|mailto|tel):[^\s<>\"]+|(?:\.{0,2}/)?[^\s<>\":]+", re.IGNORECASE)


def text_of(spec: Field, value: Any, at: Path, report: Report) -> str:
    """The value as text; a list or mapping does not fit."""
    if isinstance(value, str):
        return value
    what = "a list" if isinstance(value, list) else "a mapping"
    report.wrong(at, "wrong-type", f"`{_called(spec, at)}` is {what}, but {_wanted(spec)} was wanted", _example(spec))
    raise Unfit


def _wanted(spec: Field) -> str:
    return {
        "localized": "text or a mapping by language",
        "int": "a whole number",
        "number": "a number",
        "bool": "`true` or `false`",
        "date": "a date (YYYY-MM-DD)",
        "person": "a person of org.yml",
        "department": "a department of org.yml",
        "product": "a product of org.yml",
        "ref": "the id of a document",
        "enum": "one of " + ", ".join(f"`{v}`" for v in spec.values),
        "url": "an address",
        "duration": "a duration such as `10m`, `2h`, `1d`",
        "time": "a time such as `10:00`",
    }.get(spec.type, "text")


def _example(spec: Field) -> str:
    return f"For example `{spec.name}: {spec.example}`." if isinstance(spec.example, str) else ""


def _near(word: str, known: Any) -> str:
    close = get_close_matches(word, [str(k) for k in known], n=1, cutoff=0.6)
    return f"Did you mean `{close[0]}`?" if close else ""


def _known(words: Any, limit: int = 12) -> str:
    listed = [f"`{w}`" for w in words]
    more = f" … ({len(listed)} in all)" if len(listed) > limit else ""
    return ", ".join(listed[:limit]) + more


class _Compiler:
    """To compile fields once per configuration; a document then costs one call per value."""

    def __init__(self, definitions: Mapping[str, Field]) -> None:
        self.definitions = definitions
        self.made: dict[str, Converter] = {}

    def field(self, spec: Field) -> Converter:
        build: Callable[[Field], Converter] = getattr(self, f"_{spec.type}", self._unknown)
        return build(spec)

    def _unknown(self, spec: Field) -> Converter:
        raise ValueError(f"field `{spec.name}`: unknown type `{spec.type}`")

    def _use(self, spec: Field) -> Converter:
        def convert(value: Any, at: Path, report: Report) -> Any:
            made = self.made.get(spec.of)
            if made is None:
                made = self.made[spec.of] = self.field(self.definitions[spec.of])
            return made(value, at, report)

        return convert

    def _any(self, spec: Field) -> Converter:  # noqa: ARG002
        return lambda value, _at, _report: untyped(value)

    def _raw(self, spec: Field) -> Converter:  # noqa: ARG002
        """A value as the file writes it, such as a condition: `0055` is no number there."""
        return lambda value, _at, _report: value

    def _text(self, spec: Field) -> Converter:
        matches = re.compile(spec.pattern).fullmatch if spec.pattern else None
        longest = spec.maximum

        def convert(value: Any, at: Path, report: Report) -> str:
            word = text_of(spec, value, at, report)
            if matches is not None and not matches(word):
                report.wrong(
                    at, "pattern", f"`{_called(spec, at)}: {word}` does not match `{spec.pattern}`", _example(spec)
                )
                raise Unfit
            if longest is not None and len(word) > longest:
                report.wrong(
                    at,
                    "range",
                    f"`{_called(spec, at)}` has {len(word)} characters; at most {longest:g} are allowed",
                    "Shorten it, or move the detail into the text.",
                )
            return word

        return convert

    _version = _id = _text

    def _slug(self, spec: Field) -> Converter:
        base = self._text(spec)

        def convert(value: Any, at: Path, report: Report) -> str:
            word: str = base(value, at, report)
            if found := re.match(r"([\w.-]+)\s*：", word):
                report.wrong(at, "pattern", FULL_COLON, f"Write `{found[1]}: …`.")
                raise Unfit
            if not _SLUG.fullmatch(word):
                report.wrong(
                    at,
                    "pattern",
                    f"`{_called(spec, at)}: {word}` is not one word of letters, digits, `_`, `-`, `.`",
                    f"For example `{re.sub(r'[^0-9A-Za-z_.-]+', '_', word).strip('_') or 'name_1'}`.",
                )
                raise Unfit
            return word

        return convert

    def _noted(self, spec: Field) -> Converter:
        """A word that must exist elsewhere: whether it does is a rule's question."""
        base = self._text(spec)

        def convert(value: Any, at: Path, report: Report) -> str:
            word: str = base(value, at, report)
            report.words.append((at, word, spec))
            return word

        return convert

    _person = _department = _product = _stage = _noted

    def _ref(self, spec: Field) -> Converter:
        base = self._text(spec)

        def convert(value: Any, at: Path, report: Report) -> str:
            word: str = base(value, at, report)
            report.mentions.append((at, word, spec))
            return word

        return convert

    _mention = _ref

    def _language(self, spec: Field) -> Converter:
        return self._enum(spec, LANGUAGES)

    def _enum(self, spec: Field, values: Any = ()) -> Converter:
        known = frozenset(values or spec.values)
        whole = self._map(spec) if spec.fields else None

        def convert(value: Any, at: Path, report: Report) -> Any:
            if whole is not None and isinstance(value, dict):
                return whole(value, at, report)
            word = text_of(spec, value, at, report)
            if word not in known:
                hint = _near(word, known) or f"Use one of {_known(sorted(known) if values else spec.values)}."
                report.wrong(at, "not-allowed", f"`{_called(spec, at)}: {word}` is not one of its values", hint)
                raise Unfit
            return word

        return convert

    def _localized(self, spec: Field) -> Converter:
        base = self._text(spec)

        def convert(value: Any, at: Path, report: Report) -> Any:
            if not isinstance(value, dict):
                return base(value, at, report)
            made = {}
            for lang, words in value.items():
                if lang not in LANGUAGES:
                    report.wrong(
                        (*at, lang),
                        "not-allowed",
                        f"`{lang}` is not a language of the site",
                        f"Use {_known(LANGUAGES)}.",
                        key=True,
                    )
                elif words is not None:
                    made[lang] = base(words, (*at, lang), report)
            return made

        return convert

    def _int(self, spec: Field) -> Converter:
        return self._number(spec)

    def _number(self, spec: Field) -> Converter:
        whole = spec.type == "int"

        def convert(value: Any, at: Path, report: Report) -> int | float:
            word = text_of(spec, value, at, report)
            if isinstance(value, Quoted) or not _NUMBER.fullmatch(word) or (whole and "." in word):
                hint = _number_hint(word, f"{_called(spec, at)}: ", whole)
                shown = f'"{word}"' if isinstance(value, Quoted) else word
                report.wrong(at, "wrong-type", f"`{_called(spec, at)}: {shown}` is not {_wanted(spec)}", hint)
                raise Unfit
            if _too_long(word):
                hint = f"Write a number of at most {_MOST_DIGITS} digits, or keep it as text in an `x-` field."
                shown = word if len(word) <= _MOST_DIGITS else f"{word[:_MOST_DIGITS]}…"
                report.wrong(at, "range", f"`{_called(spec, at)}: {shown}` is too large or too long a number", hint)
                raise Unfit
            made = float(word)
            low, high = spec.minimum, spec.maximum
            if (low is not None and made < low) or (high is not None and made > high):
                report.wrong(at, "range", f"`{_called(spec, at)}: {word}` is outside {_range(spec)}")
            return int(made) if whole or (made.is_integer() and "." not in word) else made

        return convert

    def _bool(self, spec: Field) -> Converter:
        def convert(value: Any, at: Path, report: Report) -> bool:
            word = text_of(spec, value, at, report)
            if isinstance(value, Quoted) or word not in ("true", "false"):
                hint = "Write `true` or `false`, without quotes."
                report.wrong(at, "wrong-type", f"`{_called(spec, at)}: {word}` is neither `true` nor `false`", hint)
                raise Unfit
            return word == "true"

        return convert

    def _date(self, spec: Field) -> Converter:
        def convert(value: Any, at: Path, report: Report) -> date:
            word = text_of(spec, value, at, report)
            found = _DATE.fullmatch(word)
            try:
                if found and len(word) == 10:
                    return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError as error:
                report.wrong(
                    at,
                    "date",
                    f"`{_called(spec, at)}: {word}` is not a day of the calendar ({error})",
                    "Correct the date.",
                )
                raise Unfit from None
            hint = f"Write `{found[1]}-{int(found[2]):02}-{int(found[3]):02}`." if found else "Write it as YYYY-MM-DD."
            report.wrong(at, "date", f"`{_called(spec, at)}: {word}` is not a date of the form YYYY-MM-DD", hint)
            raise Unfit

        return convert

    def _datetime(self, spec: Field) -> Converter:
        def convert(value: Any, at: Path, report: Report) -> datetime:
            word = text_of(spec, value, at, report)
            try:
                return datetime.fromisoformat(word)
            except ValueError:
                report.wrong(
                    at,
                    "date",
                    f"`{_called(spec, at)}: {word}` is not an ISO date and time",
                    "Write it as `2026-04-21T10:00+08:00`.",
                )
                raise Unfit from None

        return convert

    def _time(self, spec: Field) -> Converter:
        return self._shaped(spec, _TIME)

    def _duration(self, spec: Field) -> Converter:
        return self._shaped(spec, _DURATION)

    def _url(self, spec: Field) -> Converter:
        return self._shaped(spec, _URL)

    def _shaped(self, spec: Field, shape: re.Pattern[str]) -> Converter:
        def convert(value: Any, at: Path, report: Report) -> str:
            word = text_of(spec, value, at, report)
            if not shape.fullmatch(word):
                report.wrong(at, "wrong-type", f"`{_called(spec, at)}: {word}` is not {_wanted(spec)}", _example(spec))
                raise Unfit
            return word

        return convert

    def _list(self, spec: Field) -> Converter:
        item = self.field(spec.items or Field(spec.name))
        is_word = spec.items is not None and spec.items.type in _WORDS

        def convert(value: Any, at: Path, report: Report) -> list[Any]:
            rows = self._rows(spec, value, at, report)
            made: list[Any] = []
            for index, row in enumerate(rows):
                if row is None:
                    report.wrong(
                        (*at, index), "wrong-type", f"`{_called(spec, at)}` has an empty item", "Delete the `-`."
                    )
                    made.append(None)
                    continue
                if is_word and isinstance(row, str) and "，" in row:
                    hint = f"Write `{row.replace('，', ', ')}`, so that there are two items."
                    report.wrong((*at, index), "wrong-type", FULL_COMMA, hint)
                    made.append(None)
                    continue
                try:
                    made.append(item(row, (*at, index), report))
                except Unfit:
                    made.append(None)
            low, high = spec.minimum, spec.maximum
            if (low is not None and len(made) < low) or (high is not None and len(made) > high):
                report.wrong(at, "range", f"`{_called(spec, at)}` has {len(made)} items, outside {_range(spec)}")
            return made

        return convert

    def _rows(self, spec: Field, value: Any, at: Path, report: Report) -> list[Any]:
        if isinstance(value, list):
            return value
        if isinstance(value, str) and value[:1] in ("【", "［"):
            hint = f"Write `[{value.strip('【】［］').replace('，', ', ').replace('、', ', ')}]`."
            report.wrong(at, "wrong-type", full_bracket(value[0]), hint)
            raise Unfit
        if isinstance(value, str) and spec.split:
            return [part.strip() for part in re.split("[,，、]", value) if part.strip()]
        if spec.one_or_many:
            return [value]
        what = "one mapping" if isinstance(value, dict) else f"`{value}`"
        report.wrong(
            at,
            "wrong-type",
            f"`{_called(spec, at)}` is {what}, but a list was wanted",
            f"Begin each item with `- ` below `{_called(spec, at)}:`, or write `[…]`.",
        )
        raise Unfit

    def _map(self, spec: Field) -> Converter:
        converters = {name: self.field(inner) for name, inner in spec.fields.items()}
        required = tuple(name for name, inner in spec.fields.items() if inner.required)

        def convert(value: Any, at: Path, report: Report) -> dict[str, Any]:
            self._need_mapping(spec, value, at, report)
            made = {}
            for name, raw in value.items():
                converter = converters.get(name)
                if converter is None:
                    if not name.startswith("x-"):
                        self._unknown_key(spec, name, at, report, blank=raw is None)
                    continue
                if raw is not None:
                    try:
                        made[name] = converter(raw, (*at, name), report)
                    except Unfit:
                        continue
            for name in required:
                if value.get(name) is None:
                    self._missing(spec, name, at, report, blank=name in value)
            return made

        return convert

    def _need_mapping(self, spec: Field, value: Any, at: Path, report: Report) -> None:
        if not isinstance(value, dict):
            what = "a list" if isinstance(value, list) else f"`{value}`"
            keys = ", ".join(f"`{name}`" for name in list(spec.fields)[:4])
            report.wrong(
                at,
                "wrong-type",
                f"`{_called(spec, at)}` is {what}, but `key: value` pairs were wanted",
                f"Its keys are {keys} …" if keys else "",
            )
            raise Unfit

    def _unknown_key(self, spec: Field, name: str, at: Path, report: Report, *, blank: bool) -> None:
        mistyped = _mistyped(name) if blank or "：" in name else None
        if mistyped is not None:
            report.wrong((*at, name), "unknown", *mistyped, key=True)
            return
        if blank and re.search(r"[\s\d]", name):
            told = "A comma ends a value inside `{…}` and `[…]`: put the text before it and this in one pair of quotes."
            report.wrong((*at, name), "unknown", f"`{name}` stands alone as a key" + _inside(at), told, key=True)
            return
        hint = _near(name, spec.fields) or f"Known here: {_known(spec.fields)}."
        report.wrong(
            (*at, name),
            "unknown",
            f"unknown key `{name}`" + _inside(at),
            f"{hint} A key of your own begins with `x-`.",
            key=True,
        )

    def _missing(self, spec: Field, name: str, at: Path, report: Report, *, blank: bool) -> None:
        inner = spec.fields[name]
        told = "is empty" if blank else "is missing"
        hint = say(inner.help, "en") or f"Add `{name}:` ({_wanted(inner)})."
        report.wrong((*at, name) if blank else at, "missing", f"`{name}` {told}" + _inside(at), hint)

    def _mapping(self, spec: Field) -> Converter:
        key_of = self.field(spec.keys or Field("key", "slug"))
        value_of = self.field(spec.values_of or Field(spec.name))
        bare = spec.values_of is not None and spec.values_of.type == "map"

        def convert(value: Any, at: Path, report: Report) -> dict[str, Any]:
            self._need_mapping(spec, value, at, report)
            made = {}
            for name, raw in value.items():
                here = (*at, name)
                try:
                    key_of(name, here, report)
                    made[name] = value_of({} if raw is None and bare else raw, here, report)
                except Unfit:
                    continue
            return made

        return convert


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


def _mistyped(name: str) -> tuple[str, str] | None:
    """Message and hint for a key that swallowed its value, since its colon is not the one that YAML knows."""
    if found := re.match(r"([\w.-]+)\s*：\s*(.*)", name, re.DOTALL):
        return FULL_COLON, f"Write `{found[1]}: {found[2]}`."
    if found := re.match(r"([A-Za-z_][\w-]*):(\S.*)", name, re.DOTALL):
        return touching(found[1], found[2]), f"Write `{found[1]}: {found[2]}`."
    return None


def _called(spec: Field, at: Path) -> str:
    """The name of a value as the file spells it: its key, or the list that it is an item of."""
    return str(at[-1]) if at and isinstance(at[-1], str) else spec.name


def _inside(at: Path) -> str:
    holder = next((step for step in reversed(at) if isinstance(step, str)), "")
    return f" in `{holder}`" if holder else ""


def _range(spec: Field) -> str:
    low = "" if spec.minimum is None else f"{spec.minimum:g}"
    high = "" if spec.maximum is None else f"{spec.maximum:g}"
    return f"{low}..{high}" if low and high else f"the minimum {low}" if low else f"the maximum {high}"


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
