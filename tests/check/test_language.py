"""To hold the rules on language and script to their words and lines."""

from dataclasses import replace

import pytest
from tests.check.saying import hints, in_body, of_prd

from prdkit.check.rules.language import only_in
from prdkit.testing import DEFAULT_PATH, configured, defaults, findings, prd

SIMPLIFIED = "老用户流失之后三十一天才会被发现，客服每月收到六十一次询问，都希望知道纸质集点卡能不能换成手机里的积分。"
TRADITIONAL = (
    "老使用者流失之後三十一天才會被發現，客服每月收到六十一次詢問，都希望知道紙本集點卡能不能換成手機裡的點數。"
)
ENGLISH = "A guest who stops coming is not noticed for thirty-one days, and support is asked about it every morning. "


def body(text: str) -> str:
    return f"\n## {text[:6]}\n\n{text}\n"


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("en", ENGLISH * 5, ""),
        ("en", SIMPLIFIED * 3, "Chinese"),
        ("zh-Hans", SIMPLIFIED * 3, ""),
        ("zh-Hans", TRADITIONAL * 3, "traditional Chinese"),
        ("zh-Hant", TRADITIONAL * 3, ""),
        ("zh-Hant", SIMPLIFIED * 3, "simplified Chinese"),
        ("zh-Hans", ENGLISH * 5, "English"),
        ("en", f"{ENGLISH * 4}{SIMPLIFIED}", ""),
        ("zh-Hans", f"{SIMPLIFIED * 2}{ENGLISH}", ""),
        ("zh-Hans", "TBD", ""),
        ("en", f"```\n{SIMPLIFIED * 3}\n```\n\n{ENGLISH * 3}", ""),
    ],
)
def test_the_text_is_in_the_language_that_is_declared(lang: str, text: str, told: str) -> None:
    message = f"`lang: {lang}`, but the text is in {told}"
    assert of_prd("language/mismatch", f"lang: {lang}", body(text)) == ([(1, message)] if told else [])


def test_the_right_language_is_proposed() -> None:
    assert hints("language/mismatch", "lang: en", body(TRADITIONAL * 3)) == ["Write `lang: zh-Hant`."]
    assert hints("language/mismatch", "lang: zh-Hans", body(ENGLISH * 5)) == ["Write `lang: en`."]


def test_stray_characters_are_listed_line_by_line() -> None:
    text = f"\n## 背景\n\n{SIMPLIFIED}\n\n積分可以換咖啡。\n\n會員。\n"
    assert in_body("language/mixed", text, "lang: zh-Hans") == [
        (6, "traditional characters in a `zh-Hans` text: 積 換"),
        (8, "traditional characters in a `zh-Hans` text: 會 員"),
    ]


def test_simplified_characters_stray_into_traditional_text() -> None:
    text = f"\n## 背景\n\n{TRADITIONAL}\n\n积分可以換咖啡。\n"
    assert in_body("language/mixed", text, "lang: zh-Hant") == [(6, "simplified characters in a `zh-Hant` text: 积")]


@pytest.mark.parametrize(
    "quoted",
    ["`積分`", '<span lang="zh-Hant">積分</span>', "<!-- 積分 -->", "\n```\n積分\n```\n", "\n<div>\n積分\n</div>\n"],
)
def test_marked_quotations_are_left_alone(quoted: str) -> None:
    assert in_body("language/mixed", f"\n## 背景\n\n{SIMPLIFIED}{quoted}\n", "lang: zh-Hans") == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh-Hant", "看著時鐘走著，睡着了；群組、床邊、山峰、布局、台灣、周末、游泳、吃飯、了解、公里、之后"),
        ("zh-Hans", "著作权、乾坤、之后、公里、皇后、台湾、乾隆、了解、瞭望、周末、只有、准备、干净、覆盖、藉口"),
    ],
)
def test_characters_that_both_scripts_use_are_no_strays(lang: str, text: str) -> None:
    assert in_body("language/mixed", f"\n## 背景\n\n{text}\n", f"lang: {lang}") == []


def test_strays_in_the_front_matter_are_named_at_their_value() -> None:
    front_matter = """lang: zh-Hans
risks:
  - {id: K1, title: 積分负债}
  - {id: K2, title: {zh-Hans: 积分负债, zh-Hant: 積分負債}}
  - {id: K3, title: {zh-Hans: 积分負债, zh-Hant: 積分負債}}"""
    assert of_prd("language/mixed", front_matter, body(SIMPLIFIED)) == [
        (3, "traditional characters in a `zh-Hans` text: 積"),
        (5, "traditional characters in a `zh-Hans` text: 負"),
    ]


def test_english_documents_may_name_anything() -> None:
    assert in_body("language/mixed", "\n## Goals\n\n積分 and 积分\n") == []


def test_the_scripts_do_not_overlap() -> None:
    assert only_in("zh-Hans").search("積會員國") is None
    assert only_in("zh-Hant").search("积会员国") is None


@pytest.mark.parametrize(
    ("front_matter", "lacking"),
    [
        ("audience: public\ntitle: {en: Points}", ["`title` of a public document lacks `zh-Hans`"]),
        ("audience: public", ["`title` of a public document lacks `zh-Hans`"]),
        ("audience: public\ntitle: {en: Points, zh-Hans: 积分}", []),
        ("audience: partner\ntitle: {en: Points}", []),
        (
            "audience: public\ntitle: {en: A, zh-Hans: 甲}\nrisks: [{id: K1, title: {zh-Hans: 乙}}]",
            ["`risks.title` of a public document lacks `en`"],
        ),
    ],
)
def test_public_documents_carry_every_language_of_the_site(front_matter: str, lacking: list[str]) -> None:
    config = replace(defaults(), languages=("en", "zh-Hans"))
    found = findings({DEFAULT_PATH: prd(front_matter)}, "language/untranslated", config=config)
    assert [finding.message for finding in found] == lacking


def test_a_site_that_declares_no_languages_asks_for_none() -> None:
    assert of_prd("language/untranslated", "audience: public") == []


@pytest.mark.parametrize(("said", "told"), [("", 0), ("lang: en\n", 1), ("lang: zh-Hant\n", 1)])
def test_a_process_of_its_own_need_not_say_what_it_is_written_in(said: str, told: int) -> None:
    kind = "type: rfc\nlabel: RFC\ncommon: false\ndocuments: {paths: ['*.md']}\nid: {path: '{id}.md'}\n"
    kind += "roles: {lang: [lang]}\nfields: {lang: {type: language}}\n"
    config = configured({"site_config/project.yml": "types: [rfc]\nlang: en\n", "site_config/types/rfc.yml": kind})
    files = {"0001.md": f"---\n{said}title: Points\n---\n{body(SIMPLIFIED * 3)}"}
    assert len(findings(files, "language/*", config=config)) == told
