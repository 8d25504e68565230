"""To find the headings, comments and code of a Markdown text by its block structure, without rendering it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_OPENERS = re.compile(
    r"""^(?:
        (?P<indent>[ ]{0,3})(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)
      | (?P<comment>[ ]{0,3}<!--)
      | (?P<hashes>\#{1,6})(?P<title>[^\n]*)
      | (?P<under>=+|-+)[ ]*$
      | <(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?P<attrs>[^>\n]*)>?
    )""",
    re.MULTILINE | re.VERBOSE,
)
_BLOCK_TAGS = frozenset(
    """
    address article aside audio blockquote body canvas center dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html
    iframe legend li link main math menu nav noscript ol optgroup option output p param pre script
    section style summary svg table tbody td textarea tfoot th thead title tr track ul video
    """.split()  # noqa: SIM905 - sixty quoted words are harder to read
)
_VOID_TAGS = frozenset(("hr", "link", "param", "track", "frame"))
_HEADING_ID = re.compile(r"[ \t]*\{[:]?[ ]*(?:[^}]*?\s)?#([\w.:-]+)[^}]*\}[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}]*\}[ \t]*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)


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

    `hidden` holds (start, end) offsets of fenced code, comments and raw HTML; `open_fence` is the line of a
    code fence that is never closed, which swallows every later heading, or 0.
    """

    body: str
    first_line: int
    headings: tuple[Heading, ...]
    hidden: tuple[tuple[int, int], ...]
    open_fence: int

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.body))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of an offset in the body."""
        row = bisect_right(self._starts, offset) - 1
        return self.first_line + row, offset - self._starts[row] + 1

    def is_prose(self, offset: int) -> bool:
        """Whether an offset lies outside fences, comments, raw HTML and code spans."""
        if any(start <= offset < end for start, end in self.hidden):
            return False
        begin = self.body.rfind("\n\n", 0, offset) + 1
        end = self.body.find("\n\n", offset)
        paragraph = self.body[begin : end if end >= 0 else len(self.body)]
        return not any(m.start() + begin <= offset < m.end() + begin for m in _CODE_SPAN.finditer(paragraph))

    def below(self, index: int) -> str:
        """The text under a heading down to the next one of its level or above."""
        heading = self.headings[index]
        later = (other.start for other in self.headings[index + 1 :] if other.level <= heading.level)
        return self.body[heading.end : next(later, len(self.body))]


def outline(body: str, first_line: int = 1) -> Outline:
    """The outline of a Markdown text, as Python-Markdown with fenced code would render its blocks.

    Linear in the length of the text; a line is looked at only where it could open a block.
    """
    headings: list[Heading] = []
    hidden: list[tuple[int, int]] = []
    open_fence = 0
    position, line, counted = 0, first_line, 0
    while (found := _OPENERS.search(body, position)) is not None:
        start = found.start()
        line += body.count("\n", counted, start)
        counted = start
        position = found.end()
        if found["fence"]:
            end = _fence_end(body, found)
            if end is None:
                continue
            if end < 0:
                open_fence, end = line, len(body)
            hidden.append((start, end))
            position = end
        elif found["comment"]:
            comment = _COMMENT.match(body, found.end("comment") - 4)
            position = comment.end() if comment else len(body)
            hidden.append((start, position))
        elif found["tag"]:
            position = _html_end(body, found)
            if position > found.end():
                hidden.append((start, position))
        else:
            heading = _heading(body, found, line)
            if heading is not None:
                headings.append(heading)
    return Outline(body, first_line, tuple(headings), tuple(hidden), open_fence)


def _fence_end(body: str, found: re.Match[str]) -> int | None:
    """Offset after the closing fence; -1 where there is none; None where this opens no fence."""
    fence, info = found["fence"], found["info"]
    if fence[0] == "`" and "`" in info:
        return None
    closing = re.compile(rf"^[ ]{{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
    closed = closing.search(body, found.end())
    return closed.end() if closed else -1


def _html_end(body: str, found: re.Match[str]) -> int:
    tag = found["tag"].lower()
    if tag not in _BLOCK_TAGS or re.search(r"\bmarkdown\b", found["attrs"]):
        return found.end()
    if tag in _VOID_TAGS:
        return found.end()
    depth = 1
    for other in re.finditer(rf"<(/?){re.escape(tag)}\b[^>]*>", body[found.end() :], re.IGNORECASE):
        depth += -1 if other[1] else 1
        if depth == 0:
            return found.end() + other.end()
    blank = body.find("\n\n", found.end())
    return blank if blank >= 0 else len(body)


def _heading(body: str, found: re.Match[str], line: int) -> Heading | None:
    if found["hashes"]:
        title, anchor = _title(found["title"].strip().rstrip("#").rstrip() or found["title"].strip())
        return Heading(len(found["hashes"]), title, anchor, line, found.start(), found.end())
    return _setext(body, found, line)


def _setext(body: str, found: re.Match[str], line: int) -> Heading | None:
    """Text on one line, first of its paragraph, underlined with `=` or `-`."""
    above_end = found.start() - 1
    above_start = body.rfind("\n", 0, max(above_end, 0)) + 1
    words = body[above_start:above_end].strip() if above_end > 0 else ""
    before = body[: max(above_start - 1, 0)].rpartition("\n")[2]
    if not words or before.strip() or words[0] in ">|#" or body[above_start : above_start + 4] == "    ":
        return None
    if re.match(r"(?:[-*+]|\d+[.)])[ \t]", words):
        return None
    title, anchor = _title(words)
    return Heading(1 if found["under"][0] == "=" else 2, title, anchor, line - 1, above_start, found.end())


def _title(words: str) -> tuple[str, str]:
    explicit = _HEADING_ID.search(words)
    bare = _ATTRIBUTES.sub("", words).strip()
    return bare.rstrip("#").rstrip() or bare, explicit[1] if explicit else ""


def visible(text: str) -> str:
    """A text without its HTML comments."""
    return _COMMENT.sub("", text) if "<!--" in text else text
