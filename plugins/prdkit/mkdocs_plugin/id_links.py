"""To turn `[[ID]]`, `[[ID#part|words]]` and bare ids into links while Python-Markdown renders a page."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from posixpath import dirname
from typing import NamedTuple

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from prdkit.blocks.views import Words
from prdkit.config.inventories import Elsewhere
from prdkit.link.references import inside_link, mentions
from prdkit.link.site import Site
from prdkit.model.document import Document, alike
from prdkit.render.links import Links, inner_path, tone, way


class IdLinks(Extension):
    """The extension; `page` is set to the page about to be rendered, as a path below docs_dir."""

    def __init__(self) -> None:
        super().__init__()
        self.links: Links | None = None
        self.page = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processor after code spans and before escapes, which would hide the pipe of a table."""
        if self.links is not None:
            md.parser.blockprocessors.register(_Marks(md.parser), "prdkit-marks", 95)
            md.inlinePatterns.register(_Processor(self.links, self.page, md), "prdkit-ids", 185)


class _Marks(BlockProcessor):
    """Marks of our pieces are paragraphs in which there is no Markdown to look for."""

    def test(self, parent: etree.Element, block: str) -> bool:  # noqa: ARG002
        return block.startswith("\ue000")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        etree.SubElement(parent, "p").text = AtomicString(blocks.pop(0).strip())


class _Mentions:
    """What Python-Markdown asks a pattern for, answered by our own search, which skips from id to id."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def finditer(self, text: str, position: int = 0) -> Iterator[re.Match[str]]:
        """Where the text mentions documents."""
        return mentions(text, self.site.ids, self.site.heads, position)


class _Named(NamedTuple):
    """A document that a text names, the part of it that is meant, and what the link shows."""

    document: Document
    part: str
    shown: str


class _Processor(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a", "code", "pre")

    def __init__(self, links: Links, page: str, md: Markdown) -> None:
        super().__init__(r"(?!)", md)
        self.compiled_re = _Mentions(links.site)  # type: ignore[assignment]
        self.links = links
        self.page = page

    def handleMatch(  # type: ignore[override] # noqa: N802
        self,
        m: re.Match[str],
        data: str,
    ) -> tuple[etree.Element | None, int | None, int | None]:
        said = m.groupdict()
        words, part = said["words"] or "", (said["part"] or said.get("barepart") or "").strip()
        target = said.get("id") or said.get("bare")
        if not target:
            return self._own_part(part, words), m.start(0), m.end(0)
        document = self.links.site.find(target.strip(), self._kinds())
        if document is None and not (said.get("bare") and inside_link(data, m.start(0), m.end(0))):
            other = self.links.site.elsewhere(target.strip(), part)
            shown = f"{target.strip()}#{part}" if part else target.strip()
            link = self._abroad(other, words or shown) if other is not None else None
            return (link, m.start(0), m.end(0)) if link is not None else (None, None, None)
        if document is None or (said.get("bare") and inside_link(data, m.start(0), m.end(0))):
            return None, None, None
        called = self.links.site.called(document, target.strip())
        named = _Named(document, part, f"{called}#{part}" if part else called)
        return self._link(named, words, explicit=not said.get("bare")), m.start(0), m.end(0)

    def _kinds(self) -> tuple[str, ...]:
        """The type of the page, whose documents are meant first where ids stand for several."""
        site = self.links.site
        here = site.by_path.get(f"{site.config.prefix}{self.page}")
        return (here.type.name,) if isinstance(here, Document) else ()

    def _abroad(self, other: Elsewhere, shown: str) -> etree.Element:
        """A link to a document of another repository."""
        link = etree.Element("a", {"class": "prd-ref prd-ref--elsewhere", "href": other.url})
        link.set("rel", "noopener noreferrer")
        link.set("title", " · ".join(filter(None, (other.title, other.site))))
        link.text = AtomicString(shown)
        return link

    def _own_part(self, part: str, words: str) -> etree.Element:
        link = etree.Element("a", {"class": "prd-ref", "href": f"#{part}"})
        link.text = words or part
        return link

    def _link(self, named: _Named, words: str, *, explicit: bool) -> etree.Element:
        document, status = named.document, self.links.status(named.document)
        link = etree.Element("a", {"class": "prd-ref", "href": self._href(document, named.part)})
        link.set("title", " · ".join(filter(None, (document.title, status))))
        whole = document.title if alike(named.shown, document.title) else f"{named.shown} {document.title}"
        link.text = words or AtomicString(whole if explicit else named.shown)
        if words or not explicit or not status:
            return link
        both = etree.Element("span", {"class": "prd-ref-group"})
        both.append(link)
        badge = etree.SubElement(both, "span", {"class": f"prd-badge prd-badge--{tone(document)}"})
        badge.text = AtomicString(status)
        return both

    def _href(self, document: Document, anchor: str) -> str:
        inner = inner_path(self.links.site, document.path)
        path = way(dirname(self.page), inner)
        return f"{path}#{anchor}" if anchor else path


def links_for(site: Site, lang: str) -> Links:
    """Links whose addresses are made by MkDocs later on."""
    return Links(site, Words(site.config, lang), _Nowhere())


class _Nowhere:
    def href(self, path: str, anchor: str = "") -> str:  # noqa: ARG002
        return ""
