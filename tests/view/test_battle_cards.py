"""To test the card that sales gets of a launch."""

from dataclasses import replace

import pytest
from tests.markup import Tag, page

from prdkit.blocks.views import Words
from prdkit.publish.pages import pages
from prdkit.testing import DEFAULT_PATH, findings, prd, site

PATH = "launches/LCH-2026-01.md"
CARD = """
market: both
positioning: "For guests <b> who come"
message: {tob: {pain: Lists, solution: One invoice}, toc: {emotion: Remembered}}
proofs: [One point each, "They last"]
avoid: ["Free coffee"]
milestones: [{id: M4, name: Live, type: launch, baseline: 2026-07-01}]
personas: [{name: Commuter, segment: every day, pains: [queues, cash], media: chat}]
"""
PRD = """
launch: LCH-2026-01
release: REL-5.2.0
release_notes:
  - {kind: added, audience: user, text: For guests}
  - {kind: added, audience: sales, text: For companies}
competitors:
  - {name: Bean, version: "8.2", checked: 2026-01-15, features: {Points: in part}, strengths: [simple, fast]}
  - {name: Cup, features: {Points: none, Expiry: yearly}}
"""
RELEASE = """---
id: REL-5.2.0
title: Points
status: planned
owner: pm.lead
created: 2026-06-01
version: "5.2.0"
planned: 2026-07-03
launches: [LCH-2026-01]
notes:
  - {kind: changed, audience: sales, text: New price list}
  - {kind: fixed, audience: user, text: A map}
---
"""


def launch(front_matter: str = CARD, status: str = "preparing") -> str:
    """A launch plan with some front matter."""
    head = f"id: LCH-2026-01\ntitle: Spring\nstatus: {status}\nowner: pm.lead\ncreated: 2026-06-01\n"
    return f"---\n{head}{front_matter.strip()}\n---\n"


FILES = {PATH: launch(), DEFAULT_PATH: prd(PRD), "releases/REL-5.2.0.md": RELEASE}


def cards(files: dict[str, str] = FILES, readers: str = "internal", lang: str = "en") -> dict[str, Tag]:
    """The cards of a site, by path."""
    made = replace(site(files), readers=readers)
    views = (view for view in pages(made, Words(made.config, lang)) if view.path.startswith("battle-cards/"))
    return {view.path: page(view, made, lang) for view in views}


def rows(tag: Tag) -> list[list[str]]:
    """The words in the body of a table."""
    return [[cell.text for cell in row.children if isinstance(cell, Tag)] for row in tag.one("tbody").all("tr")]


def test_it_says_for_whom_what_to_say_and_what_proves_it() -> None:
    tag = cards()["battle-cards/LCH-2026-01.md"]
    assert tag.one("p", class_="prd-battle__positioning").text == "For guests <b> who come"
    groups = [group.text for group in tag.all("section")]
    assert groups == [
        "Commuter Segment every day Pains queues, cash Media habits chat",
        "To businesses Pain of the industry Lists How the process improves One invoice",
        "To consumers Feeling Remembered",
    ]
    assert [li.text for li in tag.one("ol").all("li")] == ["One point each", "They last"]
    assert [li.text for li in tag.one("ul", class_="prd-battle__avoid").all("li")] == ["Free coffee"]
    assert "New price list REL-5.2.0" in tag.text
    assert "A map" not in tag.text


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("review", "Not before 2026-07-03"),
        ("analysis", "Not agreed, promise nothing"),
        ("launched", "Not before 2026-07-03"),
    ],
)
def test_nothing_is_promised_before_its_last_day(status: str, said: str) -> None:
    tag = cards({**FILES, DEFAULT_PATH: prd(PRD, status=status)})["battle-cards/LCH-2026-01.md"]
    assert rows(tag.all("table")[0])[0][1] == said
    assert rows(tag.all("table")[0])[0][0].startswith("For companies PRD-2026-001")


def test_what_is_live_may_be_promised_now() -> None:
    early = launch(CARD.replace("2026-07-01", "2026-06-01"))
    files = {PATH: early, DEFAULT_PATH: prd(PRD.replace("release: REL-5.2.0", ""), status="launched")}
    assert rows(cards(files)["battle-cards/LCH-2026-01.md"].all("table")[0])[0][1] == "Now 2026-06-01"


def test_competitors_stand_side_by_side() -> None:
    table = cards()["battle-cards/LCH-2026-01.md"].all("table")[1]
    assert [head.text for head in table.one("thead").all("th")] == ["Compared", "Bean (8.2 · 2026-01-15)", "Cup"]
    assert rows(table) == [["Points", "in part", "none"], ["Expiry", "", "yearly"], ["Strengths", "simple, fast", ""]]


def test_cards_are_made_where_there_is_something_to_say_and_for_readers_inside() -> None:
    assert cards(readers="public") == {}
    assert cards({PATH: launch("market: toc")}) == {}
    assert list(cards({DEFAULT_PATH: prd(PRD)})) == ["battle-cards/PRD-2026-001.md"]
    assert cards({DEFAULT_PATH: prd()}) == {}


def test_headings_are_in_the_language_of_the_page() -> None:
    headings = [h.text for h in cards(lang="zh-Hant")["battle-cards/LCH-2026-01.md"].all("h2")]
    assert headings == ["為誰", "怎麼說", "證據", "可以承諾什麼", "競品比較", "給業務的說明", "不說的話"]


def said(front_matter: str, **files: str) -> list[tuple[str, str]]:
    """What is said of the message and the people of a launch: the rule and the message."""
    found = findings({PATH: launch(front_matter, "planning"), **files}, "launch/*")
    rules = ("launch/no-message", "launch/no-persona", "launch/persona-without-media")
    return [(f.rule.removeprefix("launch/"), f.message) for f in found if f.rule in rules]


def test_each_market_needs_its_own_message() -> None:
    wanted = "`market: both` wants `message.{}`, which lacks {}"
    assert said("market: both\nmessage: {tob: {pain: Lists}}") == [
        ("no-message", wanted.format("tob", "`solution` (how the process improves)")),
        ("no-message", wanted.format("toc", "`emotion` (feeling) and `experience` (experience)")),
    ]
    assert said("market: tob\nmessage: {tob: {pain: Lists, solution: One}}") == []
    assert said("positioning: no market") == []


def test_who_chooses_channels_knows_whom_they_reach() -> None:
    mix = "channel_mix: [{channel: Posters}]\n"
    assert [rule for rule, _ in said(mix)] == ["no-persona"]
    people = "personas: [{name: Commuter, media: chat}, {name: Buyer}]"
    assert said(mix + people) == [("persona-without-media", "persona `Buyer` does not say where it can be reached")]
    files = {DEFAULT_PATH: prd("launch: LCH-2026-01\npersonas: [{name: Commuter}]")}
    assert said(mix, **files) == []
