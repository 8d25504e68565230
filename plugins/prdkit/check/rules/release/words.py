"""To report words that readers outside are not to read: claims that nobody may make, and what stays inside."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from prdkit.check.registry import Problem, Site, rule
from prdkit.config.fields import LANGUAGES
from prdkit.config.wording import Claims
from prdkit.link.references import mentions
from prdkit.model.document import Document
from prdkit.reading.problem import Path, Place, Span

_STORE_TEXTS = {"stores": ("whats_new",), "aso": ("name", "subtitle", "keywords", "promo", "description")}
_LETTER = re.compile(r"[0-9A-Za-z_-]")


@rule(on=Document, severity="warning")
def banned_word(document: Document, site: Site) -> Iterator[Problem]:
    """A note or a store's text makes a claim that nobody may make.

    Advertising law in China forbids superlatives that cannot be proved, and stores refuse them. The words are in
    wording.yml by language, with the longer ones that hold such a word and claim nothing. Looked at are notes for
    users and partners, what is new in a store, and the texts of store listings.

    Bad:

    ```yaml
    release_notes:
      - kind: added
        audience: user
        text: The best points for every coffee.  # here
    ```

    Good:

    ```yaml
    release_notes:
      - kind: added
        audience: user
        text: A point for every coffee.
    ```
    """
    for said in _told(document, site):
        claims = site.config.wording.claims(said.lang)
        for start, end in _claims(said.text, claims):
            word = said.text[start:end]
            instead = claims.instead.get(word) or claims.instead.get(word.lower())
            hint = f"Instead: {instead}." if instead else "Say what it does, or take the word out."
            yield Problem(_at(document, said, start, end), f"`{word}` is a claim that nobody may make", hint)


@rule(on=Document, severity="warning")
def internal_word(document: Document, site: Site) -> Iterator[Problem]:
    """A note or a store's text for readers outside holds a word that only people inside know.

    Ids of documents, handles of people, keys of tickets and hosts of the company's network tell a user nothing, and
    others too much. More words and patterns can be named in wording.yml.

    Bad:

    ```yaml
    release_notes:
      - kind: fixed
        audience: user
        text: The map opens where you are (BUG-4711).  # here
    ```

    Good:

    ```yaml
    release_notes:
      - kind: fixed
        audience: user
        text: The map opens where you are.
      - kind: fixed
        audience: internal
        text: The map opens where you are (BUG-4711).
    ```
    """
    wording = site.config.wording
    inside = _inside((*wording.internal_words, *site.config.org.people), wording.internal_patterns)
    for said in _told(document, site):
        spans = {m.span() for m in mentions(said.text, site.ids, site.heads)}
        spans |= {m.span() for pattern in inside for m in pattern.finditer(said.text) if m[0]}
        for start, end in sorted(spans):
            message = f"`{said.text[start:end]}` means nothing to readers outside"
            yield Problem(_at(document, said, start, end), message, "Say it in the reader's words, or take it out.")


class _Said(NamedTuple):
    """A text that readers outside get, in one language, and its path in the front matter."""

    path: Path
    lang: str
    text: str


def _told(document: Document, site: Site) -> Iterator[_Said]:
    for name in ("release_notes", "notes"):
        for number, row in enumerate(document.values.get(name) or ()):
            if isinstance(row, Mapping) and (row.get("audience") or "user") in site.config.wording.outside:
                yield from _texts(row.get("text"), (name, number, "text"), row.get("lang") or document.lang)
    for name, keys in _STORE_TEXTS.items():
        for number, row in enumerate(document.values.get(name) or ()):
            for key in keys if isinstance(row, Mapping) else ():
                lang = row.get("locale") if row.get("locale") in LANGUAGES else document.lang
                yield from _texts(row.get(key), (name, number, key), str(lang))


def _texts(text: Any, path: Path, lang: str) -> Iterator[_Said]:
    if isinstance(text, Mapping):
        yield from (_Said((*path, code), code, str(words)) for code, words in text.items() if words)
    elif text:
        yield _Said(path, lang, str(text))


def _claims(text: str, claims: Claims) -> Iterator[tuple[int, int]]:
    """Where a text claims too much; a longer exact word hides the claim in it."""
    exact = {word.lower() for word in claims.exact}
    for found in _claimed(claims.words, claims.exact).finditer(text):
        if found[0].lower() not in exact and _stands_alone(text, *found.span()):
            yield found.span()


@lru_cache(maxsize=16)
def _claimed(words: tuple[str, ...], exact: tuple[str, ...]) -> re.Pattern[str]:
    """Both kinds of words, the longest first."""
    every = sorted({*exact, *words}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, every)) or r"(?!)", re.IGNORECASE)


@lru_cache(maxsize=16)
def _inside(words: tuple[str, ...], patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    alone = [rf"(?<![\w.-]){re.escape(word)}(?![\w-])" if word.isascii() else re.escape(word) for word in words]
    return tuple(map(re.compile, (*filter(None, ("|".join(alone),)), *patterns)))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a match is a word of its own; in Chinese it always is."""
    if not text[start:end].isascii():
        return True
    before = start > 0 and _LETTER.match(text[start - 1]) and _LETTER.match(text[start])
    return not before and not (end < len(text) and _LETTER.match(text[end]))


def _at(document: Document, said: _Said, start: int, end: int) -> Place:
    """Where a word of a value stands in the file, if the value is written there as it is; else the value's place."""
    source = document.source
    if source.beside is not None:
        return said.path
    held, word = source.span(said.path), said.text[start:end]
    before = said.text.count(word, 0, start)
    for number in range(held.line, held.end_line + 1):
        line = source.lines[number - 1] if number <= len(source.lines) else ""
        first = held.column - 1 if number == held.line else 0
        last = held.end_column - 1 if number == held.end_line else len(line)
        at = line.find(word, first, last)
        while at >= 0:
            if not before:
                return Span(number, at + 1, number, at + 1 + len(word))
            before -= 1
            at = line.find(word, at + len(word), last)
    return said.path
