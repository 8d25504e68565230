"""To test how days are counted from the milestones of a plan."""

from datetime import date

import pytest

from prdkit.model.plan import moment, plan
from prdkit.testing import document

TUESDAY = date(2026, 4, 21)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("-1d", date(2026, 4, 20)),
        ("-3d", date(2026, 4, 16)),
        ("-5d", date(2026, 4, 14)),
        ("-5", TUESDAY),
        ("+3d", date(2026, 4, 24)),
        ("4D", date(2026, 4, 27)),
        ("0d", TUESDAY),
        ("2026-05-02", date(2026, 5, 2)),
        ("soon", TUESDAY),
    ],
)
def test_offsets_are_working_days(words: str, day: date) -> None:
    assert moment(words, TUESDAY) == day


@pytest.mark.parametrize(("words", "day"), [("-1d", 17), ("+1d", 20), ("-5d", 13), ("+5d", 24)])
def test_counting_from_a_weekend_begins_with_the_next_working_day(words: str, day: int) -> None:
    assert moment(words, date(2026, 4, 18)) == date(2026, 4, day)


def test_an_offset_from_no_day_is_no_day_and_none_leaves_the_calendar() -> None:
    assert moment("-3d", None) is None
    assert moment("+999d", date.max) == date.max


def test_a_milestone_stands_where_it_happened_else_is_expected_else_was_promised() -> None:
    made = plan(
        document("""
milestones:
  - {id: M1, name: One, baseline: 2026-05-08, forecast: 2026-05-11, actual: 2026-05-12}
  - {id: M2, name: Two, baseline: 2026-06-08, forecast: 2026-06-11}
  - {id: M3, name: Three, baseline: 2026-07-08}
  - {id: M4, name: Four}
""")
    )
    days = {name: milestone.day for name, milestone in made.milestones.items()}
    assert days == {"M1": date(2026, 5, 12), "M2": date(2026, 6, 11), "M3": date(2026, 7, 8), "M4": None}
    assert [milestone.done for milestone in made.milestones.values()] == [True, False, False, False]


def test_a_plan_begins_when_the_document_was_made_or_the_schedule_says() -> None:
    front_matter = "milestones: [{id: M1, name: One, baseline: 2026-07-08}]\n"
    made = plan(document(front_matter, created="2026-05-04"))
    assert (made.first, made.last) == (date(2026, 5, 4), date(2026, 7, 8))
    wider = plan(document(front_matter + "schedule: {start: 2026-04-01, end: 2026-08-01}", created="2026-05-04"))
    assert (wider.first, wider.last) == (date(2026, 4, 1), date(2026, 8, 1))


def test_a_plan_without_days_holds_every_day() -> None:
    assert plan(document("milestones: [{id: M1, name: One}]")).holds(date(1999, 1, 1))
