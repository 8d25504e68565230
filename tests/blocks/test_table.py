"""To test that a block is a table without any code of its own, whoever declares it."""

from pathlib import Path

import pytest
from tests.markup import Tag, block

from prdkit.config.config import Config, load
from prdkit.testing import DEFAULT_PATH, defaults, findings, prd, site


def shown(front_matter: str, name: str, lang: str = "en", config: Config | None = None) -> Tag:
    """A block of the default PRD on the page."""
    made = site({DEFAULT_PATH: prd(front_matter)}, config or defaults())
    return block(name, made.documents[0], made, lang)


def rows(page: Tag) -> list[list[str]]:
    """The words of every cell."""
    return [[cell.text for cell in row.children if isinstance(cell, Tag)] for row in page.one("tbody").all("tr")]


CHANGES = """
changes:
  - {id: CR1, on: 2026-05-18, by: growth.ops, what: Reminder *before* expiry, impact: {days: 4, cost: 12000},
     decision: approved, voids_sign_off: true}
  - {id: CR2, on: 2026-05-25, what: {en: Carousel, zh-Hans: 轮播位}, decision: rejected, voids_sign_off: false}
"""


def test_rows_stand_under_the_labels_of_their_fields() -> None:
    page = shown(CHANGES, "changes")
    heads = [cell.text for cell in page.one("thead").all("th")]
    assert heads == ["ID", "On", "Asked by", "What", "Impact", "Decision", "Sign-offs are void"]
    assert rows(page) == [
        ["CR1", "2026-05-18", "Growth operations", "Reminder before expiry", "Days 4 Cost 12000", "Approved", "Yes"],
        ["CR2", "2026-05-25", "", "Carousel", "", "Rejected", "No"],
    ]
    assert page.one("em").text == "before"


def test_the_words_are_those_of_the_documents_language() -> None:
    page = shown(CHANGES, "changes", "zh-Hant")
    assert page.one("caption").text == "需求變更"
    assert rows(page)[1] == ["CR2", "2026-05-25", "", "Carousel", "", "否決", "否"]
    assert rows(shown(CHANGES, "changes", "zh-Hans"))[1][3] == "轮播位"


def test_columns_that_nobody_fills_are_left_out() -> None:
    page = shown("changes: [{id: CR1, what: One}, {id: CR2, what: Two}]", "changes")
    assert [cell.text for cell in page.one("thead").all("th")] == ["ID", "What"]


def test_a_row_has_an_address_with_a_link_to_itself() -> None:
    row = shown(CHANGES, "changes").one("tr", id="CR1")
    assert row.one("a", class_="prd-permalink").href == "#CR1"


def test_dates_and_numbers_sort_by_what_they_are() -> None:
    page = shown("risks: [{id: K1, title: Debt, p: 3, i: 5, review_on: 2026-07-01}]", "risks")
    assert page.one("td", data_sort="2026-07-01").text == "2026-07-01"
    assert [cell.text for cell in page.all("td", class_="prd-number")][:2] == ["3", "5"]


def test_a_wide_table_scrolls_in_a_frame_that_keyboards_reach() -> None:
    frame = shown(CHANGES, "changes").one("div", role="region", tabindex="0")
    assert frame.attributes["aria-label"] == "Table: Change requests"
    assert {cell.attributes["scope"] for cell in frame.one("thead").all("th")} == {"col"}


PEOPLE = """
schedule:
  start: 2026-05-05
  confirmations:
    - {dept: backend, by: be.lead, estimate_pd: 22, on: 2026-05-06}
    - {dept: nowhere, by: nobody, estimate_pd: 1.5}
"""


def test_a_record_is_names_beside_values_and_its_lists_are_tables_inside() -> None:
    page = shown(PEOPLE, "schedule")
    assert [cell.text for cell in page.all("th", scope="row")] == ["Start", "Confirmations"]
    inner = page.one("table", class_="prd-table--inner")
    assert [cell.text for cell in inner.one("thead").all("th")] == [
        "Department", "Confirmed by", "Estimate in person-days", "On",
    ]  # fmt: skip
    assert rows(inner) == [["Backend", "Backend lead", "22", "2026-05-06"], ["nowhere", "nobody", "1.5", ""]]
    assert inner.all("a", class_="prd-dept")[0].href == "/departments/backend/"


def test_lists_maps_and_open_keys_are_shown_inside_a_cell() -> None:
    front_matter = """
milestones:
  - {id: M1, name: Built, after: [M0, M2], baseline: 2026-05-08,
     slips: [{on: 2026-05-07, from: 2026-05-08, to: 2026-05-09, cause: external, note: "review, again"}]}
competitors:
  - {name: Bean, features: {Pays: in part, Expires: 12 months}, evidence: [one.png, two.png]}
"""
    slips = rows(shown(front_matter, "milestones"))[0][-1]
    assert slips == (
        "Noticed on 2026-05-07 From 2026-05-08 To 2026-05-09 Cause Outside event What happened review, again"
    )
    assert rows(shown(front_matter, "milestones"))[0][2] == "M0, M2"
    cells = shown(front_matter, "competitors").one("tbody")
    assert [item.text for item in cells.all("li")] == ["one.png", "two.png"]
    assert [pair.text for pair in cells.all("div")] == ["Pays in part", "Expires 12 months"]


def test_documents_and_addresses_are_links() -> None:
    front_matter = """
dependencies: [{on: "PRD-2026-001#F1", need: the account, status: met}]
prototypes:
  - {version: v1, url: "https://proto.example/points/v3/"}
  - {version: v2, url: shots/one.png}
features: [{id: F1, name: Account}]
"""
    link = shown(front_matter, "dependencies").one("tbody").one("a")
    assert link.href == "/prds/PRD-2026-001/#F1"
    page = shown(front_matter, "prototypes")
    assert (page.one("a").href, page.one("a").text) == ("https://proto.example/points/v3/", "proto.example/points/v3")
    assert rows(page)[1] == ["v2", "shots/one.png"]


def test_what_an_author_writes_is_text() -> None:
    page = shown('changes: [{id: CR1, what: "<b onclick=x()>now</b> {{ 7 * 7 }}"}]', "changes")
    assert page.all("b") == []
    assert rows(page) == [["CR1", "<b onclick=x()>now</b> {{ 7 * 7 }}"]]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " https://a.example/ b"])
def test_no_other_address_becomes_a_link(address: str) -> None:
    page = shown(f'prototypes: [{{version: v1, url: "{address}"}}]', "prototypes")
    assert [link.href for link in page.all("a")] == []


def test_rows_that_could_not_be_read_are_left_out() -> None:
    page = shown("changes: [nothing, {id: CR2, what: Two, on: never}]", "changes")
    assert rows(page) == [["CR2", "Two"]]


BLOCK = """
label: {en: Running costs, zh-Hans: 运行成本, zh-Hant: 營運成本}
help: What it costs each month.
section: resources
type: list
anchor: id
addresses: [parts]
table: [id, item, monthly, paid_by, until, asked, stage, free, parts, more]
fields:
  id: {type: slug, required: true, label: ID}
  item: {type: localized, required: true, label: Item}
  monthly: {type: number, label: Each month, min: 0}
  paid_by: {type: department, label: Paid by}
  until: {type: date, label: Until}
  asked: {type: bool, label: Asked}
  stage: {type: stage, label: Stage}
  free: {type: any, label: Free}
  parts: {type: list, label: Parts, items: {type: map, fields: {id: {type: slug, label: Part}, what: {label: What}}}}
  more: {type: mapping, label: More, keys: {type: department}, values_of: {type: number}}
"""
ROWS = """
running_costs:
  - {id: RC1, item: Text messages, monthly: 12000, paid_by: ops, until: 2026-12-31, asked: true, stage: launch,
     free: {a: [1, two], b: false}, parts: [{id: P1, what: sent}], more: {sre: 3}}
"""


def own(folder: Path) -> Config:
    """A team's project that declares a block in YAML, and says that PRDs may carry it."""
    config = folder / "site_config"
    (config / "blocks").mkdir(parents=True)
    (config / "types").mkdir()
    (config / "blocks" / "running_costs.yml").write_text(BLOCK, encoding="utf-8")
    carried = ", ".join((*defaults().types["prd"].blocks, "running_costs"))
    (config / "types" / "prd.yml").write_text(f"blocks: [{carried}]\n", encoding="utf-8")
    return load(folder)


def test_a_team_declares_a_block_without_any_code(tmp_path: Path) -> None:
    config = own(tmp_path)
    page = shown(ROWS, "running_costs", config=config)
    assert page.one("caption").text == "Running costs"
    (cells,) = rows(page)
    assert cells[:6] == ["RC1", "Text messages", "12000", "Operations", "2026-12-31", "Yes"]
    assert cells[6:] == ["Launch", "a 1 two b No", "Part P1 What sent", "Site reliability 3"]
    assert page.one("td", class_="prd-number").text == "12000"
    assert shown(ROWS, "running_costs", "zh-Hans", config).one("caption").text == "运行成本"


def test_rows_of_a_teams_block_can_be_linked_to(tmp_path: Path) -> None:
    made = site({DEFAULT_PATH: prd(ROWS)}, own(tmp_path))
    page = block("running_costs", made.documents[0], made)
    ids = {tag.attributes["id"] for tag in page.all() if "id" in tag.attributes}
    assert ids == {"RC1", "RC1.P1"}
    assert ids <= made.addresses(made.documents[0])


def test_values_of_a_teams_block_are_checked(tmp_path: Path) -> None:
    files = {DEFAULT_PATH: prd("running_costs: [{id: RC1, item: Text, monthly: -1, untill: 2026-12-31}]")}
    found = findings(files, "fields/*", config=own(tmp_path))
    assert sorted((f.rule, f.message) for f in found) == [
        ("fields/range", "`monthly: -1` is outside the minimum 0"),
        ("fields/unknown", "unknown key `untill` in `running_costs`"),
    ]
