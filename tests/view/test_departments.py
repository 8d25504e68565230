"""To test what each department is told to do, over all documents, and the matrix of all of them."""

from datetime import date

import pytest
from tests.markup import Tag, page

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.testing import AS_OF, DEFAULT_PATH, defaults, prd, site
from prdkit.view import departments, matrix
from prdkit.view.page import SEARCHED_ROWS, PageView

POINTS = """
milestones:
  - {id: M1, name: Agreed, baseline: 2026-05-15, actual: 2026-05-18}
  - {id: M3, name: Built, baseline: 2026-06-12}
  - {id: M5, name: Live, baseline: 2026-06-26, forecast: 2026-07-01}
  - {id: M9, name: Some day}
collaboration:
  model: RACI
  nodes:
    - {id: n_proto, name: Agreed, stage: define, due: M1, cells: {product: {role: A/R}, ops: {role: C, does: reads}}}
    - {id: n_dev, name: Built, stage: track, due: M3, cells: {product: {role: A}, ops: {role: R, does: fills it}}}
    - id: n_live
      name: {en: Live, zh-Hans: 上线}
      stage: launch
      due: M5
      cells:
        product: {role: A}
        ops: {role: R, does: "opens **the page**", deliverable: address, by: -3d, needs: [n_dev]}
        cs: {role: I}
    - {id: n_later, name: Later, stage: measure, due: M9, cells: {ops: {role: A/R}}}
"""
REFERRAL = """
milestones: [{id: M1, name: Live, baseline: 2026-06-26}]
collaboration:
  model: DACI
  nodes:
    - {id: n_go, name: Go, stage: launch, due: M1, cells: {product: {role: D}, ops: {role: A, does: decides}}}
"""


def made(*, as_of: date = AS_OF, **status: str) -> Site:
    """Two PRDs; `second` is the status of the other one."""
    other = prd(REFERRAL, id="PRD-2026-002", title="Referral", status=status.get("second", "review"))
    files = {"prds/PRD-2026-001.md": prd(POINTS), "prds/PRD-2026-002.md": other}
    return site(files, defaults(), as_of)


def views(of: Site, lang: str = "en") -> dict[str, PageView]:
    """The generated pages by path."""
    words = Words(of.config, lang)
    return {view.path: view for view in (*departments.pages(of, words), *matrix.pages(of, words))}


def shown(path: str, of: Site | None = None, lang: str = "en") -> Tag:
    """A generated page."""
    of = of or made()
    return page(views(of, lang)[path], of, lang)


def rows(table: Tag) -> list[list[str]]:
    """The words of every cell."""
    return [[cell.text for cell in row.children if isinstance(cell, Tag)] for row in table.one("tbody").all("tr")]


def nodes(of: Site, state: str) -> list[tuple[str, str]]:
    """What operations does in one state: day and node."""
    group = next((g for g in views(of)["departments/ops.md"].data.groups if g.name == state), None)
    return [(str(task.due), task.node) for task in group.tasks] if group else []


def test_there_is_a_page_for_every_department_whether_or_not_it_has_work() -> None:
    paths = set(views(made()))
    assert {f"departments/{name}.md" for name in defaults().org.departments} <= paths
    assert paths >= {"departments/index.md", "collaboration.md"}
    assert "Nothing to do for this department" in shown("departments/hr.md").text


def test_tasks_come_by_due_date_then_by_document_in_groups() -> None:
    of = made()
    assert nodes(of, "overdue") == [("2026-06-12", "n_dev")]
    assert nodes(of, "upcoming") == [("2026-06-26", "n_live"), ("2026-06-26", "n_go")]
    assert nodes(of, "undated") == [("None", "n_later")]
    assert nodes(of, "done") == [("2026-05-18", "n_proto")]


def test_what_is_due_today_is_not_overdue() -> None:
    assert nodes(made(as_of=date(2026, 6, 12)), "overdue") == []
    assert nodes(made(as_of=date(2026, 6, 27)), "overdue")[1:] == [("2026-06-26", "n_live"), ("2026-06-26", "n_go")]


def test_a_row_says_when_where_what_and_after_what() -> None:
    table = shown("departments/ops.md").one("table", data_prd_table="upcoming")
    assert [head.text for head in table.one("thead").all("th")] == [
        "Due", "Document", "Node", "Stage", "Role", "Does", "Delivers", "Needs",
    ]  # fmt: skip
    first = rows(table)[0]
    assert first == [
        "2026-06-26", "PRD-2026-001 Points for regular guests In review", "Live", "Launch", "R", "opens the page",
        "address", "Built",
    ]  # fmt: skip
    links = [link.href for link in table.one("tbody").all("tr")[0].all("a")]
    assert links == ["/prds/PRD-2026-001/", "/prds/PRD-2026-001/#n_live", "/prds/PRD-2026-001/#n_dev"]
    assert table.one("tbody").all("strong")[0].text == "the page"


def test_tables_sort_and_filter_by_values_and_stay_out_of_the_search() -> None:
    table = shown("departments/ops.md").one("table", data_prd_table="upcoming")
    assert table.has({"class_": "prd-sortable"})
    assert "data-search-exclude" in table.attributes
    filters = {head.text: head.attributes.get("data-filter", "") for head in table.one("thead").all("th")}
    assert (filters["Document"], filters["Stage"], filters["Role"]) == ("text", "select", "select")
    row = table.one("tbody").all("tr")[0]
    assert row.one("td", data_sort="2026-06-26")
    assert row.one("td", data_value="launch")


def test_headings_are_listed_for_the_contents_of_the_page() -> None:
    view = views(made())["departments/ops.md"]
    assert view.toc == (
        (2, "overdue", "Overdue"),
        (2, "upcoming", "Coming up"),
        (2, "undated", "Without a date"),
        (2, "done", "Done"),
    )
    assert [h.attributes["id"] for h in shown("departments/ops.md").all("h2")] == [name for _, name, _ in view.toc]


def test_being_informed_is_nothing_to_do() -> None:
    assert views(made())["departments/cs.md"].data.groups == ()


@pytest.mark.parametrize(("status", "there"), [("tracking", True), ("closed", False), ("rejected", False)])
def test_a_document_that_no_longer_moves_asks_nothing(status: str, there: bool) -> None:
    of = made(second=status)
    assert (("2026-06-26", "n_go") in nodes(of, "upcoming")) is there
    assert any(row.document == "PRD-2026-002" for row in views(of)["collaboration.md"].data.rows) is there


def test_the_list_of_departments_counts_what_waits() -> None:
    table = shown("departments/index.md").one("table")
    found = {row[0]: row[1:] for row in rows(table)}
    assert found["Operations"] == ["1", "2", "1", "2", "2026-06-26"]
    assert found["Human resources"] == ["0", "0", "0", "0", "–"]
    assert table.all("a", class_="prd-dept")[1].href == "/departments/ops/"


def test_people_of_the_department_are_named() -> None:
    assert shown("departments/ops.md").one(class_="prd-people").text == "People Growth operations"


def test_the_matrix_of_all_documents_has_a_row_a_node_and_letters_under_departments() -> None:
    table = shown("collaboration.md").one("table")
    heads = [head.text for head in table.one("thead").all("th")]
    assert heads == ["Document", "Node", "Stage", "Due", "Product", "Operations", "Customer service"]
    assert rows(table)[2:] == [
        ["PRD-2026-001", "Live", "Launch", "2026-07-01", "A", "R", "I"],
        ["PRD-2026-001", "Later", "Data follow-up", "", "", "A/R", ""],
        ["PRD-2026-002", "Go", "Launch", "2026-06-26", "D", "A", ""],
    ]
    assert "data-search-exclude" in table.attributes


def test_every_model_in_use_is_explained_once() -> None:
    legends = shown("collaboration.md").all(class_="prd-legend")
    assert [legend.one(class_="prd-legend__title").text for legend in legends] == ["RACI", "DACI"]


def test_pages_speak_the_language_of_the_site() -> None:
    of = made()
    assert views(of, "zh-Hans")["departments/ops.md"].title == "运营：做什么、何时做"
    assert "上线" in [row[2] for row in rows(shown("departments/ops.md", of, "zh-Hans").all("table")[1])]


def test_a_page_too_long_to_search_is_left_out_of_the_search() -> None:
    row = "    - {id: n_%d, name: Node, stage: launch, due: M1, cells: {ops: {role: A/R}}}\n"
    head = "milestones: [{id: M1, name: Live}]\ncollaboration:\n  nodes:\n"
    long = head + "".join(row % number for number in range(SEARCHED_ROWS + 1))
    found = views(site({"prds/PRD-2026-001.md": prd(long)}))
    assert not found["departments/ops.md"].search
    assert not found["collaboration.md"].search
    assert found["departments/cs.md"].search


def test_trainings_and_what_is_to_be_told_stand_on_the_page_of_a_department() -> None:
    rows = """
training: [{dept: ops, topic: Goods, on: 2026-06-20, invited: 9}, {dept: cs, on: 2026-06-19}]
comms:
  - {audience: Guests, what: It is here, on: 2026-06-21, owner: growth.ops}
  - {audience: Everyone, what: Over, on: 2026-06-01, owner: growth.ops}
  - {audience: Shops, on: 2026-06-22, owner: nobody.known}
"""
    made = site({DEFAULT_PATH: prd(rows)})
    view = next(view for view in departments.pages(made, Words(made.config, "en")) if view.path == "departments/ops.md")
    assert [anchor for _, anchor, _ in view.toc] == ["trainings", "tells"]
    tables = page(view, made).all("table")
    told = [[cell.text for cell in row.children if isinstance(cell, Tag)] for t in tables for row in t.all("tr")[1:]]
    name = "PRD-2026-001 Points for regular guests In review"
    assert told == [
        ["2026-06-20", name, "Goods", "Planned 9 invited"],
        ["2026-06-21", name, "Guests", "It is here", "Coming"],
    ]


LAUNCH = """---
id: LCH-2026-01
title: Spring
status: {status}
owner: pm.lead
tier: 3
checklist:
  - {{id: C1, area: ops, item: posters, owner: growth.ops, due: 2026-06-20, status: doing}}
  - {{id: C2, area: ops, item: goods, owner: growth.ops, due: 2026-06-12, blocking: true, status: blocked}}
  - {{id: C3, area: ops, item: the page, due: 2026-06-10, status: done, evidence: seen}}
  - {{id: C4, area: cs, item: answers}}
---
"""


def test_a_department_sees_what_it_still_owes_to_checklists() -> None:
    of = site({"launches/LCH-2026-01.md": LAUNCH.format(status="preparing")})
    table = shown("departments/ops.md", of).one("table", class_="prd-owed")
    body = table.one("tbody").all("tr")
    assert [[cell.text for cell in row.all("td")][::2] for row in body] == [
        ["2026-06-12", "C2 goods", "Blocked"],
        ["2026-06-20", "C1 posters", "In progress"],
    ]
    assert [row.all("td")[0].has({"class_": "prd-overdue"}) for row in body] == [True, False]
    assert (2, "checklist", "Launch checklist") in views(of)["departments/ops.md"].toc


def test_a_launch_that_is_over_is_owed_nothing() -> None:
    for status in ("closed", "cancelled"):
        of = site({"launches/LCH-2026-01.md": LAUNCH.format(status=status)})
        assert not shown("departments/ops.md", of).all("table", class_="prd-owed")
