"""Readers see what does not count, until when, and who said so."""

from dataclasses import replace
from datetime import date

from tests.markup import Tag, page

from prdkit.blocks.views import Words
from prdkit.config.waivers import WaiverRow, Waivers
from prdkit.link.site import Site
from prdkit.reading.problem import Span
from prdkit.testing import DEFAULT_PATH, defaults, prd, site
from prdkit.view.card import card
from prdkit.view.waivers import pages

OWN = """\
waive:
  - {rule: sections/vague, at: goals, reason: "The <b>law</b>'s", by: pm.lead, until: 2026-09-30}
  - {rule: states, reason: Old, by: pm.lead, until: 2026-06-14}
"""
SHARED = WaiverRow(
    "states/no-timeout",
    {"en": "No clock", "zh-Hans": "没有时钟"},
    "growth.ops",
    date(2026, 7, 1),
    "",
    ("PRD-2026-*",),
    (),
    Span(1, 1, 1, 2),
)


def made(text: str = OWN, *rows: WaiverRow) -> Site:
    return site({DEFAULT_PATH: prd(text)}, replace(defaults(), waivers=Waivers(rows, text="-")))


def shown(of: Site, lang: str = "en") -> Tag:
    return page(next(pages(of, Words(of.config, lang))), of, lang)


def test_the_next_to_end_comes_first() -> None:
    rows = shown(made(OWN, SHARED)).one("tbody").all("tr")
    assert [row.one("time").text for row in rows] == ["2026-06-14", "2026-07-01", "2026-09-30"]
    assert "(ended)" in rows[0].text
    assert "states/no-timeout PRD-2026-* No clock" in rows[1].text
    assert "sections/vague goals PRD-2026-001" in rows[2].text


def test_reasons_are_in_the_readers_language_where_they_are_given() -> None:
    row = shown(made("", SHARED), "zh-Hans").one("tbody").one("tr")
    assert "没有时钟" in row.text
    assert row.all("td")[3].attributes["lang"] == "zh-Hans"
    assert shown(made("", SHARED), "zh-Hant").one("tbody").all("td")[3].attributes["lang"] == "en"


def test_a_reason_is_no_markup() -> None:
    assert shown(made()).one("tbody").all("b") == []


def test_a_site_without_waivers_says_so() -> None:
    found = shown(made(""))
    assert found.all("table") == []
    assert "Nothing is waived." in found.text


def test_a_card_shows_what_counts_today() -> None:
    of = made(OWN, SHARED)
    told = card(of.documents[0], of, Words(of.config, "en"), ()).waivers
    assert [(one.rule, one.part) for one in told] == [("sections/vague", "goals"), ("states/no-timeout", "")]
