"""To see that the words of a drawing are cleaned, measured and broken before a browser sees them."""

import pytest

from prdkit.render.diagram_text import clean, lines, width


def test_chinese_takes_a_full_em_and_latin_less() -> None:
    assert width("积分可用", 10) == 40
    assert width("used", 10) < 40


def test_accents_that_stand_on_a_letter_take_no_room() -> None:
    assert width("e\u0301", 10) == width("e", 10)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\tb\r\n c ", "a b c"),
        ("\x1b]0;x\x07", "]0;x"),
        ("\u202eabc\u2066", "abc"),
        ("a\u2028b", "a b"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
    ],
)
def test_what_is_not_shown_is_dropped_and_white_space_is_one_blank(text: str, left: str) -> None:
    assert clean(text) == left


def test_english_breaks_between_words_and_after_underscores() -> None:
    assert lines("waiting for the partner", 10, 80) == ("waiting for the", "partner")
    assert lines("retry_payment_later", 10, 80) == ("retry_payment_", "later")


def test_chinese_breaks_anywhere_but_before_closing_punctuation() -> None:
    assert lines("订单已支付，等待", 10, 50) == ("订单已支", "付，等待")


def test_a_word_longer_than_a_line_is_broken_inside() -> None:
    assert "".join(lines("x" * 30, 10, 100)) == "x" * 30


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert lines("一二三四五六七八九十", 10, 40, most=2) == ("一二三四", "五六七…")
