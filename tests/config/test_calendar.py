from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prdkit.config.calendar import Calendar, Stretch
from prdkit.config.config import ConfigError, load
from prdkit.testing import defaults

MAY = Calendar(
    holidays=(Stretch(date(2026, 5, 1), date(2026, 5, 5), "Labour Day"),),
    working={date(2026, 5, 9): "make-up"},
    freezes=(Stretch(date(2026, 6, 16), date(2026, 6, 20), "sale"),),
)
DAYS = st.dates(date(2026, 3, 1), date(2026, 8, 1))


def test_what_kind_of_day_it_is() -> None:
    assert [MAY.is_working(date(2026, 5, day)) for day in range(1, 12)] == [False] * 5 + [True] * 4 + [False, True]
    assert MAY.holiday(date(2026, 5, 3)) == "Labour Day"
    assert (MAY.holiday(date(2026, 5, 9)), MAY.holiday(date(2026, 5, 10))) == (None, None)
    assert (MAY.is_weekend(date(2026, 5, 2)), MAY.is_weekend(date(2026, 5, 10))) == (False, True)
    assert MAY.freeze(date(2026, 6, 20)) == Stretch(date(2026, 6, 16), date(2026, 6, 20), "sale")
    assert MAY.freeze(date(2026, 6, 21)) is None


def test_the_eve_of_a_holiday_is_the_last_working_day_before_it() -> None:
    eves = [date(2026, 4, 24) + timedelta(days=n) for n in range(20) if MAY.is_eve(date(2026, 4, 24) + timedelta(n))]
    assert eves == [date(2026, 4, 30)]
    monday = Calendar(holidays=(Stretch(date(2026, 4, 6), date(2026, 4, 6), "Tomb-Sweeping Day"),))
    assert monday.is_eve(date(2026, 4, 3))


def test_the_calendar_ends_with_the_last_day_there_is() -> None:
    assert not MAY.is_eve(date.max)
    assert MAY.add_workdays(date.max, 3) == date.max
    assert MAY.add_workdays(date.min, -3) == date.min


def test_working_days_between_two_days() -> None:
    assert MAY.workdays(date(2026, 4, 30), date(2026, 5, 6)) == 1
    assert MAY.workdays(date(2026, 5, 8), date(2026, 5, 9)) == 1
    assert MAY.workdays(date(2026, 5, 11), date(2026, 5, 8)) == -2
    assert MAY.workdays(date(2026, 4, 17), date(2026, 4, 21)) == 2
    assert MAY.add_workdays(date(2026, 4, 30), 1) == date(2026, 5, 6)
    assert MAY.add_workdays(date(2026, 5, 11), -2) == date(2026, 5, 8)


@given(DAYS, DAYS)
def test_working_days_are_those_that_one_counts(start: date, end: date) -> None:
    first, last = sorted((start, end))
    days = (first + timedelta(days=n + 1) for n in range((last - first).days))
    counted = sum(map(MAY.is_working, days))
    assert MAY.workdays(start, end) == (counted if start <= end else -counted)


@given(DAYS, st.integers(-60, 60))
def test_going_on_by_working_days_lands_on_one_that_far_away(day: date, count: int) -> None:
    there = MAY.add_workdays(day, count)
    assert count == 0 or MAY.is_working(there)
    if MAY.is_working(day):
        assert MAY.workdays(day, there) == count


def test_what_is_shipped_is_the_week_and_the_hour() -> None:
    shipped = defaults().calendar
    assert (shipped.weekend, shipped.last_hour) == (frozenset((5, 6)), "17:00")


def test_days_are_the_team_s_own(tmp_path: Path) -> None:
    (tmp_path / "site_config").mkdir()
    assert load(tmp_path).calendar.holidays == ()
    text = "weekend: [fri, sat]\nholidays: [{from: 2026-05-01, label: {zh-Hans: 劳动节}}]\n"
    (tmp_path / "site_config" / "calendar.yml").write_text(text, encoding="utf-8")
    made = load(tmp_path).calendar
    assert (made.is_working(date(2026, 5, 3)), made.holiday(date(2026, 5, 1))) == (True, {"zh-Hans": "劳动节"})


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("weekend: [sat, sunday]\n", 1, "`weekend: sunday` is not one of its values"),
        ("holidays:\n  - {from: 2026-05-05, to: 2026-05-01}\n", 2, "`to: 2026-05-01` lies before `from: 2026-05-05`"),
        ("freezes:\n  - {from: 2026-05-05, to: 2062-05-06}\n", 2, "it lasts 13,151 days; at most 400 are believed"),
        ("weekend: [mon, tue, wed, thu, fri, sat, sun]\n", 1, "every day is a weekend, so no work would ever be done"),
        ('last_hour: "25:00"\n', 1, "`last_hour: 25:00` is not a time such as `10:00`"),
    ],
)
def test_a_calendar_that_cannot_be(tmp_path: Path, text: str, line: int, message: str) -> None:
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config" / "calendar.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load(tmp_path)
    assert [(fault.line, fault.message) for fault in raised.value.faults] == [(line, message)]
