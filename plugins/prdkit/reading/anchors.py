"""To say which addresses a body gives its parts: headings as GitHub or Python-Markdown calls them, and ids in HTML."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import TypeAlias

from prdkit.reading.inline import Piece, pieces
from prdkit.reading.links import is_html, labels, tags
from prdkit.reading.outline import Heading, Outline

Slug: TypeAlias = Callable[[str], str]

_HELD = re.compile(
    r"""\s(?P<key>id|name)\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"'=<>`]++))""",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\{:?[^{}\n]*?#([\w.:-]+)[^{}\n]*\}")
_HEAD = re.compile(r"<h[1-6]\b[^<>]*+>((?:[^<]++|<(?!/?h[1-6]\b))*+)</h", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = frozenset(("Mn", "Mc", "Me", "Nd", "Nl", "Pc"))


def anchors(outline: Outline) -> frozenset[str]:
    """Everything that may stand after `#` in a link to a body, as its flavour has it."""
    found = {heading.anchor for heading in (*outline.headings, *outline.nested) if heading.anchor}
    found.update(_in_html(outline))
    if outline.flavour == "github":
        return frozenset(found.union(numbered_by_github(_titles(outline))))
    found.update(one[1] for one in _LISTED.finditer(outline.body) if outline.is_prose(one.start()))
    titles = _titles(outline)
    return frozenset(found.union(*(_numbered_by_python(titles, slug, found) for slug in _python_slugs())))


def github_slug(words: str) -> str:
    """The address that GitHub gives a heading, from the words that readers see."""
    return "".join(map(_kept_by_github, words.strip().lower())).replace(" ", "-")


@lru_cache(maxsize=4096)
def _kept_by_github(character: str) -> str:
    kind = unicodedata.category(character)
    is_kept = character in " -" or kind[0] == "L" or kind in _KEPT or "Ⓐ" <= character <= "ⓩ"
    return character if is_kept else ""


def numbered_by_github(titles: Iterable[str]) -> Iterator[str]:
    """Addresses of headings in order; one that is taken is counted up, as github-slugger does."""
    taken: dict[str, int] = {}
    for words in titles:
        name = slug = github_slug(words)
        while name in taken:
            taken[slug] += 1
            name = f"{slug}-{taken[slug]}"
        taken[name] = 0
        yield name


def _python_slugs() -> tuple[Slug, ...]:
    """How sites made with Python-Markdown call a heading: by its own rule, or keeping letters of every script."""
    from markdown.extensions.toc import slugify
    from pymdownx.slugs import slugify as of_any_script

    lower = of_any_script(case="lower")
    return lambda words: slugify(words, "-"), lambda words: str(lower(words, "-"))


def _numbered_by_python(titles: list[str], slug: Slug, given: set[str]) -> Iterator[str]:
    """Addresses of headings in order; one that is taken ends in `_1`, `_2` and so on."""
    from markdown.extensions.toc import unique

    taken = set(given)
    for words in titles:
        yield unique(slug(words), taken)


def _titles(outline: Outline) -> list[str]:
    """The words of the headings in order, of those in HTML too; on a site, one with an explicit id has no other."""
    known = labels(outline)
    found = [
        (heading.start, seen(_whole(heading, outline), known))
        for heading in (*outline.headings, *outline.nested)
        if outline.flavour == "github" or not heading.anchor
    ]
    for start, end in outline.hidden if outline.flavour == "github" else ():
        if is_html(outline.body, start):
            inner = _HEAD.finditer(outline.body, start, end)
            found += [(one.start(), seen(" ".join(one[1].split()), known)) for one in inner]
    return [words for _, words in sorted(found)]


def _whole(heading: Heading, outline: Outline) -> str:
    """The words of a heading; GitHub takes an explicit id for some of them."""
    return f"{heading.title} {{#{heading.anchor}}}" if heading.anchor and outline.flavour == "github" else heading.title


def _in_html(outline: Outline) -> Iterator[str]:
    """What `id` of any tag and `name` of a link call."""
    for tag in tags(outline):
        is_link = outline.body[tag.start + 1 : tag.start + 3].lower().strip() == "a"
        for held in _HELD.finditer(outline.body, tag.start, tag.end):
            name = held["double"] or held["single"] or held["bare"]
            if name and (is_link or held["key"].lower() == "id"):
                yield unescape(name)


def seen(words: str, known: frozenset[str] = frozenset()) -> str:
    """What readers see of a line of Markdown: no marks, no tags, no pictures; `known` are the labels defined."""
    if not _MARKS.search(words):
        return words
    kept = bytearray(b"p" * len(words))
    for piece in pieces(words, 0, len(words), known):
        _mark(kept, piece)
    runs = ((kind[0][0], words[kind.start() : kind.end()]) for kind in _KINDS.finditer(kept.decode()))
    told = ((text.replace("_", _LITERAL) if kind == "l" else _told(text)) for kind, text in runs if kind != "x")
    return _without_emphasis("".join(told)).replace(_LITERAL, "_")


_LITERAL = "\ue001"
"""An underscore that is no emphasis, for a while."""
_MARKS = re.compile(r"[\\`<\[_&]")
_KINDS = re.compile(r"p+|l+|x+")


def _mark(kept: bytearray, piece: Piece) -> None:
    """Tell the prose of a line (p) from what is literal (l) and what is not shown (x)."""
    start, end = piece.words
    if piece.kind in ("tag", "comment", "image"):
        kept[piece.start : piece.end] = b"x" * (piece.end - piece.start)
    elif piece.kind != "undefined":
        kept[piece.start : start] = b"x" * (start - piece.start)
        kept[end : piece.end] = b"x" * (piece.end - end)
    if piece.kind in ("code", "address"):
        kept[start:end] = b"l" * (end - start)


def _told(prose: str) -> str:
    """Prose without escapes and entities; an escaped underscore is none that marks."""
    return unescape(_ESCAPE.sub(lambda found: found[1].replace("_", _LITERAL), prose))


def _without_emphasis(words: str) -> str:
    """Words without the underscores that mark some of them; those inside a word mark nothing."""
    open_: list[tuple[int, int]] = []
    gone: set[int] = set()
    for mark in _UNDERSCORES.finditer(words):
        start, end = mark.span()
        before, after = words[max(start - 1, 0) : start], words[end : end + 1]
        while open_ and start < end and not after.isalnum() and before.strip():
            begin, stop = open_.pop()
            length = min(stop - begin, end - start)
            gone.update((*range(stop - length, stop), *range(start, start + length)))
            start += length
            if stop - length > begin:
                open_.append((begin, stop - length))
        if start < end and not before.isalnum() and after.strip():
            open_.append((start, end))
    return "".join(letter for place, letter in enumerate(words) if place not in gone)


_UNDERSCORES = re.compile(r"_+")
