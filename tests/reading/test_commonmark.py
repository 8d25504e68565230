"""To hold the outline of a body written for GitHub to what a CommonMark parser makes of it."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from prdkit.reading.markdown import Outline, outline
from prdkit.reading.source import read

CORPORA = Path(__file__).parents[2].parent / "shared" / "corpora"
ENGINE = MarkdownIt("commonmark").enable("table")

Told = tuple[int, int, str, bool]
"""A heading: line, level, words, and whether it stands in a list or a quote."""


def one_line(words: str) -> str:
    return re.sub(r"\s*\n\s*", " ", words).strip()


def parsed(text: str) -> list[Told]:
    found, depth, tokens = [], 0, ENGINE.parse(text)
    for number, token in enumerate(tokens):
        depth += token.nesting if token.type.startswith(("blockquote_", "list_item_")) else 0
        if token.type == "heading_open" and token.map:
            words = one_line(tokens[number + 1].content)
            found.append((token.map[0] + 1, int(token.tag[1]), words, depth > 0))
    return sorted(found)


def told(made: Outline) -> list[Told]:
    own = [(h.line, h.level, h.title, False) for h in made.headings]
    return sorted([*own, *((h.line, h.level, h.title, True) for h in made.nested)])


def github(text: str) -> Outline:
    return outline(text, flavour="github")


def titles(text: str) -> list[str]:
    return [heading.title for heading in github(text).headings]


LINES = [
    *(
        "",
        "",
        "",
        "text",
        "  text",
        "    deep",
        "        deeper",
        "*emph*",
        "**b** x",
        "text  ",
        "`code",
        "``",
        "\\# no",
    ),
    *("# One", "## Two ##", "### Three #x", "#", "#x", "   # three", "# `a` *b*", "# 一、背景", "# t  ", "#\ttab"),
    *("===", "=", "---", "--", "- - -", "***", "___", "+ + +", "----"),
    *(
        "- item",
        "* item",
        "+ item",
        "- # in item",
        "  # in two",
        "    - sub",
        "1. one",
        "2. two",
        "10) ten",
        "- ",
        "1.",
    ),
    *("-   wide", "-     code", "-\ttab", "\ttext", "  ## in item", "- - twice", "- > quote", "   - three"),
    *("> quote", "> # quoted", "> ---", ">", "> > # deep", "> - # both", ">no blank"),
    *("```", "```py", "````", "~~~", "~~~ x", "  ```", "- ```", "> ```", "``` a`b", "> ```"),
    *("<!-- c", "-->", "<!-- a --> b", "  <!--", "- <!--", "<div>", "</div>", "<span>", "<b>x", "<pre>", "</pre>"),
    *("<script>", "</script>", "<?x", "?>", "<!X", "<![CDATA[", "]]>", "<a b='c'>", "<details>", "<https://a.b>"),
    *("[a]: /b", "[a]: /b (t)", "[a]:\n/b", "[a]: <b c> 't'", "[x] text", "[a]: /b c"),
]


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(LINES), max_size=10).map("\n".join))
def test_finds_the_headings_that_commonmark_makes(text: str) -> None:
    assert told(github(text)) == parsed(text)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("#`~<>!-=[]{}| \n\t\\*_a一/:.1)"), max_size=80))
def test_takes_any_text_for_github(text: str) -> None:
    made = github(text)
    assert all(0 <= start < end <= len(text) for start, end in made.hidden)
    assert all(text[heading.start : heading.end].strip() for heading in (*made.headings, *made.nested))
    assert list(made.swallowed) == [] or made.open_fence
    for offset in range(len(text)):
        made.is_prose(offset)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the folder of corpora is not beside this repository")
def test_finds_the_headings_of_real_documents() -> None:
    paths = sorted(CORPORA.rglob("*.md"))
    bodies = {path.as_posix(): read("", path.read_bytes()).body for path in paths}
    assert {path for path, body in bodies.items() if told(github(body)) != parsed(body)} == set()


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("```\n## code\n````\n\n## B", ["B"]),
        ("````\n```\n## code\n````\n## B", ["B"]),
        ("```\n~~~\n## code\n```\n## B", ["B"]),
        ("```py\n## code\n```py\n## code", []),
        ("    ```\n## A\n    ```\n## B", ["A", "B"]),
        ("- a\n  ```\n  ## code\n## B", ["B"]),
        ("> ```\n> ## code\n\n## B", ["B"]),
        ("#A\n#\tB\n####### C", ["B"]),
        ("two lines\nof text\n---\n## B", ["two lines of text", "B"]),
        ("- item\n---\n## B", ["B"]),
        ("<div>\n## raw\n</div>\n\n## B", ["B"]),
        ("<div>\n\n## A\n\n</div>", ["A"]),
        ("text\n<span>\n## A", ["A"]),
        ("<!-- a\n\n## hidden\n\n--> ## hidden\n## B", ["B"]),
        ("<pre>\n\n## code\n</pre>\n## B", ["B"]),
        ("# Summary\n[summary]: #summary\n\n# Next", ["Summary", "Next"]),
        ("[a]: /b\n===\n\n[a]: /b\nC\n===", ["C"]),
        ("| a | b |\n|---|---|\n| c | d |\n---\n## B", ["B"]),
        ("| a |\n---\n", ["| a |"]),
        ("## A {#b}\n## `{c}`\n## /x/{id}", ["A", "`{c}`", "/x/{id}"]),
    ],
)
def test_headings_are_those_that_github_shows(text: str, there: list[str]) -> None:
    assert titles(text) == there


def test_a_heading_in_a_list_or_quote_begins_no_section() -> None:
    made = github("- # A\n\n  ## B\n\n> # C\n\n# D\n")
    assert [(h.title, h.line) for h in made.nested] == [("A", 1), ("B", 3), ("C", 5)]
    assert [(h.title, h.line) for h in made.headings] == [("D", 7)]


def test_an_explicit_id_is_known_on_github_too() -> None:
    assert [(h.title, h.anchor) for h in github("## A {#b}\n\nC {.x #d}\n---\n").headings] == [("A", "b"), ("C", "d")]


def test_a_fence_that_is_never_closed_swallows_the_rest() -> None:
    made = outline("## A\n\n```python\nx = 1\n\n## B\n\n```js\n\nC\n---\n", 5, "github")
    assert [h.title for h in made.headings] == ["A"]
    assert (made.open_fence, made.next_fence) == (7, 0)
    assert [(h.title, h.line, made.body[h.start : h.end]) for h in made.swallowed] == [
        ("B", 10, "## B"),
        ("C", 14, "C\n---"),
    ]


def test_a_fence_in_a_list_ends_with_the_list() -> None:
    made = github("- ```\n  code\n\n## A\n")
    assert (titles(made.body), made.open_fence, made.swallowed) == (["A"], 0, ())
    assert github("- ```\n  code\n").open_fence == 1


@pytest.mark.parametrize("flavour", ["python", "github"])
def test_headings_in_comments_are_told_apart(flavour: str) -> None:
    made = outline("## A\n\n<!-- ## B -->\n\n<!--\nnote\n\n## C\n\n```\n## code\n```\n-->\n\n## D\n", 3, flavour)  # type: ignore[arg-type]
    assert [h.title for h in made.headings] == ["A", "D"]
    assert [(h.title, h.line, made.body[h.start : h.end]) for h in made.commented] == [
        ("B", 5, "## B"),
        ("C", 10, "## C"),
    ]


def test_python_markdown_loses_what_stands_before_the_next_fence() -> None:
    made = outline("```text\ncode\n\n## A\n\n```python\nx\n```\n\n## B\n", 3)
    assert [(h.title, h.line) for h in made.headings] == [("B", 12)]
    assert (made.open_fence, made.next_fence) == (3, 8)
    assert [(h.title, h.line) for h in made.swallowed] == [("A", 6)]


def test_a_comment_that_is_never_closed_hides_the_rest() -> None:
    made = github("## A\n\n<!-- note\n\n## B\n")
    assert (titles(made.body), made.open_tag) == (["A"], 3)
    assert [h.title for h in made.commented] == ["B"]


def test_code_is_no_prose_on_github() -> None:
    made = github("plain `spanned`\n\n    indented\n\n- item\n\n  ```\n  nested\n  ```\n\n<div>raw</div>\n\nend\n")
    words = ("plain", "spanned", "indented", "item", "nested", "raw", "end")
    assert [word for word in words if made.is_prose(made.body.index(word))] == ["plain", "item", "end"]


HOSTILE = [
    "```a\n",
    "<!--\n",
    "<div>",
    "`a``b",
    "# {#",
    "a\n---\n",
    "   ```\ny\n",
    "> ",
    "- ",
    "[",
    "[a]: b (\n",
    "|",
    "1. ",
]


@pytest.mark.parametrize("piece", [*HOSTILE, "- \n", "> a\n- b\n", "*", "[a]: \n", "<a b='", "a\n=\n", "| a |\n", "\t"])
def test_a_hostile_text_is_read_to_its_end_for_github(piece: str) -> None:
    made = github(piece * 30_000)
    assert made.position(len(made.body))[0] >= 1
