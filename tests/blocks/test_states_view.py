"""To prove what the page shows of a state machine."""

import pytest
from tests.markup import Tag, block

from prdkit.blocks.durations import duration
from prdkit.blocks.views import Words
from prdkit.testing import DEFAULT_PATH, defaults, prd, site

POINTS = """
state_machines:
- id: points
  entity: {en: Points transaction, zh-Hans: 积分流水}
  initial: pending
  states:
    pending: {name: {en: Pending, zh-Hans: 待入账}, kind: waiting, waits_for: payment}
    frozen: {kind: abnormal, handler: cs, help: "see [[PRD-2026-001]] and *wait*"}
    spent: {name: Spent}
    closed: {name: Closed, final: true}
  events:
    settle: {name: {en: Settled, zh-Hans: 结算}, actor: system, only_in: [pending]}
    risk: {actor: timer, only_in: [pending]}
    release: {actor: cs}
    archive: {actor: somebody}
  transitions:
  - {from: pending, event: risk, to: frozen, path: abnormal, user_sees: "Frozen <b>now</b>", after: 1d}
  - {from: pending, event: settle, to: spent, guard: enough, tracking: points_spent, action: book,
     effect: balance, idempotency_key: order_id, compensate: release}
  - {from: pending, event: settle, to: pending, path: timeout, guard: else, after: 15m}
  - {from: frozen, event: release, to: pending, path: recovery, tracking: unplanned}
  - {from: [pending, frozen, spent], event: archive, to: closed, path: reverse}
  ignore: [{state: spent, event: release, reason: nothing is frozen}]
  impossible: [{state: closed, event: release, reason: it is over}]
tracking:
- {event: points_spent, trigger: the booking, owner: data}
"""


def page(front_matter: str = POINTS, lang: str = "en") -> Tag:
    made = site({DEFAULT_PATH: prd(front_matter)})
    return block("state_machines", made.documents[0], made, lang)


def table(html: Tag, name: str) -> list[list[str]]:
    """The words of a table, row by row, without its head."""
    rows = html.one("table", class_=name).one("tbody").all("tr")
    return [[cell.text for cell in row.children if isinstance(cell, Tag)] for row in rows]


def test_every_machine_state_and_transition_has_an_address() -> None:
    ids = [tag.attributes["id"] for tag in page().walk() if "id" in tag.attributes and not tag.name.startswith("desc")]
    states = [f"points.{name}" for name in ("pending", "frozen", "spent", "closed")]
    transitions = [f"points.t{number}" for number in (2, 5, 1, 4, 3)]
    assert [name for name in ids if not name.startswith("points-")] == ["points", *states, *transitions]
    assert page().one("h3", id="points").text == "Points transaction points"


def test_addresses_are_those_that_links_may_name() -> None:
    made = site({DEFAULT_PATH: prd(POINTS)})
    known = made.addresses(made.documents[0])
    assert {"points", "points.frozen", "points.t3"} <= known


def test_transitions_stand_normal_reverse_abnormal_recovery_timeout() -> None:
    rows = table(page(), "prd-transitions")
    assert [row[:2] for row in rows] == [
        ["t2", "Normal"],
        ["t5", "Reverse"],
        ["t1", "Abnormal"],
        ["t4", "Recovery"],
        ["t3", "Timeout"],
    ]


def test_a_transition_says_all_that_the_front_matter_says() -> None:
    rows = table(page(), "prd-transitions")
    action = "book Effect on Balance Idempotency key order_id Compensated by release"
    assert rows[0] == [
        "t2", "Normal", "Pending", "Settled System", "enough", "Spent", action, "", "", "points_spent",
    ]  # fmt: skip
    assert rows[1][2:6] == ["Pending, frozen, Spent", "archive somebody", "", "Closed"]
    assert rows[4][4] == "Otherwise After 15 minutes"


def test_states_say_what_they_are() -> None:
    assert table(page(), "prd-states") == [
        ["Pending pending", "Waiting Initial state", "", "Waits for The payment"],
        ["frozen", "Abnormal", "Customer service", "see PRD-2026-001 Points for regular guests In review and wait"],
        ["Spent spent", "Normal", "", ""],
        ["Closed closed", "Normal Final state", "", ""],
    ]


def test_events_say_who_causes_them() -> None:
    rows = table(page(), "prd-events")
    assert rows[:2] == [["Settled settle", "System", "Pending", ""], ["risk", "Timer", "Pending", ""]]
    assert rows[2][1] == "Customer service"


def test_the_matrix_decides_every_state_and_event_or_marks_the_hole() -> None:
    assert table(page(), "prd-state-matrix") == [
        ["Pending", "→ Spent → Pending Timeout", "→ frozen Abnormal", "? Not decided yet", "→ Closed Reverse"],
        ["frozen", "–", "–", "→ Pending Recovery", "→ Closed Reverse"],
        ["Spent", "–", "–", "Ignored nothing is frozen", "→ Closed Reverse"],
        ["Closed", "–", "–", "Cannot happen it is over", "–"],
    ]
    assert page().one("p", class_="prd-machine__verdict").text == "Combinations that are not decided yet: 1"


def test_a_matrix_without_holes_says_so() -> None:
    whole = POINTS.replace("release: {actor: cs}", "release: {actor: cs, only_in: [frozen, spent, closed]}")
    assert page(whole).one("p", class_="prd-machine__verdict").text == "Every combination is decided."


def test_a_final_state_of_which_nothing_is_said_stays_out_of_the_matrix() -> None:
    row = "  impossible: [{state: closed, event: release, reason: it is over}]\n"
    assert [cells[0] for cells in table(page(POINTS.replace(row, "")), "prd-state-matrix")] == [
        "Pending",
        "frozen",
        "Spent",
    ]


def test_the_other_case_of_a_condition_may_be_ignored() -> None:
    ignored = POINTS.replace("path: timeout, guard: else, after: 15m", "guard: poor").replace(
        "  ignore: [", "  ignore: [{state: pending, event: settle, reason: waits}, "
    )
    assert table(page(ignored), "prd-state-matrix")[0][1] == "→ Spent → Pending Otherwise waits"


def test_cells_lead_to_the_place_they_name() -> None:
    html = page()
    links = {link.text: link.href for link in html.one("table", class_="prd-state-matrix").all("a")}
    assert links["Pending"] == "#points.pending"
    assert links["→ frozen"] == "#points.t1"
    tracked = [cell for row in html.one("table", class_="prd-transitions").all("tr") for cell in row.all("td")[-1:]]
    assert [link.href for cell in tracked for link in cell.all("a")] == ["#points_spent"]
    assert "unplanned" in [cell.text for cell in tracked]


def test_every_address_that_is_linked_on_the_page_is_there() -> None:
    html = page()
    there = {tag.attributes.get("id") for tag in html.walk()} | {"points_spent"}
    assert {link.href[1:] for link in html.all("a") if link.href.startswith("#")} <= there


def test_words_of_a_document_are_text() -> None:
    sees = [row[7] for row in table(page(), "prd-transitions")]
    assert "Frozen <b>now</b>" in sees
    assert page().one("table", class_="prd-transitions").all("b") == []


def test_emphasis_and_references_work_in_a_cell() -> None:
    states = page().one("table", class_="prd-states")
    assert [tag.text for tag in states.all("em")] == ["wait"]
    assert states.one("a", class_="prd-ref").href == "/prds/PRD-2026-001/"


def test_the_language_is_the_reader_s() -> None:
    html = page(lang="zh-Hans")
    assert html.one("h3").text == "积分流水 points"
    assert table(html, "prd-transitions")[0][:4] == ["t2", "正常", "待入账", "结算 系统"]
    assert table(html, "prd-transitions")[4][4] == "其他情况 时限 15 分钟"
    assert table(html, "prd-state-matrix")[0][3] == "? 尚未定义"


def test_the_legend_explains_the_paths_that_occur() -> None:
    legend = page().all("ul", class_="prd-machine__legend")[0]
    assert [item.text.split(" ")[0] for item in legend.all("li")] == [
        "Normal",
        "Reverse",
        "Abnormal",
        "Recovery",
        "Timeout",
    ]
    calm = POINTS.replace("path: timeout, ", "").replace("path: recovery, ", "")
    assert "Timeout" not in page(calm).all("ul", class_="prd-machine__legend")[0].text


def test_diagram_and_matrix_are_not_what_the_search_finds() -> None:
    html = page()
    excluded = html.all("section", data_search_exclude="")
    assert [bool(part.all("svg")) or bool(part.all("table", class_="prd-state-matrix")) for part in excluded] == [
        True,
        True,
    ]
    searched = [html.one("table", class_="prd-transitions"), html.one("table", class_="prd-states")]
    assert not any(part in section.walk() for part in searched for section in excluded)


def test_the_excluded_sections_hold_no_section_that_would_end_the_exclusion() -> None:
    assert all(len(part.all("section")) == 1 for part in page().all("section"))


def test_the_diagram_has_its_mermaid_source_beside_it() -> None:
    drawn = page().one("section", class_="prd-machine__diagram")
    assert drawn.one("div", class_="prd-scroll").one("svg").one("title").text == (
        "Diagram of the states of Points transaction"
    )
    source = drawn.one("details").one("code")
    assert source.text.startswith("stateDiagram-v2")
    led = {link.attributes.get("xlink:href") for link in drawn.all("a")}
    assert {"#points.frozen", "#points.t4"} <= led


def test_a_machine_too_large_to_draw_keeps_its_tables() -> None:
    many = ", ".join(f"s{number}: {{}}" for number in range(100))
    html = page(f"state_machines:\n- id: big\n  states: {{{many}}}")
    assert "Too many states to draw" in html.one("section", class_="prd-machine__diagram").text
    assert len(table(html, "prd-states")) == 100


def test_a_machine_with_errors_is_shown_as_far_as_it_could_be_read() -> None:
    html = page(POINTS.replace("effect: balance", "effect: [balance]").replace("to: closed", "to: gone"))
    assert html.one("p", class_="prd-notice--bad").text
    assert table(html, "prd-transitions")[1][5] == "gone"


def test_what_a_machine_says_of_itself() -> None:
    html = page(
        POINTS.replace("  initial:", "  cyclic: true\n  no_abnormal: nothing fails\n  note: for *now*\n  initial:")
    )
    assert [p.text for p in html.all("p")[:3]] == [
        "for now",
        "Never ends by design",
        "Why nothing fails nothing fails",
    ]


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("30d", "en", "30 days"),
        ("1d", "en", "1 day"),
        ("1.5h", "en", "1.5 hours"),
        ("12mo", "zh-Hans", "12 个月"),
        ("2个月", "zh-Hant", "2 個月"),
        ("1 w", "zh-Hant", "1 週"),
        ("500ms", "en", "500 ms"),
        ("10", "en", "10 minutes"),
        ("soon", "en", "soon"),
        ("", "en", ""),
    ],
)
def test_durations_in_words(text: str, lang: str, said: str) -> None:
    assert duration(text, Words(defaults(), lang)) == said
