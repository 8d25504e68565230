"""To take lists: items of YAML, text with commas, one value for a list of one."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from prdkit.config.fields import Field
from prdkit.config.rising import longest_rising
from prdkit.config.values.making import Making
from prdkit.config.values.report import Converter, Report, Unfit
from prdkit.config.values.words import called, clipped, kind_of, range_of
from prdkit.reading.commas import items
from prdkit.reading.problem import Path
from prdkit.reading.yaml_faults import FULL_COMMA, full_bracket

_WORDS = frozenset(("person", "department", "product", "stage", "ref", "slug", "id", "enum", "version"))
"""Kinds of values that never hold a comma."""
_NUMBERED = re.compile(r"[^\W\d_]*[-_ #]*\d+(?:\.\d+)?", re.ASCII)
_DIGITS = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_FEW = 12
"""So many items are written out in the order that they should have."""


def list_(spec: Field, making: Making) -> Converter:
    """Several values of one kind."""
    item = making.field(spec.items or Field(spec.name))
    is_word = spec.items is not None and spec.items.type in _WORDS

    def convert(value: Any, at: Path, report: Report) -> list[Any]:
        rows = _rows(spec, value, at, report)
        made = [_item(spec, item, is_word, row, (*at, index), report) for index, row in enumerate(rows)]
        low, high = spec.minimum, spec.maximum
        if (low is not None and len(made) < low) or (high is not None and len(made) > high):
            count = f"{len(made)} item{'' if len(made) == 1 else 's'}"
            report.wrong(at, "range", f"`{called(spec, at)}` has {count}, outside {range_of(spec)}")
        if spec.unique or spec.sorted:
            hints = {problem.at for problem in report.problems if problem.fault == "placeholder"}
            rows = [None if (*at, index) in hints else row for index, row in enumerate(rows)]
        if spec.unique:
            _repeated(spec, rows, at, report)
        if spec.sorted:
            _unsorted(spec, rows, at, report)
        return made

    return convert


def _item(spec: Field, item: Converter, is_word: bool, row: Any, at: Path, report: Report) -> Any:
    """An item as its field wants it; None where there is none."""
    if row is None or row == "":
        hint = "Delete the comma that has nothing behind it." if row == "" and spec.split else "Delete the `-`."
        report.wrong(at, "wrong-type", f"`{called(spec, at)}` has an empty item", hint)
        return None
    if is_word and isinstance(row, str) and "，" in row:
        hint = f"Write `{clipped(row.replace('，', ', '))}`, so that there are two items."
        report.wrong(at, "wrong-type", FULL_COMMA, hint)
        return None
    try:
        return item(row, at, report)
    except Unfit:
        return None


def _rows(spec: Field, value: Any, at: Path, report: Report) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, str) and value[:1] in ("【", "［"):
        hint = f"Write `[{clipped(value.strip('【】［］').replace('，', ', ').replace('、', ', '))}]`."
        report.wrong(at, "wrong-type", full_bracket(value[0]), hint)
        raise Unfit
    if isinstance(value, str) and spec.split:
        return [part.text for part in items(value)]
    if spec.one_or_many:
        return [value]
    what = "one mapping" if isinstance(value, dict) else kind_of(value)
    hint = f"Begin each item with `- ` below `{called(spec, at)}:`, or write `[…]`."
    report.wrong(at, "wrong-type", f"`{called(spec, at)}` is {what}, but a list was wanted", hint)
    raise Unfit


def _repeated(spec: Field, rows: list[Any], at: Path, report: Report) -> None:
    """Report every item that stood in the list before."""
    seen: set[str] = set()
    for index, row in enumerate(rows):
        word = row.strip() if isinstance(row, str) else ""
        if word and word in seen:
            told = f"`{clipped(word)}` stands twice in `{called(spec, at)}`"
            report.wrong((*at, index), "repeated", told, "Delete one of the two.")
        seen.add(word)


class _Ranked(NamedTuple):
    """An item with what it is sorted by."""

    rank: Any
    word: str
    position: int


def _unsorted(spec: Field, rows: list[Any], at: Path, report: Report) -> None:
    """Report the first item that is out of order, and where it belongs."""
    words = [(row.strip(), index) for index, row in enumerate(rows) if isinstance(row, str) and row.strip()]
    by_number = spec.sorted == "numeric" or (
        spec.sorted == "true" and all(_NUMBERED.fullmatch(word) for word, _ in words)
    )
    ranked = [row for row in (_ranked(word, index, by_number) for word, index in words) if row.rank is not None]
    kept = longest_rising([row.rank for row in ranked])
    wrong = next((row for position, row in enumerate(ranked) if position not in kept), None)
    if wrong is None:
        return
    right = [row for position, row in enumerate(ranked) if position in kept]
    how = "by number" if by_number else "by letters"
    told = f"`{clipped(wrong.word)}` is out of order in `{called(spec, at)}`, which is sorted {how}"
    report.wrong((*at, wrong.position), "unsorted", f"{told}; it belongs {_place(wrong, right)}", _in_order(ranked))


def _ranked(word: str, index: int, by_number: bool) -> _Ranked:
    if not by_number:
        return _Ranked(word.casefold(), word, index)
    digits = _DIGITS.search(word)
    return _Ranked(tuple(map(_count, digits[0].split("."))) if digits else None, word, index)


def _count(digits: str) -> tuple[int, str]:
    """A number's rank by its length, then its digits: no number of a document is too long to compare."""
    plain = digits.lstrip("0")
    return len(plain), plain


def _place(wrong: _Ranked, right: Sequence[_Ranked]) -> str:
    before = [row for row in right if row.rank <= wrong.rank]
    return f"after `{clipped(before[-1].word)}`" if before else f"before `{clipped(right[0].word)}`"


def _in_order(ranked: Sequence[_Ranked]) -> str:
    if len(ranked) > _FEW:
        return "Move it there."
    return f"The order is {', '.join(f'`{clipped(row.word)}`' for row in sorted(ranked))}."
