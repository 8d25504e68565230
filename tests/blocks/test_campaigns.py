"""To test what is asked of campaigns, and how they stand in their document and on the calendar."""

from datetime import date

import pytest
from tests.markup import Tag, block, page

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.publish.pages import pages
from prdkit.testing import findings, site
from prdkit.view.page import PageView
from prdkit.view.room import room

PATH = "launches/LCH-2026-01.md"
CAMPAIGNS = """
milestones: [{id: M4, name: Live, type: launch, baseline: 2026-06-09}]
campaigns:
  - {id: CP1, name: "Double <b>", from: 2026-06-09, to: 2026-06-18, audience: all guests, mechanism: order twice,
     goal: 300 guests, page: "https://m.example/double", budget: 80000, owner: growth.ops,
     rewards: [{rule: double, cap: 200, cost: 80000.5, approval: fin.lead}]}
  - {id: CP2, name: Vouchers, from: 2026-06-30, to: 2026-07-01, audience: new guests}
  - {id: CP3, name: Called off, from: 2026-06-10, to: 2026-06-11, status: cancelled}
  - {id: CP4, name: No days}
"""


def launch(front_matter: str, status: str = "planning") -> str:
    """A launch plan with some front matter."""
    head = f"id: LCH-2026-01\ntitle: Spring\nstatus: {status}\nowner: pm.lead\ncreated: 2026-06-01\n"
    return f"---\n{head}{front_matter.strip()}\n---\n"


def made(front_matter: str = CAMPAIGNS) -> Site:
    """A site of one launch."""
    return site({PATH: launch(front_matter)})


def said(front_matter: str, status: str = "planning") -> list[tuple[str, str, str]]:
    """What is said of campaigns: the rule, its weight, the message."""
    found = findings({PATH: launch(front_matter, status)}, "campaigns/*")
    return [(f.rule.removeprefix("campaigns/"), f.severity, f.message) for f in found]


def test_days_rewards_and_money_are_asked_for_and_weigh_more_once_live() -> None:
    rows = "campaigns: [{id: CP1, name: Double, from: 2026-07-01, rewards: [{rule: twice}]}]"
    expected = [
        ("undated", "campaign `CP1` (Double) has no `to`"),
        ("unapproved-reward", "the reward “twice” of `CP1` (Double) is approved by nobody"),
        ("unlimited-reward", "the reward “twice” of `CP1` (Double) has no limit"),
    ]
    assert sorted(said(rows)) == [(rule, "warning", text) for rule, text in sorted(expected)]
    assert {weight for _, weight, _ in said(rows, "live")} == {"error"}
    assert said(rows.replace("name: Double", "name: Double, status: cancelled")) == []


def test_a_campaign_does_not_begin_before_going_live() -> None:
    live = "milestones: [{id: M4, name: Live, type: launch, baseline: 2026-07-01, actual: 2026-07-03}]\n"
    days = (("A", "2026-07-02"), ("B", "2026-07-03"))
    rows = "campaigns:" + "".join(f"\n  - {{id: {one}, name: {one}, from: {day}, to: 2026-07-09}}" for one, day in days)
    assert said(live + rows) == [
        ("before-launch", "info", "campaign `A` (A) begins on 2026-07-02, going live is on 2026-07-03")
    ]
    assert said(rows) == []


@pytest.mark.parametrize(
    ("total", "channels", "campaign", "message"),
    [
        (100, 20, "budget: 80", ""),
        (99, 20, "budget: 80", "the campaigns may spend 80 beside 20 for channels, the launch has 99"),
        (70, 0, "budget: 80", "the campaigns may spend 80, the launch has 70"),
        (99, 20, "rewards: [{rule: a, cost: 50, approval: fin.lead}, {rule: b, cost: 30, approval: fin.lead}]", "…"),
        (99, 20, "budget: 80, status: cancelled", ""),
        (10, 20, "budget: 80", ""),
    ],
)
def test_channels_and_campaigns_fit_the_budget(total: int, channels: int, campaign: str, message: str) -> None:
    mix = f"channel_mix: [{{channel: A, budget: {channels}}}]\nbudget: {{total: {total}}}\n"
    found = said(f"{mix}campaigns: [{{id: A, name: A, from: 2026-07-01, to: 2026-07-02, {campaign}}}]")
    assert [(rule, weight) for rule, weight, _ in found] == ([("over-budget", "error")] if message else [])
    assert not message or message in ("…", found[0][2])


def test_the_same_people_are_rewarded_once_at_a_time() -> None:
    reward = "rewards: [{rule: r, cap: 1, approval: fin.lead}]"

    def both(first: str, second: str) -> list[str]:
        rows = f"campaigns:\n  - {{id: A, name: A, {first}}}\n  - {{id: B, name: B, {second}}}"
        return [text for rule, _, text in said(rows) if rule == "overlapping"]

    one = f"from: 2026-07-01, to: 2026-07-07, audience: All guests, {reward}"
    text = "`A` (A) and `B` (B) give the same people rewards from 2026-07-07 on"
    assert both(one, f"from: 2026-07-07, to: 2026-07-09, audience: all  guests, {reward}") == [text]
    assert both(one, f"from: 2026-07-08, to: 2026-07-09, audience: all guests, {reward}") == []
    assert both(one, f"from: 2026-07-07, to: 2026-07-09, audience: new guests, {reward}") == []
    assert both(one, "from: 2026-07-07, to: 2026-07-09, audience: all guests") == []
    assert both(one, f"from: 2026-07-07, to: 2026-07-09, audience: all guests, status: cancelled, {reward}") == []


def cells(row: Tag) -> list[str]:
    """The words in the cells of a row."""
    return [cell.text for cell in row.children if isinstance(cell, Tag)]


def test_campaigns_are_shown_with_their_days_and_limits() -> None:
    built = made()
    table = block("campaigns", built.documents[0], built)
    rows = table.one("tbody").all("tr")
    assert cells(rows[0]) == [
        "CP1 Double <b> Running Growth operations",
        "2026-06-09 – 2026-06-18 10 days",
        "all guests order twice Goal: 300 guests https://m.example/double",
        "double cap 200, cost 80,000.5 approved by Finance lead Budget 80,000",
    ]
    assert [row.one("span", class_="prd-badge").text for row in rows] == ["Running", "Planned", "Cancelled", "Planned"]
    assert [row.attributes["id"] for row in rows] == ["CP1", "CP2", "CP3", "CP4"]


def drawn(built: Site, lang: str = "en") -> tuple[PageView, Tag]:
    """The calendar over all launches."""
    found = [view for view in pages(built, Words(built.config, lang)) if view.path == "campaigns.md"]
    return found[0], page(found[0], built, lang)


def test_the_calendar_draws_weeks_of_quarters_and_says_how_many_days() -> None:
    view, tag = drawn(made())
    assert [(level, anchor) for level, anchor, _ in view.toc] == [(2, "q2026-3"), (2, "q2026-2")]
    assert [h.text for h in tag.all("h2")] == ["2026, quarter 3", "2026, quarter 2"]
    late, early = tag.all("table")
    rows = early.one("tbody").all("tr")
    assert [row.one("th").text for row in rows] == [
        "LCH-2026-01 Going live 2026-06-09",
        "Double <b> 2026-06-09 – 06-18 · LCH-2026-01 · Running",
        "Vouchers 2026-06-30 – 07-01 · LCH-2026-01 · Planned",
    ]
    assert rows[1].all("a")[0].href == "/launches/LCH-2026-01/#CP1"
    bars = [(bar.one("rect").attributes["x"], bar.one("rect").attributes["width"]) for bar in rows[1].all("svg")]
    assert bars == [("1", "6"), ("0", "4")]
    assert [hidden.text for hidden in rows[1].all("span", class_="prd-hidden")] == ["6 days", "4 days"]
    assert [row.one("th").text.split()[0] for row in late.one("tbody").all("tr")] == ["Vouchers"]
    assert [head.text for head in early.all("th", class_="prd-calendar__now")] == ["06-15 now"]


def test_a_campaign_of_centuries_is_drawn_for_two_years() -> None:
    view, _ = drawn(made("campaigns: [{id: A, name: A, from: 0001-01-01, to: 9999-12-31}]"))
    assert len(view.data) == 8
    last = drawn(made("campaigns: [{id: A, name: A, from: 9999-12-31, to: 9999-12-31}]"))[0].data
    assert last[0].weeks[-1].monday == date(9999, 12, 27)


def parts(built: Site, lang: str = "en") -> dict[str, str]:
    """The parts of the room of the only launch, with their titles."""
    made_of_it = room(built.documents[0], built, Words(built.config, lang), lambda _, __: ())
    return {part.anchor: part.title for part in made_of_it.parts}


def test_the_room_shows_channels_and_campaigns_of_its_launch() -> None:
    found = parts(made(CAMPAIGNS + "channel_mix: [{channel: A, weight: 100}]"), "zh-Hans")
    assert (found["channels"], found["campaigns"]) == ("渠道组合", "活动")
    assert not {"channels", "campaigns"} & parts(made("user_visible: false")).keys()
