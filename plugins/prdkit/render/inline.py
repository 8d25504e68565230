"""To render the Markdown of one cell: emphasis, code and links, never blocks and never HTML."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from functools import lru_cache
from posixpath import join, normpath

from markdown import Markdown
from markupsafe import Markup, escape

from prdkit.link.references import inside_link
from prdkit.render import sanitize
from prdkit.render.links import Links

_MARKS = "*`[\\\n~<_:"
_MARKED = re.compile(r"[*`\[\\\n~<]|https?:|(?<!\w)_|_(?!\w)")


@lru_cache(maxsize=1)
def _engine() -> Markdown:
    engine = Markdown(extensions=["pymdownx.tilde"], extension_configs={"pymdownx.tilde": {"subscript": False}})
    engine.inlinePatterns.deregister("html")
    engine.inlinePatterns.deregister("image_link")
    engine.inlinePatterns.deregister("image_reference")
    return engine


@lru_cache(maxsize=16384)
def _convert(text: str) -> str:
    """The HTML of inline Markdown; links are as written."""
    engine = _engine()
    engine.reset()
    root = etree.Element("div")
    etree.SubElement(root, "p").text = text
    for name in ("inline", "unescape"):
        if name in engine.treeprocessors:
            engine.treeprocessors[name].run(root)
    html = engine.serializer(root)
    for processor in engine.postprocessors:
        html = processor.run(html)
    html = html.strip().removeprefix("<div>").removesuffix("</div>").strip()
    html = html.removeprefix("<p>").removesuffix("</p>").replace("\n", "<br>")
    return sanitize.cell(html)


@lru_cache(maxsize=64)
def _perhaps_more(starts: tuple[str, ...]) -> Callable[[str], object]:
    """A quick look whether a text has any of the letters that Markdown and ids cannot do without."""
    return re.compile(f"[{re.escape(_MARKS + ''.join(start[-1] for start in starts))}]").search


class Inline:
    """To render cells of one page; plain text, which most cells are, costs one look."""

    def __init__(self, links: Links, base: str = "") -> None:
        self.links = links
        self.base = base
        self._ids = links.site.ids
        self._heads = links.site.heads
        self._perhaps = bool if links.site.may_begin_with_anything else _perhaps_more(links.site.id_starts)

    def __call__(self, text: object) -> Markup:
        """The text as safe HTML."""
        words = text if type(text) is str else "" if text is None else str(text)
        if not self._perhaps(words):
            return escape(words)
        if self._heads.search(words):
            return self._with_documents(words)
        return Markup(self._relative(_convert(words))) if _MARKED.search(words) else escape(words)  # noqa: S704

    def _with_documents(self, words: str) -> Markup:
        """Ids become links before Markdown is read, behind marks that Markdown leaves alone."""
        made: list[Markup] = []

        def replace(found: re.Match[str]) -> str:
            target = (found["id"] or found["bare"]).strip()
            linked = found["bare"] and inside_link(words, found.start(), found.end())
            if linked or not self._is_id(found, target) or _in_code(words, found.start()):
                return found[0]
            part = (found["part"] if found["id"] else found["barepart"]) or ""
            made.append(self.links.document(target, part, found["words"] or "", bare=not found["id"]))
            return f"\ue002{len(made) - 1}\ue003"

        marked = self._ids.sub(replace, words.replace("\ue002", "").replace("\ue003", ""))
        html = self._relative(_convert(marked) if _MARKED.search(marked) else str(escape(marked)))
        return Markup(re.sub("\ue002(\\d+)\ue003", lambda m: str(made[int(m[1])]), html))  # noqa: S704

    def _is_id(self, found: re.Match[str], target: str) -> bool:
        return self._heads.match(target) is not None or self._heads.match(found[0]) is not None

    def _relative(self, html: str) -> str:
        """Links to other Markdown files become links to their pages."""
        if ".md" not in html:
            return html
        return re.sub(r'href="([^":#]+\.md)(?:#([^"]*))?"', self._page_link, html)

    def _page_link(self, found: re.Match[str]) -> str:
        href = self.links.addresses.href(normpath(join(self.base, found[1])), found[2] or "")
        return f'href="{escape(href)}"' if href else ""


def _in_code(words: str, offset: int) -> bool:
    return words.count("`", 0, offset) % 2 == 1
