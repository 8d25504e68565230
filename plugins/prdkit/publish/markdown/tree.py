"""To write a whole site as a tree of plain Markdown that any site generator builds."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document, Page
from prdkit.publish.data_files import DataFile
from prdkit.publish.markdown.document import document_text, page_text
from prdkit.publish.markdown.leading import leading
from prdkit.publish.markdown.pages import page_markdown
from prdkit.publish.markdown.pictures import pictures
from prdkit.publish.markdown.words import Writing
from prdkit.publish.pages import pages
from prdkit.publish.pieces import Pieces
from prdkit.publish.reference import reference_pages
from prdkit.publish.tree import is_step
from prdkit.reading.anchors import anchors
from prdkit.render.environment import render
from prdkit.render.links import inner_path, named
from prdkit.view.page import PageView

DOCS = "docs"
_KEPT = ("title", "description", "tags")


def tree(pieces: Pieces, name: str, assets: frozenset[str], *, reference: str = "") -> Iterator[DataFile]:
    """Every file of the tree but the assets, which lie below docs_dir at the same paths.

    `reference` is the folder for pages of rules, types and blocks; none where it is empty.
    """
    made = _Tree(pieces, assets, reference.strip("/"))
    yield from leading(list(made.files()), made.headed)
    told = json.dumps(name, ensure_ascii=False)
    extensions = "markdown_extensions: [tables, attr_list, md_in_html, admonition, pymdownx.superfences]\n"
    yield DataFile.text("mkdocs.yml", f"site_name: {told}\ndocs_dir: {DOCS}\n{extensions}")
    yield DataFile.text("zensical.toml", f"[project]\nsite_name = {told}\ndocs_dir = {json.dumps(DOCS)}\n")


class _Tree:
    def __init__(self, pieces: Pieces, assets: frozenset[str], reference: str) -> None:
        self.pieces = pieces
        self.site = site = pieces.site
        self.words = pieces.words[pieces.lang]
        self.things: tuple[Document | Page, ...] = (*site.documents, *site.pages)
        own = {inner_path(site, thing.path) for thing in self.things}
        views = [*pages(site, self.words, pieces.gaps)]
        views += reference_pages(site, self.words, reference) if reference else ()
        self.views = {view.path: view for view in views if view.path not in own and _is_inside(view.path)}
        self.known = own | self.views.keys() | assets

    def files(self) -> Iterator[DataFile]:
        """The files, with links to whatever place a page of the site has."""
        for document in self.site.documents:
            yield from self._document(document)
        for page in self.site.pages:
            front = {key: page.source.values[key] for key in _KEPT if key in page.source.values}
            text = page_text(page, self.site, self.words, has=self._has, places=True)
            yield _file(inner_path(self.site, page.path), _front(front) + text)
        for view in self.views.values():
            yield _file(view.path, self._view(view))

    @cached_property
    def headed(self) -> Mapping[str, frozenset[str]]:
        """The addresses that headings get from their words, by path in the tree, where links may go by these."""
        return {f"{DOCS}/{inner_path(self.site, one.path)}": anchors(one.source.outline) for one in self.things}

    def _document(self, document: Document) -> Iterator[DataFile]:
        words = self.pieces.words[document.lang]
        drawn: list[DataFile] = []

        def show(of: Document, block: str) -> str:
            made = list(pictures(of, block, self.site, words))
            drawn.extend(DataFile(f"{DOCS}/{one.path}", one.content) for one in made)
            return "\n\n".join(one.shown for one in made)

        text = document_text(document, self.site, words, has=self._has, places=True, pictures=show)
        tags = [str(tag) for tag in document.values.get("tags") or () if tag]
        front: dict[str, Any] = {"title": named(document), **({"tags": tags} if tags else {})}
        yield _file(document.inner, _front(front) + text)
        yield from drawn

    def _view(self, view: PageView) -> str:
        setting = self.pieces.setting(_Ways(self.site, self.words, view.path, self._has), view.path, self.pieces.lang)
        html = render(self.pieces.env, view.template, setting, view=view.data, page=view)
        return _front({"title": view.title}) + page_markdown(html)

    def _has(self, path: str) -> bool:
        return path in self.known


class _Ways:
    """Addresses as seen from one generated page."""

    def __init__(self, site: Site, words: Words, path: str, has: Callable[[str], bool]) -> None:
        self.writing = Writing(site, words, path, has)

    def href(self, path: str, anchor: str = "") -> str:
        """The way to a file of the tree."""
        return self.writing.href(path, anchor)


def _file(path: str, text: str) -> DataFile:
    return DataFile(f"{DOCS}/{path}", text.encode("utf-8", "replace"))


def _front(values: Mapping[str, Any]) -> str:
    """Front matter that any generator takes: JSON is YAML."""
    told = {key: value if isinstance(value, list) else str(value) for key, value in values.items() if value}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in told.items())
    return f"---\n{''.join(lines)}---\n\n" if told else ""


def _is_inside(path: str) -> bool:
    return all(map(is_step, path.split("/")))
