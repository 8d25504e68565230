"""To tell content from what only holds its place: comments, headings, table heads and placeholder words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice
from operator import attrgetter, itemgetter

from prdkit.config.demands import Content
from prdkit.reading.markdown import Outline, visible

USUAL = Content()

_TOKEN = re.compile(r"[^\s|,，、;；:：.。!！?？()（）\[\]【】「」*_`~>#+=-]+")
_LIST_NUMBER = re.compile(r"(?:\d+[.)]|\[[ xX]\])")
_DEFINITION = re.compile(r"[ ]{0,3}\[(?!\^)[^\[\]]+\]:\s*\S+(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*$")
_SHOWN_TAG = re.compile(
    r"<(?:img|video|audio|iframe|embed|object|svg|picture|input|canvas|math|source|progress|meter)\b", re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>")
_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})")


def has_content(outline: Outline, start: int, end: int, placeholders: frozenset[str], terms: Content = USUAL) -> bool:
    """Whether a stretch of a body holds more than its headings and what the terms call nothing.

    Code, images, tables with a row and any word are content; definitions of links and empty tags are not.
    """
    words: list[str] = []
    for _, text, kind in pieces(outline, start, end):
        if kind == "code":
            if _is_filled_fence(text):
                return True
        elif kind == "comment":
            if terms.comments and text.strip().removeprefix("<!--").removesuffix("-->").strip():
                return True
        else:
            words.append(text)
    body = "".join(words)
    return _says_something(body if terms.comments else visible(body), placeholders, terms)


def pieces(outline: Outline, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    """A stretch without its headings, in pieces with their offsets: `code` for a fence, `comment`, and `""` else."""
    at = start
    for opening, closing, kind in sorted((*_hidden(outline, start, end), *_headings(outline, start, end))):
        if opening >= at:
            yield at, outline.body[at:opening], ""
            if kind != "heading":
                yield opening, outline.body[opening : min(closing, end)], kind
            at = min(closing, end)
    yield at, outline.body[at:end], ""


def _headings(outline: Outline, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    first = bisect_left(outline.headings, start, key=attrgetter("start"))
    for heading in islice(outline.headings, first, None):
        if heading.start >= end:
            break
        yield heading.start, heading.end, "heading"


def _hidden(outline: Outline, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The fences and comments of a stretch; raw HTML is read as words."""
    first = bisect_right(outline.hidden, start, key=itemgetter(1))
    for opening, closing in islice(outline.hidden, first, None):
        if opening >= end:
            break
        head = outline.body[opening : opening + 40]
        if _FENCE.match(head):
            yield opening, closing, "code"
        elif head.lstrip().startswith("<!--"):
            yield opening, closing, "comment"


def _is_filled_fence(text: str) -> bool:
    """Whether something stands between the lines of a fence."""
    lines = text.strip().split("\n")
    inner = lines[1:-1] if len(lines) > 1 and _FENCE.match(lines[-1]) else lines[1:]
    return any(line.strip() for line in inner)


def _says_something(text: str, placeholders: frozenset[str], terms: Content) -> bool:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line.strip() or is_rule(line) or _DEFINITION.match(line):
            continue
        if number + 1 < len(lines) and "|" in line and is_rule(lines[number + 1]):
            continue
        if "<" in line:
            if _SHOWN_TAG.search(line):
                return True
            line = _TAG.sub("", line)
        if not is_placeholder(_LIST_NUMBER.sub("", line.strip(), count=1), placeholders):
            return True
        if terms.placeholders and _TOKEN.search(line):
            return True
    return False


def is_rule(line: str) -> bool:
    """Whether a line only separates: a table's head from its rows, or what stands above from below."""
    return "-" in line and not line.strip("|:- \t")


def is_placeholder(text: str, placeholders: frozenset[str]) -> bool:
    """Whether a text is empty or made of nothing but placeholder words (given in lower case)."""
    folded = text.strip().casefold()
    if not folded or folded in placeholders:
        return True
    told = any(token[0] not in placeholders for token in _TOKEN.finditer(folded))
    return not told or _opens_with(folded, placeholders)


def _opens_with(folded: str, placeholders: frozenset[str]) -> bool:
    """`TODO: ask legal` is a note to oneself, not content."""
    word = re.match(r"[\s*_>#+-]*([a-z/]{3,6}|待补充|待補充|待定)\s*[:：]", folded)
    return word is not None and word[1] in placeholders
