"""To find the headings, comments and code of a Markdown text as Python-Markdown reads its blocks."""

import re
from bisect import bisect_right
from collections import Counter

from prdkit.reading.outline import COMMENT_END, Heading, Outline, merged, title_and_id

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
_ENDS = {"<!--": COMMENT_END, "<?": re.compile(r"\?>"), "<![CDATA[": re.compile(r"\]\]>")}
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


def read(body: str, first_line: int = 1) -> Outline:
    """The outline of a Markdown text, as Python-Markdown with fenced code would render its blocks.

    Fences go first, as there; then comments, raw HTML and headings in what is left. Linear in the length of
    the text; a line is looked at only where it could open a block. A fence that is never closed opens
    nothing, and neither does a comment.
    """
    fences, open_at, next_at = _fences(body)
    blocks = _Blocks(body, _blanked(body, fences), first_line)
    blocks.read()
    return Outline(
        body,
        first_line,
        tuple(blocks.headings),
        merged([*fences, *blocks.hidden]),
        open_fence=_line(body, open_at, first_line),
        next_fence=_line(body, next_at, first_line),
        open_tag=blocks.open_tag,
        lost=(open_at, next_at) if next_at >= 0 else (0, 0),
        within=_headings,
    )


def _headings(text: str) -> tuple[Heading, ...]:
    return read(text).headings


def _blanked(body: str, spans: list[tuple[int, int]]) -> str:
    """A text with stretches of it made blank, so that every offset stays."""
    kept, position = [], 0
    for start, end in spans:
        kept += [body[position:start], " " * (end - start)]
        position = end
    return "".join((*kept, body[position:]))


def _line(body: str, offset: int, first_line: int) -> int:
    return first_line + body.count("\n", 0, offset) if offset >= 0 else 0


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
    """To read comments, raw HTML and headings of a text whose fences are blanked out, their line ends too."""

    def __init__(self, body: str, text: str, first_line: int) -> None:
        self.body = body
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
            line += self.body.count("\n", counted, start)
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
            title, anchor = title_and_id(found["title"].strip().rstrip("#").rstrip() or found["title"].strip())
            made = Heading(len(found["hashes"]), title, anchor, line, found.start(), found.end())
        else:
            above = self._above(found.start())
            if above is None:
                return
            title, anchor = title_and_id(self.text[above : found.start() - 1].strip())
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
