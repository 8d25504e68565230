"""To test who must be trained before going live, and how trainings are counted and shown."""

from dataclasses import replace
from datetime import date

import pytest
from tests.markup import Tag, block, page

from prdkit.blocks.views import Words
from prdkit.publish.pages import pages
from prdkit.testing import DEFAULT_PATH, findings, prd, site
from prdkit.view.room import room

MATRIX = """
collaboration:
  nodes:
    - id: n_live
      name: Live
      stage: launch
      cells:
        product: {role: A, does: decides, deliverable: decision}
        cs: {role: R, does: answers, deliverable: FAQ}
        ops: {role: R, does: sets up, deliverable: page}
        sales: {role: I}
        backend: {role: C}
"""
LAUNCH = "launches/LCH-2026-01.md"


def launch(front_matter: str = "", status: str = "rehearsed") -> str:
    """A launch that users notice and that brings the default PRD."""
    head = f"id: LCH-2026-01\ntitle: Spring\nstatus: {status}\nowner: pm.lead\ncreated: 2026-06-01\n"
    return f"---\n{head}prds: [PRD-2026-001]\n{front_matter.strip()}\n---\n"


def said(files: dict[str, str], *rules: str, as_of: date = date(2026, 6, 15)) -> list[tuple[str, str, str]]:
    """What is said of trainings: the rule, its weight, the message."""
    found = findings(files, *(rules or ("training/*",)), as_of=as_of)
    return [(f.rule.removeprefix("training/"), f.severity, f.message) for f in found]


def trained(rows: str, status: str = "ready", **over: object) -> dict[str, str]:
    """A PRD with trainings."""
    return {DEFAULT_PATH: prd(f"training: {rows}{MATRIX}", status=status, **over)}


UNTRAINED = "`{}` takes part in going live and has no training"


@pytest.mark.parametrize(
    ("status", "weight"), [("review", ""), ("testing", ""), ("ready", "warning"), ("launched", "error")]
)
def test_it_is_asked_for_before_going_live_and_not_earlier(status: str, weight: str) -> None:
    expected = [("untrained-department", weight, UNTRAINED.format("ops"))] if weight else []
    assert said(trained("[{dept: cs, on: 2026-06-10, invited: 9, attended: 9}]", status)) == expected


def test_who_is_only_informed_or_builds_it_needs_none() -> None:
    assert said(trained("[{dept: cs, waiver: they know}, {dept: ops, on: 2026-06-20}]")) == []
    assert said(trained("[]", user_visible="false")) == []


def test_a_launch_answers_for_what_it_brings() -> None:
    files = {DEFAULT_PATH: prd(f"training: [{{dept: cs, on: 2026-06-20}}]{MATRIX}", status="launched")}
    assert said(files) == [("untrained-department", "error", UNTRAINED.format("ops"))]
    files[LAUNCH] = launch()
    assert said(files) == [("untrained-department", "warning", UNTRAINED.format("ops"))]
    files[LAUNCH] = launch("training: [{dept: ops, on: 2026-06-20}]")
    assert said(files) == []
    assert said({**files, LAUNCH: launch(status="cancelled")})[0][0] == "untrained-department"


def test_departments_of_a_plan_without_a_matrix_are_taken_from_its_list() -> None:
    files = {LAUNCH: launch("departments: [cs, backend]\nuser_visible: true")}
    assert said(files) == [("untrained-department", "warning", UNTRAINED.format("cs"))]


def test_a_training_comes_before_going_live() -> None:
    live = "milestones: [{id: M5, name: Live, type: launch, baseline: 2026-07-01, forecast: 2026-07-08}]\n"
    rows = "[{dept: cs, on: 2026-07-07}, {dept: ops, topic: Goods, on: 2026-07-08}, {dept: sales}]"
    assert said({DEFAULT_PATH: prd(f"{live}training: {rows}")}, "training/too-late") == [
        ("too-late", "warning", "the training of `ops` (Goods) is on 2026-07-08, going live on 2026-07-08"),
        ("too-late", "warning", "the training of `sales` has no day, going live is on 2026-07-08"),
    ]
    window = 'rollout: {window: {from: "2026-06-01T10:00+08:00", to: "2026-06-01T12:00+08:00"}}\n'
    assert len(said({DEFAULT_PATH: prd(f"{window}training: {rows}")}, "training/too-late")) == 3


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("on: 2026-06-10, invited: 10, attended: 8", ""),
        ("on: 2026-06-10, invited: 10, attended: 7", "7 of 10 of `cs` came (70%), 80% are asked for"),
        ("on: 2026-06-10, invited: 10, attended: 7, waiver: the rest next week", ""),
        ("on: 2026-06-15, invited: 10", "the training of `cs` is over, and nobody wrote down how many came"),
        ("on: 2026-06-16, invited: 10", ""),
        ("on: 2026-06-10, invited: 0, attended: 0", ""),
        ("on: 2026-06-10, attended: 7", ""),
    ],
)
def test_most_of_those_invited_must_come(row: str, message: str) -> None:
    found = said(trained(f"[{{dept: cs, {row}}}]"), "training/poorly-attended")
    assert found == ([("poorly-attended", "warning", message)] if message else [])


def test_no_more_can_come_than_were_invited() -> None:
    found = said(trained("[{dept: cs, invited: 9, attended: 10}, {dept: ops, invited: x, attended: 3}]", "draft"))
    assert ("more-than-invited", "warning", "10 of `cs` came, 9 were invited") in found


def shown(rows: str, lang: str = "en") -> Tag:
    """Trainings on the page of their document."""
    made = site(trained(rows))
    return block("training", made.documents[0], made, lang)


ROWS = """
  - {dept: cs, topic: "Points <i>", doc: PRD-2026-001, on: 2026-06-10, trainer: pm.lead, invited: 24, attended: 12}
  - {dept: ops, on: 2026-06-20, invited: 9}
  - {dept: sales, waiver: Nothing to sell}"""


def test_attendance_is_drawn_and_said() -> None:
    rows = shown(ROWS).one("tbody").all("tr")
    assert [cell.text for cell in rows[0].children if isinstance(cell, Tag)] == [
        "Customer service",
        "Points <i> PRD-2026-001 by Product lead",
        "2026-06-10",
        "12 / 24",
        "Too few came",
    ]
    assert rows[0].one("rect", class_="prd-bar__fill").attributes["width"] == "50.0"
    assert [row.one("span", class_="prd-badge").text for row in rows[1:]] == ["Planned", "Not needed"]
    assert shown(ROWS, "zh-Hant").all("th")[3].text == "實到 / 應到"


def boards(files: dict[str, str], readers: str = "internal") -> list[Tag]:
    """The pages of trainings over all documents, for some readers."""
    made = replace(site(files), readers=readers)
    found = pages(made, Words(made.config, "en"))
    return [page(view, made) for view in found if view.path == "training.md"]


def test_the_board_sets_departments_against_launches_and_names_what_is_missing() -> None:
    rows = "training: [{dept: cs, on: 2026-06-10, invited: 9, attended: 9}]"
    files = {LAUNCH: launch(MATRIX + rows), DEFAULT_PATH: prd(rows)}
    board = boards(files)[0]
    heads = [head.text for head in board.one("thead").all("th")]
    cells = [cell.text for cell in board.one("tbody").one("tr").children if isinstance(cell, Tag)]
    assert dict(zip(heads, cells, strict=True)) == {
        "Document": "LCH-2026-01 Spring Rehearsed",
        "Going live": "",
        "Operations": "No training",
        "Customer service": "Held 2026-06-10 9 / 9",
    }


def test_the_board_is_for_readers_inside() -> None:
    assert boards({LAUNCH: launch(MATRIX)}, "partner") == []


def test_the_room_of_a_launch_shows_its_trainings() -> None:
    made = site({LAUNCH: launch("training: [{dept: cs, on: 2026-06-20, invited: 9}]"), DEFAULT_PATH: prd()})
    parts = room(made.by_id["LCH-2026-01"], made, Words(made.config, "en"), lambda _, __: ()).parts
    assert [part.title for part in parts if part.anchor == "training"] == ["Training"]
    bare = site({LAUNCH: launch("departments: [backend]")})
    parts = room(bare.documents[0], bare, Words(bare.config, "en"), lambda _, __: ()).parts
    assert "training" not in [part.anchor for part in parts]
