"""To make MkDocs' pages of ours: where each comes from, what its meta data are, what its HTML holds."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from html import escape, unescape
from posixpath import dirname
from types import MethodType
from typing import Any
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from prdkit.check.outcome import Outcome
from prdkit.config.values import untyped
from prdkit.mkdocs_plugin.headings import Title
from prdkit.model.document import Document
from prdkit.model.document import Page as PlainPage
from prdkit.publish import assets, search
from prdkit.publish.data_files import Place, data_files
from prdkit.publish.pages import pages
from prdkit.publish.pieces import Pieces
from prdkit.publish.redirects import redirects
from prdkit.publish.reference import reference_pages
from prdkit.render import sanitize
from prdkit.render.compose import compose, fill, without_marks
from prdkit.render.environment import render
from prdkit.render.links import inner_path, named, way
from prdkit.view.page import PageView

_TOP_HEADING = re.compile(r"<(/?)h1\b")
_NAME = re.compile(r"[\w.-]+")
_ID = re.compile(r'<[^<>]*\sid="([^"]+)"')
"""What a link may lead to on a page of ours."""
_FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2099, 12, 31)
"""Between which days a page can have changed: MkDocs writes the newest into a gzip file, which ends in 2106."""
_META = frozenset(("title", "description", "hide", "search", "tags", "icon", "subtitle"))


class SitePages:
    """The pages of one build."""

    def __init__(self, pieces: Pieces, files: Files, config: MkDocsConfig) -> None:
        self.pieces = pieces
        self.site = pieces.site
        self.files = files
        self.config = config
        kept = self.site.config.root / ".cache" / "prdkit"
        self.cache = kept if self.site.readers == "internal" else kept / f"for-{self.site.readers}"
        self.views: dict[str, PageView] = {}
        self.searched: dict[str, str] = {}
        told: tuple[Document | PlainPage, ...] = (*self.site.documents, *self.site.pages)
        self.things = {inner_path(self.site, thing.path): thing for thing in told}
        self._urls: dict[str, str] = {}

    def add(self, *, reference: str, outcome: Outcome | None = None, without: Collection[str] = ()) -> None:
        """Add generated pages, assets and data to MkDocs' files; a page that the user wrote wins over ours.

        `outcome` is what the check came to; `without` names modules of data files that are not wanted.
        """
        for view in self._all(reference):
            if _is_inside(view.path) and self.files.get_file_from_path(view.path) is None:
                self.views[view.path] = view
                self._generated(view.path, f"# {view.title}\n", listed=self._is_listed(view.path))
        self._add_redirects()
        root = self.site.config.root
        self._generated("assets/prdkit/prdkit.css", assets.style(root))
        self._generated("assets/prdkit/prdkit.js", assets.script(root))
        if any("mermaid" in thing.source.body for thing in self.things.values()):
            path = "assets/prdkit/mermaid.min.js"
            self.files.append(File.generated(self.config, path, abs_src_path=str(assets.mermaid())))
        self._add_data(outcome, without)

    def _add_data(self, outcome: Outcome | None, without: Collection[str]) -> None:
        """Files that are no pages. They come last, since they may lead to any page.

        One in Markdown has another name until it is copied: MkDocs would make a page of it.
        """
        root = self.config.site_url or ""
        place = Place(root if root.endswith("/") or not root else f"{root}/", self._address, self.config.site_name)
        for made in data_files(self.site, self.pieces.words[self.pieces.lang], place, outcome, without=without):
            source = f"{made.path}.txt" if made.path.endswith(".md") else made.path
            if _is_inside(made.path) and self.files.get_file_from_path(source) is None:
                self._generated(source, made.content).dest_uri = made.path

    def _address(self, path: str) -> str:
        """The address of a file below docs_dir from the root of the site; empty where the site has no such file."""
        file = self.files.get_file_from_path(path)
        return file.url if file is not None and file.inclusion is not InclusionLevel.EXCLUDED else ""

    def _all(self, reference: str) -> Iterator[PageView]:
        words = self.pieces.words[self.pieces.lang]
        yield from pages(self.site, words, self.pieces.gaps, self.pieces.gaps_to)
        if reference:
            yield from reference_pages(self.site, words, reference.strip("/"))

    def _is_listed(self, path: str) -> bool:
        """Whether a navigation that MkDocs makes by itself shows a page: indexes do, what they list does not."""
        return self.config.nav is None and ("/" not in path or path.endswith("/index.md"))

    def _add_redirects(self) -> None:
        """Pages at the addresses that documents had under former ids. They are no pages to MkDocs, so no search
        and no navigation knows them.
        """
        ending = "/index.html" if self.config.use_directory_urls else ".html"
        for path, document in redirects(self.site):
            place = path + ending
            if not _is_inside(place) or self.files.get_file_from_path(f"{path}.md") is not None:
                continue
            here = File.generated(self.config, place, content="")
            href = self.url(inner_path(self.site, document.path), here)
            if not href:
                continue
            canonical = urljoin(urljoin(self.config.site_url, here.url), href) if self.config.site_url else href
            setting = self.pieces.setting(_Addresses(self, here), place, self.pieces.lang)
            told = {"document": document, "href": href, "canonical": canonical}
            self._generated(place, render(self.pieces.env, "pages/redirect.html.j2", setting, **told))

    def _generated(self, path: str, content: str | bytes, *, listed: bool = False) -> File:
        """A file of the site that other plugins can open; written only when it changed."""
        kept = self.cache / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        if not kept.is_file() or kept.read_bytes() != data:
            kept.write_bytes(data)
        file = File.generated(self.config, path, abs_src_path=str(kept))
        file.inclusion = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV
        self.files.append(file)
        return file

    def take_over(self, page: Page) -> None:
        """Give a page of ours its text and meta data when MkDocs asks for them."""
        path = page.file.src_uri
        thing = self.things.get(path)
        told = thing.updated if isinstance(thing, Document) else None
        page.update_date = min(max(told or self.site.as_of, _FIRST_DAY), _LAST_DAY).isoformat()
        if page.edit_url:
            page.edit_url = quote(page.edit_url, safe=":/?#[]@!$&'()*+,;=%~-._")
        if path in self.views:
            self._supply(page, lambda: ("", self._meta_of_view(self.views[path])))
        elif isinstance(thing, Document):
            self._supply(page, lambda: (compose(thing, self.pieces.words[thing.lang]), self._meta_of(thing)))
        elif thing is not None:
            self._supply(page, lambda: (without_marks(thing.source.body), self._plain_meta(thing)))

    def name_sections(self, items: Iterable[Any]) -> None:
        """A folder that we list the documents of has the name of what it lists."""
        for item in items:
            if isinstance(item, Section):
                paths = (page.file.src_uri for page in item.children if isinstance(page, Page))
                view = next((self.views[path] for path in paths if path in self.views), None)
                item.title = title_text(view.title) if view is not None and len(item.children) == 1 else item.title
                self.name_sections(item.children)

    def title(self, page: Page) -> Title | None:
        """What is printed as the title above a document's own words; None where the page has its own."""
        thing = self.things.get(page.file.src_uri)
        if not isinstance(thing, Document):
            return None
        headline = any(heading.level == 1 for heading in thing.source.outline.headings)
        deep = headline and any(section.heading.level == 1 for section in thing.sections)
        return Title(thing.title, deep, own=not thing.type.common)

    def _supply(self, page: Page, make: Callable[[], tuple[str, dict[str, Any]]]) -> None:
        def read_source(self: Page, config: MkDocsConfig) -> None:  # noqa: ARG001
            self.markdown, self.meta = make()

        page.read_source = MethodType(read_source, page)  # type: ignore[method-assign]

    def _meta_of(self, document: Document) -> dict[str, Any]:
        tags = [escape(str(tag)) for tag in document.values.get("tags") or () if tag]
        meta: dict[str, Any] = {
            "title": title_text(named(document)),
            "render_macros": False,
            "search": {"boost": 1.2},
        }
        return {**meta, "tags": tags} if tags else meta

    def _meta_of_view(self, view: PageView) -> dict[str, Any]:
        meta: dict[str, Any] = {"title": title_text(view.title), "render_macros": False}
        return meta if view.search else {**meta, "search": {"exclude": True}}

    def _plain_meta(self, page: PlainPage) -> dict[str, Any]:
        """What a page may tell the theme: no template, no script, nothing that the theme prints unescaped."""
        kept = {key: untyped(value) for key, value in page.source.values.items() if key in _META}
        meta = {key: _escaped(value) for key, value in kept.items() if _fits(key, value)}
        return {**meta, "title": title_text(str(kept["title"]))} if "title" in kept else meta

    def content(self, html: str, page: Page) -> str:
        """The HTML of a page: the document's own, sanitised, with our pieces put in."""
        path = page.file.src_uri
        view, thing = self.views.get(path), self.things.get(path)
        if view is not None:
            return self._view(view, page)
        if thing is None and page.file.generated_by:
            return html
        _tame(page)
        clean = sanitize.page(html)
        if not isinstance(thing, Document):
            return clean
        clean = _TOP_HEADING.sub(r"<\1h2", clean)
        self._know_anchors(page, thing)
        addresses = _Addresses(self, page.file)
        edit = page.edit_url or ""
        made: dict[str, str] = {}

        def piece(name: str) -> str:
            made[name] = self.pieces.piece(name, thing, addresses, edit_url=edit)
            return made[name]

        whole = fill(clean, piece)
        self.searched[path] = fill(search.of_body(clean), lambda name: search.of_piece(made[name]))
        return f'<div class="prd-document" lang="{escape(thing.lang)}">{whole}</div>'

    def _view(self, view: PageView, page: Page) -> str:
        setting = self.pieces.setting(_Addresses(self, page.file), view.path, self.pieces.lang)
        page.toc = get_toc(_toc_tokens(view))
        html = render(self.pieces.env, view.template, setting, view=view.data, page=view)
        page.present_anchor_ids = {unescape(name) for name in _ID.findall(html)}
        self.searched[view.path] = search.of_piece(html)
        return html

    def _know_anchors(self, page: Page, document: Document) -> None:
        """Tell MkDocs' link check which addresses our pieces bring."""
        page.present_anchor_ids = (page.present_anchor_ids or set()) | self.site.addresses(document)

    def url(self, path: str, current: File) -> str:
        """The address of a file of the site as seen from the page of another."""
        if path not in self._urls:
            file = self.files.get_file_from_path(path)
            known = file is not None and file.inclusion is not InclusionLevel.EXCLUDED
            self._urls[path] = file.url if file is not None and known else ""
        url = self._urls[path]
        if not url:
            return ""
        made = way(current.url if current.url.endswith("/") else dirname(current.url), url)
        return made + "/" if url.endswith("/") and not made.endswith("/") else made


class _Addresses:
    """Addresses as seen from one page."""

    def __init__(self, pages: SitePages, current: File) -> None:
        self.pages = pages
        self.current = current
        self.made: dict[str, str] = {}

    def href(self, path: str, anchor: str = "") -> str:
        """The address of a file below docs_dir, empty when the site has no such file."""
        if path not in self.made:
            self.made[path] = self.pages.url(path, self.current)
        base = self.made[path]
        return f"{base}#{anchor}" if base and anchor else base


def _toc_tokens(view: PageView) -> list[Any]:
    tokens: list[Any] = []
    for level, anchor, title in view.toc:
        token = {"level": level, "id": anchor, "name": escape(title), "html": escape(title), "children": []}
        holder = tokens
        while level > 2 and holder and holder[-1]["level"] < level:
            holder = holder[-1]["children"]
        holder.append(token)
    return tokens


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    return value


def title_text(text: str) -> str:
    """A title that is harmless wherever a theme prints it: as HTML, in an attribute, or unescaped after all."""
    return escape(text.replace("<", "‹").replace(">", "›"))


def _is_inside(path: str) -> bool:
    """Whether the path of a generated page is made of plain names: an id may hold anything."""
    return all(_NAME.fullmatch(step) and step.strip(".") for step in path.split("/"))


def _tame(page: Page) -> None:
    """Make harmless what the theme prints of a page without escaping: its title and its table of contents."""
    page.title = title_text(unescape(str(page.title or "")))
    waiting = list(page.toc)
    while waiting:
        item = waiting.pop()
        item.id, item.title = escape(unescape(item.id)), escape(unescape(item.title))
        waiting += item.children


def tame_sections(items: Iterable[Any]) -> None:
    """Make the titles of sections harmless where MkDocs took them from the names of folders."""
    for item in items:
        if isinstance(item, Section):
            item.title = title_text(unescape(item.title))
            tame_sections(item.children)


def _fits(key: str, value: Any) -> bool:
    """Whether a value has the shape that the theme expects of a key."""
    if key == "icon":
        return _is_icon(value)
    wanted = {"hide": list, "tags": list, "search": dict}.get(key, str)
    return isinstance(value, wanted)


def _is_icon(value: Any) -> bool:
    return isinstance(value, str) and all(part.isalnum() or part in "-_/" for part in value)
