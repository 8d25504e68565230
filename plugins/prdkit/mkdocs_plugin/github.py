"""To let Python-Markdown see the lists, headings and tables that GitHub sees, where a project is written for GitHub."""

import re
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from prdkit.reading import html_blocks

_BEFORE_FENCES, _BEFORE_RAW_HTML, _AFTER_RAW_HTML = 27, 22, 15
"""When fenced code and raw HTML are taken out of the text."""
_FENCE = re.compile(r"(?P<fence>[ ]*(?:`{3,}|~{3,}))[ \t]*(?P<lang>[\w#.+-]*)[^`]*$")
_OPENING = re.compile(r"^ {0,3}(?=<)", re.MULTILINE)
_ITEM = re.compile(r"(?P<marker>[-+*]|(?P<number>\d{1,9})[.)])(?P<gap>[ ]+)(?P<text>\S.*)$")
_RULE = re.compile(r"(?:(?:-[ ]*){3,}|(?:_[ ]*){3,}|(?:\*[ ]*){3,})$")
_HASHES = re.compile(r"#{1,6}(?=[^#\s])")
_DELIMITERS = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_DEEPEST = 20
"""How many lists stand in each other before one more is an item of the last."""
_STEP = 4
"""How far Python-Markdown wants what is inside a list to stand in."""


class GitHubMarkdown(Extension):
    """The extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register what rewrites lines before they are parsed."""
        md.preprocessors.register(_Fences(md), "prdkit-github-fences", _BEFORE_FENCES)
        md.preprocessors.register(_RawHtml(md), "prdkit-github-html", _BEFORE_RAW_HTML)
        md.preprocessors.register(_Lines(md), "prdkit-github", _AFTER_RAW_HTML)


class _Fences(Preprocessor):
    """A fence names a language by its first word, whatever follows: `rust,ignore`, `diff app/app.js`."""

    def run(self, lines: list[str]) -> list[str]:
        return [_short(line) if "```" in line or "~~~" in line else line for line in lines]


def _short(line: str) -> str:
    found = _FENCE.match(line)
    return found["fence"] + found["lang"] if found else line


class _RawHtml(Preprocessor):
    """Raw HTML ends at an empty line, so that what stands between `<details>` and `</details>` is Markdown."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines) + "\n"
        return "".join(self._pieces(text)).split("\n")[:-1] if "<" in text else lines

    def _pieces(self, text: str) -> Iterator[str]:
        at = 0
        for found in _OPENING.finditer(text):
            start = found.end()
            kind = html_blocks.kind(text, start) if start >= at else ""
            if not kind or (kind == "tag" and not text.endswith(("\n\n", "\n"), 0, found.start() - 1)):
                continue
            end = _end(text, start, kind)
            yield text[at : found.start()]
            yield f"\n{self.md.htmlStash.store(text[start:end].rstrip())}\n\n"
            at = end
        yield text[at:]


def _end(text: str, start: int, kind: str) -> int:
    """The offset of the line behind a block of raw HTML."""
    closing = html_blocks.ending(kind)
    if closing is None:
        blank = html_blocks.BLANK.search(text, start)
        return blank.start() + 1 if blank else len(text)
    found = closing.search(text, start)
    line = text.find("\n", found.end()) if found else -1
    return line + 1 if line >= 0 else len(text)


class _Lines(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return list(_Rewriting(lines).lines())


class _Rewriting:
    """The lines of one page; `open` holds the column at which the text of each list item around begins.

    `begun` says what the lines since the last empty one began with: nothing yet, an item, or anything else.
    """

    def __init__(self, lines: list[str]) -> None:
        self.given = lines
        self.open: list[int] = []
        self.in_paragraph = False
        self.begun = ""

    def lines(self) -> Iterator[str]:
        """The same lines as Python-Markdown wants them."""
        for number, line in enumerate(self.given):
            text = line.lstrip(" ")
            if not text:
                self.in_paragraph, self.begun = False, ""
                yield ""
            elif text.startswith("\x02") and not self.open:
                self.in_paragraph, self.begun = False, ""
                yield from ("", text, "")
            else:
                yield from self._line(number, line, text)

    def _line(self, number: int, line: str, text: str) -> Iterator[str]:
        column = len(line) - len(text)
        inner = [at for at in self.open if at <= column][:_DEEPEST]
        item = self._item(text, column - (inner[-1] if inner else 0), self.in_paragraph and not inner)
        if item is not None:
            if self.begun == "text":
                yield ""
            self.begun = "item"
            self.open = [*inner, column + len(item["marker"]) + min(len(item["gap"]), _STEP)]
            yield " " * (_STEP * len(inner)) + _marker(item) + " " + item["text"]
        elif len(inner) < len(self.open) and self.in_paragraph and _goes_on(text):
            yield text
        else:
            self.open = inner
            yield from self._text(number, column, text)
        self.begun = self.begun or "text"
        self.in_paragraph = item is not None or _goes_on(text)

    def _item(self, text: str, column: int, interrupts: bool) -> re.Match[str] | None:
        """The list item that a line begins, at so many columns behind the text around it."""
        found = _ITEM.match(text) if column < _STEP and text[0] in "-+*0123456789" else None
        if found is None or _RULE.match(text):
            return None
        return None if interrupts and not self.open and found["number"] not in (None, "1") else found

    def _text(self, number: int, column: int, text: str) -> Iterator[str]:
        past = column - (self.open[-1] if self.open else 0)
        if past < _STEP:
            text = _HASHES.sub(r"\\\g<0>", text, count=1) if text.startswith("#") else text
            past = 0
            if self.in_paragraph and "|" in text and self._heads_table(number):
                yield ""
        yield " " * (_STEP * len(self.open) + past) + text

    def _heads_table(self, number: int) -> bool:
        below = self.given[number + 1].strip() if number + 1 < len(self.given) else ""
        above = self.given[number - 1] if number else ""
        return "-" in below and "|" in below and "|" not in above and _DELIMITERS.match(below) is not None


def _marker(item: re.Match[str]) -> str:
    return f"{item['number']}." if item["number"] else "-"


def _goes_on(text: str) -> bool:
    """Whether a line is one of a paragraph, which the next one may go on with."""
    return not (text.startswith(("#", ">", "\x02")) or _RULE.match(text))
