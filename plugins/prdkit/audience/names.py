"""To find in any text the names of what its readers may not know of, however they are written."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import NamedTuple

from prdkit.config.mentions import nameless
from prdkit.config.types import DocumentType

_ODD = re.compile(
    r"[&%\\*`~\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\uff01-\uff5e\u2010-\u2015\u2212\ufe58\ufe63]"
)
"""What may stand in a name so that it is not found as it is: entities, escapes, marks, letters that are not seen."""
_UNIT = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|%[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|.", re.DOTALL
)
_UNSEEN = frozenset("\\*`~\u00ad\u034f\u061c\u180e\u2060\u2061\u2062\u2063\u2064\ufeff") | frozenset(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F)))
)
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")
_TOKEN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_ENDINGS = (".md", ".html", ".json", ".yml", ".yaml")
_WORDY = re.compile(r"[A-Za-z0-9]")
_LONG_ENOUGH = 5
"""A shorter id may be any word, unless it holds digits."""


class Found(NamedTuple):
    """A stretch of a text that names something, and what kind of thing: `document`, `person`, `team`, `product`."""

    start: int
    end: int
    kind: str
    name: str


@dataclass(frozen=True)
class Names:
    """What may not be named. `words` are names of any kind, by kind; `known` ids that readers may know.

    Whatever looks like an id of one of the `types` and is not known may not be named either: it may be one of a
    document that could not be read, or that is gone. `hidden` are ids of documents that are there, `tails` what stands
    behind ids in the names of files.
    """

    types: tuple[DocumentType, ...] = ()
    known: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    tails: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _like_ids(self) -> re.Pattern[str] | None:
        patterns = {nameless(kind.id_pattern) for kind in self.types if is_distinct(kind)}
        if not patterns:
            return None
        either = "|".join(f"(?:{one})" for one in sorted(patterns))
        return re.compile(rf"(?<![a-z0-9])(?:{either})(?![a-z0-9])", re.IGNORECASE)

    @cached_property
    def _tokens(self) -> Mapping[str, str]:
        """The names that are one word of plain letters, each with its kind: they are looked up, however many."""
        return {word.casefold(): kind for word, kind in self.words.items() if _TOKEN.fullmatch(word)}

    @cached_property
    def _phrases(self) -> tuple[re.Pattern[str], Mapping[str, str]] | None:
        """All other names, which are sought one by one."""
        others = {word: kind for word, kind in self.words.items() if word and not _TOKEN.fullmatch(word)}
        spelt = sorted(others, key=lambda word: (-len(word), word))
        if not spelt:
            return None
        kinds = {word.casefold(): kind for word, kind in others.items()}
        return re.compile("|".join(map(_whole, spelt)), re.IGNORECASE), kinds

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.known)

    def find(self, text: str, *, only_hidden: bool = False) -> Iterator[Found]:
        """Where a text names what it may not, in order and apart; `only_hidden` passes by ids of nothing known."""
        found = list(self._in(text, only_hidden))
        if _ODD.search(text):
            plain, places = _plain(text)
            found += [
                Found(places[one.start], places[one.end - 1] + 1, one.kind, one.name)
                for one in self._in(plain, only_hidden)
            ]
            found = [_to_end(one, text) for one in found]
        end = 0
        for one in sorted(set(found), key=lambda one: (one.start, -one.end, one)):
            if one.start >= end:
                yield one
                end = one.end

    def _in(self, text: str, only_hidden: bool) -> Iterator[Found]:
        if self._phrases is not None:
            pattern, kinds = self._phrases
            for found in pattern.finditer(text):
                yield Found(*found.span(), kinds.get(found[0].casefold(), "document"), found[0])
        if self._tokens:
            yield from self._of_tokens(text)
        if self._like_ids is not None:
            for found in self._like_ids.finditer(text):
                name = found[0].casefold()
                if name not in self._known and (not only_hidden or name in self._hidden):
                    yield Found(found.start(), self._behind(text, found), "document", found[0])

    def _of_tokens(self, text: str) -> Iterator[Found]:
        for found in _TOKEN.finditer(text):
            word = found[0].lower()
            for told in (word, *_shortened(word)) if "." in word or word[-1] in "_-" else (word,):
                if told in self._tokens:
                    yield Found(found.start(), found.start() + len(told), self._tokens[told], found[0][: len(told)])
                    break

    def _behind(self, text: str, found: re.Match[str]) -> int:
        """Where an id ends, or the name of the file that begins with it."""
        for tail in self.tails.get(found[0].casefold(), ()):
            if text[found.end() : found.end() + len(tail)].casefold() == tail.casefold():
                return found.end() + len(tail)
        return found.end()

    @cached_property
    def _hidden(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.hidden)

    def holds(self, text: str) -> bool:
        """Whether a text names anything that it may not."""
        return next(self.find(text), None) is not None

    def without(self, text: str, say: Callable[[str, str], str]) -> str:
        """A text in which `say(kind, name)` stands for each name that it may not hold."""
        parts, at = [], 0
        for found in self.find(text):
            parts += [text[at : found.start], say(found.kind, found.name)]
            at = found.end
        return "".join((*parts, text[at:])) if parts else text


def _shortened(word: str) -> Iterator[str]:
    """A word without the stop of its sentence, and without the ending of a file."""
    yield word.rstrip("._-")
    yield from (word.removesuffix(ending) for ending in _ENDINGS)


def _to_end(found: Found, text: str) -> Found:
    """A name up to the end of an entity or escape that its last letter is written as."""
    unit = _UNIT.match(text, found.end - 1)
    return found._replace(end=max(found.end, unit.end())) if unit is not None else found


def is_distinct(kind: DocumentType) -> bool:
    """Whether ids of a type cannot be taken for other words or numbers."""
    example = kind.id_example or kind.id_pattern
    return bool(kind.id_pattern) and re.match(r"[A-Za-z]{2}", kind.id_pattern) is not None and bool(example)


def is_telling(word: str) -> bool:
    """Whether a word, wherever it stands, can only be the name of something."""
    bare = word.strip()
    if any(ord(letter) > 0x2E7F for letter in bare):
        return len(bare) > 2
    has_digit = any(letter.isdigit() for letter in bare)
    has_letter = any(letter.isalpha() for letter in bare)
    return len(bare) >= _LONG_ENOUGH and has_letter and (has_digit or any(letter in "-_." for letter in bare[1:]))


def _whole(word: str) -> str:
    """A pattern for a word that is no part of a longer one."""
    before = r"(?<![A-Za-z0-9])" if _WORDY.match(word[0]) else ""
    after = r"(?![A-Za-z0-9])" if _WORDY.match(word[-1]) else ""
    return rf"{before}{re.escape(word)}{after}"


def _plain(text: str) -> tuple[str, list[int]]:
    """A text without escapes, entities and unseen letters, with the place that each of its letters comes from."""
    letters: list[str] = []
    places: list[int] = []
    for unit in _UNIT.finditer(text):
        for letter in _letters(unit[0]):
            letters.append(letter)
            places.append(unit.start())
    return "".join(letters), places


def _letters(unit: str) -> str:
    if len(unit) == 1:
        return "" if unit in _UNSEEN else "-" if unit in _DASHES else _narrow(unit)
    if unit[0] == "&":
        return "".join(map(_letters, unescape(unit))) if unescape(unit) != unit else unit
    code = int(unit[1:] if unit[0] == "%" else unit[2:], 16)
    return _letters(chr(code)) if 0x20 <= code < 0x80 or unit[0] == "\\" else unit


def _narrow(letter: str) -> str:
    """A letter of full width as the usual one."""
    return unicodedata.normalize("NFKC", letter) if "\uff01" <= letter <= "\uff5e" else letter
