"""Tables that filter and sort: what is shown, what the address says, and that it comes back."""

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor


def rows(visitor: Visitor) -> Locator:
    return visitor.page.locator("table[data-prd-table=prds] tbody tr:visible")


def ids(visitor: Visitor) -> list[str]:
    return [row.locator("th").inner_text() for row in rows(visitor).all()]


def test_a_filter_stands_in_the_address_and_survives_a_reload(visitor: Visitor) -> None:
    page = visitor.go("prds/")
    total = rows(visitor).count()
    page.get_by_label("Status").select_option("review")
    expect(rows(visitor)).to_have_count(1)
    assert visitor.path == "prds/?prds.status=review"
    expect(page.get_by_role("status").filter(has_text=f"1 of {total}")).to_be_visible()
    page.reload()
    expect(rows(visitor)).to_have_count(1)
    assert page.get_by_label("Status").input_value() == "review"


def test_filters_add_up_and_reset_takes_them_back(visitor: Visitor) -> None:
    page = visitor.go("prds/")
    everything = ids(visitor)
    page.get_by_label("Departments").select_option("legal")
    legal = ids(visitor)
    page.get_by_label("Search in ID / Title").fill("2026-00")
    both = ids(visitor)
    assert set(both) < set(everything)
    assert set(both) <= set(legal) < set(everything)
    assert "prds.departments=legal" in visitor.path
    page.get_by_role("button", name="Reset").click()
    assert ids(visitor) == everything
    assert visitor.path == "prds/"


def test_a_filter_that_nothing_fits_says_so(visitor: Visitor) -> None:
    page = visitor.go("prds/?prds.q=nothing-is-called-so")
    expect(rows(visitor)).to_have_count(0)
    expect(page.locator(".prd-filters__count")).to_contain_text("No rows match")


def test_sorting_turns_and_stands_in_the_address(visitor: Visitor) -> None:
    page = visitor.go("prds/")
    head = page.get_by_role("columnheader", name="Updated")
    button = head.get_by_role("button")
    days = page.locator("td.prd-index__updated")
    button.click()
    up = days.all_inner_texts()
    assert up == sorted(up)
    assert head.get_attribute("aria-sort") == "ascending"
    button.press("Enter")
    assert days.all_inner_texts() == sorted(up, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    assert visitor.path == "prds/?prds.sort=-updated"
    page.reload()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert days.all_inner_texts() == sorted(up, reverse=True)


def test_statuses_sort_in_the_order_of_work(visitor: Visitor) -> None:
    visitor.go("prds/?prds.sort=status")
    shown = visitor.page.locator("td.prd-index__status").all_inner_texts()
    line = ["Draft", "Analysis", "In review", "Scheduled", "Developing", "Ready", "Launched", "Tracking"]
    met = [word for word in shown if word in line]
    assert met == sorted(met, key=line.index)


def test_a_table_is_made_ready_once_however_one_comes_to_it(visitor: Visitor) -> None:
    page = visitor.go("prds/")
    page.get_by_role("link", name="Launches").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Launch plans")
    expect(page.locator(".prd-filters")).to_have_count(1)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("PRDs")
    expect(page.locator(".prd-filters")).to_have_count(1)
    page.get_by_label("Status").select_option("draft")
    assert visitor.path == "prds/?prds.status=draft"


def test_the_state_of_a_table_comes_back_with_the_page(visitor: Visitor) -> None:
    page = visitor.go("prds/")
    page.get_by_label("Status").select_option("review")
    page.get_by_role("link", name="Launches").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Launch plans")
    page.go_back()
    expect(page.get_by_label("Status")).to_have_value("review")
    expect(rows(visitor)).to_have_count(1)


def test_tables_of_a_department_keep_apart(visitor: Visitor) -> None:
    page = visitor.go("departments/cs/")
    tables = page.locator("table.prd-sortable")
    assert tables.count() > 1
    before = [table.locator("tbody tr:visible").count() for table in tables.all()]
    page.locator(".prd-filters").first.get_by_role("searchbox").fill("PRD-2026-003")
    after = [table.locator("tbody tr:visible").count() for table in tables.all()]
    assert 0 < after[0] < before[0]
    assert after[1:] == before[1:]
