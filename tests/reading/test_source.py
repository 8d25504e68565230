"""To read the bytes of a file into front matter and body, whatever they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prdkit.reading.problem import Key, Span
from prdkit.reading.source import MAX_FILE_BYTES, Source, read

PATH = "prd/prds/PRD-2026-001.md"


def source(text: str) -> Source:
    return read(PATH, text.encode())


def faults(data: bytes | str) -> list[tuple[str, int]]:
    """The fault and the line of every problem."""
    made = read(PATH, data if isinstance(data, bytes) else data.encode())
    return [(p.fault, p.at.line if isinstance(p.at, Span) else 0) for p in made.problems]


def test_splits_front_matter_and_body() -> None:
    made = source("---\nid: A-1\ntitle: One\n---\n\n## Goals\n")
    assert made.values == {"id": "A-1", "title": "One"}
    assert (made.body, made.body_line, made.has_front_matter) == ("\n## Goals\n", 5, True)
    assert [heading.line for heading in made.outline.headings] == [6]
    assert made.problems == ()


@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_front_matter_may_end_in_dots_or_with_blanks_behind(end: str) -> None:
    made = source(f"---\nid: A-1\n{end}\ntext\n")
    assert (made.values, made.body) == ({"id": "A-1"}, "text\n")


def test_a_rule_further_down_belongs_to_the_body() -> None:
    assert source("---\nid: A-1\n---\none\n\n---\n\ntwo\n").body == "one\n\n---\n\ntwo\n"


def test_a_page_without_front_matter_is_all_body() -> None:
    made = source("# Manual\n")
    assert (made.values, made.body, made.body_line, made.has_front_matter) == ({}, "# Manual\n", 1, False)
    assert made.problems == ()


def test_places_are_those_of_the_file() -> None:
    made = source("---\nid: A-1\nrows:\n  - {name: One}\nempty:\n---\ntext\n")
    assert made.span(("rows", 0, "name")) == Span(4, 12, 4, 15)
    assert made.span(Key(("rows",))) == Span(3, 1, 3, 5)
    assert made.span("empty") == Span(5, 1, 5, 6)
    assert made.span("absent") == Span(1, 1, 1, 4)
    assert made.span(Span(7, 2, 7, 3)) == Span(7, 2, 7, 3)


def test_columns_count_characters() -> None:
    assert source("---\n标题: {甲: 😀, 乙: 二}\n---\n").span(("标题", "乙")) == Span(2, 15, 2, 16)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("", []),
        ("\n\n", []),
        ("---\n---\n", []),
        ("---\nid: A-1\n", [("unclosed", 1)]),
        ("---\n", [("unclosed", 1)]),
        ("\n---\nid: A-1\n---\n", [("late", 2)]),
        ("# Title\n---\nid: A-1\n---\n", []),
        ("---\n- a\n- b\n---\n", [("not-a-mapping", 2)]),
        ("---\nwords\n---\n", [("not-a-mapping", 2)]),
        ("---\nid: A-1\nid: A-2\n---\n", [("duplicate-key", 3)]),
        ("---\nid: A-1\ntitle: a: b\n---\n", [("unparsable", 3)]),
        (b"\xef\xbb\xbf---\nid: A-1\n---\n", [("byte-order-mark", 1)]),
        ("---\r\nid: A-1\r\n---\r\n", [("line-ends", 1)]),
        ("---\nid: A-1\n---\none\ntwo\r\n", [("line-ends", 5)]),
        ("---\rid: A-1\r---\r", [("line-ends", 1)]),
        ("---\ntitle: 积分\n---\n".encode("gbk"), [("unreadable", 2)]),
        ("---\nid: A-1\n---\n".encode("utf-16"), [("unreadable", 1)]),
        (b"---\nid: A-1\n---\n\n\xff\n", [("unreadable", 5)]),
        (b"x" * (MAX_FILE_BYTES + 1), [("unreadable", 1)]),
    ],
)
def test_what_is_wrong_with_a_file_is_named_with_its_line(data: bytes | str, found: list[tuple[str, int]]) -> None:
    assert faults(data) == found


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("---\ntitle: 积分系统需求\n---\n".encode("gbk"), "GBK,"),
        ("---\ntitle: 積分系統需求\n---\n".encode("big5"), " Big5"),
        ("---\nid: A-1\n---\n".encode("utf-16"), "UTF-16"),
        ("---\ntitle: Café\n---\n".encode("latin-1"), "Latin-1"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "a binary file"),
    ],
)
def test_another_encoding_is_guessed(data: bytes, encoding: str) -> None:
    (problem,) = read(PATH, data).problems
    assert encoding in problem.message


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf---\nid: A-1\n---\ntext\n", b"---\r\nid: A-1\r\n---\r\ntext\r\n"])
def test_a_mark_or_windows_line_ends_do_not_hide_the_rest(data: bytes) -> None:
    made = read(PATH, data)
    assert (made.values, made.body, made.body_line) == ({"id": "A-1"}, "text\n", 4)


def test_a_problem_of_the_front_matter_leaves_the_body_readable() -> None:
    made = source("---\ntitle: a: b\n---\n\n## Goals\n")
    assert made.values == {}
    assert [heading.title for heading in made.outline.headings] == ["Goals"]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60) | st.text("-\n\r: ab[{&*!?#'\"\ufeff中\t", max_size=60).map(str.encode))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    made = read(PATH, b"---\n" + data)
    assert made.span("id").line >= 1
    assert made.outline.headings is not None
