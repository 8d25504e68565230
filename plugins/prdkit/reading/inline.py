"""To find links, images, tags and code in a stretch of prose as CommonMark does, in one pass."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal, NamedTuple, TypeAlias

from prdkit.reading.paragraphs import TITLE

Kind: TypeAlias = Literal["link", "image", "code", "tag", "comment", "address", "undefined"]

_SPECIAL = re.compile(r"\\.|`++|<|!?\[|\]", re.DOTALL)
_TICKS = re.compile(r"`++")
_ATTRIBUTES = r"""(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?)*+\s*+"""
_TAG = re.compile(rf"<(?:[A-Za-z][A-Za-z0-9-]*+{_ATTRIBUTES}/?|/[A-Za-z][A-Za-z0-9-]*+\s*+)>")
_ADDRESS = re.compile(r"<(?:[A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>]*+|[\w.!#$%&'*+/=?^`{|}~-]++@[\w.-]++)>")
_UNSEEN = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_BLANK = re.compile(r"[ \t]*+(?:\n[ \t>]*+)?")
_SIMPLE = re.compile(r"\(([^\s()<\\&]++)\)")
_POINTED = re.compile(r"<((?:[^<>\\\n]|\\.)*+)>")
_LETTER = r"[^\s()\\]|\\[^\s]|\\(?=\s)"
_IN_BRACKETS = rf"{_LETTER}|\((?:{_LETTER}|\((?:{_LETTER}|\((?:{_LETTER})*+\))*+\))*+\)"
_BARE = re.compile(rf"(?!<)(?:{_IN_BRACKETS})*+")
"""A destination in no angle brackets, in which parentheses match, up to three in each other."""
_TITLED = re.compile(rf"(?:[ \t]++(?:\n[ \t>]*+)?|\n[ \t>]*+){TITLE}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_GAP = re.compile(r"[\s>]*\n[\s>]*|\s+")


class Piece(NamedTuple):
    """Something in prose that is more than words, from `start` to `end`.

    `target` is where a link or an image leads, as text; `label` what a reference names that leads there, as it is
    compared; `words` the stretch between its brackets. An `undefined` piece names a label that nothing defines.
    """

    kind: Kind
    start: int
    end: int
    target: str = ""
    label: str = ""
    words: tuple[int, int] = (0, 0)


def folded(label: str) -> str:
    """A label of a reference as it is compared with others."""
    return _GAP.sub(" ", label).strip().casefold()


def plain(target: str) -> str:
    """A destination as written, without escapes and entities."""
    return unescape(_ESCAPED.sub(r"\1", target)) if "\\" in target or "&" in target else target


def pieces(text: str, start: int, end: int, labels: Collection[str] = ()) -> Iterator[Piece]:
    """What a stretch of a text holds that is more than words, by where it ends; `labels` are those defined."""
    return _Scan(text, start, end, labels).pieces()


def tags(text: str, start: int, end: int) -> Iterator[Piece]:
    """The tags of a stretch of raw HTML, without those in comments."""
    scan = _Scan(text, start, end, ())
    at = text.find("<", start, end)
    while at >= 0:
        found = scan.angle(at)
        if found is not None and found.kind == "tag":
            yield found
        at = text.find("<", found.end if found else at + 1, end)


@dataclass(slots=True)
class _Opener:
    """A bracket that opens; `holds` tells whether another bracket stood behind it."""

    at: int
    end: int
    holds: bool = False


class _Scan:
    """To go through a stretch once. What is not found ahead is not sought again."""

    def __init__(self, text: str, start: int, end: int, labels: Collection[str]) -> None:
        self.text, self.start, self.end, self.labels = text, start, end, labels
        self.openers: list[_Opener] = []
        self.dead = 0
        self.lost: set[str] = set()
        self.ticks: dict[int, list[int]] | None = None

    def pieces(self) -> Iterator[Piece]:
        text, at, end = self.text, self.start, self.end
        while (special := _SPECIAL.search(text, at, end)) is not None:
            at = special.end()
            mark = special[0][0]
            found = None
            if mark == "`":
                found = self._code(special)
            elif mark == "<":
                found = self.angle(special.start())
            elif mark == "]":
                found = self._close(special.start()) if self.openers else None
            elif mark != "\\":
                self._open(special)
            if found is not None:
                yield found
                at = at if found.kind == "undefined" else found.end

    def _open(self, special: re.Match[str]) -> None:
        if self.openers:
            self.openers[-1].holds = True
        self.openers.append(_Opener(special.start(), special.end()))

    def _code(self, special: re.Match[str]) -> Piece | None:
        """The code that begins with a run of backticks and ends with the next one as long."""
        if self.ticks is None:
            self.ticks = {}
            for run in _TICKS.finditer(self.text, special.start(), self.end):
                self.ticks.setdefault(run.end() - run.start(), []).append(run.start())
        length = special.end() - special.start()
        runs = self.ticks.get(length, [])
        place = bisect_right(runs, special.start())
        if place == len(runs):
            return None
        return Piece("code", special.start(), runs[place] + length, words=(special.end(), runs[place]))

    def angle(self, at: int) -> Piece | None:
        """The tag, comment or address that begins at an angle bracket."""
        text, end = self.text, self.end
        if (tag := _TAG.match(text, at, end)) is not None:
            return Piece("tag", at, tag.end())
        if (address := _ADDRESS.match(text, at, end)) is not None:
            return Piece("address", at, address.end(), words=(at + 1, address.end() - 1))
        for opening, closing in _UNSEEN:
            if text.startswith(opening, at, end):
                return self._unseen(at, opening, closing)
        return None

    def _unseen(self, at: int, opening: str, closing: str) -> Piece | None:
        found = self.text.find(closing, at + 2, self.end) if opening not in self.lost else -1
        if found < 0:
            self.lost.add(opening)
            return None
        return Piece("comment", at, found + len(closing))

    def _close(self, at: int) -> Piece | None:
        """The link or image that a closing bracket makes of what stands before it."""
        opener = self.openers.pop()
        is_image = self.text[opener.at] == "!"
        if len(self.openers) < self.dead:
            self.dead = len(self.openers)
            if not is_image:
                return None
        found = self._inline(opener, at) or self._reference(opener, at)
        if found is not None and found.kind == "link":
            self.dead = len(self.openers)
        return found

    def _inline(self, opener: _Opener, at: int) -> Piece | None:
        text, end = self.text, self.end
        if not text.startswith("(", at + 1, end):
            return None
        simple = _SIMPLE.match(text, at + 1, end)
        if simple is not None:
            return self._made(opener, at, simple.end(), target=simple[1])
        place = _behind(_BLANK, text, at + 2, end)
        pointed = _POINTED.match(text, place, end)
        stop = pointed.end() if pointed else _behind(_BARE, text, place, end)
        titled = _TITLED.match(text, stop, end)
        closing = _behind(_BLANK, text, titled.end() if titled else stop, end)
        if not text.startswith(")", closing, end):
            return None
        target = pointed[1] if pointed else text[place:stop]
        return self._made(opener, at, closing + 1, target=plain(target))

    def _reference(self, opener: _Opener, at: int) -> Piece | None:
        text, end = self.text, at + 1
        named = _LABEL.match(text, end, self.end)
        if named is not None and (label := folded(named[1])):
            made = self._made(opener, at, named.end(), label=label)
            return (
                made if label in self.labels else Piece("undefined", made.start, made.end, named[1], label, made.words)
            )
        if opener.holds or at - opener.end > 999 or not self.labels:
            return None
        label = folded(text[opener.end : at])
        if label not in self.labels:
            return None
        return self._made(opener, at, named.end() if named else end, label=label)

    def _made(self, opener: _Opener, at: int, end: int, *, target: str = "", label: str = "") -> Piece:
        kind: Kind = "image" if self.text[opener.at] == "!" else "link"
        return Piece(kind, opener.at, end, target, label, (opener.end, at))


def _behind(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    found = pattern.match(text, at, end)
    return found.end() if found else at
