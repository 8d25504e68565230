"""To test what is asked of a mix of channels, and how its targets and results stand side by side."""

import pytest
from tests.markup import Tag, block

from prdkit.link.site import Site
from prdkit.testing import findings, site

PATH = "launches/LCH-2026-01.md"
MIX = """
channel_mix:
  - {channel: Own community, kind: community, line: online, weight: 40, budget: 40000, cost: 40000,
     target: {new_users: 6150, cac: 6.5}, result: {new_users: 6900, cac: 5.8}, owner: growth.ops, note: 1860 groups}
  - {id: kol, channel: "KOL <b>", weight: 35, budget: 35000, cost: 30000,
     target: {new_users: 4200}, result: {new_users: 3600, shares: 12}}
  - {channel: Shop posters, line: offline, weight: 25, budget: 25000, cost: 22000,
     target: {new_users: 2400}, result: {new_users: 2200}}
"""


def launch(front_matter: str, status: str = "draft") -> str:
    """A launch plan with some front matter."""
    head = f"id: LCH-2026-01\ntitle: Spring points\nstatus: {status}\nowner: pm.lead\ncreated: 2026-06-01\n"
    return f"---\n{head}{front_matter.strip()}\n---\n"


def made(front_matter: str, status: str = "draft") -> Site:
    """A site of one launch."""
    return site({PATH: launch(front_matter, status)})


def said(front_matter: str, status: str = "evaluating") -> list[tuple[str, str, str]]:
    """What is said of channels: the rule, what stands at the place, the message."""
    lines = launch(front_matter, status).splitlines()
    found = findings(made(front_matter, status), "channels/*")
    return [
        (f.rule, lines[f.line - 1][f.column - 1 : f.end_column - 1 if f.line == f.end_line else None], f.message)
        for f in found
    ]


def test_a_mix_that_adds_up_is_fine() -> None:
    budget = "budget: {total: 100000, lines: [{item: own community, planned: 40000}, {item: Posters, planned: 1}]}"
    assert said(MIX + budget) == []


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ((33.33, 33.33, 33.34), ""),
        ((33.33, 33.33, 33.33), ""),
        ((33.3, 33.3, 33.3), "the weights sum to 99.9, not to 100"),
        ((50, 51), "the weights sum to 101, not to 100"),
        ((0, 100), ""),
    ],
)
def test_weights_sum_to_a_hundred_but_for_rounding(weights: tuple[float, ...], message: str) -> None:
    rows = "".join(f"\n  - {{channel: C{n}, weight: {weight}}}" for n, weight in enumerate(weights))
    found = said(f"channel_mix:{rows}", "planning")
    assert found == ([("channels/wrong-weights", "channel_mix", message)] if message else [])


def test_who_lacks_a_weight_is_named_and_none_at_all_is_no_fault() -> None:
    found = findings(made("channel_mix: [{channel: A, weight: 60}, {channel: B}]"), "channels/*")
    assert [(f.rule, f.hint) for f in found] == [("channels/wrong-weights", "Give a weight to `B`.")]
    assert said("channel_mix: [{channel: A}, {channel: B}]", "planning") == []


def test_rows_that_do_not_fit_are_left_to_the_rules_of_fields() -> None:
    assert said("channel_mix: [{channel: A, weight: 60}, {channel: B, weight: heavy}, none]", "planning") == []


def test_channels_fit_the_total_and_their_own_lines() -> None:
    rows = "channel_mix:\n  - {channel: A, budget: 60000}\n  - {channel: {en: B, zh-Hans: 乙}, budget: 50000}\n"
    budget = "budget: {total: 100000, lines: [{item: b, planned: 45000.5}]}"
    assert said(rows + budget, "planning") == [
        ("channels/over-budget", "channel_mix", "the channels may spend 110,000, the launch has 100,000"),
        ("channels/over-budget", "50000", "`B` may spend 50,000, its line of the budget plans 45,000.5"),
    ]


def test_a_finished_channel_has_a_result_and_its_cost() -> None:
    rows = "channel_mix: [{channel: A, budget: 5}, {channel: B, result: {leads: 0}}, {channel: C, cost: 0, budget: 5}]"
    assert said(rows) == [
        ("channels/no-result", "A", "channel `A` is over and has no `result` and no `cost`"),
        ("channels/no-result", "C", "channel `C` is over and has no `result`"),
    ]
    assert said(rows, "live") == []


def test_target_and_result_name_the_same_measures() -> None:
    rows = """channel_mix:
  - {channel: A, target: {new_users: 5, leads: 2}, result: {newusers: 5}}
  - {channel: B, target: {leads: 2}}"""
    assert said(rows, "live") == [
        ("channels/other-measure", "result", "the target of `A` counts `leads`, its result does not"),
        ("channels/other-measure", "newusers", "the target of `A` counts `new_users`, its result does not"),
    ]


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ("cost: 40000, result: {new_users: 6900, cac: 5.8}", ""),
        ("cost: 40000, result: {new_users: 6900, cac: 5.80}", ""),
        ("cost: 40000, result: {new_users: 6900, cac: 6}", ""),
        (
            "cost: 40000, result: {new_users: 6900, cac: 5.7}",
            "`cac` of `A` is stated as 5.7, cost / new users gives 5.80",
        ),
        ("cost: 40000, result: {new_users: 0, cac: 6}", ""),
        ("result: {new_users: 6900, cac: 1}", ""),
        ("budget: 35000, target: {new_users: 4200, cac: 8.33}", ""),
        (
            "budget: 35000, target: {new_users: 4200, cac: 9}",
            "`cac` of `A` is stated as 9, budget / new users gives 8.33",
        ),
        ("cost: 100, result: {revenue: 250, roi: 1.5}", ""),
        (
            "cost: 100, result: {revenue: 250, roi: 2.5}",
            "`roi` of `A` is stated as 2.5, (revenue − cost) / cost gives 1.50",
        ),
    ],
)
def test_what_one_user_cost_follows_from_the_numbers(figures: str, message: str) -> None:
    found = [text for rule, _, text in said(f"channel_mix: [{{channel: A, {figures}}}]", "live")]
    assert found == ([message] if message else [])


def shown(front_matter: str = MIX, lang: str = "en") -> Tag:
    """The channels on the page."""
    built = made(front_matter, "evaluating")
    return block("channel_mix", built.documents[0], built, lang)


def test_channels_stand_side_by_side_with_their_total() -> None:
    page = shown(MIX + "budget: {currency: CNY}")
    heads = [tag.text for tag in page.one("thead").all("th")]
    assert heads == ["Channel", "Weight", "Budget (CNY)", "Cost (CNY)", "New users", "shares", "Cost per new user"]
    rows = [[cell.text for cell in row.children if isinstance(cell, Tag)] for row in page.one("tbody").all("tr")]
    assert rows[0][1:4] == ["40", "40,000", "40,000 100% of the budget"]
    assert rows[0][4:] == ["6,900 Met target 6,150 · 112%", "", "5.80 Met target 6.50 · 89%"]
    assert rows[1][4:] == ["3,600 Missed target 4,200 · 86%", "12", "8.33 Met target 8.33 · 100%"]
    total = [cell.text for cell in page.one("tfoot").one("tr").children if isinstance(cell, Tag)]
    assert total == [
        "All channels",
        "100",
        "100,000",
        "92,000 92% of the budget",
        "12,700 Missed target 12,750 · 99.6%",
        "",
        "7.24 Met target 7.84 · 92%",
    ]


def test_weights_are_drawn_without_scripts_and_said_in_numbers() -> None:
    bars = shown().all("svg")
    assert [bar.one("rect", class_="prd-bar__fill").attributes["width"] for bar in bars] == ["40", "35", "25"]
    assert {bar.attributes["aria-hidden"] for bar in bars} == {"true"}


def test_names_are_text_and_rows_have_lasting_addresses() -> None:
    page = shown()
    assert page.one("tr", id="kol").one("th").text == "KOL <b>"
    assert page.all("tr")[1].one("th").text == "Own community Community · Online Growth operations 1860 groups"
    assert [tag.text for tag in shown(lang="zh-Hant").one("thead").all("th")][4:] == ["新客", "shares", "單個新客成本"]


def test_less_is_better_where_a_metric_says_so() -> None:
    rows = "channel_mix: [{channel: A, target: {returns: 5, leads: 5}, result: {returns: 4, leads: 4}}]\n"
    metrics = "metrics: [{id: returns, name: Cups brought back, direction: down}]"
    page = shown(rows + metrics)
    assert [tag.text for tag in page.all("span", class_="prd-badge")] == ["Met", "Missed"]
    assert page.one("thead").all("th")[1].text == "Cups brought back"
    assert page.all("tfoot") == []


def test_a_mix_of_which_nothing_can_be_read_says_so() -> None:
    assert shown("channel_mix: [{weight: 5}]").one("p").text.startswith("This part has errors")
