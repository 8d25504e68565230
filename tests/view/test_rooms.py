"""To test that a launch room says at a glance whether a launch can go, and why not."""

from datetime import date
from pathlib import Path

from tests.markup import Tag, page

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.views import Words
from prdkit.check.gaps import Gaps
from prdkit.config.config import load
from prdkit.history.today import as_of
from prdkit.link.site import Site, read_site
from prdkit.testing import findings, site
from prdkit.view.room import room_pages

ROOT = Path(__file__).parents[2]
LAUNCH = """---
id: LCH-2026-01
title: Spring
status: preparing
owner: pm.lead
created: 2026-06-01
tier: 3
milestones: [{id: M1, name: Live, type: launch, baseline: 2026-06-22}]
checklist:
  - {id: C1, area: product, item: accepted, owner: pm.lead, due: 2026-06-18, blocking: true, status: doing}
  - {id: C2, area: cs, item: answers, owner: cs.lead, due: 2026-06-12, blocking: true, status: blocked}
  - {id: C3, area: cs, item: shifts, owner: cs.lead, blocking: true, status: done, evidence: "https://cs.example/7"}
  - {id: C4, area: ops, item: posters, owner: growth.ops, due: 2026-06-20, status: open}
go_no_go:
  decider: pm.lead
  decision: conditional
  conditions: [{text: night shift, dept: cs, owner: cs.lead, due: 2026-06-10}, budget is granted]
  votes: [{dept: cs, vote: no_go, by: cs.lead, reason: nobody at night}]
---
"""


def rooms(of: Site, lang: str = "en") -> dict[str, Tag]:
    gaps = Gaps(of, all_rules(), findings(of))
    made = room_pages(of, Words(of.config, lang), gaps.to)
    return {view.path: page(view, of, lang) for view in made}


def test_a_launch_that_cannot_go_says_so_with_its_reasons_first() -> None:
    made = rooms(site({"launches/LCH-2026-01.md": LAUNCH}))
    room = made["rooms/LCH-2026-01.md"]
    verdict = room.one("div", class_="prd-verdict")
    assert verdict.has({"class_": "prd-verdict--blocked"})
    assert verdict.one("p", class_="prd-verdict__word").text == "Cannot go live"
    assert "1 of 4 settled" in verdict.text
    assert "Planned for 2026-06-22 · 7 days left" in verdict.text
    reasons = [item.text for item in verdict.all("li")]
    assert "blocking item `C1` (accepted) is `doing`" in reasons
    assert "`cs` votes no-go: nobody at night" in reasons
    assert "a condition is not met: night shift" in reasons
    assert "no vote of `product`" in reasons
    assert [part.text for part in room.all("h2")][:3] == ["What still blocks it", "Readiness by department", "Decision"]


def test_blocking_items_are_counted_down_by_day() -> None:
    room = rooms(site({"launches/LCH-2026-01.md": LAUNCH}))["rooms/LCH-2026-01.md"]
    rows = room.one("table", class_="prd-countdown").one("tbody").all("tr")
    assert [row.text.split(" answers")[0].split(" accepted")[0] for row in rows] == [
        "2026-06-12 3 days overdue C2",
        "2026-06-18 3 days left C1",
    ]


def test_departments_stand_with_most_to_do_first_and_show_their_evidence() -> None:
    room = rooms(site({"launches/LCH-2026-01.md": LAUNCH}))["rooms/LCH-2026-01.md"]
    table = room.one("table", class_="prd-readiness")
    rows = {row.one("th").text: row for row in table.one("tbody").all("tr")}
    assert list(rows) == ["Product", "Customer service", "Operations"]
    assert "1 / 2" in rows["Customer service"].text
    assert rows["Customer service"].all("a", href="https://cs.example/7")
    assert "No-go" in rows["Customer service"].text


def test_a_site_for_others_holds_no_rooms() -> None:
    made = site({"launches/LCH-2026-01.md": LAUNCH})
    assert rooms(made)
    from dataclasses import replace

    assert rooms(replace(made, readers="partner")) == {}


def test_the_demo_reads_as_it_is() -> None:
    config = load(ROOT)
    demo = read_site(config, as_of(config))
    assert demo.as_of == date(2026, 6, 15)
    made = rooms(demo)
    spring, summer = made["rooms/LCH-2026-01.md"], made["rooms/LCH-2026-02.md"]
    assert spring.one("p", class_="prd-verdict__word").text == "Launched and closed"
    assert summer.one("p", class_="prd-verdict__word").text == "Cannot go live"
    reasons = [item.text for item in summer.one("div", class_="prd-verdict").all("li")]
    assert "the rollback was not rehearsed" in reasons
    assert any(reason.startswith("`cs` votes no-go") for reason in reasons)
    assert "14 of 23 settled" in summer.text
    listed = [row.text for row in made["rooms/index.md"].one("tbody").all("tr")]
    assert [("LCH-2026-02" in row, "Cannot go live" in row) for row in listed] == [(True, True), (False, False)]
