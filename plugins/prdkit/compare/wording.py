"""To say how a text changed: how many words came and went, and the first places where they did."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from prdkit.compare.change import Piece, Wording

_FAR_EAST = "\u3040-\u30ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(rf"[^\W{_FAR_EAST}]+(?:['’.-][^\W{_FAR_EAST}]+)*|\S")
_AROUND = 6
"""Words that stay, shown on each side of what changed."""
_STRETCH = 40
"""Words shown of one stretch that came or went."""
_PLACES = 3
_WORK = 50_000_000
"""How much may be compared in one document, in steps that take about a second and a half together at the worst."""


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class Effort:
    """How much comparing one document is worth: texts beyond it are counted, and their first difference shown."""

    def __init__(self, left: int = _WORK) -> None:
        self.left = left

    def covers(self, before: list[str], now: list[str]) -> bool:
        """Whether two texts may still be compared word by word; it is then spent."""
        counts = Counter(now)
        pairs = sum(counts[word] for word in before)
        cost = (pairs + len(before)) * (min(len(before), len(now)) + 1)
        if cost > self.left:
            return False
        self.left -= cost
        return True


def wording(old: str, new: str, effort: Effort | None = None) -> Wording:
    """How one text became another, compared word by word as far as the effort goes."""
    one, other = _tokens(old), _tokens(new)
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    return _compared(_Texts(old, new, one, other, head, tail), effort or Effort())


class _Texts(NamedTuple):
    old: str
    new: str
    one: list[_Token]
    other: list[_Token]
    head: int
    tail: int


def _tokens(text: str) -> list[_Token]:
    return [_Token(found[0], *found.span()) for found in _TOKEN.finditer(text)]


def _common(one: list[_Token], other: list[_Token]) -> int:
    """How many words are the same from the beginning on."""
    number = 0
    for first, second in zip(one, other, strict=False):
        if first.text != second.text:
            break
        number += 1
    return number


def _compared(texts: _Texts, effort: Effort) -> Wording:
    before = [token.text for token in texts.one[texts.head : len(texts.one) - texts.tail]]
    now = [token.text for token in texts.other[texts.head : len(texts.other) - texts.tail]]
    if not effort.covers(before, now):
        gone, came = Counter(before) - Counter(now), Counter(now) - Counter(before)
        steps = [(0, len(before), 0, len(now))]
        counts = (_words(came.elements()), _words(gone.elements()))
    else:
        opcodes = SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
        steps = [(i, j, k, m) for act, i, j, k, m in opcodes if act != "equal"]
        counts = (
            sum(_words(now[k:m]) for _, _, k, m in steps),
            sum(_words(before[i:j]) for i, j, _, _ in steps),
        )
    moved = [(i + texts.head, j + texts.head, k + texts.head, m + texts.head) for i, j, k, m in steps]
    return Wording(*counts, tuple(_excerpt(texts, _joined(moved))))


def _words(tokens: "Iterator[str] | list[str]") -> int:
    return sum(token[0].isalnum() for token in tokens)


def _joined(steps: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Places that lie a word apart are one place: what was rewritten is read as a whole."""
    joined: list[tuple[int, int, int, int]] = []
    for step in steps:
        if joined and step[0] - joined[-1][1] <= 1 and step[2] - joined[-1][3] <= 1:
            joined[-1] = (joined[-1][0], step[1], joined[-1][2], step[3])
        else:
            joined.append(step)
    return joined


def _excerpt(texts: _Texts, steps: list[tuple[int, int, int, int]]) -> Iterator[Piece]:
    shown = 0
    for number, (i, j, k, m) in enumerate(steps[:_PLACES]):
        first = max(k - _AROUND, shown)
        if first > shown:
            yield Piece("same", "…", gap=number > 0)
        yield from _piece("same", texts.new, texts.other[first:k])
        yield from _piece("removed", texts.old, texts.one[i:j])
        yield from _piece("added", texts.new, texts.other[k:m])
        shown = min(m + _AROUND, steps[number + 1][2] if number + 1 < len(steps) else len(texts.other))
        yield from _piece("same", texts.new, texts.other[m:shown])
    if len(steps) > _PLACES or shown < len(texts.other):
        yield Piece("same", "…", gap=True)


def _piece(act: str, text: str, tokens: list[_Token]) -> Iterator[Piece]:
    if tokens:
        start = tokens[0].start
        yield Piece(act, _slice(text, tokens), gap=start > 0 and text[start - 1].isspace())


def _slice(text: str, tokens: list[_Token]) -> str:
    """The words as they stand in the text; what is very long is left out in the middle."""
    if len(tokens) > _STRETCH:
        half = _STRETCH // 2
        return f"{_slice(text, tokens[:half])} … {_slice(text, tokens[-half:])}"
    return " ".join(text[tokens[0].start : tokens[-1].end].split())
