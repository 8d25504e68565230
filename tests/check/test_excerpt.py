"""The line of a finding, as a terminal shows it."""

import pytest

from prdkit.check.excerpt import excerpt, safe, width


def shown(line: str, words: str, limit: int = 100) -> str:
    """The two lines printed for `words` in a line, joined for reading."""
    start = line.index(words)
    return "\n".join(excerpt(line, start, start + len(words), limit))


def test_caret_stands_under_the_words() -> None:
    assert shown("owner: pm.leed", "pm.leed") == "owner: pm.leed\n       ^^^^^^^"


def test_chinese_characters_take_two_columns() -> None:
    assert shown("status: 草稿 # 待补充", "草稿") == "status: 草稿 # 待补充\n        ^^^^"
    assert shown("title: 积分，id: F1", "F1") == "title: 积分，id: F1\n                 ^^"


def test_combining_marks_take_none() -> None:
    assert width("e\u0301") == 1
    assert shown("name: Cafe\u0301 x", "x") == "name: Cafe\u0301 x\n           ^"


def test_tabs_become_blanks() -> None:
    assert shown("\tid:\tF 1", "F 1") == "    id:    F 1\n           ^^^"


def test_control_characters_are_shown_and_not_obeyed() -> None:
    line, carets = excerpt("x: \x1b[31mred\x07 \x9b2J \u202ekcab", 3, 4)
    assert line == "x: ␛[31mred␇ �2J �kcab"
    assert carets == "   ^"


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "desc: " + "a" * 300 + " HERE " + "b" * 300
    text, carets = excerpt(line, line.index("HERE"), line.index("HERE") + 4, 60)
    assert text.startswith("…aaa")
    assert text.endswith("bbb…")
    assert text[carets.index("^") : len(carets)] == "HERE"
    assert width(text) <= 62


def test_a_long_chinese_line_is_cut_by_columns() -> None:
    line = "一" * 200 + "此处" + "二" * 200
    text, carets = excerpt(line, 200, 202, 60)
    assert width(text) <= 62
    before = text[: text.index("此处")]
    assert width(before) == carets.index("^")
    assert carets.count("^") == 4


@pytest.mark.parametrize(("start", "end"), [(0, 4), (596, 600)])
def test_a_cut_at_either_end_shows_as_much_as_fits(start: int, end: int) -> None:
    text, carets = excerpt("x" * 600, start, end, 60)
    assert width(text) == 60
    assert carets.count("^") == 4


def test_words_longer_than_the_room_are_marked_as_far_as_shown() -> None:
    text, carets = excerpt("k: " + "y" * 500, 3, 503, 60)
    assert width(carets) <= width(text)
    assert "^" in carets


def test_a_place_behind_the_line_is_its_end() -> None:
    assert excerpt("id:", 3, 3) == ("id:", "   ^")
    assert excerpt("id:", 90, 95) == ("id:", "   ^")


def test_messages_stay_on_one_line() -> None:
    assert safe("a\nb\tc\x1b[0m") == "a b c␛[0m"
    assert safe("##[add-mask]x").replace("\u2060", "") == "##[add-mask]x"
    assert not safe("##[add-mask]x").startswith("##[")
