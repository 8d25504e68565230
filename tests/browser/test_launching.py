"""To follow customer service, sales and marketing through the pages that are made of a launch."""

from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.visitor import Visitor

PACK = "support/LCH-2026-02/"


def test_customer_service_finds_the_words_that_a_user_reads_out(visitor: Visitor) -> None:
    page = visitor.go("launches/LCH-2026-02-summer-groupbuy/")
    page.locator(".prd-card").get_by_role("link", name="Support pack").click()
    page.wait_for_url(f"**/{PACK}")
    rows = page.locator(".prd-pack tbody tr:visible")
    all_rows = rows.count()
    page.locator(".prd-filters input").first.fill("刚售完")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("可以换同价或更高价的 3 款")
    assert all_rows > 1


def test_the_search_of_the_site_knows_the_words_on_the_screen(visitor: Visitor) -> None:
    visitor.go()
    links = visitor.search("做不过来")
    expect(links.first).to_be_visible()
    assert any("support/LCH-2026-02" in (link.get_attribute("href") or "") for link in links.all())


def test_a_launch_leads_to_its_battle_card_and_the_calendar_to_its_campaigns(visitor: Visitor) -> None:
    page = visitor.go("launches/LCH-2026-01-spring-points/")
    page.locator(".prd-card").get_by_role("link", name="Battle card").click()
    expect(page.locator("h1")).to_have_text("Battle card LCH-2026-01")
    page = visitor.go("campaigns/")
    page.get_by_role("link", name="积分双倍周").click()
    page.wait_for_url("**/launches/LCH-2026-01-spring-points/#CP1")
    expect(page.locator("#CP1")).to_be_in_viewport()


def test_bars_and_texts_are_there_without_scripts(visits: Visits) -> None:
    visitor = visits(java_script_enabled=False)
    page = visitor.go("campaigns/")
    assert page.locator("svg.prd-calendar__bar").first.bounding_box()
    page = visitor.go(PACK)
    expect(page.locator(".prd-pack tbody tr").first).to_be_visible()
