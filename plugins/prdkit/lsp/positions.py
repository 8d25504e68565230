"""To turn places in a text into positions of the protocol and back: ours count characters, theirs code units."""

from lsprotocol.types import Position, PositionEncodingKind, Range

from prdkit.reading.problem import Span


class Text:
    """The lines of a text as a client counts them; `encoding` says in which units it counts columns."""

    def __init__(self, text: str, encoding: str = PositionEncodingKind.Utf16) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.encoding = encoding

    def position(self, line: int, column: int) -> Position:
        """The position of a line and a column that count from 1; what lies outside the text is moved to its edge."""
        row = min(max(line, 1), len(self.lines)) - 1
        before = self.lines[row][: max(column - 1, 0)] if row == line - 1 else self.lines[row]
        return Position(row, _units(before, self.encoding))

    def range(self, span: Span) -> Range:
        """The range of a span."""
        start, end = self.position(span.line, span.column), self.position(span.end_line, span.end_column)
        return Range(start, max(start, end, key=lambda at: (at.line, at.character)))

    def stretch(self, start: int, end: int) -> Range:
        """The range between two offsets."""
        return Range(self._at(start), self._at(end))

    def _at(self, offset: int) -> Position:
        before = self.text[:offset]
        row = before.count("\n")
        return Position(row, _units(before[before.rfind("\n") + 1 :], self.encoding))

    def offset(self, position: Position) -> int:
        """The offset of a position; one behind the end of a line is that end."""
        if position.line >= len(self.lines):
            return len(self.text)
        start = sum(len(line) + 1 for line in self.lines[: position.line])
        return start + _characters(self.lines[position.line], position.character, self.encoding)


def _units(text: str, encoding: str) -> int:
    if encoding == PositionEncodingKind.Utf32 or text.isascii():
        return len(text)
    if encoding == PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(char > "\uffff" for char in text)


def _characters(line: str, units: int, encoding: str) -> int:
    """How many characters a number of units covers; a position inside a character is before it."""
    passed = 0
    for number, char in enumerate(line):
        passed += _units(char, encoding)
        if passed > units:
            return number
    return len(line)
