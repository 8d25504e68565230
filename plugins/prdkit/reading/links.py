"""To find every link and image of a body with its place: in Markdown, by reference, and in HTML."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from prdkit.reading import commonmark, inline
from prdkit.reading.inline import Piece, folded, plain
from prdkit.reading.outline import Outline, covers, merged
from prdkit.reading.paragraphs import DEFINITION

_Wanted: TypeAlias = tuple[re.Pattern[str], ...]
"""What paragraphs hold that may hold links: each begins with one letter, which is found fastest."""
_TAG = re.compile(r"<[aAiI]")
_LINKS = (re.compile(r"\][(\[]"), _TAG)
_SHORT_LINKS = (re.compile(r"\["), _TAG)
_ANY_TAG = (re.compile("<"),)
_BREAK = re.compile(
    r"\n(?=[ \t]*+(?:>[ \t]*+)*+(?:\n|(?:[-*+]|[0-9]{1,9}[.)])[ \t]|#{1,6}[ \t]|\||(?:(?:-[ \t]*+)++|=++)\n))"
)
"""The end of a line below which other words begin than above it: a list item, a row, a heading, nothing."""
_ANYWHERE = re.compile(rf"^[ \t>]*+(?=\[)(?P<whole>{DEFINITION.pattern})", re.MULTILINE)
_HELD = re.compile(
    r"""\s(?P<key>href|src)\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"'=<>`]++))""",
    re.IGNORECASE,
)
_INDENTED = re.compile(r"\n*(?: {4}|\t)")
_ROW = re.compile(r"[ \t>]*+\|")
_BAR = re.compile(r"(?<!\\)\|")
_LEADING = {"a": "href", "img": "src"}
_NAME = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)")
_HTML = re.compile(r" {0,3}<(?!!--|\?|!|(?:script|style|textarea)\b)", re.IGNORECASE)
_HOLDS_OTHERS = re.compile(r"(?:!!!|\?\?\?|===|:[ \t]|\[\^)")
"""What Python-Markdown's extensions indent their text below."""


class Link(NamedTuple):
    """A link or an image, from `start` to `end` in the body, and where it leads as the author meant it."""

    target: str
    start: int
    end: int
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a body in order. One by reference stands where its label is defined, once.

    `undefined` are the references `[words][label]` to labels that nothing defines.
    """

    links: tuple[Link, ...] = ()
    undefined: tuple[Piece, ...] = ()


def links(outline: Outline) -> Links:
    """The links of a body that its page shows: none in code, in comments or of labels that nobody uses."""
    defined = _definitions(outline)
    found: list[Link] = []
    undefined: list[Piece] = []
    used: dict[str, bool] = {}
    for piece in _pieces(outline, _SHORT_LINKS if defined else _LINKS, defined):
        if piece.kind == "tag":
            found += _of_tag(outline.body, piece)
        elif piece.kind == "undefined":
            undefined.append(piece)
        elif piece.kind in ("link", "image") and piece.label:
            used[piece.label] = used.get(piece.label, False) or piece.kind == "image"
        elif piece.kind in ("link", "image"):
            found.append(Link(piece.target, piece.start, piece.end, piece.kind == "image"))
    for label, is_image in used.items():
        target, start, end = defined[label]
        found.append(Link(target, start, end, is_image))
    return Links(tuple(sorted(found, key=lambda link: link.start)), tuple(undefined))


def labels(outline: Outline) -> frozenset[str]:
    """The labels that a body defines, as they are compared."""
    return frozenset(_definitions(outline))


def tags(outline: Outline) -> Iterator[Piece]:
    """The tags of HTML that may name a place of a body."""
    return (piece for piece in _pieces(outline, _ANY_TAG, {}) if piece.kind == "tag")


def is_html(body: str, start: int) -> bool:
    """Whether a stretch of a body that is no prose is HTML that readers see."""
    return _HTML.match(body, start) is not None


def stretches(outline: Outline, labelled: bool) -> Iterator[tuple[int, int]]:
    """The stretches of prose that may hold links, images or tags; with labels, short references too."""
    return _stretches(outline, (*(_SHORT_LINKS if labelled else _LINKS)[:1], *_ANY_TAG))


_Definitions = Mapping[str, tuple[str, int, int]]
"""By label: where it leads, and where it is defined."""


def _pieces(outline: Outline, wanted: _Wanted, defined: _Definitions) -> Iterator[Piece]:
    """What stands in the paragraphs that hold something wanted, and the tags of raw HTML."""
    for start, end in _stretches(outline, wanted):
        yield from inline.pieces(outline.body, start, end, defined)
    for start, end in outline.hidden:
        if is_html(outline.body, start):
            yield from inline.tags(outline.body, start, end)


def _stretches(outline: Outline, wanted: _Wanted) -> Iterator[tuple[int, int]]:
    """The stretches of prose that may hold links, each the words of one block."""
    body, away = outline.body, merged([*outline.hidden, *_defined(outline)])
    code: tuple[tuple[int, int], ...] | None = None
    for begin, end in _paragraphs(body, wanted):
        edges = [begin, *(found.start() + 1 for found in _BREAK.finditer(body, begin, end)), end]
        inner = _edges(away, begin, end)
        for one, other in pairwise(sorted({*edges, *inner}) if inner else edges):
            if not any(found.search(body, one, other) for found in wanted) or covers(away, one):
                continue
            indented = _INDENTED.match(body, one)
            if indented is not None:
                code = _code(outline) if code is None else code
            if indented is None or code is None or not covers(code, indented.end()):
                yield from _cells(body, one, other)


def _cells(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells of a row of a table, each of which is words of its own; whatever is no row as it is."""
    row = _ROW.match(body, start, end)
    if row is None:
        yield start, end
        return
    edges = [start, *(found.end() for found in _BAR.finditer(body, start, end)), end]
    yield from pairwise(edges)


def _paragraphs(body: str, wanted: _Wanted) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines that hold something wanted."""
    at, ahead = 0, [_place(one, body, 0) for one in wanted]
    while (found := min(ahead)) < len(body):
        begin = max(body.rfind("\n\n", at, found) + 1, at)
        end = body.find("\n\n", found)
        at = end + 1 if end >= 0 else len(body)
        yield begin, at
        ahead = [place if place >= at else _place(one, body, at) for one, place in zip(wanted, ahead, strict=True)]


def _place(wanted: re.Pattern[str], body: str, at: int) -> int:
    """Where something stands next; the end of the body where it does not."""
    found = wanted.search(body, at)
    return found.start() if found else len(body)


def _edges(spans: tuple[tuple[int, int], ...], begin: int, end: int) -> list[int]:
    """Where stretches begin and end between two offsets."""
    first, last = bisect_right(spans, (begin,)), bisect_left(spans, (end,))
    return [edge for span in spans[max(first - 1, 0) : last] for edge in span if begin < edge < end]


def _code(outline: Outline) -> tuple[tuple[int, int], ...]:
    """The indented code of a text for Python-Markdown, whose outline does not tell it."""
    body = outline.body
    if outline.flavour == "github":
        return ()
    hidden = commonmark.read(body).hidden
    return tuple((body.rfind("\n", 0, start) + 1, end) for start, end in hidden if _is_indented(body, start))


def _is_indented(body: str, start: int) -> bool:
    """Whether a stretch is indented code, and not what an admonition or its like holds."""
    begin = body.rfind("\n", 0, start) + 1
    if body[begin:start].strip(" \t") or body.startswith(("```", "~~~", "<"), start):
        return False
    above = body[max(begin - _FAR, 0) : begin].rstrip()
    return _HOLDS_OTHERS.match(above.rpartition("\n")[2]) is None


_FAR = 4000
"""How far above indented text what it belongs to is looked for."""


def _of_tag(body: str, tag: Piece) -> Iterator[Link]:
    """Where a tag of HTML leads, if it is a link or an image."""
    name = _NAME.match(body, tag.start)
    key = _LEADING.get(name[1].lower()) if name else None
    for held in _HELD.finditer(body, tag.start, tag.end) if key else ():
        if held["key"].lower() == key:
            target = held["double"] or held["single"] or held["bare"] or ""
            yield Link(unescape(target).strip(), tag.start, tag.end, key == "src")
            return


def _definitions(outline: Outline) -> _Definitions:
    """What labels stand for, the first of each."""
    found: dict[str, tuple[str, int, int]] = {}
    for one in defining(outline) if "]:" in outline.body else ():
        target = one["target"][1:-1] if one["target"].startswith("<") else one["target"]
        if label := folded(one["label"]):
            found.setdefault(label, (plain(target), one.start("label") - 1, one.end()))
    return found


def _defined(outline: Outline) -> Iterator[tuple[int, int]]:
    """Where definitions stand, which are no prose."""
    return (one.span("whole") if "whole" in one.groupdict() else one.span() for one in defining(outline))


def defining(outline: Outline) -> Iterator[re.Match[str]]:
    """Where labels are defined: GitHub's blocks tell it; on a site a definition may stand on any line of prose."""
    if outline.flavour == "github":
        found = (DEFINITION.match(outline.body, start) for start, _ in outline.definitions)
        return (one for one in found if one is not None)
    every = _ANYWHERE.finditer(outline.body)
    return (one for one in every if not covers(outline.hidden, one.start("whole")))
