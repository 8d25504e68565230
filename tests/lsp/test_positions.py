"""Characters of ours, code units of the protocol."""

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind

from prdkit.lsp.positions import Text
from prdkit.reading.problem import Span

LETTERS = st.text(alphabet="ab积 🚀𠮷é\n\u2028", max_size=60)


def test_a_rocket_is_two_units_and_a_chinese_word_one_each() -> None:
    text = Text("a\n咖啡🚀x\n")
    assert text.position(2, 4) == Position(1, 4)
    assert text.range(Span(2, 3, 2, 5)).start == Position(1, 2)
    assert text.range(Span(2, 3, 2, 5)).end == Position(1, 5)
    assert Text("咖啡🚀x", PositionEncodingKind.Utf8).position(1, 4) == Position(0, 10)
    assert Text("咖啡🚀x", PositionEncodingKind.Utf32).position(1, 4) == Position(0, 3)


@given(LETTERS, st.sampled_from([PositionEncodingKind.Utf16, PositionEncodingKind.Utf8, PositionEncodingKind.Utf32]))
def test_there_and_back(words: str, encoding: PositionEncodingKind) -> None:
    text = Text(words, encoding)
    for offset in range(len(words) + 1):
        assert text.offset(text.stretch(offset, offset).start) == offset


@given(LETTERS, st.integers(-3, 70), st.integers(-3, 70))
def test_places_outside_the_text_are_moved_to_its_edge(words: str, line: int, column: int) -> None:
    text = Text(words)
    at = text.position(line, column)
    assert 0 <= at.line < len(text.lines)
    assert 0 <= at.character <= 2 * len(text.lines[at.line])
    assert 0 <= text.offset(Position(max(line, 0), max(column, 0))) <= len(words)
