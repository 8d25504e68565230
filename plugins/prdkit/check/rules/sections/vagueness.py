"""To report promises in words that nobody can test."""

import re
from collections.abc import Iterator
from functools import lru_cache

from prdkit.check.registry import Problem, Site, rule
from prdkit.config.fields import say
from prdkit.model.document import Document
from prdkit.reading.problem import Span

PROMISES = frozenset(("scope", "acceptance", "nfr", "rules"))
"""The sections in which every sentence is something to be tested."""


@rule(on=Document, severity="info")
def vague(document: Document, site: Site) -> Iterator[Problem]:
    """A promise is made in words that nobody can test.

    Every reader fills in another number, and the difference is found at acceptance. Looked at are
    acceptance criteria, business rules, and the sections on scope, acceptance, rules and non-functional
    requirements; the words are in `process.yml`.

    Bad:

    ```yaml
    features:
      - id: F1
        name: Points account
        acceptance:
          - {id: AC1, given: a paid order, when: it settles, then: points arrive quickly}  # here
    ```

    Good:

    ```yaml
    features:
      - id: F1
        name: Points account
        acceptance:
          - {id: AC1, given: a paid order, when: it settles, then: points arrive within 60 s}
    ```
    """
    words = _Vague.of(document, site)
    hint = "Write a number, a limit or a check that two people would judge alike."
    for path, text in _promises(document):
        found = dict.fromkeys(text[start:end] for start, end in words.find(text))
        if found:
            yield Problem(path, f"{_quoted(found)} cannot be tested", hint)
    outline = document.source.outline
    for section in document.sections:
        if section.name in PROMISES:
            text, base = document.text_of(section), section.heading.end
            for start, end in words.find(text):
                if outline.is_prose(base + start):
                    line, column = outline.position(base + start)
                    at = Span(line, column, line, column + end - start)
                    yield Problem(at, f"`{text[start:end]}` cannot be tested", hint)


def _quoted(words: dict[str, None]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _promises(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Acceptance criteria and business rules, sentence by sentence, in the document's language."""
    for number, feature in document.rows("features"):
        for index, criterion in enumerate((feature or {}).get("acceptance") or ()):
            for key, text in (criterion or {}).items():
                if key != "id":
                    yield ("features", number, "acceptance", index, key), say(text, document.lang)
    for number, row in document.rows("rules"):
        for key in ("if", "then", "else"):
            if row and key in row:
                yield ("rules", number, key), say(row[key], document.lang)


class _Vague:
    """The vague words of a language, and the longer exact words that hide them."""

    def __init__(self, vague: tuple[str, ...], exact: tuple[str, ...]) -> None:
        self.exact = frozenset(map(str.lower, exact))
        by_first: dict[str, list[str]] = {}
        for word in sorted({*map(str.lower, vague), *self.exact}, key=lambda word: (-len(word), word)):
            by_first.setdefault(word[0], []).append(word[1:])
        groups = (f"{re.escape(a)}(?:{'|'.join(map(re.escape, rest))})" for a, rest in by_first.items())
        self.pattern = re.compile("|".join(groups) or r"(?!)")

    @staticmethod
    def of(document: Document, site: Site) -> "_Vague":
        """The words of a document's language."""
        process = site.config.process
        return _vague(process.vague.get(document.lang, ()), process.exact.get(document.lang, ()))

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where vague words stand in a text."""
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = text
        for found in self.pattern.finditer(lowered):
            if found[0] not in self.exact and _stands_alone(lowered, found.start(), found.end()):
                yield found.span()


@lru_cache(maxsize=16)
def _vague(vague: tuple[str, ...], exact: tuple[str, ...]) -> _Vague:
    return _Vague(vague, exact)


_LETTER = re.compile(r"[0-9a-z_-]")


_COUNT = re.compile(r"\s?[\d一二两兩三四五六七八九十几幾]")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a match is a word of its own, not part of a longer one.

    `等` at the head of a clause is "wait", and before a number it closes a full list.
    """
    if text[start:end].isascii():
        before = start > 0 and _LETTER.match(text[start - 1])
        return not before and not (end < len(text) and _LETTER.match(text[end]))
    if end - start > 1:
        return True
    return start > 0 and text[start - 1] not in " \n，。；：、,;:（(|>-" and not _COUNT.match(text, end)
