"""To write links to documents, pages and departments as they are seen from one page."""

from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup, escape

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document


class Addresses(Protocol):
    """How an adapter turns a path below docs_dir into what stands in `href` on the current page."""

    def href(self, path: str, anchor: str = "") -> str:
        """The address of a file of the site; empty when the file is not part of it."""
        ...


@dataclass(frozen=True)
class Links:
    """Links as one page writes them."""

    site: Site
    words: Words
    addresses: Addresses

    def href(self, document: Document, anchor: str = "") -> str:
        """The address of a document, or of a place in it."""
        return self.addresses.href(inner_path(self.site, document.path), anchor)

    def document(self, target: str, anchor: str = "", text: str = "", *, bare: bool = False) -> Markup:
        """A link to a document: its id and title with its status, or `text`; the words alone where it is unknown."""
        document = self.site.by_id.get(target)
        shown = f"{target}#{anchor}" if anchor else target
        if document is None:
            return escape(text or shown)
        href = self.href(document, anchor)
        if not href:
            return escape(text or shown)
        title = f"{document.title} · {self.status(document)}"
        badge = Markup("") if text or bare else self.badge(document)
        words = text or (shown if bare else f"{shown} {document.title}")
        return Markup('<a class="prd-ref" href="{}" title="{}">{}</a>{}').format(href, title, words, badge)

    def status(self, document: Document) -> str:
        """A document's status in words; as written where its type does not know it."""
        return self.words.say(document.state.label) or document.status or "?"

    def badge(self, document: Document) -> Markup:
        """A document's status as a badge."""
        return Markup(' <span class="prd-badge prd-badge--{}">{}</span>').format(tone(document), self.status(document))

    def department(self, key: str) -> Markup:
        """A link to a department's page."""
        name = self.words.department(key)
        href = self.addresses.href(f"departments/{key}.md")
        return Markup('<a class="prd-dept" href="{}">{}</a>').format(href, name) if href else escape(name)


def tone(document: Document) -> str:
    """How a status is coloured: by its own tone, else by its stage."""
    state = document.state
    return state.tone if state.tone != "neutral" else state.stage or "neutral"


def inner_path(site: Site, path: str) -> str:
    """A path below docs_dir from one relative to the project."""
    return path.removeprefix(site.config.docs_dir + "/")
