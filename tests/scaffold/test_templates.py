"""What scaffolds write: YAML values that every reader takes alike, comments, working days."""

from datetime import date
from typing import Any

import pytest
import yaml

from prdkit.reading import yaml as own
from prdkit.scaffold.document import slug_of
from prdkit.scaffold.templates import comment, printable, scalar, working_days

PLAIN = ("Points", "Points account 2", "积分系统（一期）", "“积分”：一", "😀", "a, b", "a\\b", "", " x ")
SYNTAX = (
    "a: b",
    "a #b",
    "- a",
    "*x",
    "&x",
    "!x",
    "%x",
    "@x",
    "`x`",
    "{x}",
    "[x]",
    "'x'",
    '"x"',
    "x:",
    "? x",
    "| x",
    "> x",
)
TYPED = ("NO", "true", "null", "~", "=", "<<", "---", "1.10", "10:00", "2026-01-12", "0x1F", "1e3")


@pytest.mark.parametrize("text", [*PLAIN, *SYNTAX, *TYPED])
@pytest.mark.parametrize("form", ["key: {}", "key: [{}, x]", "key: {{inner: {}}}"])
def test_a_text_is_read_back_as_it_was(text: str, form: str) -> None:
    line = form.format(scalar(text))
    for value in (yaml.safe_load(line), own.construct(own.compose(line), line)[0]):
        held: Any = value["key"]  # type: ignore[index,call-overload]
        held = held[0] if isinstance(held, list) else held["inner"] if isinstance(held, dict) else held
        assert held == text


def test_other_values_keep_their_kind() -> None:
    value = {"a": 1, "b": 0.5, "c": True, "d": date(2026, 1, 12), "e": [1, "x"], "f": None, "g": {}}
    assert yaml.safe_load(f"k: {scalar(value)}")["k"] == value


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\nb", "a\u2028b", "a\ud800b", "\ufeffa", "a\x85b"])
def test_what_yaml_forbids_is_not_printable(text: str) -> None:
    assert not printable(text)


def test_a_comment_cannot_be_ended_from_inside() -> None:
    assert comment("a --> <b>x</b> <!-- y") == "<!-- a –> <b>x</b> <!– y -->"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Points: the Mall!", "points-the-mall"),
        ("积分系统", ""),
        ("积分 Points 2.0", "points-2-0"),
        ("5.5.0", ""),
        ("Café für alle", "cafe-fur-alle"),
        ("../../etc/passwd", "etc-passwd"),
        ("one two three four five six seven eight nine ten eleven", "one-two-three-four-five-six-seven-eight-nine-ten"),
        ("x" * 80, "x" * 50),
    ],
)
def test_the_slug_of_a_title(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_working_days_leave_out_weekends() -> None:
    friday = date(2026, 6, 12)
    assert working_days(friday, 0) == friday
    assert working_days(friday, 1) == date(2026, 6, 15)
    assert working_days(friday, -5) == date(2026, 6, 5)
    sunday = date(2026, 6, 14)
    assert working_days(sunday, 0) == date(2026, 6, 15)
    assert working_days(sunday, -1) == date(2026, 6, 11)
