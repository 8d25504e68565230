"""To try words out in the counters of stores, to read a launch room from a phone, and to print it as a run sheet."""

from io import BytesIO

import feedparser
import pypdfium2
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.visitor import PHONE, Visitor

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def test_a_counter_counts_as_one_types_and_says_when_it_is_too_long(visitor: Visitor) -> None:
    page = visitor.go("stores/listing/")
    box = page.locator(".prd-listing__text").filter(has_text="Subtitle").first
    field = box.locator("textarea")
    expect(field).to_have_value("Order ahead, invite a friend")
    field.fill("咖啡" * 15 + FAMILY)
    expect(box.locator("[data-prd-length]")).to_have_text("31")
    expect(box.locator("[data-prd-state]")).to_have_text("too long")
    expect(box).to_have_class("prd-listing__text prd-listing__text--over")
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    field.fill(f" {FAMILY}e\u0301 ")
    expect(box.locator("[data-prd-length]")).to_have_text("2")
    expect(box.locator("[data-prd-state]")).to_have_text("fits")


def test_bytes_are_counted_beside_characters(visitor: Visitor) -> None:
    page = visitor.go("stores/listing/")
    box = page.locator(".prd-listing__text").filter(has_text="Keywords").first
    box.locator("textarea").fill("咖啡" * 20)
    expect(box.locator("[data-prd-length]")).to_have_text("40")
    expect(box.locator("[data-prd-weight]")).to_have_text("120")
    expect(box.locator("[data-prd-state]")).to_have_text("too long")


def test_what_nobody_knows_the_limit_of_says_so(visitor: Visitor) -> None:
    page = visitor.go("stores/listing/#huawei-zh-Hans")
    box = page.locator(".prd-listing__text--unknown").first
    box.locator("textarea").fill("一" * 9000)
    expect(box.locator("[data-prd-state]")).to_have_text("not checked")


def test_lengths_stand_there_without_scripts(visits: Visits) -> None:
    page = visits(java_script_enabled=False).go("stores/listing/")
    assert page.locator("textarea").count() == 0
    expect(page.locator(".prd-listing__count").first).to_contain_text("15 / 30")


def test_a_launch_room_is_read_from_a_phone(visits: Visits) -> None:
    page = visits(viewport=PHONE).go("rooms/LCH-2026-02/")
    expect(page.locator(".prd-verdict__word")).to_have_text("Cannot go live")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reason = page.locator(".prd-verdict__reasons a").first
    reason.click()
    page.wait_for_url("**/launches/LCH-2026-02-summer-groupbuy/#*")


def test_a_printed_launch_room_is_the_run_sheet(visitor: Visitor) -> None:
    page = visitor.go("rooms/LCH-2026-01/")
    page.emulate_media(media="print")
    for shown in ("#run-sheet", "#rollout", "#rollback", "#contacts", ".prd-runbook th.prd-run__paper"):
        expect(page.locator(shown)).to_be_visible()
    expect(page.locator(".prd-runbook td.prd-run__paper").first).to_have_css("border-left-style", "solid")
    for hidden in ("#readiness", "#decision", "#training", ".md-header", ".prd-room .prd-crumb"):
        expect(page.locator(hidden).first).to_be_hidden()
    document = pypdfium2.PdfDocument(BytesIO(page.pdf(format="A4")))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert len(document) <= 3
    for words in ("春季积分商城", "开关放 1%", "redeem_fail_rate", "Done at, by"):
        assert words in text
    assert "Channel mix" not in text


def test_the_changelog_leads_to_feeds_that_a_reader_takes(visitor: Visitor) -> None:
    page = visitor.go("changelog/")
    links = page.locator(".prd-feeds a[type='application/atom+xml']")
    assert links.count() >= 3
    for link in links.all():
        answer = page.request.get(link.evaluate("a => a.href"))
        assert answer.ok
        assert not feedparser.parse(answer.body()).bozo
