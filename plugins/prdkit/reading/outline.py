"""To say what stands where in a Markdown text: headings, code, comments, and what an open fence or comment hides."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import Literal, TypeAlias

COMMENT_END = re.compile(r"--!?>")
_COMMENT_START = re.compile(r"\s*<!--+[ \t]*")
_INLINE_COMMENT = re.compile(r"<!--(?:(?!<!--|-->|\n[ \t]*\n).)*-->", re.DOTALL)
_HEADING_ID = re.compile(r"(?:^|\s|:)#([\w.:-]+)")

Flavour: TypeAlias = Literal["python", "github"]
"""Whose Markdown a text is written in: Python-Markdown's, or GitHub's, which is CommonMark with tables."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level 1..6, its words, the explicit `{#id}` if any, its line in the file.

    `start` and `end` are offsets in the body: of the heading's first character, and after its last line.
    """

    level: int
    title: str
    anchor: str
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Outline:
    """What stands where in a body: headings in order, and the stretches that are no prose.

    `nested` are the headings that stand in block quotes and lists: the page shows them, but they begin no section.
    `hidden` holds the (start, end) offsets of code, comments and raw HTML, in order and apart. `open_fence` is the
    line of a code fence that is never closed or within which another one opens, at line `next_fence`; `open_tag`
    the line of an HTML block that is never closed, so that the page takes all that follows for HTML. Each is 0
    where there is none. `definitions` are where labels of links
    are defined, as far as the flavour's blocks tell it. `lost` is what the open fence takes away from the page, and
    `within` reads the headings of such text.
    """

    body: str
    first_line: int
    headings: tuple[Heading, ...]
    hidden: tuple[tuple[int, int], ...]
    open_fence: int = 0
    next_fence: int = 0
    open_tag: int = 0
    nested: tuple[Heading, ...] = ()
    definitions: tuple[tuple[int, int], ...] = ()
    lost: tuple[int, int] = (0, 0)
    flavour: Flavour = "python"
    within: Callable[[str], tuple[Heading, ...]] = field(default=lambda _: (), compare=False, repr=False)

    @cached_property
    def swallowed(self) -> tuple[Heading, ...]:
        """The headings that an open fence makes code of."""
        start, end = self.lost
        return self._read(self.body.find("\n", start, end) + 1, end) if "\n" in self.body[start:end] else ()

    @cached_property
    def commented(self) -> tuple[Heading, ...]:
        """The headings that stand in comments of their own."""
        told = (self._comment(start, end) for start, end in self.hidden)
        return tuple(heading for start, end in filter(None, told) for heading in self._read(start, end))

    def _comment(self, start: int, end: int) -> tuple[int, int] | None:
        """From where to where the words of a comment go, blanks at its begin left out."""
        opening = _COMMENT_START.match(self.body, start, end)
        if opening is None:
            return None
        begin, closing = opening.end(), self.body.rfind("-->", opening.end(), end)
        return begin, begin + len(self.body[begin : closing if closing >= 0 else end].rstrip())

    def _read(self, start: int, end: int) -> tuple[Heading, ...]:
        """The headings of a stretch of the body, read as a text of its own."""
        found = self.within(self.body[start:end])
        above = self.position(start)[0] - 1 if found else 0
        return tuple(replace(one, line=one.line + above, start=one.start + start, end=one.end + start) for one in found)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.body))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of an offset in the body."""
        row = bisect_right(self._starts, offset) - 1
        return self.first_line + row, offset - self._starts[row] + 1

    def is_prose(self, offset: int) -> bool:
        """Whether an offset lies outside fences, comments, raw HTML and code spans."""
        return not any(covers(spans, offset) for spans in (self.hidden, self._code_spans, self._comments))

    @cached_property
    def _code_spans(self) -> tuple[tuple[int, int], ...]:
        return tuple(_code_spans(self.body)) if "`" in self.body else ()

    @cached_property
    def _comments(self) -> tuple[tuple[int, int], ...]:
        """Comments inside paragraphs."""
        return tuple(found.span() for found in _INLINE_COMMENT.finditer(self.body)) if "<!--" in self.body else ()

    def pieces(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        """A stretch of the body without its comments, in order: `prose`, fenced code (`block`), code spans (`span`)."""
        at = start
        apart = self._apart
        for opening, closing, kind in islice(apart, bisect_right(apart, start, key=itemgetter(1)), None):
            if opening >= end:
                break
            if opening >= at:
                yield "prose", self.body[at:opening]
                if kind != "comment":
                    yield kind, self.body[opening : min(closing, end)]
                at = closing
        if at < end:
            yield "prose", self.body[at:end]

    @cached_property
    def _apart(self) -> tuple[tuple[int, int, str], ...]:
        """Comments, fenced code and code spans in order; what begins inside another is part of that."""
        body = self.body
        blocks = ((start, end, _kind(body[start:end])) for start, end in self.hidden)
        spans = ((start, end, "span") for start, end in self._code_spans)
        inline = ((start, end, "comment") for start, end in self._comments)
        found = sorted((*(block for block in blocks if block[2]), *spans, *inline))
        kept: list[tuple[int, int, str]] = []
        for one in found:
            if not kept or one[0] >= kept[-1][1]:
                kept.append(one)
        return tuple(kept)

    def below(self, index: int) -> str:
        """The text under a heading down to the next one of its level or above."""
        heading = self.headings[index]
        following = islice(self.headings, index + 1, None)
        later = (other.start for other in following if other.level <= heading.level)
        return self.body[heading.end : next(later, len(self.body))]


def _kind(hidden: str) -> str:
    """What a hidden stretch is; empty for raw HTML, which readers see."""
    opening = hidden.lstrip()
    return "block" if opening.startswith(("```", "~~~")) else "comment" if opening.startswith("<!--") else ""


def covers(spans: tuple[tuple[int, int], ...], offset: int) -> bool:
    """Whether one of some stretches, in order and apart, holds an offset."""
    before = bisect_right(spans, offset, key=itemgetter(0))
    return before > 0 and offset < spans[before - 1][1]


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between runs of as many backticks, neither of which leaves its paragraph."""
    paragraph: list[tuple[int, int]] = []
    for start, end in _runs_of_backticks(text):
        if paragraph and text.find("\n\n", paragraph[-1][1], start) >= 0:
            yield from _pairs(paragraph)
            paragraph = []
        paragraph.append((start, end))
    yield from _pairs(paragraph)


def _runs_of_backticks(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("`")
    while start >= 0:
        end = start + 1
        while text.startswith("`", end):
            end += 1
        if start == 0 or text[start - 1] != "\\":
            yield start, end
        start = text.find("`", end)


def _pairs(runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """From each run to the next one of its length; what lies between opens nothing."""
    later: dict[int, int] = {}
    partner = [-1] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        partner[index] = later.get(length, -1)
        later[length] = index
    index = 0
    while index < len(runs):
        if partner[index] >= 0:
            yield runs[index][0], runs[partner[index]][1]
        index = max(partner[index], index) + 1


def merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Stretches in order, those that overlap joined."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return tuple(made)


def visible(text: str) -> str:
    """A text without its HTML comments."""
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := COMMENT_END.search(text, start + 4)):
        kept.append(text[position:start])
        position = end.end()
    return "".join((*kept, text[position:]))


def title_and_id(words: str) -> tuple[str, str]:
    """The words of a heading and its explicit id, from an attribute list such as `{#id .class}` at its end."""
    bare, opening, attributes = words.rstrip().rpartition("{")
    if not opening or not attributes.endswith("}") or "}" in attributes[:-1]:
        return words.strip(), ""
    explicit = _HEADING_ID.search(attributes[:-1])
    return bare.rstrip().rstrip("#").rstrip(), explicit[1] if explicit else ""
