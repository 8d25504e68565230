"""To read YAML as text with places, the same with and without libyaml."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prdkit.reading import yaml
from prdkit.reading.problem import Problem, Span


@contextmanager
def pure_python() -> Iterator[None]:
    """PyYAML as it is where it was installed without libyaml."""
    kept, yaml.fast_composer = yaml.fast_composer, None
    try:
        yield
    finally:
        yaml.fast_composer = kept


def values(text: str) -> Any:
    made, problems = yaml.construct(yaml.compose(text), text)
    assert problems == []
    return made


def problems(text: str) -> list[Problem]:
    try:
        return yaml.construct(yaml.compose(text), text)[1]
    except yaml.Unparsable as error:
        return [error.problem]


def everything(text: str) -> tuple[Any, ...]:
    """What is made of a text: values, problems, and where each top-level key and value stands."""
    try:
        tree = yaml.compose(text)
        made, refused = yaml.construct(tree, text)
    except yaml.Unparsable as error:
        return (error.problem,)
    keys = made if isinstance(made, dict) else {}
    return made, refused, [yaml.locate(tree, (key,), key=way) for key in keys for way in (False, True)]


@pytest.mark.parametrize(
    "text", ["1.10", "NO", "yes", "on", "10:00", "012", "0x1F", "1e3", "2026-02-30", "12_000", "=", ".inf", "中文"]
)
def test_plain_values_stay_text(text: str) -> None:
    assert values(f"key: {text}\n") == {"key": text}
    assert not isinstance(values(f"key: {text}")["key"], yaml.Quoted)


def test_keys_stay_text() -> None:
    assert values("on: x\n1.10: y\nNO: z\n2026-01-01: d\n") == {"on": "x", "1.10": "y", "NO": "z", "2026-01-01": "d"}


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing_is_none(text: str) -> None:
    assert values(f"key: {text}") == {"key": None}
    assert values('key: ""') == {"key": ""}


def test_quoted_text_is_told_from_plain() -> None:
    made = values("""a: "3"\nb: '3'\nc: 3\nd: |\n  3\n""")
    assert [isinstance(value, yaml.Quoted) for value in made.values()] == [True, True, False, True]


def test_lists_and_mappings_nest() -> None:
    assert values("a:\n  - b: [1, 2]\n  - {c: d}\n") == {"a": [{"b": ["1", "2"]}, {"c": "d"}]}


def test_a_question_mark_may_stand_in_brackets() -> None:
    assert values("a: {q: Why? because, r: [who?]}") == {"a": {"q": "Why? because", "r": ["who?"]}}


@pytest.mark.parametrize(
    ("text", "fault", "place", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", (3, 1), "`a` is given twice"),
        ("a: {b: 1, b: 2}\n", "duplicate-key", (1, 11), "`b` is given twice"),
        ("a: !!float 1.10\n", "tag", (1, 4), "`!!float`"),
        ("a: !python/object:os.system x\n", "tag", (1, 4), "`!python/object:os.system`"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", "merge-key", (3, 3), "`<<`"),
        ("? [a, b]\n: c\n", "non-text-key", (1, 3), "a key is one word"),
        ("a: b: c\n", "unparsable", (1, 5), "a second `:`"),
        ("a: [b\n", "unparsable", (1, 4), "not closed"),
        ("a:\n\tb: c\n", "unparsable", (2, 1), "tab"),
        ("a: *b\n", "unparsable", (1, 4), "alias"),
        ('a: "b\n', "unparsable", (1, 4), "never closed"),
        ("a: b\n c: d\n", "unparsable", (2, 2), "stands deeper"),
        ("a: \x07\n", "unparsable", (1, 4), "control character"),
    ],
)
def test_what_surprises_people_is_refused(text: str, fault: str, place: tuple[int, int], said: str) -> None:
    (problem,) = problems(text)
    assert problem.fault == fault
    assert isinstance(problem.at, Span)
    assert (problem.at.line, problem.at.column) == place
    assert said in problem.message
    assert problem.hint


def test_a_refused_value_does_not_take_the_others_with_it() -> None:
    made, refused = yaml.construct(yaml.compose("a: 1\na: 2\nb: 3"), "a: 1\na: 2\nb: 3")
    assert (made, len(refused)) == ({"a": "1", "b": "3"}, 1)


def aliased(times: int) -> str:
    return "a: &x one\nb: [" + ", ".join(["*x"] * times) + "]\n"


def test_aliases_are_allowed_up_to_a_limit() -> None:
    assert len(values(aliased(yaml.MAX_ALIASES))["b"]) == yaml.MAX_ALIASES
    (problem,) = problems(aliased(yaml.MAX_ALIASES + 1))
    assert problem.fault == "aliases"
    assert problem.at == Span(2, 5 + 4 * yaml.MAX_ALIASES, 2, 7 + 4 * yaml.MAX_ALIASES)


def test_aliases_of_aliases_do_not_grow_without_end() -> None:
    laughs = "\n".join(f"k{n + 1}: &k{n + 1} [{', '.join([f'*k{n}'] * 5)}]" for n in range(9))
    (problem,) = problems(f"k0: &k0 [ha]\n{laughs}\n")
    assert "values" in problem.message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_has_a_limit(opening: str) -> None:
    (problem,) = problems("key:\n " + opening * 5000)
    assert "nested" in problem.message or "not valid YAML" in problem.message


def test_size_has_a_limit() -> None:
    (problem,) = problems("a: " + "x" * yaml.MAX_BYTES)
    assert "the limit is" in problem.message


TREE = yaml.compose("title: Points\nrows:\n  - {id: F1, name: One}\n  - id: F2\n    name:\nflow: [a, bb]\n")


@pytest.mark.parametrize(
    ("path", "key", "there"),
    [
        (("title",), False, Span(1, 8, 1, 14)),
        (("title",), True, Span(1, 1, 1, 6)),
        (("rows",), False, Span(2, 1, 2, 5)),
        (("rows", 0), False, Span(3, 5, 3, 24)),
        (("rows", 0, "name"), False, Span(3, 20, 3, 23)),
        (("rows", 1), False, Span(4, 5, 4, 6)),
        (("rows", 1, "id"), True, Span(4, 5, 4, 7)),
        (("rows", 1, "name"), False, Span(5, 5, 5, 9)),
        (("rows", 1, "absent"), False, Span(4, 5, 4, 6)),
        (("flow", 1), False, Span(6, 11, 6, 13)),
        (("absent",), False, None),
    ],
)
def test_every_key_and_value_knows_its_place(path: tuple[str | int, ...], key: bool, there: Span | None) -> None:
    assert yaml.locate(TREE, path, key=key) == there


PIECES = [
    *("a", "b: ", "key: ", "key:\n", "- ", "- - ", "? ", ": ", "[", "]", "{", "}", ", ", "\n", "\n  ", "\n    ", " "),
    *("'", '"', "#", " #c", "&a ", "*a ", "<<: *a", "!!str ", "!t ", "|", "|\n  ", ">-\n  ", "|2\n", "%YAML 1.1\n"),
    *("1.10", "NO", "10:00", "~", "null", "中", "😀", "\t", "%", "@", "`", "---\n", "...\n", "\\", '"\\x"', "'it''s'"),
    *("\u2028", "\x85", "\ufeff", "\x07", "\x00", "\u00a0", "\r", "?"),
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
@example("a: {q: Why? because}")
@example("|#")
@example("key: \t")
@example("\ufeff&a b: *a")
def test_libyaml_and_pure_python_agree(text: str) -> None:
    fast = everything(text)
    with pure_python():
        assert everything(text) == fast
