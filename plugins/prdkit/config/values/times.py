"""To take days of the calendar, with and without a time of day."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from prdkit.config.fields import Field
from prdkit.config.values.making import Making
from prdkit.config.values.report import Converter, Report, Unfit
from prdkit.config.values.text import text_of
from prdkit.config.values.words import said
from prdkit.reading.problem import Path

_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt]|[ \t]+)(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<part>[0-9]{1,9}))?)?"
    r"[ \t]*(?P<zone>[Zz]|[-+][0-9]{2}(?::?[0-9]{2})?)?"
)
_FORMS = {
    "date": ("a date of the form YYYY-MM-DD", "Write it as YYYY-MM-DD."),
    "datetime": ("an ISO date and time", "Write it as `2026-04-21T10:00+08:00`."),
    "moment": ("a date of the form YYYY-MM-DD, with or without a time", "Write it as YYYY-MM-DD."),
}


def day(spec: Field, making: Making) -> Converter:  # noqa: ARG001
    """A day of the calendar."""

    def convert(value: Any, at: Path, report: Report) -> date:
        word = text_of(spec, value, at, report)
        found = _DAY.fullmatch(word)
        if found and len(word) == 10:
            return _real(spec, word, at, report)
        raise _not_of_the_form(spec, word, at, report)

    return convert


def moment(spec: Field, making: Making) -> Converter:  # noqa: ARG001
    """A date and time, or where the field says `moment`, a date alone."""
    may_be_day = spec.type == "moment"

    def convert(value: Any, at: Path, report: Report) -> date:
        word = text_of(spec, value, at, report)
        found = _MOMENT.fullmatch(word)
        if found is not None:
            return _timed(spec, word, found, at, report)
        if may_be_day and len(word) == 10 and _DAY.fullmatch(word):
            return _real(spec, word, at, report)
        raise _not_of_the_form(spec, word, at, report)

    return convert


def _real(spec: Field, word: str, at: Path, report: Report) -> date:
    try:
        return date(int(word[:4]), int(word[5:7]), int(word[8:]))
    except ValueError as error:
        raise _impossible(spec, word, error, at, report) from None


def _timed(spec: Field, word: str, found: re.Match[str], at: Path, report: Report) -> datetime:
    try:
        on = date.fromisoformat(found["day"])
        clock = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
        fraction = int((found["part"] or "0").ljust(6, "0")[:6])
        return datetime(on.year, on.month, on.day, *clock, fraction, _zone(found["zone"]))
    except ValueError as error:
        raise _impossible(spec, word, error, at, report) from None


def _zone(word: str | None) -> timezone | None:
    if not word:
        return None
    if word in "Zz":
        return UTC
    hours, minutes = int(word[1:3]), int(word[-2:]) if len(word) > 3 else 0
    if minutes > 59:
        raise ValueError("minutes of an offset must be in 0..59")
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if word[0] == "-" else ahead)


def _impossible(spec: Field, word: str, error: ValueError, at: Path, report: Report) -> Unfit:
    what = "a day of the calendar" if len(word) == 10 else "a time on a day of the calendar"
    report.wrong(at, "date", f"{said(spec, at, word)} is not {what} ({error})", "Correct the date.")
    return Unfit()


def _not_of_the_form(spec: Field, word: str, at: Path, report: Report) -> Unfit:
    form, hint = _FORMS[spec.type]
    report.wrong(at, "date", f"{said(spec, at, word)} is not {form}", _meant(spec, word) or hint)
    return Unfit()


def _meant(spec: Field, word: str) -> str:
    """The day that was meant, written as the field wants it."""
    found = _DAY.fullmatch(word)
    if found and spec.type != "datetime":
        return f"Write `{found[1]}-{int(found[2]):02}-{int(found[3]):02}`."
    if found:
        return f"Write the time too: `{found[1]}-{int(found[2]):02}-{int(found[3]):02}T10:00+08:00`."
    timed = _MOMENT.fullmatch(word)
    return f"Write `{timed['day']}`, without the time." if timed and spec.type == "date" else ""
