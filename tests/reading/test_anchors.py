"""To hold the addresses of headings to what GitHub and Python-Markdown call them."""

from typing import Any

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prdkit.reading.anchors import anchors, github_slug, seen
from prdkit.reading.markdown import Flavour, outline


def named(text: str, flavour: Flavour = "github") -> list[str]:
    return sorted(anchors(outline(text, flavour=flavour)))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Plain", "Plain"),
        ("A `b_c` *d* **e** _f_ __g__", "A b_c *d* **e** f g"),
        ("snake_case and __init__.py", "snake_case and init.py"),
        ("`__init__`", "__init__"),
        ("[words](a.md) [more][x] [x] ![picture](b.png) end", "words more x  end"),
        ("<b>bold</b><!-- note --> &lt;T&gt; &amp; `&lt;`", "bold <T> & &lt;"),
        ("\\_a_ \\*b\\*", "_a_ *b*"),
        ("_a_b_", "a_b"),
        ("<https://a.example>", "https://a.example"),
    ],
)
def test_what_readers_see_of_a_heading(words: str, shown: str) -> None:
    assert seen(words, frozenset(("x",))) == shown


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Hello, World!", "hello-world"),
        ("A & B", "a--b"),
        ("C++ / C#", "c--c"),
        ("snake_case-and-more", "snake_case-and-more"),
        ("1.2 Scope", "12-scope"),
        ("一、背景与问题：", "一背景与问题"),
        ("ÄÖÜ 你好 привет", "äöü-你好-привет"),
        ("🚀 Launch", "-launch"),
        (":rocket: Launch", "rocket-launch"),
        ("हिन्दी", "हिन्दी"),
        ("What? (now)", "what-now"),
        ("a – b", "a--b"),
        ("x² ½", "x-"),
    ],
)
def test_github_calls_a_heading_by_its_words(words: str, slug: str) -> None:
    assert github_slug(words) == slug


def test_a_name_that_is_taken_is_counted_up() -> None:
    assert named("# A\n\n# A\n\n# A-1\n\n# A\n") == ["a", "a-1", "a-1-1", "a-2"]
    assert named("# A\n\n# A\n", "python") == ["a", "a_1"]


def test_headings_in_lists_quotes_and_html_have_addresses_too() -> None:
    text = "- # In list\n\n> ## Quoted\n\n<h2 align=left>Raw <b>one</b></h2>\n\n<!-- <h2>Hidden</h2> -->\n"
    assert named(text) == ["in-list", "quoted", "raw-one"]


def test_ids_are_addresses() -> None:
    html = '<a name="c"></a> <span id=d> <a href="#x">y</a>\n\n<div id=e>\n\n<input name="no">\n\n`<a id="no">`\n'
    text = f"# A {{#b}}\n\n{html}"
    assert named(text) == ["a-b", "b", "c", "d", "e"]
    assert named("# A {#b}\n\ntext\n{: #c .wide}\n\n[d](e){#f}\n", "python") == ["b", "c", "f"]


def test_no_address_comes_from_code_and_comments() -> None:
    assert named('```\n# A\n<a id="a">\n```\n\n<!-- <a id="b"> -->\n\n    <a id="c">\n') == []


def test_a_site_keeps_letters_of_every_script_or_none() -> None:
    assert named("# Café & Co\n", "python") == ["cafe-co", "café--co"]


TITLES = ["A & B", "A & B", "C_d", "`e_f`", "*g*", "Über", "h  i", "[j](k)", "1.2 L", "m-n_1", "A", "A", "&lt;o&gt;"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(TITLES), max_size=8))
def test_python_markdown_calls_headings_the_same(titles: list[str]) -> None:
    text = "\n\n".join(f"## {title}" for title in titles)
    engine: Any = markdown.Markdown(extensions=["toc"])
    engine.convert(text)
    assert {token["id"] for token in engine.toc_tokens} <= set(named(text, "python"))


@pytest.mark.parametrize("piece", ["_a ", "_", "a_ ", "`_", "[_](", "<b>", "&amp;", "![a]("])
def test_a_hostile_heading_is_read_to_its_end(piece: str) -> None:
    assert seen(piece * 40_000) is not None
    assert named(f"# {piece * 10_000}\n\n" + f"# {piece}\n\n" * 5_000) is not None
