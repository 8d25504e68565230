"""To put text in place of stretches of a file, whatever its line ends are."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

_BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile("\r\n|\r|\n")


class Unsafe(Exception):
    """An edit that was not made, since more than was asked for would have changed; `hint` is the next step."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of the old text, to stand elsewhere with the line ends that it has."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Splice:
    """Text in place of a stretch. Offsets count in the text as `reading.source` gives it: LF, no byte order mark."""

    start: int
    end: int
    text: str | tuple[str | Kept, ...]


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """A file's bytes with stretches replaced; new lines end as most lines of the file do."""
    text = data.decode("utf-8")
    place, line_end = _places(text), _line_end(text)
    kept, position = [], 0
    for splice in sorted(splices, key=attrgetter("start", "end")):
        start, end = place(splice.start), place(splice.end)
        if start < position:
            raise Unsafe("two changes touch the same place", "Make them one after the other.")
        kept.append(text[position:start])
        for part in (splice.text,) if isinstance(splice.text, str) else splice.text:
            if isinstance(part, Kept):
                kept.append(text[place(part.start) : place(part.end)])
            else:
                kept.append(part.replace("\n", line_end))
        position = end
    try:
        return "".join((*kept, text[position:])).encode("utf-8")
    except UnicodeEncodeError:
        raise Unsafe("the new text holds characters that UTF-8 cannot write", "Type it anew.") from None


def _places(text: str) -> Callable[[int], int]:
    """From an offset in the text as it is read to the same place in the text as it stands."""
    shift = len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0
    if "\r\n" not in text:
        return lambda offset: offset + shift
    found = (pair.start() - shift for pair in re.finditer("\r\n", text))
    pairs = [start - before for before, start in enumerate(found)]
    return lambda offset: offset + shift + bisect_left(pairs, offset)


def _line_end(text: str) -> str:
    if "\r" not in text:
        return "\n"
    ends = _LINE_END.findall(text)
    return max(("\n", "\r\n", "\r"), key=ends.count)
