"""To take values that are words: free text, words of a form, words of a list, words that exist elsewhere."""

import re
from collections.abc import Iterable
from typing import Any

from prdkit.config.fields import LANGUAGES, Field
from prdkit.config.values.making import Making
from prdkit.config.values.report import Converter, Report, Unfit
from prdkit.config.values.words import called, clipped, example, kind_of, known, near, said, wanted
from prdkit.reading.problem import Path
from prdkit.reading.yaml import Quoted
from prdkit.reading.yaml_faults import FULL_COLON

_DURATION = re.compile(r"\d+(?:\.\d+)?\s*(?:ms|s|m|min|h|d|w|mo|y|个月|天|小时|分钟)?")
_TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")
_LONGEST = 20_000
"""Characters of a value that a regular expression is tried on: one that goes back and forth takes ever longer."""
_SLUG = re.compile(r"[\w.-]+")
_URL = re.compile(r"(?:https?|mailto|tel):[^\s<>\"]+|(?:\.{0,2}/)?[^\s<>\":]+", re.IGNORECASE)


def text_of(spec: Field, value: Any, at: Path, report: Report) -> str:
    """The value as text; a list or mapping does not fit."""
    if isinstance(value, str):
        return value
    told = f"`{called(spec, at)}` is {kind_of(value)}, but {wanted(spec)} was wanted"
    report.wrong(at, "wrong-type", told, _in_quotes(value) or example(spec))
    raise Unfit


def _in_quotes(value: Any) -> str:
    """How to write text with a colon that was read as a mapping."""
    if not isinstance(value, dict) or len(value) != 1:
        return ""
    (key, held) = next(iter(value.items()))
    return f'Put it in quotes: `"{clipped(key)}: {clipped(held)}"`.' if isinstance(held, str) else ""


def text(spec: Field, making: Making) -> Converter:  # noqa: ARG001
    """Words, by pattern, length and what must not occur in them."""
    judge = _judge(spec)
    if judge is None:
        return lambda value, at, report: value if isinstance(value, str) else text_of(spec, value, at, report)

    def convert(value: Any, at: Path, report: Report) -> str:
        word = text_of(spec, value, at, report)
        judge(word, at, report)
        return word

    return convert


def _judge(spec: Field) -> Converter | None:
    """To report what is wrong with a text; None where a field asks for nothing."""
    if not (spec.pattern or spec.avoid or spec.minimum is not None or spec.maximum is not None):
        return None
    matches = re.compile(spec.pattern).fullmatch if spec.pattern else None
    avoided = [re.compile(one) for one in spec.avoid]

    def judge(word: str, at: Path, report: Report) -> None:
        if len(word) > _LONGEST and (matches or avoided):
            told = f"`{called(spec, at)}` has {len(word):,} characters; at most {_LONGEST:,} are looked at"
            report.wrong(at, "length", told, "Shorten it, or move the detail into the text.")
            raise Unfit
        for one in avoided:
            if found := one.search(word):
                told = f"`{called(spec, at)}` holds `{clipped(found[0])}`, which must not occur in it"
                report.wrong(at, "avoided", told, f"Write it without (`{one.pattern}`).")
        _measure(spec, word, at, report)
        if matches is not None and not matches(word):
            report.wrong(at, "pattern", f"{said(spec, at, word)} does not match `{spec.pattern}`", example(spec))
            raise Unfit

    return judge


def _measure(spec: Field, word: str, at: Path, report: Report) -> None:
    """Report a text that is too long or too short."""
    count = len(word)
    has = f"`{called(spec, at)}` has {count} character{'' if count == 1 else 's'}"
    if spec.maximum is not None and count > spec.maximum:
        hint = "Shorten it, or move the detail into the text."
        report.wrong(at, "length", f"{has}; at most {spec.maximum:g} are allowed", hint)
    if spec.minimum is not None and count < spec.minimum:
        report.wrong(at, "length", f"{has}; at least {spec.minimum:g} are wanted", example(spec))


def slug(spec: Field, making: Making) -> Converter:
    """One word."""
    base = text(spec, making)

    def convert(value: Any, at: Path, report: Report) -> str:
        word: str = base(value, at, report)
        if found := re.match(r"([\w.-]+)\s*：", word):
            report.wrong(at, "pattern", FULL_COLON, f"Write `{found[1]}: …`.")
            raise Unfit
        if not _SLUG.fullmatch(word):
            told = f"{said(spec, at, word)} is not one word of letters, digits, `_`, `-`, `.`"
            plain = re.sub(r"[^0-9A-Za-z_.-]+", "_", clipped(word)).strip("_") or "name_1"
            report.wrong(at, "pattern", told, f"For example `{plain}`.")
            raise Unfit
        return word

    return convert


def noted(spec: Field, making: Making) -> Converter:
    """A word that must exist elsewhere: whether it does is a rule's question."""
    base = text(spec, making)

    def convert(value: Any, at: Path, report: Report) -> str:
        word: str = base(value, at, report)
        report.words.append((at, word, spec))
        return word

    return convert


def reference(spec: Field, making: Making) -> Converter:
    """A word that names a document."""
    base = text(spec, making)

    def convert(value: Any, at: Path, report: Report) -> str:
        word: str = base(value, at, report)
        report.mentions.append((at, word, spec))
        return word

    return convert


def enum(spec: Field, making: Making) -> Converter:
    """One of some words, or a record where the field has one beside them."""
    return _choice(spec, spec.values, making.record(spec) if spec.fields else None)


def language(spec: Field, making: Making) -> Converter:  # noqa: ARG001
    """A language of the site."""
    return _choice(spec, LANGUAGES, None)


def _choice(spec: Field, values: Iterable[str], whole: Converter | None) -> Converter:
    listed = tuple(values)
    spelt = {str.casefold(one): one for one in reversed(listed)} if spec.any_case else {}
    spelt |= {one: one for one in listed}

    def convert(value: Any, at: Path, report: Report) -> Any:
        if whole is not None and isinstance(value, dict):
            return whole(value, at, report)
        word = text_of(spec, value, at, report)
        meant = spelt.get(word) or (spelt.get(word.casefold()) if spec.any_case else None)
        if meant is None:
            hint = near(word, listed) or f"Use one of {known(listed)}."
            report.wrong(at, "not-allowed", f"{said(spec, at, word)} is not one of its values", hint)
            raise Unfit
        return meant

    return convert


def localized(spec: Field, making: Making) -> Converter:
    """Words, or one text for each language."""
    base = text(spec, making)

    def convert(value: Any, at: Path, report: Report) -> Any:
        if not isinstance(value, dict):
            return base(value, at, report)
        made = {}
        for lang, words in value.items():
            if lang not in LANGUAGES:
                told, hint = f"`{lang}` is not a language of the site", f"Use {known(LANGUAGES)}."
                report.wrong((*at, lang), "not-allowed", told, hint, key=True)
            elif words is not None:
                made[lang] = base(words, (*at, lang), report)
        return made

    return convert


def boolean(spec: Field, making: Making) -> Converter:  # noqa: ARG001
    """`true` or `false`, without quotes."""

    def convert(value: Any, at: Path, report: Report) -> bool:
        word = text_of(spec, value, at, report)
        if isinstance(value, Quoted) or word not in ("true", "false"):
            told = f"{said(spec, at, word)} is neither `true` nor `false`"
            report.wrong(at, "wrong-type", told, "Write `true` or `false`, without quotes.")
            raise Unfit
        return word == "true"

    return convert


def _shaped(shape: re.Pattern[str]) -> Any:
    """To make the converter of words that have a form of their own."""

    def build(spec: Field, making: Making) -> Converter:
        base = text(spec, making)

        def convert(value: Any, at: Path, report: Report) -> str:
            word = text_of(spec, value, at, report)
            if not shape.fullmatch(word):
                report.wrong(at, "wrong-type", f"{said(spec, at, word)} is not {wanted(spec)}", example(spec))
                raise Unfit
            made: str = base(word, at, report)
            return made

        return convert

    return build


time = _shaped(_TIME)
duration = _shaped(_DURATION)
url = _shaped(_URL)
