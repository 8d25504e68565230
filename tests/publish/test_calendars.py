"""What calendar programs get: events of rows with dates, read back by a library that did not write them."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import vobject

from prdkit.audience.shown import shown_to
from prdkit.blocks.views import Words
from prdkit.config.config import load
from prdkit.history.today import as_of
from prdkit.link.site import Site, read_site
from prdkit.publish.calendars import Event, ics
from prdkit.publish.data.calendars import files
from prdkit.publish.data_files import Place

ROOT = Path(__file__).parents[2]
URL = "https://prd.example/"


@cache
def demo() -> Site:
    config = load(ROOT)
    return read_site(config, as_of(config))


def made(site: Site, lang: str = "zh-Hans", url: str = URL) -> dict[str, bytes]:
    place = Place(url, lambda path: path.removesuffix(".md") + "/", "Coffee")
    return {one.path: one.content for one in files(site, Words(site.config, lang), place)}


def read(content: bytes) -> list[Any]:
    return list(vobject.readOne(content.decode()).contents["vevent"])


def test_each_calendar_of_the_demo_is_read_by_another_library_and_has_each_id_once() -> None:
    calendars = made(demo())
    assert {path.split("/")[1] for path in calendars} == {"departments", "people", "launches"}
    for path, content in calendars.items():
        events = read(content)
        assert len({event.uid.value for event in events}) == content.count(b"BEGIN:VEVENT"), path
        assert all(event.url.value.startswith(URL) for event in events)


def test_no_line_is_longer_than_75_octets_or_breaks_a_character() -> None:
    for content in made(demo()).values():
        assert content.endswith(b"\r\n")
        for line in content.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()


def test_two_builds_have_the_same_bytes_and_ids_do_not_depend_on_the_language() -> None:
    assert made(demo()) == made(demo.__wrapped__())
    path = "calendars/launches/LCH-2026-02.ics"
    ids = [{event.uid.value for event in read(made(demo(), lang)[path])} for lang in ("en", "zh-Hant")]
    assert ids[0] == ids[1]


def test_where_nobody_said_where_the_site_stands_events_have_no_address() -> None:
    assert not any(b"\r\nURL:" in content for content in made(demo(), url="").values())


@pytest.mark.parametrize("readers", ["partner", "public"])
def test_sites_for_others_hold_no_calendar(readers: str) -> None:
    assert made(shown_to(demo(), readers)) == {}


def test_words_stay_words() -> None:
    today = demo().as_of
    event = Event("A/1", "a;b, c\\d\r\nEND:VEVENT\x00\u2028e 👩‍🍳", today, today + timedelta(days=2), "A", "")
    (found,) = read(ics("x\r\ny", "en", [event], today))
    assert found.summary.value == "a;b, c\\d END:VEVENT e 👩‍🍳"
    assert found.dtstart.value == today
    assert found.dtend.value == today + timedelta(days=3)


def test_moments_stand_in_utc() -> None:
    start = datetime.fromisoformat("2026-04-21T10:00+08:00")
    (found,) = read(ics("x", "en", [Event("A/1", "a", start, start + timedelta(hours=2), "A", "")], start.date()))
    assert found.dtstart.value == datetime(2026, 4, 21, 2, tzinfo=UTC)
    assert found.dtend.value == datetime(2026, 4, 21, 4, tzinfo=UTC)
