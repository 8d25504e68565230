"""To show the line a finding stands on, with a caret under the words that are meant."""

import unicodedata

TAB = "    "
_INVISIBLE = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def _shown(char: str) -> str:
    """How a character is printed: nothing a terminal would obey, nothing that turns the line around."""
    code = ord(char)
    if char == "\t":
        return TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000 or char in _INVISIBLE or char in "\u2028\u2029":
        return "�"
    return char


def safe(text: str) -> str:
    """A text on one line, without anything that a terminal or a CI runner would take for a command."""
    if text.isascii() and text.isprintable():
        shown = text
    else:
        shown = "".join(map(_shown, text.replace("\n", " ").replace("\t", " ")))
    return shown.replace("##[", "#\u2060#[")


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """How many columns of a terminal a text takes; Chinese characters take two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def excerpt(line: str, start: int, end: int, limit: int = 100) -> tuple[str, str]:
    """A line as printed, and the spaces and carets to print below it.

    `start` and `end` count characters of the line from 0, `end` exclusive; both are kept inside the line. A
    line wider than `limit` columns is cut around the caret.
    """
    begin = min(max(start, 0), len(line))
    stop = min(max(end, begin + 1), max(len(line), begin + 1))
    first, last = _window(line, begin, stop, limit)
    head, tail = "…" if first else "", "…" if last < len(line) else ""
    before = head + "".join(map(_shown, line[first:begin]))
    marked = "".join(map(_shown, line[begin : min(stop, last)]))
    after = "".join(map(_shown, line[min(stop, last) : last])) + tail
    return (before + marked + after).rstrip(), " " * width(before) + "^" * max(width(marked), 1)


def _window(line: str, begin: int, stop: int, limit: int) -> tuple[int, int]:
    """The stretch of a line to print: all of it, or as much as fits, a third of it before the caret."""
    # No character but a tab takes more than two columns, so a short line is not measured.
    if len(line) * len(TAB) <= limit or width(line) + line.count("\t") * (len(TAB) - 1) <= limit:
        return 0, len(line)
    first = _reach(line, begin, -1, limit // 3)
    last = _reach(line, begin, 1, limit - limit // 3)
    if last == len(line):
        first = _reach(line, len(line), -1, limit)
    if first == 0:
        last = _reach(line, 0, 1, limit)
    return min(first, begin), max(last, min(stop, begin + 1, len(line)))


def _reach(line: str, place: int, step: int, room: int) -> int:
    """How far from a place one may go before `room` columns are used up."""
    while 0 <= (place if step > 0 else place - 1) < len(line):
        room -= width(_shown(line[place if step > 0 else place - 1]))
        if room < 1:
            break
        place += step
    return place
