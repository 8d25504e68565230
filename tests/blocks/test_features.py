"""To test which features can be accepted, and how they stand on the page."""

import pytest
from tests.markup import Tag, block

from prdkit.testing import DEFAULT_PATH, findings, prd, site

RULE = "features/no-acceptance"


def said(features: str, **over: object) -> list[tuple[str, str, str]]:
    """What is said of features: the line, its severity and its message."""
    text = prd(f"features:\n{features}", **over)
    lines = text.splitlines()
    return [(lines[f.line - 1].strip(), f.severity, f.message) for f in findings({DEFAULT_PATH: text}, RULE)]


@pytest.mark.parametrize(
    "criterion",
    [
        "{id: AC1, given: an order, when: it settles, then: points are credited}",
        "{id: AC1, when: it settles, then: points are credited}",
        "{id: AC1, text: 95 of 100 answers take less than a second}",
        "{id: AC1, text: {zh-Hans: 首屏 1 秒内显示, en: shown at once}}",
        "{id: AC1, text: 退回率低于３％}",
    ],
)
def test_a_story_or_a_number_can_be_tested(criterion: str) -> None:
    assert said(f"  - {{id: F1, name: Account, acceptance: [{criterion}]}}") == []


@pytest.mark.parametrize(
    "criterion", ["{id: AC1, text: works well}", "{id: AC1, given: an order, when: it settles}", "{id: AC1, note: 3}"]
)
def test_words_alone_cannot(criterion: str) -> None:
    line = f"- {{id: F1, name: Account, acceptance: [{criterion}]}}"
    assert said(f"  {line}") == [(line, "warning", "no criterion of feature `F1` (Account) can be tested")]


def test_one_good_criterion_is_enough_and_none_is_marked_at_the_feature() -> None:
    features = """
  - id: F1
    name: Account
    acceptance:
      - {id: AC1, text: works well}
      - {id: AC2, text: 20 rows a page}
  - id: F2
    name: {en: Mall, zh-Hans: 商城}
"""
    assert said(features) == [("- id: F2", "warning", "feature `F2` (Mall) has no acceptance criterion")]
    assert said(features, status="signed_off")[0][1] == "error"


def test_what_is_not_built_this_time_needs_no_criterion() -> None:
    assert said("  - {id: F1, name: Account, moscow: wont}") == []


def test_a_feature_that_does_not_fit_is_left_to_the_rules_of_fields() -> None:
    assert said("  - {id: F1, name: Account, acceptance: [none]}\n  - {name: No id}") == []


FEATURES = """
features:
  - id: F1
    name: {en: Points account, zh-Hans: 积分账户}
    tier: core
    value: 5
    platforms: [ios, mini_program]
    owner: pm.lead
    desc: Shows `balance` and **entries**
    acceptance:
      - {id: AC1, given: 3 orders, when: they settle, then: see PRD-2026-001, note: twice}
      - {id: AC2, text: "a < b <img src=x>"}
  - {id: F2, name: Later, moscow: wont}
"""


def shown(lang: str = "en", features: str = FEATURES) -> Tag:
    """The features on the page."""
    made = site({DEFAULT_PATH: prd(features)})
    return block("features", made.documents[0], made, lang)


def test_features_and_criteria_have_lasting_addresses() -> None:
    page = shown()
    assert [tag.attributes["id"] for tag in page.all("h3")] == ["F1", "F2"]
    assert [tag.attributes["id"] for tag in page.all("li")] == ["F1.AC1", "F1.AC2"]
    assert [tag.href for tag in page.all("a", class_="prd-permalink")] == ["#F1", "#F1.AC1", "#F1.AC2", "#F2"]


def test_every_address_is_one_that_links_may_name() -> None:
    made = site({DEFAULT_PATH: prd(FEATURES)})
    ids = {tag.attributes["id"] for name in ("h3", "li") for tag in shown().all(name)}
    assert ids <= made.addresses(made.documents[0])


def test_facts_are_given_in_words() -> None:
    facts = shown().all("dl", class_="prd-facts")[0]
    assert [fact.text for fact in facts.all("div")] == [
        "Tier Core",
        "Value 5",
        "Platforms iOS, Mini program",
        "Owner Product lead",
    ]
    assert shown("zh-Hans").all("dl", class_="prd-facts")[0].all("div")[0].text == "层级 核心"


def test_a_story_is_shown_step_by_step() -> None:
    page = shown()
    steps = page.one("li", id="F1.AC1")
    assert [step.text for step in steps.one("dl").all("div")][:2] == ["Given 3 orders", "When they settle"]
    assert steps.one("a", class_="prd-ref").text == "PRD-2026-001"
    assert [step.text for step in shown("zh-Hant").one("li", id="F1.AC1").all("dt")] == ["前提", "當", "那麼"]


def test_emphasis_and_code_work_and_html_is_text() -> None:
    page = shown()
    assert (page.all("code")[0].text, page.all("strong")[0].text) == ("balance", "entries")
    assert page.all("img") == []
    assert page.one("li", id="F1.AC2").text == "AC2 a < b <img src=x>"


def test_a_feature_with_a_value_that_does_not_fit_is_still_shown() -> None:
    page = shown(features="features: [{id: F1, name: Account, value: 9, tier: odd}]")
    assert page.one("h3").text == "F1 Account"
