"""Which key or value the cursor is in, in front matter that is being typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prdkit.lsp.completion import front_matter_start
from prdkit.lsp.spot import spot


@pytest.mark.parametrize(
    ("text", "path", "typed", "is_key"),
    [
        ("", (), "", True),
        ("ti", (), "ti", True),
        ("title: Po", ("title",), "Po", False),
        ("title:", ("title",), "", False),
        ("title: A\nst", (), "st", True),
        ("title: A\nlinks:\n  re", ("links",), "re", True),
        ("links:\n  requires: PRD", ("links", "requires"), "PRD", False),
        ("links:\n  requires:\n    - PRD", ("links", "requires", 0), "PRD", False),
        ("links:\n  requires:\n  - A\n  - PRD", ("links", "requires", 1), "PRD", False),
        ("links:\n  requires: [A]\n  ", ("links",), "", True),
        ("links:\n  requires: [A]\n", (), "", True),
        ("links: {requires: [A, PRD", ("links", "requires", 1), "PRD", False),
        ("links: {requires: [A], in", ("links",), "in", True),
        ("features:\n  - id: F1\n    na", ("features", 0), "na", True),
        ("features:\n  - id: F1\n  - id: F2\n    name: x", ("features", 1, "name"), "x", False),
        ("features:\n- id: F1\n- id: F2\n  name: x", ("features", 1, "name"), "x", False),
        ("features: [{id: F1, name: 'a, b', t", ("features", 0), "t", True),
        ("features: [{id: F1}, {id: F2, tier: co", ("features", 1, "tier"), "co", False),
        ("features:\n  - {id: F1, tier: ", ("features", 0, "tier"), "", False),
        ("a: [1,\n  2,\n  {b: 3,\n   c: x", ("a", 2, "c"), "x", False),
        ("a: |\n  text: no\n  more\nb", (), "b", True),
        ("a: >-\n  text: no", ("a",), "text: no", False),
        ('a: "x: y', ("a",), "x: y", False),
        ("a: 'it''s' # c\nb: 1\nc", (), "c", True),
        ("# a: b\nc", (), "c", True),
        ("a: b # c: d\ne: f", ("e",), "f", False),
        ("title: {en: A, zh-Hans: 积", ("title", "zh-Hans"), "积", False),
        ("a:\n  b:\n    c: 1\n  d: 2", ("a", "d"), "2", False),
        ("a: [x, y]\nb: [z", ("b", 0), "z", False),
        ('on: x\n"on": y', ("on",), "y", False),
        ("url: https://a.b/c:d", ("url",), "https://a.b/c:d", False),
    ],
)
def test_the_spot_of_the_cursor(text: str, path: tuple[str | int, ...], typed: str, is_key: bool) -> None:
    found = spot(text)
    assert (found.path, found.typed, found.is_key) == (path, typed, is_key)


def test_keys_that_are_there_are_known() -> None:
    assert spot("a: 1\nb:\n  c: 2\n  d: 3\n  ").siblings == ("c", "d")
    assert spot("a: 1\nb: [{c: 2, d: 3, ").siblings == ("c", "d")


def test_an_item_may_become_a_key() -> None:
    assert spot("features:\n  - na").may_be_key


@given(st.text(alphabet="ab: \n-[]{},\"'#|>\\积\t?&*!%@`", max_size=120))
def test_any_text_has_a_spot(text: str) -> None:
    found = spot(text)
    assert isinstance(found.typed, str)


@given(st.text(max_size=80))
def test_front_matter_ends_where_it_ends(text: str) -> None:
    assert front_matter_start(f"---\na: b\n---\n{text}") == -1
    assert front_matter_start("---\na: b\n") == 4
