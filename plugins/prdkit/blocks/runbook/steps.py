"""To read the steps of a run sheet, and their times as far as they can be put in order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Self

from prdkit.config.fields import Text
from prdkit.model.document import Document
from prdkit.reading.problem import Path

BLOCK = "runbook"
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d)")
_NEXT_DAY = re.compile(r"次日|翌日|隔天|第二天|next day", re.IGNORECASE)
_NTH_DAY = re.compile(r"第\s*(\d{1,3})\s*[日天]")
_FROM_ZERO = re.compile(r"\b[TD]\s*([+-]\s*\d{1,3})\b", re.IGNORECASE)
_WHOLE_DATE = re.compile(r"(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})")
_OTHER_WORDS = re.compile(r"(?![约約前后後左右])[^\W\d_]")
_AFTERNOON = re.compile(r"下午|傍晚|晚上|\bp\.?m\b", re.IGNORECASE)
_MONTH_AND_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]")


class Step(NamedTuple):
    """A step: `number` is its place from 0, `moment` when it is due, None where that cannot be told."""

    number: int
    step: int | None
    at: str
    do: Text
    owner: str
    success: Text
    abort: Text
    note: Text
    moment: datetime | None


@dataclass(frozen=True)
class Runbook:
    """The run sheet of a document."""

    steps: tuple[Step, ...]
    path: Path = (BLOCK,)

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The run sheet of a document, none where it has none."""
        return (cls(steps(document)),) if document.rows(BLOCK) else ()


def steps(document: Document) -> tuple[Step, ...]:
    """The steps that a document's run sheet has, as far as they can be read."""
    zero = first_day(document) or _SOME_DAY
    day: date | None = zero
    made = []
    for number, row in document.rows(BLOCK):
        step = _step(number, row, moment(row.get("at") or "", day, zero))
        if _CLOCK.search(step.at):
            day = step.moment.date() if step.moment is not None else None
        made.append(step)
    return tuple(made)


_SOME_DAY = date(2000, 1, 3)
"""Stands for the day of going live where nobody said which it is: times of one day can still be compared."""


def first_day(document: Document) -> date | None:
    """The day of the first step: that on which the rollout begins."""
    window = document.record("rollout").get("window") or {}
    begins = window.get("from")
    return begins.date() if isinstance(begins, datetime) else None


def _step(number: int, row: Mapping[str, Any], when: datetime | None) -> Step:
    return Step(
        number,
        row.get("step"),
        row.get("at") or "",
        row.get("do") or "",
        row.get("owner") or "",
        row.get("success") or "",
        row.get("abort") or "",
        row.get("note") or "",
        when,
    )


def moment(text: str, day: date | None, zero: date) -> datetime | None:
    """The moment that words such as `09:30`, `次日 12:00`, `第 3 日 12:00`, `T+1 12:00` or `4 月 24 日 12:00` mean.

    `day` is that of the step before, None where nobody can tell, `zero` the day of going live. None where no time of
    day is named, and where other words stand beside it: a wrong guess would call a good run sheet wrong.
    """
    clock = _CLOCK.search(text)
    if clock is None or _AFTERNOON.search(text):
        return None
    named = _day(text, day, zero)
    if named is None or named == date.max:
        return None
    midnight = datetime(named.year, named.month, named.day)
    return midnight + timedelta(hours=int(clock[1]), minutes=int(clock[2]))


def _day(text: str, day: date | None, zero: date) -> date | None:
    try:
        if found := _WHOLE_DATE.search(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _MONTH_AND_DAY.search(text):
            return date(zero.year, int(found[1]), int(found[2])) if zero is not _SOME_DAY else None
        if found := _FROM_ZERO.search(text):
            return zero + timedelta(days=int(found[1].replace(" ", "")))
        if found := _NTH_DAY.search(text):
            return zero + timedelta(days=int(found[1]) - 1)
        if day is not None and _NEXT_DAY.search(text):
            return day + timedelta(days=1)
        return None if _OTHER_WORDS.search(text) else day
    except (ValueError, OverflowError):
        return None
