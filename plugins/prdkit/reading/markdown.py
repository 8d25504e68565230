"""To find the headings, comments and code of a Markdown text by its block structure, without rendering it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter

_FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)", re.MULTILINE)
_CLOSING = re.compile(r"^(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*$", re.MULTILINE)
_OPENERS = re.compile(
    r"""^(?:
        [ ]{0,3}(?P<comment><!--|<\?|<!\[CDATA\[)
      | (?P<hashes>\#{1,6})(?P<title>[^\n]*)
      | (?P<under>=+|-+)[ ]*$
      | [ ]{0,3}<(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?P<attrs>(?:\s[^<>]*)?)>
    )""",
    re.MULTILINE | re.VERBOSE,
)
_COMMENT_END = re.compile(r"--!?>")
_ENDS = {"<!--": _COMMENT_END, "<?": re.compile(r"\?>"), "<![CDATA[": re.compile(r"\]\]>")}
_TAGS = re.compile(r"<!--|<(?P<shut>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?P<attrs>(?:\s[^<>]*)?/?)>")
_RULER = re.compile(r"[ ]{0,3}(?:(?:-[ ]{0,2}){3,}|(?:_[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})$", re.MULTILINE)
_VERBATIM = frozenset(("script", "style"))
_BLOCK_TAGS = frozenset(
    """
    address article aside audio blockquote body canvas center dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html
    iframe legend li link main math menu nav noscript ol optgroup option output p param pre script
    section style summary svg table tbody td textarea tfoot th thead title tr track ul video
    """.split()  # noqa: SIM905 - sixty quoted words are harder to read
)
_HEADING_ID = re.compile(r"(?:^|\s|:)#([\w.:-]+)")
_INLINE_COMMENT = re.compile(r"<!--(?:(?!<!--|-->|\n[ \t]*\n).)*-->", re.DOTALL)


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

    `hidden` holds the (start, end) offsets of fenced code, comments and raw HTML, in order and apart.
    `open_fence` is the line of a code fence that is never closed or within which another one opens, at line
    `next_fence`; `open_tag` the line of an HTML block that is never closed, so that the page takes all that
    follows for HTML. Each is 0 where there is none.
    """

    body: str
    first_line: int
    headings: tuple[Heading, ...]
    hidden: tuple[tuple[int, int], ...]
    open_fence: int = 0
    next_fence: int = 0
    open_tag: int = 0

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


def outline(body: str, first_line: int = 1) -> Outline:
    """The outline of a Markdown text, as Python-Markdown with fenced code would render its blocks.

    Fences go first, as there; then comments, raw HTML and headings in what is left. Linear in the length of
    the text; a line is looked at only where it could open a block. A fence that is never closed opens
    nothing, and neither does a comment.
    """
    fences, open_at, next_at = _fences(body)
    blocks = _Blocks(_blanked(body, fences), first_line)
    blocks.read()
    return Outline(
        body,
        first_line,
        tuple(blocks.headings),
        _merged([*fences, *blocks.hidden]),
        open_fence=_line(body, open_at, first_line),
        next_fence=_line(body, next_at, first_line),
        open_tag=blocks.open_tag,
    )


def _blanked(body: str, spans: list[tuple[int, int]]) -> str:
    """A text with stretches of it made blank, so that every offset stays."""
    kept, position = [], 0
    for start, end in spans:
        kept += [body[position:start], " " * (end - start)]
        position = end
    return "".join((*kept, body[position:]))


def _line(body: str, offset: int, first_line: int) -> int:
    return first_line + body.count("\n", 0, offset) if offset >= 0 else 0


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Stretches in order, those that overlap joined."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return tuple(made)


def _fences(body: str) -> tuple[list[tuple[int, int]], int, int]:
    """The stretches of fenced code; where a fence stands that is not closed, and the next one inside it, or -1."""
    made: list[tuple[int, int]] = []
    if "```" not in body and "~~~" not in body:
        return made, -1, -1
    open_at = next_at = -1
    position = 0
    closings = _Closings(body)
    while (found := _FENCE.search(body, position)) is not None:
        position = found.end()
        end = closings.end_of(found)
        if end > 0:
            made.append((found.start(), end))
            inner = _reopening(body, found, end) if open_at < 0 else -1
            open_at, next_at = (found.start(), inner) if inner >= 0 else (open_at, next_at)
            position = end
        elif end < 0 and open_at < 0 and not found["indent"]:
            open_at = found.start()
    return made, open_at, next_at


class _Closings:
    """To find where fences end, looking at every line once, however many fences there are."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.ends: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for found in _CLOSING.finditer(body):
            self.ends.setdefault((found["indent"], found["fence"]), []).append(found.span())
        self.outdents: dict[str, int] = {}

    def end_of(self, found: re.Match[str]) -> int:
        """Offset after the closing fence; -1 where there is none; 0 where this opens no fence."""
        if found["fence"][0] == "`" and "`" in found["info"]:
            return 0
        ends = self.ends.get((found["indent"], found["fence"]), [])
        place = bisect_right(ends, (found.end(), 0))
        if place == len(ends):
            return -1
        start, end = ends[place]
        return end if not found["indent"] or start <= self._outdent(found["indent"], found.end()) else 0

    def _outdent(self, indent: str, position: int) -> int:
        """Where the first line after a position begins that stands further left than a fence."""
        known = self.outdents.get(indent, -1)
        if known < position:
            line = re.compile(rf"^(?!{indent}|[ \t]*$)", re.MULTILINE).search(self.body, position + 1)
            known = self.outdents[indent] = line.start() if line else len(self.body)
        return known


def _reopening(body: str, found: re.Match[str], end: int) -> int:
    """Where a fence of the same kind with a language opens inside a fence: the outer one was left open."""
    opening = re.compile(rf"^{re.escape(found['indent'])}{re.escape(found['fence'])}[ \t]*\w", re.MULTILINE)
    inner = opening.search(body, found.end(), end)
    return inner.start() if inner else -1


class _Blocks:
    """To read comments, raw HTML and headings of a text whose fences are blanked out."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.headings: list[Heading] = []
        self.hidden: list[tuple[int, int]] = []
        self.open_tag = 0
        self.block_end = 0

    def read(self) -> None:
        text = self.text
        position, line, counted = 0, self.first_line, 0
        lost: set[str] = set()
        while (found := _OPENERS.search(text, position)) is not None:
            start = found.start()
            line += text.count("\n", counted, start)
            counted = start
            position = found.end()
            if (opening := found["comment"]) and opening not in lost:
                ended = _ENDS[opening].search(text, found.end())
                position = self._hide(start, ended.end()) if ended else position
                lost |= set() if ended else {opening}
            elif opening:
                continue
            elif found["tag"]:
                position = self._html(found, line)
            else:
                self._heading(found, line)

    def _hide(self, start: int, end: int) -> int:
        self.hidden.append((start, end))
        self.block_end = end
        return end

    def _html(self, found: re.Match[str], line: int) -> int:
        """The offset after a block of raw HTML; after the line's tag where it opens none."""
        tag, attrs = found["tag"].lower(), found["attrs"]
        if tag not in _BLOCK_TAGS or re.search(r"\bmarkdown\b", attrs):
            return found.end()
        if tag == "hr" or attrs.endswith("/"):
            return self._hide(found.start(), found.end())
        end = _html_end(self.text, tag, found.end())
        if end < 0:
            self.open_tag, end = line, len(self.text)
        return self._hide(found.start(), end)

    def _heading(self, found: re.Match[str], line: int) -> None:
        if found["hashes"]:
            title, anchor = _title(found["title"].strip().rstrip("#").rstrip() or found["title"].strip())
            made = Heading(len(found["hashes"]), title, anchor, line, found.start(), found.end())
        else:
            above = self._above(found.start())
            if above is None:
                return
            title, anchor = _title(self.text[above : found.start() - 1].strip())
            level = 1 if found["under"][0] == "=" else 2
            made = Heading(level, title, anchor, line - 1, above, found.end())
        self.headings.append(made)
        self.block_end = found.end()

    def _above(self, offset: int) -> int | None:
        """Where the line above begins, if it is the first of its block and no code: then it is underlined."""
        text = self.text
        start = max(text.rfind("\n", 0, max(offset - 1, 0)) + 1, min(self.block_end, offset))
        words = text[start : max(offset - 1, 0)]
        before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
        first = start <= self.block_end + 1 or not before.strip() or _RULER.match(before)
        if not first or not words.strip() or words.startswith(("    ", "\t")):
            return None
        return start


def _html_end(text: str, tag: str, position: int) -> int:
    """Where the element that opened ends, by the tags that open and close inside it; -1 where it does not."""
    if tag in _VERBATIM:
        shut = re.compile(rf"</{tag}\s*>", re.IGNORECASE).search(text, position)
        return shut.end() if shut else -1
    stack, inside = [tag], Counter((tag,))
    comments_end = text.rfind("-->")
    while (found := _TAGS.search(text, position)) is not None:
        position = found.end()
        if not found["tag"]:
            position = text.find("-->", position) + 3 if position <= comments_end else position
            continue
        name = found["tag"].lower()
        if found["shut"] and inside[name]:
            while (last := stack.pop()) != name:
                inside[last] -= 1
            inside[name] -= 1
            if not stack:
                return found.end()
        elif not found["shut"] and not found["attrs"].endswith("/"):
            stack.append(name)
            inside[name] += 1
    return -1


def _title(words: str) -> tuple[str, str]:
    """The words of a heading and its explicit id, from an attribute list such as `{#id .class}` at its end."""
    bare, opening, attributes = words.rstrip().rpartition("{")
    if not opening or not attributes.endswith("}") or "}" in attributes[:-1]:
        return words.strip(), ""
    explicit = _HEADING_ID.search(attributes[:-1])
    return bare.rstrip().rstrip("#").rstrip(), explicit[1] if explicit else ""


def visible(text: str) -> str:
    """A text without its HTML comments."""
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := _COMMENT_END.search(text, start + 4)):
        kept.append(text[position:start])
        position = end.end()
    return "".join((*kept, text[position:]))
