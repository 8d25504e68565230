"""Reading the site: from document to document, on a phone, in the dark, on the way to one state, without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.visitor import PHONE, Visitor

POINTS = "prds/PRD-2026-001-points/"
KINDS = {
    "launch room": "rooms/LCH-2026-02/",
    "closed launch room": "rooms/LCH-2026-01/",
    "launch rooms": "rooms/",
    "stores": "stores/",
    "store listings": "stores/listing/",
    "document": POINTS,
    "launch": "launches/LCH-2026-01-spring-points/",
    "index": "prds/",
    "gaps": "gates/",
    "department": "departments/cs/",
    "matrix": "collaboration/",
    "unsigned document": "prds/PRD-2026-006-win-back/",
    "sign-offs": "sign-offs/",
    "release notes": "notes/REL-5.2.0/",
    "changelog": "changelog/",
    "trainings": "training/",
    "campaign calendar": "campaigns/",
    "support pack": "support/LCH-2026-02/",
    "battle card": "battle-cards/LCH-2026-02/",
    "rule": "guide/reference/rules/states/dead-end/",
    "type": "guide/reference/types/prd/",
}


def test_from_a_prd_through_release_and_launch_to_a_department(visitor: Visitor) -> None:
    page = visitor.go(POINTS)
    card = page.locator(".prd-card")
    expect(card.locator("[aria-current=step]")).to_contain_text("Tracking")
    card.get_by_role("link", name="REL-5.2.0").click()
    page.wait_for_url("**/releases/REL-5.2.0/")
    page.locator(".prd-card").get_by_role("link", name="LCH-2026-01").click()
    page.wait_for_url("**/launches/LCH-2026-01-spring-points/")
    page.locator(".prd-card").get_by_role("link", name="Customer service").click()
    page.wait_for_url("**/departments/cs/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Customer service")
    expect(page.get_by_role("link", name="PRD-2026-001").first).to_be_visible()


def test_the_address_of_a_state_shows_its_row_below_the_bar(visitor: Visitor) -> None:
    page = visitor.go(f"{POINTS}#points_txn.frozen")
    row = page.locator("tr:target")
    expect(row).to_contain_text("冻结")
    bar = page.locator(".md-header").bounding_box()
    place = row.bounding_box()
    assert bar is not None
    assert place is not None
    assert bar["y"] + bar["height"] <= place["y"] < 900


def test_a_link_of_a_diagram_leads_to_its_state(visitor: Visitor) -> None:
    page = visitor.go(POINTS)
    page.locator("svg.prd-diagram a").filter(has_text="冻结").first.click()
    assert visitor.path == f"{POINTS}#points_txn.frozen"
    expect(page.locator("tr:target")).to_contain_text("冻结")


def test_the_card_leads_to_the_tables_and_back_to_the_list(visitor: Visitor) -> None:
    page = visitor.go(POINTS)
    page.get_by_role("navigation", name="Tables on this page").get_by_role("link", name="State machines").click()
    assert visitor.path.endswith("#states")
    page.locator(".prd-crumb").get_by_role("link").click()
    page.wait_for_url("**/prds/")
    expect(page.get_by_role("heading", level=1)).to_have_text("PRDs")


def test_a_department_finds_what_waits_for_its_signature(visitor: Visitor) -> None:
    page = visitor.go("departments/legal/")
    page.get_by_role("link", name="Sign-offs that wait for this department: 1").click()
    page.wait_for_url("**/sign-offs/?waiting.department=legal*")
    waiting = page.get_by_role("table", name="Waiting").locator("tbody tr:visible")
    expect(waiting).to_have_count(1)
    waiting.get_by_role("link", name="PRD-2026-006").click()
    page.wait_for_url("**/prds/PRD-2026-006-win-back/#sign-offs")
    expect(page.get_by_role("table", name="Sign-offs").locator("tr", has_text="Legal")).to_contain_text("Not signed")


def test_links_back_say_who_speaks_of_a_document(visitor: Visitor) -> None:
    page = visitor.go("prds/PRD-2025-031-daily-check-in/")
    expect(page.get_by_role("region", name="Mentioned by")).to_contain_text("PRD-2026-001")


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_phone_never_scrolls_the_page_sideways(visits: Visits, path: str) -> None:
    page = visits(viewport=PHONE, is_mobile=True, has_touch=True).go(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_dark_scheme_follows_the_reader(visits: Visits) -> None:
    def ground(scheme: str) -> int:
        page = visits(color_scheme=scheme).go(POINTS)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))

    assert ground("dark") < 200 < 600 < ground("light")


def test_everything_is_there_without_scripts(visits: Visits) -> None:
    visitor = visits(java_script_enabled=False)
    page = visitor.go(POINTS)
    expect(page.locator("[aria-current=step]")).to_be_visible()
    expect(page.locator("tr[id='points_txn.frozen']")).to_be_visible()
    expect(page.locator("svg.prd-diagram").first).to_be_visible()
    expect(page.get_by_text("flowchart").first).to_be_visible()
    visitor.go("prds/")
    assert page.locator("table[data-prd-table=prds] tbody tr:visible").count() > 9
    assert page.get_by_role("button", name="Reset").count() == 0
    visitor.go("notes/REL-5.2.0/")
    expect(page.locator("#for-user")).to_be_visible()


def test_paper_shows_every_column(visits: Visits) -> None:
    visitor = visits(viewport={"width": 794, "height": 1123})
    page = visitor.go("prds/")
    page.emulate_media(media="print")
    frame, table = page.locator(".prd-scroll"), page.locator("table[data-prd-table=prds]")
    assert table.evaluate("e => e.scrollWidth") <= frame.evaluate("e => e.clientWidth") + 1
    expect(page.locator(".prd-filters")).to_be_hidden()


def test_mermaid_is_fetched_only_where_it_draws(visitor: Visitor) -> None:
    page = visitor.go("prds/")
    assert [asked for asked in visitor.asked if "mermaid" in asked] == []
    # An instant navigation must find it as well as a first visit.
    page.locator("table").get_by_role("link", name="PRD-2026-001").click()
    page.wait_for_url(f"**/{POINTS}")
    page.locator("div.mermaid").first.wait_for()
    assert [asked for asked in visitor.asked if "mermaid" in asked] == ["assets/prdkit/mermaid.min.js"]
    page.locator("pre.mermaid").first.wait_for(state="detached")
    assert page.locator("div.mermaid").count() == 3
