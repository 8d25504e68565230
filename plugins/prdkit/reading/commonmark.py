"""To find the headings, comments and code of a Markdown text as GitHub reads its blocks: CommonMark with tables.

Follows the block structure of the CommonMark specification, version 0.31. Lines that can only go on with a paragraph
or begin a plain one are passed over by one expression; every other line is looked at once.
"""

import re
from functools import cache, lru_cache

from prdkit.reading import html_blocks
from prdkit.reading.outline import Heading, Outline, merged
from prdkit.reading.paragraphs import definition, heading_words, is_table, joined, words_and_id

_PLAIN = (
    r"(?:[^\#>\-+*<=`~_0-9\[ \t\n]|\*{1,2}[^\s*]|_{1,2}[^\s_]|`{1,2}[^`\s]|[0-9]{1,9}[^0-9.)\s]|[-+=~][^-+=~\s])"
    r"[^\n]*+\n"
)
"""A line that goes on with a paragraph or begins one, whatever stands above it."""
_WORDS = rf"(?:{_PLAIN}|\[[^\[\]\\\n]*+\](?!:)[^\n]*+\n)"
"""The same where a definition could begin."""
_BLANKS = r"(?:[ \t]*+\n)++"
_RUN = re.compile(
    rf"(?:[ \t]*+(?:{_PLAIN}|\[[^\n]*+\n)|{_BLANKS}(?P<words>{_WORDS})|(?:{_BLANKS})?(?P<item>[-*+][ ]{_WORDS}))"
    r"{1,500}"
)
"""Lines below a paragraph; of those that begin another one the last is told."""
_PLAIN_LINE = re.compile(rf"[ \t]*+(?:{_PLAIN}|<)")
_START = re.compile(rf"(?:{_BLANKS})?(?:(?P<words>{_WORDS})|(?P<item>[-*+][ ]{_WORDS}))")
_ITEM = re.compile(rf"(?P<indent>[ ]*+)(?P<mark>[-*+]|(?P<number>[0-9]{{1,9}})[.)])(?P<gap>[ ]{{1,4}})(?={_WORDS})")
"""A list item that holds plain words."""
_BLANK = re.compile(_BLANKS)
_INDENTED = re.compile(r"(?:(?:[ ]{4}|[ ]{0,3}\t)[^\n]*+\n|[ \t]*+\n)*+")
_HASHES = re.compile(r"(#{1,6})(?:[ \t]+([^\n]*))?(?=\n)")
_FENCE = re.compile(r"`{3,}+(?=[^`\n]*\n)|~{3,}+")
_UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+(?=\n)")
_RULER = re.compile(r"(?:(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+)(?=\n)")
_MARKER = re.compile(r"(?:[-*+]|(?P<number>[0-9]{1,9})[.)])(?=[ \t\n])")
_QUOTE = 0
_LONGEST = 1000
"""A longer fence is taken for one of this length."""
_DEEPEST = 60
"""How many lists and quotes stand in each other before what opens another one is text."""


def read(body: str, first_line: int = 1) -> Outline:
    """The outline of a Markdown text, as GitHub would render its blocks. Linear in its length."""
    blocks = _Blocks(body, first_line)
    blocks.read()
    return Outline(
        body,
        first_line,
        tuple(blocks.headings),
        merged(blocks.hidden),
        open_fence=blocks.open_fence,
        open_tag=blocks.open_tag,
        nested=tuple(blocks.nested),
        definitions=tuple(blocks.definitions),
        lost=blocks.lost,
        flavour="github",
        within=_within,
    )


def _within(text: str) -> tuple[Heading, ...]:
    """The headings of a text that lies in a fence or a comment: no other fence hides any, unless it is closed."""
    blocks = _Blocks(text, 1, trusting=False)
    blocks.read()
    return tuple(blocks.headings)


@cache
def _closing(mark: str, length: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What closes a fence, to look for in the lines of a text, and behind the blanks of one line."""
    bare = rf"{mark}{{{length},}}+[ \t]*+$"
    return re.compile(rf"^ {{0,3}}{bare}", re.MULTILINE), re.compile(bare, re.MULTILINE)


@lru_cache(maxsize=256)
def _ending(mark: str, indent: int) -> re.Pattern[str]:
    """A line that may close a fence which stands so far to the right, or that stands left of it."""
    return re.compile(rf"^(?! {{{indent}}}|[ \t]*$)|^ {{{indent},{indent + 3}}}{mark}{{3}}", re.MULTILINE)


class _Cursor:
    """A place in a line, counted in columns too: a tab may be used up in part."""

    __slots__ = ("at", "column", "indent", "next", "text")

    def __init__(self, text: str, at: int) -> None:
        self.text, self.at, self.column = text, at, 0
        self.look()

    def look(self) -> None:
        """Find the next character that is no blank, and how far it is indented."""
        at, column = self.at, self.column
        while (found := self.text[at]) == " " or found == "\t":
            column += 1 if found == " " else 4 - column % 4
            at += 1
        self.next, self.indent = at, column - self.column

    @property
    def blank(self) -> bool:
        """Whether nothing more stands in the line."""
        return self.text[self.next] == "\n"

    def take(self, columns: int) -> None:
        """Go on by so many columns of blanks, or to the end of the line."""
        while columns > 0 and (found := self.text[self.at]) != "\n":
            width = 1 if found != "\t" else 4 - self.column % 4
            self.at += width <= columns
            self.column += min(width, columns)
            columns -= width
        self.look()

    def skip(self, characters: int) -> None:
        """Go to the next character that is no blank, and by so many beyond it."""
        self.column += self.indent + characters
        self.at = self.next + characters
        self.look()


class _Blocks:
    """To go through the blocks of a text. `stack` holds the open quotes (0) and list items (how far they indent)."""

    def __init__(self, body: str, first_line: int, *, trusting: bool = True) -> None:
        self.text = body if body.endswith("\n") else f"{body}\n"
        self.size = len(body)
        self.line, self.counted = first_line, 0
        self.trusting = trusting
        self.stack: list[int] = []
        self.leaf = ""
        self.begin = 0
        self.end: re.Pattern[str] | None = None
        self.is_empty = False
        self.headings: list[Heading] = []
        self.nested: list[Heading] = []
        self.hidden: list[tuple[int, int]] = []
        self.definitions: list[tuple[int, int]] = []
        self.unclosed: set[re.Pattern[str]] = set()
        self.open_fence = self.open_tag = 0
        self.lost = (0, 0)

    def read(self) -> None:
        """Fill the lists."""
        at, size, text = 0, len(self.text), self.text
        while at < size:
            if self.leaf in ("", "words"):
                run = (_RUN if self.leaf else _START).match(text, at)
                if run is not None:
                    self._pass(run)
                    at = run.end()
                    continue
                blank = _BLANK.match(text, at)
                if blank is not None:
                    self._blank()
                    at = blank.end()
                    continue
            at = self._outermost(at) or self._plain_item(at) or self._line(_Cursor(text, at))
        self._finish()

    def _pass(self, run: re.Match[str]) -> None:
        """Note which paragraph is open after a run of plain lines."""
        words, item = run.start("words"), run.start("item")
        if max(words, item) >= 0:
            self.stack = [] if words > item else [2]
            self.begin = words if words > item else item + 2
            self.leaf, self.is_empty = "words", False

    def _outermost(self, at: int) -> int:
        """Read a heading or fence that stands in no list or quote, whatever was open; 0 where there is none."""
        mark = self.text[at]
        if mark not in "#`" or self.leaf not in ("", "words"):
            return 0
        end = self._leaf(at, 0, may_go_on=False, below=False)
        self.is_empty = self.is_empty and not end
        return end

    def _plain_item(self, at: int) -> int:
        """Read a list item that holds plain words and stands in no quote; 0 where there is none."""
        if self.leaf not in ("", "words") or _QUOTE in self.stack:
            return 0
        item = _ITEM.match(self.text, at)
        if item is None:
            return 0
        left, depth = len(item["indent"]), 0
        for width in self.stack:
            if left < width:
                break
            left, depth = left - width, depth + 1
        below = self.leaf == "words" and depth == len(self.stack)
        if left > 3 or depth >= _DEEPEST or (below and item["number"] not in (None, "1")):
            return 0
        self.stack[depth:] = [left + len(item["mark"]) + len(item["gap"])]
        self.leaf, self.begin, self.is_empty = "words", item.end(), False
        return self._end_of_line(item.end())

    def _blank(self) -> None:
        self.leaf = ""
        if _QUOTE in self.stack:
            del self.stack[self.stack.index(_QUOTE) :]
        elif self.is_empty:
            self.stack.pop()
        self.is_empty = False

    def _line(self, cursor: _Cursor) -> int:
        """Read one line, or more where a block goes on; where the next one begins."""
        begin = cursor.at
        depth = self._matched(cursor)
        whole = depth == len(self.stack)
        if self.leaf in ("fence", "html"):
            if whole:
                return self._inside(cursor)
            self._hide(begin - 1)
        if cursor.blank:
            self._settle(depth)
            return cursor.next + 1
        self.is_empty = False
        return self._open(cursor, depth, may_go_on=self.leaf == "words", is_whole=whole)

    def _matched(self, cursor: _Cursor) -> int:
        """How many of the open quotes and list items a line goes on with."""
        for depth, width in enumerate(self.stack):
            if width == _QUOTE:
                if cursor.indent > 3 or cursor.text[cursor.next] != ">":
                    return depth
                _enter_quote(cursor)
            elif cursor.blank:
                if self.is_empty and depth == len(self.stack) - 1:
                    return depth
                cursor.skip(0)
            elif cursor.indent >= width:
                cursor.take(width)
            else:
                return depth
        return len(self.stack)

    def _open(self, cursor: _Cursor, depth: int, *, may_go_on: bool, is_whole: bool) -> int:
        """Open what begins in a line, from the outside in; `may_go_on`: a paragraph stands open above it."""
        while not cursor.blank:
            below = may_go_on and is_whole
            if cursor.indent > 3:
                if may_go_on:
                    break
                self._settle(depth)
                return self._code(cursor)
            end = self._leaf(cursor.next, depth, may_go_on=may_go_on, below=below)
            if end:
                return end
            if not self._container(cursor, depth, below=below):
                break
            depth, may_go_on = len(self.stack), False
        if cursor.blank:
            self.is_empty = bool(self.stack) and self.stack[-1] != _QUOTE
            return cursor.next + 1
        if not may_go_on:
            self._settle(depth)
            return self._words(cursor)
        return self._end_of_line(cursor.next)

    def _container(self, cursor: _Cursor, depth: int, *, below: bool) -> bool:
        """Open a quote or a list item; whether one begins. Below a paragraph fewer do."""
        if depth >= _DEEPEST:
            return False
        if cursor.text[cursor.next] == ">":
            self._settle(depth)
            self.stack.append(_QUOTE)
            _enter_quote(cursor)
            return True
        marker = _MARKER.match(cursor.text, cursor.next)
        if marker is None or (below and (marker["number"] not in (None, "1") or self._is_bare(marker.end()))):
            return False
        self._settle(depth)
        self.stack.append(_enter_item(cursor, len(marker[0])))
        return True

    def _is_bare(self, at: int) -> bool:
        return not self.text[at : self._end_of_line(at)].strip()

    def _leaf(self, at: int, depth: int, *, may_go_on: bool, below: bool) -> int:
        """Read a heading, a rule or the begin of a fence or of HTML; where it ends, 0 where there is none."""
        text, mark = self.text, self.text[at]
        if mark == "#" and (found := _HASHES.match(text, at)) is not None:
            self._settle(depth)
            self._heading(len(found[1]), heading_words(found[2] or ""), at, found.end())
        elif mark in "`~" and (found := _FENCE.match(text, at)) is not None:
            self._settle(depth)
            return self._fence(found)
        elif mark == "<" and (kind := html_blocks.kind(text, at)) and not (kind == "tag" and may_go_on):
            self._settle(depth)
            return self._html(at, kind)
        elif mark in "=-" and below and (found := _UNDERLINE.match(text, at)) is not None and self._underline(found):
            pass
        elif mark in "*-_" and (found := _RULER.match(text, at)) is not None:
            self._settle(depth)
        else:
            return 0
        return self._end_of_line(at)

    def _settle(self, depth: int) -> None:
        """Close the paragraph and all that does not go on."""
        del self.stack[depth:]
        self.leaf = ""

    def _end_of_line(self, at: int) -> int:
        return self.text.index("\n", at) + 1

    def _words(self, cursor: _Cursor) -> int:
        """Begin a paragraph; definitions above it are none of it."""
        found = definition(self.text, cursor.next)
        if found is not None and self._goes_on(found):
            self.definitions.append(found.span())
            return self._end_of_line(found.end())
        self.leaf, self.begin = "words", cursor.next
        return self._end_of_line(cursor.next)

    def _goes_on(self, found: re.Match[str]) -> bool:
        """Whether the later lines of a definition belong to its paragraph, since none of them begins a block."""
        at, text = found.start(), self.text
        while (at := self._end_of_line(at)) < found.end():
            plain = _PLAIN_LINE.match(text, at)
            if plain is None or html_blocks.kind(text, plain.end() - 1) not in ("", "tag"):
                return False
        return True

    def _heading(self, level: int, words: str, start: int, end: int) -> None:
        self.line += self.text.count("\n", self.counted, start)
        self.counted = start
        title, anchor = words_and_id(words)
        kept = self.nested if self.stack else self.headings
        kept.append(Heading(level, title, anchor, self.line, start, end))

    def _underline(self, found: re.Match[str]) -> bool:
        """Make the open paragraph a heading, unless it is a table."""
        lines = self.text[self.begin : self.text.rindex("\n", 0, found.start())]
        if is_table(lines):
            return False
        self.leaf = ""
        words = joined(lines, quoted=_QUOTE in self.stack)
        self._heading(1 if found[0][0] == "=" else 2, words, self.begin, found.end())
        return True

    def _code(self, cursor: _Cursor) -> int:
        """Pass over indented code; inside lists and quotes line by line."""
        start = end = cursor.at
        found = _INDENTED.match(self.text, self._end_of_line(start)) if not self.stack else None
        end = found.end() if found else self._end_of_line(start)
        end = len(self.text[:end].rstrip()) if not self.stack else end - 1
        self.hidden.append((start, min(end, self.size)))
        return self._end_of_line(end)

    def _fence(self, found: re.Match[str]) -> int:
        below, closing = _closing(found[0][0], min(len(found[0]), _LONGEST))
        self.begin = found.start()
        if not self.stack:
            end = None if below in self.unclosed else below.search(self.text, self._end_of_line(found.end()))
            if end is not None:
                self.hidden.append((self.begin, end.end()))
                return min(end.end() + 1, len(self.text))
            self.unclosed.add(below)
            if not self.trusting:
                return self._end_of_line(self.begin)
        self.leaf, self.end = "fence", closing
        return self._end_of_line(self.begin) if self.stack else len(self.text)

    def _html(self, at: int, kind: str) -> int:
        """Pass over a block of HTML, or its first line where it stands in a list or quote."""
        self.begin, self.leaf, self.end = at, "html", html_blocks.ending(kind)
        line_end = self._end_of_line(at)
        if self.end is not None and self.end.search(self.text, at, line_end):
            self._hide(line_end - 1)
            return line_end
        if self.stack:
            return line_end
        ended = (self.end or html_blocks.BLANK).search(self.text, at if self.end else line_end - 1)
        if ended is None:
            return len(self.text)
        after = self._end_of_line(ended.end()) if self.end else ended.start() + 1
        self._hide(after - 1)
        return after

    def _inside(self, cursor: _Cursor) -> int:
        """Read a line of a fence or of HTML that stands in a list or quote."""
        line_end = self._end_of_line(cursor.next)
        if self.leaf == "fence":
            if cursor.indent < 4 and self.end and self.end.match(self.text, cursor.next):
                self._hide(line_end - 1)
            elif _QUOTE not in self.stack:
                return self._through_code(line_end)
        elif self.end is None:
            if cursor.blank:
                self._hide(cursor.next)
        elif self.end.search(self.text, cursor.at, line_end):
            self._hide(line_end - 1)
        return line_end

    def _through_code(self, at: int) -> int:
        """Where the next line begins that may end a fence in a list."""
        found = _ending(self.text[self.begin], sum(self.stack)).search(self.text, at)
        return found.start() if found else len(self.text)

    def _hide(self, end: int) -> None:
        self.hidden.append((self.begin, min(end, self.size)))
        self.leaf = ""

    def _finish(self) -> None:
        """Note what is still open at the end of the text."""
        if self.leaf not in ("fence", "html"):
            return
        is_open = self.leaf == "fence" or self.end is not None
        line = self.line + self.text.count("\n", self.counted, self.begin)
        if self.leaf == "fence":
            self.open_fence = line
            self.lost = (0, 0) if self.stack else (self.begin, self.size)
        elif is_open:
            self.open_tag = line
        self._hide(self.size)


def _enter_quote(cursor: _Cursor) -> None:
    cursor.skip(1)
    if cursor.text[cursor.at] in " \t":
        cursor.take(1)


def _enter_item(cursor: _Cursor, length: int) -> int:
    """Go behind a list marker; how far what belongs to the item is indented."""
    width = cursor.indent + length
    cursor.skip(length)
    if cursor.indent > 4 or cursor.blank:
        cursor.take(1)
        return width + 1
    width += cursor.indent
    cursor.take(cursor.indent)
    return width
