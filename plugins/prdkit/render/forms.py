"""To write the inline Markdown of a note as Markdown that is safe elsewhere, and as plain text.

Both begin at the HTML that cells have: what the site shows is what is sent out, with nothing in it that acts.
"""

import re
from html.parser import HTMLParser

from prdkit.check.excerpt import safe

_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_BLOCK = re.compile(r"^([-+#=:>])")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；！？、（）]+")
_CALLS = re.compile(r"(?<![\w/.])([@#!])(?=\w)")
_JOINER = "\u2060"
_MARKS = {"em": "*", "strong": "**", "del": "~~"}


def markdown_of(html: str) -> str:
    """The HTML of a cell as Markdown on one line."""
    return _read(_Markdown(), html)


def text_of(html: str) -> str:
    """The HTML of a cell as words, with the addresses that its links lead to."""
    return _read(_Text(), html)


def markdown_words(text: str) -> str:
    """Words as Markdown that shows them and does nothing: nobody is called, no issue is meant.

    Addresses of the web stay as they are: every reader of Markdown makes links of them.
    """
    parts, at = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [_escaped(text[at : found.start()]), found[0].replace("_", "%5F").replace("*", "%2A")]
        at = found.end()
    whole = "".join((*parts, _escaped(text[at:])))
    return _NUMBERED.sub(r"\1\\\2", _BLOCK.sub(r"\\\1", whole))


def _escaped(text: str) -> str:
    marked = _MARKUP.sub(lambda found: f"\\{found[0]}", safe(text))
    named = marked.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CALLS.sub(rf"\1{_JOINER}", named)


def _read(reader: "_Reader", html: str) -> str:
    reader.feed(html)
    reader.close()
    return "".join(reader.parts).strip()


class _Reader(HTMLParser):
    """To walk over the HTML of a cell, which holds links, emphasis, code and breaks."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.links: list[tuple[str, int]] = []
        self.in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.parts)))
        elif tag == "br":
            self.parts.append(self.line_end)
        self.in_code = self.in_code or tag == "code"
        self.begin(tag)

    def handle_endtag(self, tag: str) -> None:
        self.end(tag)
        if tag == "code":
            self.in_code = False
        if tag == "a" and self.links:
            address, start = self.links.pop()
            words = "".join(self.parts[start:])
            self.parts[start:] = [self.link(words, address) if address else words]

    line_end = ""

    def begin(self, tag: str) -> None:
        """Write what opens an element."""

    def end(self, tag: str) -> None:
        """Write what closes an element."""

    def link(self, words: str, address: str) -> str:
        """What is written for a link."""
        raise NotImplementedError


class _Markdown(_Reader):
    line_end = "<br>"

    def begin(self, tag: str) -> None:
        self.parts.append(_MARKS.get(tag, ""))

    def end(self, tag: str) -> None:
        self.parts.append(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self.parts.append(_code(data) if self.in_code else markdown_words(data))

    def link(self, words: str, address: str) -> str:
        shown = re.sub(r"[^\w:/?#@!$&'*+,;=%~.-]", lambda found: f"%{ord(found[0]):02X}", safe(address))
        return f"[{words}]({shown})"


class _Text(_Reader):
    line_end = "\n"

    def handle_data(self, data: str) -> None:
        self.parts.append("\n".join(map(safe, data.split("\n"))))

    def link(self, words: str, address: str) -> str:
        return words if words == address else f"{words} ({safe(address)})"


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence, pad = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{pad}{safe(text)}{pad}{fence}"
