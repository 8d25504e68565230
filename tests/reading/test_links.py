"""To hold the links of a body to those that a CommonMark parser finds."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from prdkit.reading.inline import pieces
from prdkit.reading.links import Link, links
from prdkit.reading.markdown import Flavour, outline
from prdkit.reading.source import read

CORPORA = Path(__file__).parents[2].parent / "shared" / "corpora"
ENGINE = MarkdownIt("commonmark").enable("table")
ENGINE.validateLink = lambda _: True  # type: ignore[method-assign]
ENGINE.normalizeLink = lambda url: url  # type: ignore[method-assign]


def walk(tokens: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        if token.type == "link_open" and token.info != "auto":
            yield "link", str(token.attrs["href"])
        if token.type == "image":
            yield "image", str(token.attrs["src"])
        yield from walk(token.children or ())


def parsed(text: str) -> set[tuple[str, str]]:
    return set(walk(ENGINE.parse(text)))


def kind(link: Link) -> str:
    return "image" if link.is_image else "link"


def told(text: str, flavour: Flavour = "github") -> list[tuple[str, str]]:
    return [(kind(link), link.target) for link in links(outline(text, flavour=flavour)).links]


def in_markdown(text: str) -> set[tuple[str, str]]:
    """What is told of links and images, without those in HTML, which the parser leaves as they are."""
    found = links(outline(text, flavour="github")).links
    return {(kind(link), link.target) for link in found if text[link.start] != "<"}


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the folder of corpora is not beside this repository")
def test_finds_the_links_of_real_documents() -> None:
    bodies = {path.as_posix(): read("", path.read_bytes()).body for path in sorted(CORPORA.rglob("*.md"))}
    notes = {path for path, body in bodies.items() if "\n[^" in body}
    assert {p for p, body in bodies.items() if p not in notes and in_markdown(body) != parsed(body)} == set()


WORDS = [
    *(
        "[a](b)",
        "![a](b.png)",
        "[a](<b c>)",
        "[a](b 't')",
        '[a](b "t(")',
        "[a](b(c)d)",
        "[a](b(c)",
        "[a]( b )",
        "[a]()",
    ),
    *("[a [b] c](d)", "[a [b](c) d](e)", "[![i](j)](k)", "[a", "](x)", "[", "]", "(", ")", "!", "\\", "\\[a](b)"),
    *("`", "``", "`[a](b)`", "`` ` ``", "<b>", "<b [c](d)", "<a@b.c>", "<http://[a](b)>", "<!-- [a](b) -->", "*a*"),
    *("[x]", "[x][]", "[a][x]", "[a][y]", "[a][x][y]", "![x][]", "[X]", "[ x ]", "\n", " ", "\nnext ", "[a](b\\)c)"),
    *("[a](&amp;)", "[a](b\\*c)", "[a](\nb\n't'\n)", "[a](b 't)", "[a](<b)", "[a\nb](c)"),
]


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), max_size=8).map("".join))
def test_finds_the_links_that_commonmark_makes(words: str) -> None:
    text = f"text {words}\n\n[x]: /x\n"
    # The parser takes `[a [b] c]` for a label, `(` at the end for the begin of a target, and the `!` of a picture
    # behind an open target for text: CommonMark does not.
    assume(not re.search(r"\]\[[^\]]*\[|\]\(\s*$|\]\([^()]*\([^()]*\)\s*!\[", f"text {words}"))
    ours, theirs = in_markdown(text), parsed(text)
    assert ours <= theirs
    assert {target for _, target in theirs - ours} <= {"/x"}
    assert {target for _, target in ours} == {target for _, target in theirs}


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("[]()!`<>\\'\" \n\ta:#|-1.x&;"), max_size=80), st.sampled_from(["python", "github"]))
def test_takes_any_text_for_links(text: str, flavour: Flavour) -> None:
    for link in links(outline(text, flavour=flavour)).links:
        assert 0 <= link.start < link.end <= len(text)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("a [b](c.md#d 'e') f", ["c.md#d"]),
        ("[a](<b c.md>) [d](e%20f.md)", ["b c.md", "e%20f.md"]),
        ("[![i](j.png)](k.md)", ["k.md", "j.png"]),
        ("`[a](b)` <!-- [c](d) --> \\[e](f)", []),
        ("```\n[a](b)\n```\n\n    [c](d)\n\n<!--\n[e](f)\n-->\n\n[g](h)", ["h"]),
        ("# [a](b)\n[c](d)\n===\n", ["b", "d"]),
        ("- [a](b)\n- [c\n\n- ](d)\n", ["b"]),
        ("> [a\n> b](c)", ["c"]),
        ("| `a | [b](c) |\n|---|---|\n| d` | [e](f) |\n", ["c", "f"]),
        ("<https://a.example> a@b.example", []),
        ('<a href="b.md">c</a> <img alt=x src=d.png/>\n', ["b.md", "d.png/"]),
        ("<div>\n<a class='x' href='b.md'>c</a>\n[d](e)\n<!-- <a href='f'> -->\n</div>\n", ["b.md"]),
        ("<pre>\n<img\n  src='a.png'>\n</pre>\n", ["a.png"]),
        ("<script>\n'<a href=\"b\">'\n</script>\n", []),
        ("# Summary\n[summary]: #summary\n\ntext", []),
        ("[one] and [Two][two two]\n\n[one]: <a b>\n[two  TWO]: c 'd'\n[three]: e\n[one]: f\n", ["a b", "c"]),
        ("text\n[a]: b\n\n[a]", []),
        ("[a][b]\n\n> [b]: c\n", ["c"]),
        ("[^1]\n\n[^1]: https://a.example\n", []),
    ],
)
def test_links_on_github(text: str, there: list[str]) -> None:
    assert [target for _, target in told(text)] == there


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("[a](b)\n\n    [c](d)\n\n[e](f)", ["b", "f"]),
        ("!!! note\n\n    [a](b)\n", ["b"]),
        ("1. a\n\n    [b](c)\n", ["c"]),
        ("text\n[a]: b\n\n[a]", ["b"]),
        ("```\n[a](b)\n\nnever closed", ["b"]),
        ("[a](b){.md-button} <div>[c](d)</div>\n\n<div markdown>\n\n[e](f)\n\n</div>", ["b", "d", "f"]),
    ],
)
def test_links_on_a_site(text: str, there: list[str]) -> None:
    assert [target for _, target in told(text, "python")] == there


def test_a_link_by_reference_stands_where_its_label_is_defined() -> None:
    text = "See [a][x], ![x] and [x].\n\n[x]: a.png\n"
    (link,) = links(outline(text, flavour="github")).links
    assert (text[link.start : link.end], link.target, link.is_image) == ("[x]: a.png", "a.png", True)


def test_labels_that_nothing_defines_are_told() -> None:
    text = "[a][b] ![c][d] [e][] [f] [x][y]\n\n[y]: z\n"
    found = links(outline(text, flavour="github")).undefined
    assert [(text[one.start : one.end], one.target) for one in found] == [("[a][b]", "b"), ("![c][d]", "d")]


HOSTILE = [
    *("[", "]", "[]", "![", "[a](", "[a](b", "[a](<", "[a](b '", "[a][b]", "](a)", "[[a]", "[x]: b (", "(("),
    *("`", "``a`", "<", "<a ", "<a b='", "<!--", "<![CDATA[", "<?", "<a@", "\\", "| `", "_", "&"),
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("flavour", ["python", "github"])
def test_a_hostile_line_is_read_to_its_end(piece: str, flavour: Flavour) -> None:
    text = piece * (200_000 // len(piece))
    assert list(pieces(text, 0, len(text), {"a"})) is not None
    assert links(outline(f"{text}\n\n[z]: y\n", flavour=flavour)) is not None


LINES = [
    *("[a]: b\n", "[a]\n", "- [a](b)\n", "> [a](b)\n", "[a](b)\n\n", "    [a](b)\n\n", "| [a](b) |\n"),
    *("<a href='b'>\n\n", "<div>\n\n", "<div>\n", "- ```\n  [a](b)\n", "1. [a](b)\n\n"),
]


@pytest.mark.parametrize("piece", LINES)
@pytest.mark.parametrize("flavour", ["python", "github"])
def test_many_lines_of_links_are_read_in_linear_time(piece: str, flavour: Flavour) -> None:
    made = links(outline(piece * 20_000, flavour=flavour))
    assert len(made.links) in (0, 1, 20_000)
