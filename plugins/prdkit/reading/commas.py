"""To take text with commas apart into the items of a list, with the place of each in the text."""

import re
from typing import NamedTuple

_STOP = re.compile(r"[,，、;；()（）<>\[\]]")
_OPENING = {"(": ")", "（": "）", "<": ">", "[": "]"}
_COMMAS = frozenset(",，、")
_AND = re.compile(r"(?:and|&|和|以及)\s+(?=\S)", re.IGNORECASE)


class Item(NamedTuple):
    """One item of a text: its words, and where they begin in it."""

    text: str
    start: int


def items(text: str) -> list[Item]:
    """The items between the commas of a text, full-width ones too. Commas in brackets part nothing.

    An item between two commas, or behind the last one, may be empty. A text of blanks has no items. The `and`
    before the last item of several is no part of it.
    """
    if not text.strip():
        return []
    parts = [_trimmed(text, start, end) for start, end in _stretches(text)]
    if len(parts) > 1 and (word := _AND.match(parts[-1].text)):
        last = parts[-1]
        parts[-1] = Item(last.text[word.end() :], last.start + word.end())
    return parts


def _trimmed(text: str, start: int, end: int) -> Item:
    piece = text[start:end]
    return Item(piece.strip(), start + len(piece) - len(piece.lstrip()))


def _stretches(text: str) -> list[tuple[int, int]]:
    commas = [at for at, closed in _commas(text) if closed]
    starts = [0, *(at + 1 for at in commas)]
    return list(zip(starts, [*commas, len(text)], strict=True))


def _commas(text: str) -> list[tuple[int, bool]]:
    """Every comma with whether it stands outside of brackets; a bracket that is never closed is none."""
    found: list[tuple[int, bool]] = []
    opened: list[tuple[str, int]] = []
    for sign in _STOP.finditer(text):
        word = sign[0]
        if word in _COMMAS:
            found.append((sign.start(), True))
        elif word in _OPENING:
            opened.append((_OPENING[word], len(found)))
        elif opened and word == opened[-1][0]:
            _, since = opened.pop()
            if not opened or since >= opened[-1][1]:
                found[since:] = [(at, False) for at, _ in found[since:]]
    return found
