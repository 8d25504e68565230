"""Notes in other forms: what is words stays words, what is meant is kept."""

import pytest
from markdown_it import MarkdownIt

from prdkit.render.forms import markdown_of, markdown_words, text_of
from prdkit.render.inline import _convert


@pytest.mark.parametrize(
    ("note", "markdown", "text"),
    [
        ("plain words", "plain words", "plain words"),
        ("**new** and `a_b`", "**new** and `a_b`", "new and a_b"),
        ("~~old~~ *soft*", "~~old~~ *soft*", "old soft"),
        (
            "[more](https://a.example/x?b=1&c=2)",
            "[more](https://a.example/x?b=1&c=2)",
            "more (https://a.example/x?b=1&c=2)",
        ),
        ("[run](javascript:alert(1))", "run", "run"),
        ("two\nlines", "two<br>lines", "two\nlines"),
        ("a_b * c # d", "a\\_b \\* c # d", "a_b * c # d"),
        ("- list", "\\- list", "- list"),
        ("1. first", "1\\. first", "1. first"),
        ("ask @team about #12", "ask @\u2060team about #\u206012", "ask @team about #12"),
        ("<b>x</b> & y", "&lt;b&gt;x&lt;/b&gt; &amp; y", "<b>x</b> & y"),
        ("see https://a.example/b_c", "see https://a.example/b%5Fc", "see https://a.example/b_c"),
        ("bell \x07 here", "bell ␇ here", "bell ␇ here"),
    ],
)
def test_a_note_in_markdown_and_in_words(note: str, markdown: str, text: str) -> None:
    html = _convert(note)
    assert markdown_of(html) == markdown
    assert text_of(html) == text


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "![x](http://t.example/p.png)", "# head", "| a | b |", "```x", "[a](b)", "&lt;b&gt;"],
)
def test_words_are_only_words_to_another_reader(words: str) -> None:
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown_words(words))
    shown = html.removeprefix("<p>").removesuffix("</p>\n")
    assert "<" not in shown
    assert words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") == shown.replace("\u2060", "")
