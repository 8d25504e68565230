"""To match headings to sections and to tell content from placeholders."""

import pytest

from prdkit.model.content import has_content, is_placeholder
from prdkit.model.document import Document
from prdkit.model.headings import bare
from prdkit.reading.markdown import outline
from prdkit.testing import defaults, document

PLACEHOLDERS = frozenset(word.casefold() for word in defaults().process.placeholders)


def names(body: str, lang: str = "en") -> list[str]:
    return [section.name for section in document(body=body, lang=lang).sections]


def says(text: str) -> bool:
    return has_content(outline(text), 0, len(text), PLACEHOLDERS)


@pytest.mark.parametrize(
    "heading",
    [
        "## Background & problem",
        "## background & problem",
        "## BACKGROUND",
        "## Problem statement",
        "## Background & problem {#background}",
        "## Why we do this {#background}",
        "## Why {: .wide #background }",
        "## 背景与问题",
        "## 背景與問題",
        "## 项目背景",
        "## 一、背景与问题：",
        "## 十二、背景与问题",
        "## （三）背景与问题",
        "## (3) 背景与问题",
        "## 第2章 背景与问题",
        "## 第二章、背景与问题",
        "## 第一部分：背景与问题",
        "## 1.2 Background & problem",
        "## 1. Background & problem",
        "## 1.2.3. Background & problem:",
        "## 1) Background & problem",
        "## 1、背景与问题",
        "## 1．2 背景与问题",
        "## IV. Background & problem",
        "## A. Background & problem",
        "## 🎯 Background & problem",
        "## 背景与问题（必填）",
        "## 背景与问题 (可选)",
        "## 【必填】背景与问题",
        "## Background & problem (Optional)",
        "## Background & problem [required]:",
        "## _Background & problem_ *(optional)*",
        "## ① 背景与问题",
        "## ①背景与问题",
        "## ⑴背景与问题",
        "## ㈠、背景与问题",
        "## Ⅳ. Background & problem",
        "## 1背景与问题",
        "## 1.2背景与问题",
        "## 1 - Background & problem",
        "## 1-2 背景与问题",
        "## 一 背景与问题",
        "## Background &amp; problem",
        "## [Background & problem](#why)",
        "## [Background & problem][why]",
        "## ![](icon.png) Background & problem",
        "## ![Background & problem](title.svg)",
        "## Background & problem <!-- omit in toc -->",
        "## <!-- the why --> Background & problem",
        '## <a name="why"></a>Background & problem',
        "## :rocket: Background & problem",
        "## Ｂａｃｋｇｒｏｕｎｄ　＆　ｐｒｏｂｌｅｍ",
        "## Background \\& problem",
        "## ⚙️ 背景与问题 🚀",
        "## **Background & problem**",
        "## `background`",
        "## Background  &  problem ##",
        "# 背景与问题",
        "背景与问题\n---",
        "Background & problem\n===",
    ],
)
def test_a_heading_is_the_section_background(heading: str) -> None:
    assert names(f"\n{heading}\n\ntext\n") == ["background"]


@pytest.mark.parametrize(
    "text",
    [
        "### Background & problem",
        "## Backgrounds",
        "## The background",
        "## 背景与问题（旧）",
        "```\n## Background & problem\n```",
        "~~~markdown\n## 背景与问题\n~~~",
        "<!--\n## Background & problem\n-->",
        "> ## Background & problem",
        "- ## Background & problem",
        "    ## Background & problem",
        "<div>\n## Background & problem\n</div>",
        "Background & problem",
    ],
)
def test_this_is_no_section(text: str) -> None:
    assert names(f"\n{text}\n") == []


def test_an_explicit_id_wins_over_the_words() -> None:
    assert names("\n## Goals {#background}\n") == ["background"]


def test_an_id_that_is_no_section_leaves_the_words() -> None:
    assert names("\n## Goals {#our-goals}\n") == ["goals"]


def test_sections_keep_the_order_of_the_file_and_may_repeat() -> None:
    assert names("\n## Goals\n\n## Background\n\n## Objectives\n") == ["goals", "background", "goals"]


def test_a_heading_may_be_in_another_language_than_the_document() -> None:
    assert names("\n## 驗收標準\n", lang="en") == ["acceptance"]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("一、背景与问题：", "背景与问题"),
        ("1.2 Goals", "goals"),
        ("🎯 Goals", "goals"),
        ("2 目标", "目标"),
        ("3D models", "3d models"),
    ],
)
def test_numbering_and_ornaments_are_left_out(title: str, words: str) -> None:
    assert bare(title) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "TBD",
        "tbd.",
        "**TBD**",
        "TODO: ask legal",
        "- TBD\n- TODO",
        "1. 待补充",
        "> 待補",
        "待补充。",
        "暂无",
        "略",
        "N/A",
        "…",
        "...",
        "- [ ] TBD",
        "<!-- who, when, what instead -->",
        "<!--\nmany\n\nlines\n-->",
        "### Only a heading",
        "---",
        "| Item | Value |\n|---|---|",
        "| Item | Value |\n|---|---|\n| TBD | 待补充 |\n| | |",
        "TBD, TODO",
        "[goals]: #goals",
        "[goals]: <#goals> 'Goals'\n\n  [other]: https://example.com",
        "```\n```",
        '<a name="goals"></a>',
        "<br>\n\n<p></p>",
        "***\n\n___",
        "Only a heading\n---",
        "> ",
        "-\n- [ ]",
        "coming soon",
    ],
)
def test_this_is_no_content(text: str) -> None:
    assert not says(text)


@pytest.mark.parametrize(
    "text",
    [
        "A guest pays.",
        "待补充材料由法务提供。",
        "TBD\n\nA guest pays.",
        "略有下降",
        "- TBD\n- pay at the desk",
        "| Item | Value |\n|---|---|\n| Load | 800 rps |",
        "```\ncode\n```",
        "<!-- note --> A guest pays.",
        "<!-- never closed",
        "![flow](flow.png)",
        "<img src='flow.png'>",
        "[^1]: A note.",
        "```\n# only a comment\n```",
        "<details>\nA guest pays.\n</details>",
        "See <https://example.com>",
        "### Part\n\ntext",
        "No.",
    ],
)
def test_this_is_content(text: str) -> None:
    assert says(text)


@pytest.mark.parametrize(("word", "empty"), [("TBD", True), ("待定：法务", True), ("待定价", False), ("none", False)])
def test_a_value_may_be_a_placeholder(word: str, empty: bool) -> None:
    assert is_placeholder(word, PLACEHOLDERS) is empty


def test_a_section_is_filled_by_words_or_by_a_table_bound_to_it() -> None:
    plain = document(body="\n## Goals\n\nTBD\n", goals=None)
    assert not plain.fills("goals")
    assert document(body="\n## Goals\n\n<!-- see the table -->\n").fills("goals")
    assert document(body="", goals=None).section("goals") is None


def test_the_text_of_a_section_ends_at_the_next_heading_of_its_level() -> None:
    made: Document = document(body="\n## Goals\n\none\n\n### Part\n\ntwo\n\n## Users\n\nthree\n")
    goals = made.section("goals")
    assert goals is not None
    assert made.text_of(goals) == "\n\none\n\n### Part\n\ntwo\n\n"
