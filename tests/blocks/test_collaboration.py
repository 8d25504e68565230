"""To test what is said about a collaboration matrix, and what of it stands on the page."""

from pathlib import Path

import pytest
from tests.markup import Tag, block

from prdkit.config.config import Config, load
from prdkit.testing import DEFAULT_PATH, defaults, findings, prd, site

MILESTONES = """
milestones:
  - {id: M1, name: Agreed, baseline: 2026-05-15, actual: 2026-05-18}
  - {id: M5, name: Live, baseline: 2026-06-26, forecast: 2026-07-01}
"""


def matrix(cells: str, *, model: str = "RACI", node: str = "id: n_live, name: Live, stage: launch, due: M5") -> str:
    """A matrix with one node, whose cells stand one a line."""
    lines = "".join(f"\n        {line}" for line in cells.strip().splitlines())
    fields = "".join(f"\n      {field}" for field in node.split(", ")).replace("      id", "    - id", 1)
    return f"{MILESTONES}\ncollaboration:\n  model: {model}\n  nodes:{fields}\n      cells:{lines}\n"


def nodes(*rows: str, milestones: str = MILESTONES) -> str:
    """A RACI matrix of nodes given as flow mappings."""
    return f"{milestones}\ncollaboration:\n  model: RACI\n  nodes:" + "".join(f"\n    - {row}" for row in rows) + "\n"


def said(front_matter: str, *rules: str, config: Config | None = None, **over: object) -> list[tuple[str, str]]:
    """What the rules say, each with the words of the line it says it of."""
    text = prd(front_matter, **over)
    named = [f"collaboration/{rule}" for rule in rules] or ["collaboration/*"]
    lines = text.splitlines()
    return [(lines[f.line - 1].strip(), f.message) for f in findings({DEFAULT_PATH: text}, *named, config=config)]


def hint(front_matter: str, rule: str) -> str:
    """The next step that one finding names."""
    (found,) = findings({DEFAULT_PATH: prd(front_matter)}, f"collaboration/{rule}")
    return found.hint


LETTERS = ("no-accountable", "two-accountable", "no-responsible", "unknown-letter", "crowd")


def test_raci_wants_one_who_answers_and_one_who_works() -> None:
    assert said(matrix("ops: {role: C}\ncs: {role: I}"), *LETTERS) == [
        ("cells:", "node `n_live` has no `A` (Accountable); RACI wants exactly one"),
        ("cells:", "node `n_live` has no `R` (Responsible); RACI wants at least one"),
    ]
    assert said(matrix("product: {role: A}\nops: {role: R}"), *LETTERS) == []
    assert said(matrix("product: {role: A/R}"), *LETTERS) == []


def test_the_second_who_answers_is_marked() -> None:
    found = said(matrix("product: {role: A}\nops: {role: A/R}\ncs: {role: R}"), *LETTERS)
    assert found == [("ops: {role: A/R}", "`product`, `ops` all bear `A` (Accountable) at node `n_live`")]


def test_daci_wants_a_driver_and_an_approver_and_nobody_else() -> None:
    assert said(matrix("product: {role: D}\nfinance: {role: A}", model="DACI"), *LETTERS) == []
    assert said(matrix("product: {role: D}\nfinance: {role: C}", model="DACI"), *LETTERS) == [
        ("cells:", "node `n_live` has no `A` (Approver); DACI wants exactly one")
    ]
    assert said(matrix("product: {role: R}", model="DACI"), "unknown-letter") == [
        ("product: {role: R}", "`R` of `product` is no letter of DACI")
    ]


def test_rapid_wants_to_recommend_perform_and_decide_and_bears_two_who_agree() -> None:
    cells = "product: {role: R}\nsre: {role: P}\nfinance: {role: D}\nlegal: {role: A}\nops: {role: A}\ncs: {role: I}"
    assert said(matrix(cells, model="RAPID"), *LETTERS) == []
    assert said(matrix(cells + "\nsales: {role: A}", model="RAPID"), *LETTERS) == [
        ("sales: {role: A}", "3 departments bear `A` (Agree) at node `n_live`; at most 2 can be led")
    ]
    assert said(matrix("product: {role: R}\nfinance: {role: D}", model="RAPID"), *LETTERS) == [
        ("cells:", "node `n_live` has no `P` (Perform); RAPID wants at least one")
    ]


def test_rasci_knows_support_and_raci_does_not() -> None:
    cells = "product: {role: A/R}\nops: {role: S}"
    assert said(matrix(cells, model="RASCI"), *LETTERS) == []
    assert said(matrix(cells), *LETTERS) == [("ops: {role: S}", "`S` of `ops` is no letter of RACI")]


@pytest.mark.parametrize(("role", "meant"), [("a/r", "A"), ("AR", "A/R"), ("ra", "R/A")])
def test_letters_in_lower_case_or_run_together_are_spelt_out(role: str, meant: str) -> None:
    found = findings({DEFAULT_PATH: prd(matrix(f"product: {{role: {role}}}"))}, "collaboration/unknown-letter")
    assert found[0].hint.startswith(f"Did you mean `{meant}`? RACI has `R` (Responsible), `A` (Accountable)")


def test_a_department_without_a_role_is_named() -> None:
    assert said(matrix("product: {role: A/R}\nops: {does: sets up the goods}"), *LETTERS) == [
        ("ops: {does: sets up the goods}", "`ops` stands at node `n_live` without a `role`")
    ]


def test_letters_are_not_counted_where_one_is_unknown() -> None:
    assert len(said(matrix("product: {role: X}\nops: {role: C}"), *LETTERS)) == 1


def test_five_of_one_letter_are_a_crowd_from_the_fourth_on() -> None:
    names = ("product", "ops", "cs", "sre", "qa")
    cells = "legal: {role: A}\n" + "\n".join(f"{name}: {{role: R}}" for name in names)
    message = "5 departments bear `R` (Responsible) at node `n_live`; at most 3 can be led"
    assert said(matrix(cells), "crowd") == [("sre: {role: R}", message)]


def test_a_node_whose_values_do_not_fit_is_left_to_the_rules_of_fields() -> None:
    broken = nodes("{id: n_1, name: One, due: M1, cells: {product: {role: [A, R]}}}", "{id: n_2, name: Two, cells: no}")
    assert said(broken) == []


def test_an_unknown_model_is_the_only_thing_said_of_letters() -> None:
    assert said(matrix("product: {role: X}", model="RACl"), "unknown-model", *LETTERS) == [
        ("model: RACl", "`model: RACl` is not a model of this project")
    ]
    assert hint(matrix("product: {role: X}", model="RACl"), "unknown-model") == "Did you mean `RACI`?"


def test_a_matrix_that_names_no_model_is_raci() -> None:
    front_matter = matrix("product: {role: C}").replace("  model: RACI\n", "")
    assert "RACI wants exactly one" in said(front_matter, "no-accountable")[0][1]


def overlaid(folder: Path, text: str) -> Config:
    """The shipped configuration under a team's own collaboration.yml."""
    (folder / "site_config").mkdir()
    (folder / "site_config" / "collaboration.yml").write_text(text, encoding="utf-8")
    return load(folder)


def test_a_team_adds_a_model_of_its_own(tmp_path: Path) -> None:
    own = """
models:
  CAIRO:
    label: CAIRO
    letters:
      R: {duty: works, label: Responsible}
      A: {duty: answers, label: Accountable}
      O: {duty: informed, label: Out of the loop}
"""
    config = overlaid(tmp_path, own)
    cells = "product: {role: A}\nops: {role: O}"
    assert said(matrix(cells, model="CAIRO"), *LETTERS, config=config) == [
        ("cells:", "node `n_live` has no `R` (Responsible); CAIRO wants at least one")
    ]


def test_a_team_sets_its_own_limits_stages_and_support(tmp_path: Path) -> None:
    own = "models: {RACI: {letters: {R: {most: 1}}}}\nstages: {prd: [launch]}\nsupport: {departments: [sre]}\n"
    config = overlaid(tmp_path, own)
    front_matter = matrix("product: {role: A/R}\nops: {role: R}")
    rules = ("crowd", "stage-without-node", "launch-without-support")
    assert [message for _, message in said(front_matter, *rules, config=config)] == [
        "users will notice this work, but `sre` takes no part at stage `launch`",
        "2 departments bear `R` (Responsible) at node `n_live`; at most 1 can be led",
    ]


def test_a_column_is_a_department_of_the_organisation() -> None:
    front_matter = matrix("product: {role: A/R}\noperations: {role: C}")
    assert said(front_matter, "unknown-department") == [
        ("operations: {role: C}", "`operations` is no department of org.yml")
    ]
    assert hint(matrix("produkt: {role: A/R}"), "unknown-department") == "Did you mean `product`?"


@pytest.mark.parametrize("word", ["operations", "Operation", "opss"])
def test_a_department_is_recognised_by_its_name_in_words(word: str) -> None:
    front_matter = matrix(f"product: {{role: A/R}}\n{word}: {{role: C}}")
    assert hint(front_matter, "unknown-department") == "Did you mean `ops`?"


def test_a_stage_is_one_of_the_process() -> None:
    front_matter = matrix("product: {role: A/R}", node="id: n_live, name: Live, stage: lunch, due: M5")
    assert said(front_matter, "unknown-stage") == [("stage: lunch", "`stage: lunch` is no stage of process.yml")]
    assert hint(front_matter, "unknown-stage") == "Did you mean `launch`?"


def test_every_stage_from_definition_on_wants_a_node() -> None:
    found = said(matrix("product: {role: A/R}"), "stage-without-node")
    assert found == [
        ("nodes:", "no node stands at stage `define` (Definition)"),
        ("nodes:", "no node stands at stage `measure` (Data follow-up)"),
        ("nodes:", "no node stands at stage `track` (Delivery tracking)"),
    ]


@pytest.mark.parametrize(("status", "severity"), [("review", "warning"), ("signed_off", "error"), ("draft", "info")])
def test_missing_stages_weigh_by_the_gate_of_the_signed_prototype(status: str, severity: str) -> None:
    text = prd(matrix("product: {role: A/R}"), status=status)
    found = findings({DEFAULT_PATH: text}, "collaboration/stage-without-node")
    assert {f.severity for f in found} == {severity}


def test_being_informed_is_no_part() -> None:
    front_matter = matrix("product: {role: A/R}\nops: {role: C}\nlegal: {role: I}")
    assert said(front_matter, "idle-department", departments="[product, ops, legal, cs]") == [
        ("departments: [product, ops, legal, cs]", "`legal` takes no part at any node"),
        ("departments: [product, ops, legal, cs]", "`cs` takes no part at any node"),
    ]
    assert said(front_matter, "idle-department", departments=None) == []


def test_what_users_notice_is_launched_with_service_and_operations() -> None:
    front_matter = matrix("product: {role: A/R}\ncs: {role: I}\nops: {role: R}")
    message = "users will notice this work, but `cs` takes no part at stage `launch`"
    assert said(front_matter, "launch-without-support") == [("cells:", message)]
    assert said(front_matter, "launch-without-support", user_visible="false") == []
    elsewhere = front_matter.replace("stage: launch", "stage: track")
    assert said(elsewhere, "launch-without-support") == []


def test_who_works_or_answers_says_what_and_what_comes_of_it() -> None:
    cells = "product: {role: A}\nops: {role: R, does: sets up the goods}\ncs: {role: C}\nqa: {role: I}"
    assert said(matrix(cells), "nothing-done") == [
        ("product: {role: A}", "`product` bears `A` at node `n_live` without `does`, `deliverable`"),
        ("ops: {role: R, does: sets up the goods}", "`ops` bears `R` at node `n_live` without `deliverable`"),
    ]


def test_a_node_is_due_with_a_milestone_of_the_document() -> None:
    assert said(matrix("product: {role: A/R}", node="id: n_live, name: Live"), "no-due") == [
        ("- id: n_live", "node `n_live` has no `due`")
    ]
    node = "id: n_live, name: Live, due: M6"
    assert said(matrix("product: {role: A/R}", node=node), "no-due", "unknown-milestone") == [
        ("due: M6", "`due: M6` is no milestone of this document")
    ]
    bare = nodes("{id: n_live, name: Live, due: M5}", milestones="")
    assert hint(bare, "unknown-milestone") == "Add `milestones:` with a row `id: M5`."


def test_milestones_that_do_not_fit_are_not_missed() -> None:
    broken = "milestones: [{name: Live, baseline: 2026-06-26}]"
    assert said(nodes("{id: n_live, name: Live, due: M5}", milestones=broken), "unknown-milestone") == []


@pytest.mark.parametrize("by", ["-3d", "+0d", "2026-06-20", "2026-07-01"])
def test_a_date_of_its_own_is_a_day_or_working_days(by: str) -> None:
    cells = f'product: {{role: A/R, by: "{by}"}}'
    assert said(matrix(cells), "unreadable-by", "due-outside-plan") == []


@pytest.mark.parametrize("by", ["soon", "-2", "-1w", "2026-02-30", "3 days", "--3d"])
def test_other_words_are_no_date(by: str) -> None:
    line = f'product: {{role: A/R, by: "{by}"}}'
    message = f"`by: {by}` is neither a day nor a number of working days"
    assert said(matrix(line), "unreadable-by", "due-outside-plan") == [(line, message)]


@pytest.mark.parametrize(("by", "day"), [("+1d", "2026-07-02"), ("2026-05-03", "2026-05-03"), ("-50d", "2026-04-22")])
def test_a_date_of_its_own_lies_inside_the_plan(by: str, day: str) -> None:
    line = f'product: {{role: A/R, by: "{by}"}}'
    message = f"`by: {by}` is {day}, but the plan runs from 2026-05-04 to 2026-07-01"
    assert said(matrix(line), "due-outside-plan") == [(line, message)]


def test_the_schedule_widens_the_plan() -> None:
    wider = matrix('product: {role: A/R, by: "+1d"}') + "schedule: {end: 2026-08-01}\n"
    assert said(wider, "due-outside-plan") == []


def test_a_need_is_a_node_that_is_not_later() -> None:
    late = "{id: n_live, name: Live, due: M5, cells: {ops: {role: A/R}}}"
    early = "{id: n_1, name: One, due: M1, cells: {product: {role: A/R, needs: [n_live, n_liv]}}}"
    message = "node `n_1` is due on 2026-05-18 but needs `n_live`, due on 2026-07-01"
    assert said(nodes(late, early), "needs-later", "unknown-need") == [
        (f"- {early}", message),
        (f"- {early}", "`needs: n_liv` is no node of this matrix"),
    ]
    assert hint(nodes(late, early), "unknown-need") == "Did you mean `n_live`?"


def test_nodes_that_wait_for_each_other_are_named_in_order() -> None:
    def row(name: str, needs: str) -> str:
        return f"{{id: {name}, name: {name}, due: M1, cells: {{product: {{role: A/R, needs: {needs}}}}}}}"

    found = said(nodes(row("a", "c"), row("b", "a"), row("c", "b"), row("d", "a")), "needs-circle")
    assert [message for _, message in found] == ["nodes wait for each other: `a` → `c` → `b` → `a`"]
    (alone,) = said(nodes(row("a", "a")), "needs-circle")
    assert alone[1] == "nodes wait for each other: `a` → `a`"


def test_two_nodes_of_one_id_are_told_apart() -> None:
    rows = ("{id: n_1, name: One, due: M1}", "{id: n_1, name: Two, due: M1}")
    assert said(nodes(*rows), "duplicate-node") == [(f"- {rows[1]}", "a second node `n_1`")]


def shown(front_matter: str, lang: str = "en") -> Tag:
    """The matrix on the page."""
    made = site({DEFAULT_PATH: prd(front_matter)}, defaults())
    return block("collaboration", made.documents[0], made, lang)


FULL = nodes(
    "{id: n_proto, name: Prototype agreed, stage: define, due: M1, cells: {product: {role: A/R, does: draws it}}}",
    "{id: n_live, name: Live, stage: launch, due: M5, note: before noon, cells: {"
    "cs: {role: R, does: gets the `FAQ` ready, deliverable: 18 answers, by: -3d, needs: [n_proto]}, "
    "ops: {role: I}, product: {role: A, does: 5 < 6 <script>, note: 'see [[PRD-2026-001]]'}}}",
)


def test_columns_are_departments_in_the_order_of_the_organisation() -> None:
    head = shown(FULL).one("thead")
    assert [cell.text for cell in head.all("th")] == ["Node", "Product", "Operations", "Customer service"]
    assert head.all("a")[0].href == "/departments/product/"


def test_rows_are_nodes_with_an_address_a_stage_and_a_day() -> None:
    page = shown(FULL)
    head = page.one("tr", id="n_live").one("th", scope="row")
    assert head.text == "Live Launch Live 2026-07-01 before noon"
    assert head.one("a", href="#n_live", class_="prd-permalink")
    assert head.one("a", href="#M5")
    assert page.one("tr", id="n_proto").one("time").text == "2026-05-18"


def test_cells_name_their_department_for_a_narrow_screen() -> None:
    cells = shown(FULL).one("tr", id="n_live").all("td")
    assert [cell.attributes.get("data-label", "") for cell in cells] == ["Product", "Operations", "Customer service"]
    empty = shown(FULL).one("tr", id="n_proto").all("td", class_="prd-none")
    assert [cell.text for cell in empty] == ["", ""]


def test_a_cell_says_what_is_done_by_when_and_after_what() -> None:
    cell = shown(FULL).one("td", data_label="Customer service")
    assert cell.text == "R gets the FAQ ready Delivers 18 answers By 2026-06-26 Needs Prototype agreed"
    assert cell.one("code").text == "FAQ"
    assert cell.one("a", href="#n_proto").text == "Prototype agreed"


def test_what_an_author_writes_is_text() -> None:
    page = shown(FULL)
    assert page.all("script") == []
    assert "5 < 6 <script>" in page.one("tr", id="n_live").text
    assert page.all("a", class_="prd-ref")[0].text == "PRD-2026-001 Points for regular guests"


def test_letters_are_explained_under_the_matrix() -> None:
    legend = shown(FULL).one(class_="prd-legend")
    assert [row.text for row in legend.one("dl").all("div")] == [
        "R Responsible does the work",
        "A Accountable answers for the result",
        "C Consulted is asked before",
        "I Informed is told after",
    ]


def test_the_page_speaks_the_documents_language() -> None:
    page = shown(FULL, "zh-Hans")
    assert page.one("caption").text == "部门协作（RACI）"
    assert [cell.text for cell in page.one("thead").all("th")] == ["节点", "产品", "运营", "客服"]


def test_nodes_with_errors_are_left_out_and_said_to_be() -> None:
    page = shown(nodes("{id: n_1, name: One, due: M1}", "{name: no id}"))
    assert [row.attributes["id"] for row in page.one("tbody").all("tr")] == ["n_1"]
    assert page.one("p", class_="prd-notice--bad").text == "Some nodes have errors and are left out."


def test_a_letter_that_is_none_is_still_shown() -> None:
    page = shown(matrix("product: {role: X}"))
    assert page.one("b", class_="prd-letter--strange").text == "X"
