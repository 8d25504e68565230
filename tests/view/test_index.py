"""What the lists of documents show, and what they can be filtered and sorted by."""

from tests.markup import page

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.testing import prd, site
from prdkit.view.index import Cell, pages
from prdkit.view.page import PageView


def two() -> Site:
    first = prd(status="signed_off", title="{en: Points, zh-Hans: 积分}")
    second = prd("id: PRD-2026-002\ntitle: Friends\ndepartments: [ios]\nproduct: null", status="draft")
    return site({"prds/PRD-2026-001.md": first, "prds/PRD-2026-002.md": second})


def at(path: str, of: Site, lang: str = "en") -> PageView:
    return next(view for view in pages(of, Words(of.config, lang)) if view.path == path)


def column(view: PageView, name: str) -> list[Cell]:
    place = [column.name for column in view.data.columns].index(name)
    return [row.cells[place] for row in view.data.rows]


def test_every_type_has_a_page_and_one_lists_them_all() -> None:
    of = two()
    made = {view.path: view for view in pages(of, Words(of.config, "en"))}
    assert list(made) == ["launches/index.md", "prds/index.md", "releases/index.md", "documents.md"]
    assert [row.id for row in made["documents.md"].data.rows] == ["PRD-2026-001", "PRD-2026-002"]
    assert made["launches/index.md"].data.rows == ()


def test_what_people_look_for_can_be_filtered() -> None:
    columns = {column.name: column.filter for column in at("prds/index.md", two()).data.columns}
    chosen = {name for name, how in columns.items() if how == "select"}
    assert {"status", "owner", "departments", "product", "release"} <= chosen
    assert (columns["id"], columns["title"], columns["updated"]) == ("text", "text", "")
    assert "type" in {column.name for column in at("documents.md", two()).data.columns}


def test_a_filter_means_the_same_in_every_language() -> None:
    for lang, said in (("en", "Signed off"), ("zh-Hans", "已签核")):
        cell = column(at("prds/index.md", two(), lang), "status")[0]
        assert (cell.keys, cell.shown) == (("signed_off",), (said,))


def test_statuses_sort_as_they_follow_each_other() -> None:
    signed, draft = column(at("prds/index.md", two()), "status")
    assert draft.sort < signed.sort


def test_a_cell_with_several_values_is_found_by_each() -> None:
    first, second = column(at("prds/index.md", two()), "departments")
    assert first.keys == ("product", "ops", "cs")
    assert first.shown == ("Product", "Operations", "Customer service")
    assert second.keys == ("ios",)


def test_what_a_document_does_not_state_is_an_empty_cell() -> None:
    stated, missing = column(at("prds/index.md", two()), "product")
    assert (stated.keys, stated.shown) == (("PROD-app",), ("Daylight Coffee app",))
    assert (missing.keys, missing.shown, missing.sort) == ((), (), "")


def test_the_page_carries_all_that_the_script_needs() -> None:
    of = two()
    html = page(at("prds/index.md", of, "zh-Hans"), of, "zh-Hans")
    table = html.one("table", data_prd_table="prds")
    assert "{count}" in table.attributes["data-word-count"]
    assert "{total}" in table.attributes["data-word-count"]
    cell = html.all("td", class_="prd-index__departments")[0]
    assert cell.attributes["data-value"] == "product|ops|cs"
    assert cell.attributes["data-label"] == "产品|运营|客服"


def test_a_row_leads_to_its_document_and_says_its_language() -> None:
    of = two()
    html = page(at("prds/index.md", of), of)
    title = html.all("td", class_="prd-index__title")[0]
    assert (title.one("a").href, title.text, title.attributes["lang"]) == ("/prds/PRD-2026-001/", "Points", "en")


def test_many_departments_do_not_make_a_tall_row() -> None:
    every = "departments: [product, ops, marketing, cs, design, ios, android]"
    of = site({"prds/PRD-2026-001.md": prd(every)})
    cell = page(at("prds/index.md", of), of).one("td", class_="prd-index__departments")
    assert [link.text for link in cell.all("a")][-1] == "2 more"
    assert "android" in cell.attributes["data-value"]


def test_a_type_without_documents_says_so() -> None:
    of = two()
    html = page(at("launches/index.md", of), of)
    assert html.all("table") == []
    assert "No documents of this type yet" in html.text
