"""To make the patterns by which a text is searched for what documents of a project are called."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from prdkit.config.types import DocumentType

PIPE = r"\\?\|"
"""`|`, or `\\|` as it is written in a table."""
_QUANTIFIER = re.compile(r"[?*+{]")


def spoken(kind: DocumentType) -> str:
    """The pattern by which prose names documents of a type outside brackets; empty where it cannot."""
    if kind.roles.id.mention:
        return with_id(kind, "(?:{})")
    return nameless(kind.id_pattern) if head(kind.id_pattern) else ""


def with_id(kind: DocumentType, group: str) -> str:
    """The pattern in `id.mention` with the pattern of ids in its place, as `group` brackets it."""
    inner = nameless(kind.id_pattern) or (r"\d+" if _is_numeric(kind) else r"[A-Za-z0-9_.-]*[A-Za-z0-9_]")
    return nameless(kind.roles.id.mention).replace("{id}", group.format(inner))


def _is_numeric(kind: DocumentType) -> bool:
    return kind.place is not None and kind.place.numeric


@lru_cache(maxsize=64)
def _made(text: str) -> re.Pattern[str]:
    return re.compile(text)


def mention_of(kind: DocumentType, word: str) -> str:
    """The id in a word that names a document as `id.mention` of a type says; empty where it does not."""
    if not kind.roles.id.mention:
        return ""
    found = _made(with_id(kind, "(?P<prdkit_id>{})")).fullmatch(word)
    return found["prdkit_id"] if found is not None else ""


def names(kind: DocumentType, word: str) -> bool:
    """Whether a word as a whole is what prose calls a document of a type."""
    words = spoken(kind)
    return bool(words) and _made(words).fullmatch(word) is not None


def pattern(types: Iterable[DocumentType]) -> re.Pattern[str]:
    """`[[…]]` around anything that looks like an id of a known type, or such an id on its own."""
    ids = "|".join(f"(?:{words})" for kind in types if (words := spoken(kind))) or r"(?!)"
    # Letters are told one by one, since `\\w` would take the Chinese around an id for a part of it.
    return re.compile(
        rf"(?<!\\)\[\[(?P<id>[^\[\]|#\n\\\x02]+?)(?:\#(?P<part>[^\[\]|\n\\\x02]*))?(?:{PIPE}(?P<words>[^\[\]\n]*))?\]\]"
        rf"|(?<![A-Za-z0-9_/.#@=-])(?P<bare>{ids})(?:\#(?P<barepart>[A-Za-z0-9_.-]*[A-Za-z0-9_]))?(?![A-Za-z0-9_-]|\.[A-Za-z0-9_])"
    )


def prefixes(types: Iterable[DocumentType]) -> re.Pattern[str]:
    """Where to look: what ids begin with, and brackets around ids that begin with no letters.

    `[[anything else]]` is left alone.
    """
    kinds = tuple(types)
    parts = [*map(re.escape, starts(kinds)), *(f"(?={words})" for words in headless(kinds))]
    boxed = "|".join(f"(?:{words})" for words in _boxed(kinds))
    parts += [rf"\[\[(?=\s*(?:{boxed})\s*(?:\]\]|[#|\\]))"] if boxed else []
    return re.compile("|".join(parts) or r"(?!)")


def starts(types: Iterable[DocumentType]) -> tuple[str, ...]:
    """The literal letters that ids begin with, sorted."""
    return tuple(sorted(filter(None, {head(kind.roles.id.mention or kind.id_pattern) for kind in types})))


def headless(types: Iterable[DocumentType]) -> tuple[str, ...]:
    """What prose calls documents where no letters are known that it begins with."""
    return tuple(spoken(kind) for kind in types if kind.roles.id.mention and not head(kind.roles.id.mention))


def _boxed(types: Iterable[DocumentType]) -> Iterator[str]:
    """The ids that only brackets make mentions of."""
    for kind in types:
        if kind.id_pattern and not head(kind.id_pattern):
            yield nameless(kind.id_pattern)
        elif not kind.id_pattern and _is_numeric(kind):
            yield r"\d+"


def head(pattern: str) -> str:
    """The literal letters that a pattern begins with: `PRD-` of `PRD-\\d{4}`; none where they may be missing."""
    found = re.match(r"[^\W\d_]+[-_ ]?", pattern)
    if found is None or _has_choice(pattern):
        return ""
    return found[0][:-1] if _QUANTIFIER.match(pattern, found.end()) else found[0]


def _has_choice(pattern: str) -> bool:
    """Whether a pattern has a `|` that splits it as a whole."""
    depth, at = 0, 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "|" and depth == 0:
            return True
        depth += (letter in "([") - (letter in ")]")
        at += 2 if letter == "\\" else 1
    return False


def nameless(pattern: str) -> str:
    """A pattern without names for its groups, which may stand beside others of the same name."""
    return re.sub(r"[(][?]P<\w+>", "(", pattern)
