"""To write words, links and mentions of documents as Markdown seen from one file."""

import re
from collections.abc import Callable
from posixpath import dirname
from urllib.parse import quote

from prdkit.blocks.views import Words
from prdkit.link.references import inside_link
from prdkit.link.site import Site
from prdkit.model.document import Document, alike
from prdkit.render.links import inner_path, way

_SPECIAL = re.compile(r"([\\`*\[\]]|(?<![^\W_])_|_(?![^\W_]))")
_TAG = re.compile(r"<(?!https?://|mailto:)(?=[A-Za-z/!?])")
_BLANKS = re.compile(r"\s*\n\s*")
_CODE = re.compile(r"(`+)(?:(?!`).|(?<=.)`(?!\1))*?\1")


class Writing:
    """How one file, at a path below docs_dir, writes. `has` says which other paths there are to link to."""

    def __init__(self, site: Site, words: Words, path: str, has: Callable[[str], bool] = lambda _: True) -> None:
        self.site = site
        self.words = words
        self.path = path
        self.has = has

    def href(self, path: str, anchor: str = "") -> str:
        """The way to another file, empty where there is none."""
        if not self.has(path):
            return ""
        file = "" if path == self.path and anchor else quote(way(dirname(self.path), path), safe="/-._~()'!*+,;=@")
        return f"{file}#{anchor}" if anchor else file

    def document(self, target: str, anchor: str = "", text: str = "", *, bare: bool = False) -> str:
        """A link to a document, its words alone where it is unknown."""
        document = self.find(target)
        called = self.site.called(document, target) if document is not None else target
        shown = f"{called}#{anchor}" if anchor else called
        if document is not None and not (text or bare):
            shown = document.title if alike(shown, document.title) else f"{shown} {document.title}"
        words = plain(text or shown)
        href = self.href(inner_path(self.site, document.path), anchor) if document is not None else ""
        return f"[{words}]({href})" if href else words

    def find(self, target: str) -> Document | None:
        """The document that an id or a path names."""
        thing = self.site.find(target) or self.site.by_path.get(target)
        return thing if isinstance(thing, Document) else None

    def mentions(self, text: str) -> str:
        """A line or a cell with `[[…]]` and bare ids as links; code stays as it is."""
        if not self.site.heads.search(text) and "[[#" not in text:
            return text
        parts, at = [], 0
        for code in _CODE.finditer(text) if "`" in text else ():
            parts += [self._linked(text, at, code.start()), code[0]]
            at = code.end()
        return "".join((*parts, self._linked(text, at, len(text))))

    def _linked(self, text: str, start: int, end: int) -> str:
        def replace(found: re.Match[str]) -> str:
            target = (found["id"] or found["bare"] or "").strip()
            linked = inside_link(text, found.start() + start, found.end() + start)
            if linked or self.find(target) is None:
                return found[0] if found["bare"] else plain(found["words"] or found["id"])
            part = (found["part"] if found["id"] else found["barepart"]) or ""
            return self.document(target, part.strip(), found["words"] or "", bare=bool(found["bare"]))

        made = self.site.ids.sub(replace, text[start:end])
        return re.sub(r"\[\[#([\w.-]+)(?:\|([^\]]*))?\]\]", lambda m: f"[{m[2] or m[1]}](#{m[1]})", made)

    def cell(self, text: str) -> str:
        """Inline Markdown of an author in one line of a table: no HTML, no bars that would end the cell."""
        return bars(_BLANKS.sub(" ", _TAG.sub("&lt;", self.mentions(text.strip()))))


def plain(text: object) -> str:
    """Words that are no Markdown, on one line."""
    return _TAG.sub("&lt;", _SPECIAL.sub(r"\\\1", _BLANKS.sub(" ", str(text).strip())))


def bars(text: str) -> str:
    """A text that may stand between the bars of a table."""
    return re.sub(r"(?<!\\)\|", r"\\|", text)
