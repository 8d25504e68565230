"""To test the pack that customer service gets of a launch."""

from dataclasses import replace

import pytest
from tests.markup import Tag, page

from prdkit.blocks.views import Words
from prdkit.publish.pages import pages
from prdkit.testing import DEFAULT_PATH, findings, prd, site
from prdkit.view.page import PageView
from prdkit.view.room import room

LAUNCH = "launches/LCH-2026-01.md"
PRD = """
launch: LCH-2026-01
release: REL-5.2.0
state_machines:
  - id: order
    entity: Order
    initial: open
    states:
      open: {name: Open}
      frozen: {name: Frozen, kind: abnormal, handler: cs, help: until someone looks}
      paid: {name: Paid, final: true}
    events:
      pay: {name: Payment, actor: user}
      risk_hit: {name: Risk found, actor: system}
      release: {name: Set free, actor: cs}
    transitions:
      - {from: open, event: pay, to: paid, path: normal}
      - {from: open, event: risk_hit, to: frozen, path: abnormal, guard: more than 100, user_sees: "Wait <b>now</b>",
         handler: cs, support_says: We look within a day.}
      - {from: frozen, event: release, to: open, path: recovery, handler: cs}
      - {from: frozen, event: pay, to: frozen, path: abnormal, handler: cs}
  - {id: inner, user_visible: false, initial: a, states: {a: {}, b: {final: true}}, events: {x: {actor: timer}},
     transitions: [{from: a, event: x, to: b, path: timeout, user_sees: Nobody sees this}]}
release_notes:
  - {kind: added, audience: user, text: A mall of points}
  - {kind: added, audience: cs, level: secondary, text: Form S-12}
  - {kind: added, audience: cs, level: primary, text: Points freeze}
  - {kind: added, audience: internal, text: A switch}
support: {faq: [{q: "When?", a: Soon after.}]}
issues:
  - {id: I1, what: Slow list, severity: low, status: open, workaround: Pull down, due: 2026-06-30}
  - {id: I2, what: Old fault, status: closed}
"""
SUPPORT = (
    "support: {team: Desk, hours: 9-21, contact: cs.lead, escalation: [cs, backend], faq: [{q: When?, a: Soon after.}]}"
)


def launch(front_matter: str = SUPPORT, status: str = "preparing") -> str:
    """A launch plan with some front matter."""
    head = f"id: LCH-2026-01\ntitle: Spring\nstatus: {status}\nowner: pm.lead\ncreated: 2026-06-01\n"
    return f"---\n{head}user_visible: true\n{front_matter}\n---\n"


FILES = {LAUNCH: launch(), DEFAULT_PATH: prd(PRD)}


def made(files: dict[str, str] = FILES, readers: str = "internal", lang: str = "en") -> dict[str, tuple[PageView, Tag]]:
    """The pages below support/ that a site has."""
    built = replace(site(files), readers=readers)
    views = (view for view in pages(built, Words(built.config, lang)) if view.path.startswith("support/"))
    return {view.path: (view, page(view, built, lang)) for view in views}


def test_a_launch_has_one_pack_for_all_that_it_brings() -> None:
    assert list(made()) == ["support/LCH-2026-01.md", "support/index.md"]
    assert list(made({DEFAULT_PATH: prd()})) == ["support/PRD-2026-001.md", "support/index.md"]


@pytest.mark.parametrize(
    "files",
    [
        {DEFAULT_PATH: prd(user_visible="false")},
        {DEFAULT_PATH: prd(status="draft")},
        {DEFAULT_PATH: prd(status="rejected")},
        {LAUNCH: launch("user_visible: false").replace("user_visible: true\n", "")},
    ],
)
def test_what_no_user_notices_has_none(files: dict[str, str]) -> None:
    assert list(made(files)) == ["support/index.md"]


def test_packs_are_for_readers_inside() -> None:
    assert made(readers="partner") == {}
    assert made(readers="public") == {}


def test_it_says_what_changed_in_the_words_for_customer_service_first() -> None:
    tag = made()["support/LCH-2026-01.md"][1]
    assert [h.text for h in tag.all("h3")] == ["Customer service", "Users"]
    told = [li.text for ul in tag.all("ul") for li in ul.all("li")]
    assert told[:3] == ["Points freeze PRD-2026-001", "Form S-12 PRD-2026-001", "A mall of points PRD-2026-001"]
    assert "A switch" not in tag.text


def test_every_way_that_goes_wrong_stands_there_with_its_words() -> None:
    table = made()["support/LCH-2026-01.md"][1].one("table", class_="prd-pack")
    rows = [[c.text for c in tr.children if isinstance(c, Tag)] for tr in table.one("tbody").all("tr")]
    assert rows == [
        [
            "Wait <b>now</b>",
            "Order: Risk found more than 100 Open → Frozen",
            "Abnormal",
            "Customer service",
            "We look within a day.",
        ],
        ["Nothing is shown", "Order: Payment Frozen → Frozen", "Abnormal", "Customer service", ""],
    ]
    assert table.one("tbody").all("a")[0].href == "/prds/PRD-2026-001/#order.t2"
    assert "data-search-exclude" not in table.attributes


def test_states_in_which_things_get_stuck_name_the_ways_out() -> None:
    tag = made()["support/LCH-2026-01.md"][1]
    after = tag.text.rsplit("Where things get stuck")[-1]
    assert "Order: Frozen until someone looks Customer service Set free, Payment" in after


def test_one_question_is_told_once_and_open_issues_with_what_helps() -> None:
    tag = made()["support/LCH-2026-01.md"][1]
    assert [dt.text for dt in tag.one("dl", class_="prd-faq").all("dt")] == ["When?"]
    assert "Slow list PRD-2026-001 Pull down Low 2026-06-30" in tag.text
    assert "Old fault" not in tag.text
    assert [li.text for li in tag.one("ol", class_="prd-escalation").all("li")] == ["Customer service", "Backend"]


def test_headings_are_listed_and_every_language_has_its_words() -> None:
    view, tag = made(lang="zh-Hant")["support/LCH-2026-01.md"]
    listed = [(level, anchor) for level, anchor, _ in view.toc]
    assert listed == [(2, h.attributes["id"]) for h in tag.all("h2")]
    assert [h.text for h in tag.all("h2")][:3] == ["有什麼變化", "常見問題與答覆", "使用者看到的提示"]


def test_the_list_of_packs_says_how_much_each_holds() -> None:
    rows = made()["support/index.md"][1].one("tbody").all("tr")
    assert [c.text for c in rows[0].children if isinstance(c, Tag)] == [
        "Pack of LCH-2026-01 LCH-2026-01 Spring Preparing",
        "",
        "1",
        "1",
        "Yes",
    ]


def test_the_room_leads_to_the_pack() -> None:
    built = site(FILES)
    parts = room(built.by_id["LCH-2026-01"], built, Words(built.config, "en"), lambda _, __: ()).parts
    assert "support" in [part.anchor for part in parts]


@pytest.mark.parametrize(
    ("status", "given", "found"),
    [
        ("rehearsed", "", ["no-escalation", "no-faq"]),
        ("preparing", "", []),
        ("rehearsed", "support: {faq: [{q: a, a: b}]}", ["no-escalation"]),
        ("rehearsed", "support: {escalation: []}", ["no-escalation", "no-faq"]),
        ("rehearsed", SUPPORT, []),
    ],
)
def test_a_launch_that_is_near_has_answers_and_somebody_to_ask(status: str, given: str, found: list[str]) -> None:
    said = findings({LAUNCH: launch(given, status)}, "support/*")
    assert [f.rule.removeprefix("support/") for f in said] == found


def test_answers_of_a_prd_count_for_its_launch() -> None:
    files = {LAUNCH: launch("", "rehearsed"), DEFAULT_PATH: prd(f"launch: LCH-2026-01\n{SUPPORT}", status="launched")}
    assert findings(files, "support/*") == []
    assert len(findings({DEFAULT_PATH: prd(status="launched")}, "support/*")) == 2
