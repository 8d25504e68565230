"""To write links to documents, pages and departments as they are seen from one page."""

import re
from typing import NamedTuple, Protocol

from markupsafe import Markup, escape

from prdkit.blocks.views import Words
from prdkit.config.inventories import Elsewhere
from prdkit.link.site import Site
from prdkit.model.document import Document, alike
from prdkit.render.escaping import escaped

_ADDRESS = re.compile(r"https?://")


class Addresses(Protocol):
    """How an adapter turns a path below docs_dir into what stands in `href` on the current page."""

    def href(self, path: str, anchor: str = "") -> str:
        """The address of a file of the site; empty when the file is not part of it."""
        ...


class Links:
    """Links as one page writes them. What does not depend on the page is kept from page to page in `said`."""

    def __init__(self, site: Site, words: Words, addresses: Addresses, said: "dict[str, Said] | None" = None) -> None:
        self.site = site
        self.words = words
        self.addresses = addresses
        self.said: dict[str, Said] = {} if said is None else said
        self._departments: dict[str, Markup] = {}

    def href(self, document: Document, anchor: str = "") -> str:
        """The address of a document, or of a place in it."""
        return self.addresses.href(inner_path(self.site, document.path), anchor)

    def document(self, target: str, anchor: str = "", text: str = "", *, bare: bool = False) -> Markup:
        """A link to a document: its id and title with its status, or `text`; the words alone where it is unknown.

        `target` is an id, or the path of a document, since two may claim one id.
        """
        document = self.find(target)
        target = self.site.called(document, target) if document is not None else target
        shown = f"{target}#{anchor}" if anchor else target
        href = self.href(document, anchor) if document is not None else ""
        if document is None and (other := self.site.elsewhere(target, anchor)) is not None:
            return _abroad(other, shown, text, bare=bare)
        if document is None and _ADDRESS.match(shown):
            return Markup(f'<a href="{escape(shown)}">{escape(text or shown)}</a>')  # noqa: S704 - both were escaped
        if document is None or not href:
            elsewhere = document is None and not text and target.startswith(("https://", "http://"))
            link = Markup('<a class="prd-url" href="{0}" rel="noopener noreferrer">{0}</a>')
            return link.format(target) if elsewhere else escape(text or shown)
        said = self._say(document)
        words, badge = escaped(text or shown), ""
        if not (text or bare):
            words, badge = f"{words} {said.title}" if said.has_number else said.title, said.badge
        html = f'<a class="prd-ref" href="{escaped(href)}" title="{said.hover}">{words}</a>{badge}'
        return Markup(html)  # noqa: S704 - each part was escaped

    def find(self, target: str) -> Document | None:
        """The document that an id or a path names."""
        thing = self.site.find(target) or self.site.by_path.get(target)
        return thing if isinstance(thing, Document) else None

    def _say(self, document: Document) -> "Said":
        key = f"{self.words.lang}:{document.path}"
        if key not in self.said:
            title, status = escape(document.title), escape(self.status(document))
            badge = f' <span class="prd-badge prd-badge--{escape(tone(document))}">{status}</span>' if status else ""
            hover = f"{title} · {status}" if status else title
            self.said[key] = Said(title, hover, Markup(badge), not alike(document.id, document.title))  # noqa: S704
        return self.said[key]

    def status(self, document: Document) -> str:
        """A document's status in words; as written where its type does not know it, empty where it has none."""
        unknown = "?" if document.type.statuses else ""
        return self.words.say(document.state.label) or document.status or unknown

    def badge(self, document: Document) -> Markup:
        """A document's status as a badge."""
        return self._say(document).badge

    def department(self, key: str) -> Markup:
        """A link to a department's page."""
        if key not in self._departments:
            name, href = escape(self.words.department(key)), self.addresses.href(f"departments/{key}.md")
            html = f'<a class="prd-dept" href="{escape(href)}">{name}</a>' if href else name
            self._departments[key] = Markup(html)  # noqa: S704 - each part was escaped
        return self._departments[key]


def _abroad(other: Elsewhere, shown: str, text: str, *, bare: bool) -> Markup:
    """A link to a document of another repository."""
    words = text or (shown if bare else f"{shown} {other.title}")
    hover = " · ".join(filter(None, (other.title, other.site)))
    link = Markup('<a class="prd-ref prd-ref--elsewhere" href="{}" rel="noopener noreferrer" title="{}">{}</a>')
    return link.format(other.url, hover, words)


class Said(NamedTuple):
    """What every link to a document says, as HTML: its title, what shows on hovering, its status.

    `has_number` says that the id is more than the title once again.
    """

    title: str
    hover: str
    badge: Markup
    has_number: bool


def tone(document: Document) -> str:
    """How a status is coloured: by its own tone, else by its stage."""
    state = document.state
    return state.tone if state.tone != "neutral" else state.stage or "neutral"


def named(document: Document) -> str:
    """A document's id and title; once, where they are the same words."""
    return document.title if alike(document.id, document.title) else f"{document.id} {document.title}"


def inner_path(site: Site, path: str) -> str:
    """A path below docs_dir from one relative to the project."""
    return path.removeprefix(site.config.prefix)


def way(folder: str, path: str) -> str:
    """The relative way from a folder to a path, neither of which holds `..`."""
    start, goal = _steps(folder), _steps(path)
    shared = 0
    while shared < min(len(start), len(goal)) and start[shared] == goal[shared]:
        shared += 1
    return "/".join((*[".."] * (len(start) - shared), *goal[shared:])) or "."


def _steps(path: str) -> list[str]:
    return [step for step in path.split("/") if step not in ("", ".")]
