"""To hold the outline of a body to what Python-Markdown makes of it."""

from typing import Any
from xml.etree.ElementTree import Element

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from prdkit.reading.markdown import Outline, outline, visible

LEVELS = {f"h{level}": level for level in range(1, 7)}


class Top(Treeprocessor):
    """To note the headings that stand in no list, quote or table."""

    def run(self, root: Element) -> None:
        self.md.found = [(LEVELS[e.tag], e.get("id", "")) for e in root if e.tag in LEVELS]  # type: ignore[attr-defined]


class TopExtension(Extension):
    def extendMarkdown(self, md: Any) -> None:  # noqa: N802
        md.treeprocessors.register(Top(md), "top", 5)


def rendered(text: str) -> list[tuple[int, str]]:
    """Level and id of every heading that Python-Markdown makes outside lists and quotes."""
    engine = markdown.Markdown(extensions=["fenced_code", "attr_list", TopExtension()])
    engine.found = []  # type: ignore[attr-defined]
    engine.convert(text)
    found: list[tuple[int, str]] = engine.found  # type: ignore[attr-defined]
    return found


def titles(text: str) -> list[str]:
    return [heading.title for heading in outline(text).headings]


LINES = [
    *("", "", "", "text", "   text", "*emph*", "`code", "- item", "1. one", "* * *", "***", "-->", "\\# no", "#x"),
    *("# One", "## Two", "## Two ##", "### Three {#three}", "## A <!-- c -->", "## `code`", "   ## three", "# ", "#"),
    *("- ## in item", "> ## quoted", "> quoted", "    ## indented\n", "Setext", "===", "---", "----"),
    *("```", "```python", "~~~", "````", "<!-- note", "<!-- a --> b", "<!-- all -->"),
    *("<div>", "</div>", "</p>", "<span>x</span>", "<hr>", '<p class="x">', "</section>", "<section>"),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
def test_finds_the_headings_that_python_markdown_makes(text: str) -> None:
    assert [(heading.level, heading.anchor) for heading in outline(text).headings] == rendered(text)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("#`~<>!-=[]{}| \n\t\\*_a一/:."), max_size=80))
def test_takes_any_text(text: str) -> None:
    made = outline(text)
    assert all(0 <= start < end <= len(text) for start, end in made.hidden)
    assert all(text[heading.start : heading.end].strip() for heading in made.headings)
    for offset in range(len(text)):
        made.is_prose(offset)
        assert made.position(offset)[1] >= 1


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("```\n## code\n```\n\n## B", ["B"]),
        ("~~~text\n## code\n~~~\n\n## B", ["B"]),
        ("````\n```\n## code\n```\n````\n\n## B", ["B"]),
        ("- item\n\n  ```\n  ## code\n  ```\n\n## B", ["B"]),
        ("<!--\n## hidden\n-->\n\n## B", ["B"]),
        ("<!-- a --\n\n## hidden\n\n-->\n## B", ["B"]),
        ("> ## quoted\n\n## B", ["B"]),
        ("- ## in a list\n\n## B", ["B"]),
        ("<div>\n## raw\n</div>\n\n## B", ["B"]),
        ("<div><p></div>\n## B", ["B"]),
        ("<script>\nif (a <b) {\n## c\n</script>\n## B", ["B"]),
        ("<details markdown>\n\n## Inside\n\n</details>", ["Inside"]),
        ("    ## indented code\n\n## B", ["B"]),
        ("\\## escaped\n\n## B", ["B"]),
        ("A\n---\n\nB\n===", ["A", "B"]),
        ("two lines\nof text\n---\n\n## B", ["B"]),
        ("| a |\n|---|\n| b |\n\n## B", ["B"]),
        ("text\n\n---\n\n## B", ["B"]),
        ("## A ##\n## B", ["A", "B"]),
        ("## C# ##\n## D # {#d}", ["C#", "D"]),
        ("```mermaid\nA --> B\n```\n<!-- x\n```\n-->\n```\n## hidden\n-->\n## B", ["B"]),
    ],
)
def test_headings_in_code_comments_quotes_and_html_are_none(text: str, there: list[str]) -> None:
    assert titles(text) == there


@pytest.mark.parametrize(
    ("line", "title", "anchor"),
    [
        ("## Background {#background}", "Background", "background"),
        ("## Background {: #background .wide }", "Background", "background"),
        ("## Background {.wide #background}", "Background", "background"),
        ("## Background {.wide}", "Background", ""),
        ("## {F1} and more", "{F1} and more", ""),
        ("## 一、背景与问题：", "一、背景与问题：", ""),
    ],
)
def test_a_heading_has_words_and_maybe_an_id(line: str, title: str, anchor: str) -> None:
    (heading,) = outline(line).headings
    assert (heading.level, heading.title, heading.anchor) == (2, title, anchor)


def test_lines_count_from_the_file() -> None:
    made = outline("\n## A\n\ntext\n\nB\n---\n", 7)
    assert [(heading.title, heading.line) for heading in made.headings] == [("A", 8), ("B", 12)]
    assert made.position(made.body.index("text")) == (10, 1)
    assert made.position(made.body.index("ext")) == (10, 2)


def test_the_text_below_a_heading_ends_at_the_next_of_its_level() -> None:
    made = outline("# T\n## A\none\n### A1\ntwo\n## B\nthree\n")
    assert made.below(1) == "\none\n### A1\ntwo\n"
    assert made.below(3) == "\nthree\n"


@pytest.mark.parametrize(
    ("text", "fence", "following"),
    [
        ("## A\n\n```\ncode\n\n## B\n", 3, 0),
        ("## A\n\n```\ncode\n```\n", 0, 0),
        ("```text\ncode\n\n## A\n\n```python\nx\n```\n", 1, 6),
        ("````text\n```python\nx\n```\n````\n", 0, 0),
        ("- a\n\n    ```\n    ## x\n", 0, 0),
    ],
)
def test_a_fence_that_is_not_closed_is_named(text: str, fence: int, following: int) -> None:
    made = outline(text)
    assert (made.open_fence, made.next_fence) == (fence, following)


def test_a_fence_that_is_never_closed_hides_nothing() -> None:
    assert titles("## A\n\n```\ncode\n\n## B\n") == ["A", "B"]


def test_an_html_block_that_is_never_closed_hides_the_rest() -> None:
    made = outline("## A\n\n<div>\n\n## B\n")
    assert [heading.title for heading in made.headings] == ["A"]
    assert made.open_tag == 3


def prose(made: Outline, word: str) -> bool:
    return made.is_prose(made.body.index(word))


def test_what_is_prose() -> None:
    made = outline(
        "plain `spanned` ``a`b`` <!-- aside --> open ` tick\n\nnext ` paragraph\n\n```\nfenced\n```\n\n"
        "<!-- commented -->\n\n"
        "- item\n\n    ```\n    nested\n    ```\n\n<div>\nraw\n</div>\n\nend\n"
    )
    assert [word for word in ("plain", "open", "tick", "paragraph", "end") if not prose(made, word)] == []
    quiet = ("spanned", "a`b", "aside", "fenced", "commented", "nested", "raw")
    assert [word for word in quiet if prose(made, word)] == []


@pytest.mark.parametrize("piece", ["```a\n", "<!--\n", "<div>", "`a``b", "# {#", "a\n---\n", "   ```\ny\n", "<b></i>"])
def test_a_hostile_text_is_read_to_its_end(piece: str) -> None:
    made = outline("<div>" * (piece == "<b></i>") + piece * 30_000)
    assert made.position(len(made.body))[0] >= 1


def test_visible_text_has_no_comments() -> None:
    assert visible("a <!-- b --> c <!-- d\ne -->f") == "a  c f"


def test_comments_that_do_not_end_inside_html_are_read_in_linear_time() -> None:
    made = outline("<div>\n" + "<!-- \n" * 100_000)
    assert made.position(len(made.body)) == (100_002, 1)


def test_tags_in_comments_do_not_close_an_element() -> None:
    assert titles("<div>\n<!-- </div> -->\n# a\n</div>\n\n# b\n") == ["b"]
