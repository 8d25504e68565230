"""To hold the rules on sections to their words and lines."""

import pytest
from tests.check.saying import hints, in_body, of_prd

from prdkit.testing import DEFAULT_PATH, findings, prd

BACKGROUND = "\n## Background & problem\n\nA guest stops coming.\n"
USERS = "\n## Users & scenarios\n\nA guest pays.\n"
GOALS = "\n## Goals\n\nOne more visit.\n"


def missing(body: str, **over: object) -> list[str]:
    """The sections that are reported missing, by the words between backticks."""
    return [message.split("`")[3] for _, message in of_prd("sections/missing", body=body, **over)]


def test_a_missing_section_is_named_at_the_status_with_what_to_write() -> None:
    ((line, message),) = of_prd("sections/missing", "status: analysis", BACKGROUND, profile="lite")
    assert line == 1
    assert message == "status `analysis` has passed gate G1, which asks for the section `Users & scenarios`"
    (hint,) = hints("sections/missing", "status: analysis", BACKGROUND, profile="lite")
    assert hint.startswith("Add `## Users & scenarios`. Describe who uses it")


def test_headings_and_hints_are_in_the_language_of_the_document() -> None:
    (hint,) = hints("sections/missing", "status: analysis\nlang: zh-Hant", BACKGROUND, profile="lite")
    assert hint.startswith("Add `## 使用者與情境`. 描述誰在什麼時刻使用")


def test_a_draft_misses_nothing() -> None:
    assert missing("", status="draft") == []


@pytest.mark.parametrize(
    ("profile", "count"), [("lite", 2), ("standard", 4), ("full", 6)], ids=lambda value: str(value)
)
def test_profiles_ask_for_more_or_less(profile: str, count: int) -> None:
    assert len(missing("", profile=profile, goals=None, sources=None)) == count + 1


def test_a_status_asks_for_the_sections_of_every_gate_before_it() -> None:
    body = BACKGROUND + USERS
    assert missing(body, status="review", profile="lite") == []
    late = missing(body, status="ready", profile="lite")
    assert {"Scope & feature list", "Schedule & milestones", "Gray release & rollback"} <= set(late)
    assert "Results & next iteration" not in late
    assert "Results & next iteration" in missing(body, status="closed", profile="lite")


def test_a_block_stands_for_its_section() -> None:
    assert "Goals" in missing(BACKGROUND + USERS, profile="lite", goals=None)
    assert "Goals" not in missing(BACKGROUND + USERS, profile="lite")


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("TBD", True),
        ("待补充", True),
        ("<!-- describe the moment -->", True),
        ("### Guests\n\n### Staff", True),
        ("", True),
        ("A guest pays.", False),
        ("| Who | When |\n|---|---|\n| Guest | 8:40 |", False),
        ("```mermaid\nflowchart LR\n```", False),
    ],
)
def test_a_section_without_content_is_empty(text: str, empty: bool) -> None:
    found = in_body("sections/empty", f"\n## Users & scenarios\n\n{text}\n")
    assert bool(found) is empty
    if empty:
        assert found == [(2, "the section `Users & scenarios` is empty, and gate G1 asks for it")]


def severities(rule: str, **over: object) -> set[str]:
    body = "\n## Users & scenarios\n\nTBD\n"
    return {found.severity for found in findings({DEFAULT_PATH: prd(body=body, **over)}, rule)}


def test_an_empty_section_weighs_more_once_the_document_is_signed() -> None:
    assert severities("sections/empty", status="review") == {"warning"}
    assert severities("sections/empty", status="signed_off") == {"error"}


def test_only_what_stands_out_of_order_is_named() -> None:
    found = in_body("sections/order", USERS + BACKGROUND + GOALS)
    assert found == [(2, "the section `Users & scenarios` is out of order")]
    (hint,) = hints("sections/order", body=USERS + BACKGROUND + GOALS)
    assert hint == "Move it after `Goals`, where the type `prd` has it."


def test_optional_sections_may_stand_anywhere() -> None:
    first = "\n## Revision history\n\nv1\n\n## Glossary\n\nPoint: a unit.\n"
    assert in_body("sections/order", first + BACKGROUND + GOALS) == []


def test_a_second_section_of_one_name_says_where_the_first_one_is() -> None:
    ((line, message),) = in_body("sections/duplicate", GOALS + "\n## 2. Objectives\n\nmore\n")
    assert line == 6
    assert message.startswith("`2. Objectives` is the section `Goals` of line ")


def test_an_open_fence_is_named_at_its_line() -> None:
    body = BACKGROUND + "\n```mermaid\nflowchart LR\n\n## Goals\n"
    assert in_body("sections/open-fence", body) == [(6, "the code fence `mermaid` is not closed at all")]
    inside = "\n```\ncode\n\n```python\ncode\n```\n"
    ((_, message),) = in_body("sections/open-fence", inside)
    assert message.startswith("the code fence is not closed before line ")
    assert in_body("sections/open-fence", BACKGROUND + "\n```\ncode\n```\n") == []


def vague(text: str, lang: str = "en") -> list[str]:
    """The words that are called vague in a section on scope."""
    found = in_body("sections/vague", f"\n## Scope & feature list\n\n{text}\n", lang=lang)
    return [message.split("`")[1] for _, message in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Points arrive quickly and the page is user-friendly.", ["quickly", "user-friendly"]),
        ("It answers as soon as possible.", ["as soon as possible"]),
        ("Fast, robust, etc.", ["Fast", "robust", "etc."]),
        ("Some shops, several times", ["Some", "several"]),
        ("Breakfast in the fast lane, as soon as the order is paid, something else", []),
        ("A breakfast-fast-track is a name", []),
        ("`fast` is a value, <!-- some --> and\n\n```\nsome code\n```", []),
        ("Points arrive within 60 s.", []),
    ],
)
def test_vague_words_in_english(text: str, words: list[str]) -> None:
    assert vague(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("支持短信、电话等渠道。", ["等"]),
        ("支持微信、支付宝等。", ["等"]),
        ("支持微信、支付宝等等。", ["等等"]),
        ("尽快入账，页面友好，大概 3 秒左右。", ["尽快", "友好", "大概", "左右"]),
        ("会员等级高于银卡，金额等于 100 元，平等对待，同等条件，等待 5 秒。", []),
        ("等用户付款后再等 3 秒；稍等。", []),
        ("支持微信、支付宝、银联等 3 种方式。", []),
        ("支持微信、支付宝等三种方式。", []),
        ("等待区等级一等奖，高等级优先，不等式。", []),
        ("左右滑动切换，左右两侧对齐。", []),
        ("30 秒内入账。", []),
    ],
)
def test_vague_words_in_chinese(text: str, words: list[str]) -> None:
    assert vague(text, "zh-Hans") == words


def test_vague_words_in_traditional_chinese() -> None:
    assert vague("盡快入帳，支援簡訊、電話等管道；等級、等待、等於不算。", "zh-Hant") == ["盡快", "等"]


def test_vague_words_matter_only_where_something_is_promised() -> None:
    assert in_body("sections/vague", "\n## Background & problem\n\nSome guests leave quickly.\n") == []


def test_vague_criteria_and_rules_are_named_at_their_line() -> None:
    front_matter = """features:
  - id: F1
    name: A fast account
    acceptance:
      - {id: AC1, given: some order}
      - {id: AC2, text: {en: it is fast, zh-Hans: 快速}}
rules:
  - {id: B1, if: paid, then: it arrives soon}"""
    assert of_prd("sections/vague", front_matter) == [
        (5, "`some` cannot be tested"),
        (6, "`fast` cannot be tested"),
        (8, "`soon` cannot be tested"),
    ]


def questions(rows: str, **over: object) -> list[tuple[int, str]]:
    return in_body("sections/open-questions", f"\n## Open questions\n\n{rows}\n", **over)


HEAD = "| Question | Owner | Due | State |\n|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (HEAD + "| Do points expire? | fin.lead | 2026-07-01 | open |", []),
        (HEAD + "| Do points expire? | | 2026-07-01 | open |", ["an open question has no owner"]),
        (HEAD + "| Do points expire? | fin.lead | | open |", ["an open question has no due date"]),
        (HEAD + "| Do points expire? | | | |", ["an open question has no owner and no due date"]),
        (HEAD + "| Do points expire? | fin.lead | 2026-06-01 | |", ["an open question was due on 2026-06-01"]),
        (HEAD + "| Do points expire? | fin.lead | 2026-06-01 | 已定 |", []),
        (HEAD + "| Do points expire? | fin.lead | 2026-06-01 | decided |", []),
        (HEAD + "| ~~Do points expire?~~ | | | |", []),
        (
            HEAD + "| Do points expire? | fin.lead | 2026-07-01, before G1 | |",
            ["an open question should have been closed before gate G1"],
        ),
        (HEAD + "| Do points expire? | fin.lead | 2026-07-01, before G2 | |", []),
        ("- Do points expire? (cs, 2026-07-01)", []),
        ("- Do points expire?", ["an open question has no owner and no due date"]),
        ("- [x] Do points expire?", []),
        ("1. Do points expire?\n2. Who pays? @fin.lead 2026-07-01", ["an open question has no owner and no due date"]),
        ("None so far.", []),
        ("<!--\n- Do points expire?\n-->", []),
        ("```\n- Do points expire?\n```", []),
    ],
)
def test_open_questions_have_an_owner_and_a_day(rows: str, said: list[str]) -> None:
    assert [message for _, message in questions(rows)] == said


def test_an_open_question_is_named_at_its_row() -> None:
    assert [line for line, _ in questions(HEAD + "| A? | fin.lead | 2026-07-01 | |\n| Bb? | | | |")] == [7]
