"""To lead links that begin at the root, or that end at a folder, to the pages of the site."""

import xml.etree.ElementTree as etree
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.structure.files import File, Files

from prdkit.config.config import Config
from prdkit.render.links import way

_BEFORE_MKDOCS = 1
"""MkDocs looks at links last of all."""
_FRONT = ("README.md", "readme.md", "index.md")
_ADDRESS = {"a": "href", "img": "src"}


class RootLinks(Extension):
    """The extension; `turn_to` names the page about to be rendered."""

    def __init__(self, project: Config) -> None:
        super().__init__()
        self.below = f"{project.docs_dir}/" if project.links_root == "project" and project.docs_dir != "." else ""
        self.page = ""
        self.files: Files | None = None

    def turn_to(self, page: File, files: Files) -> None:
        """The page whose Markdown comes next, and what there is to link to."""
        self.page, self.files = page.src_uri, files

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register what rewrites addresses before MkDocs checks them."""
        md.treeprocessors.register(_Rewrite(md, self), "prdkit-addresses", _BEFORE_MKDOCS)

    def address(self, url: str) -> str:
        """The address that MkDocs understands, the same one where it is not for us."""
        scheme, host, path, query, anchor = urlsplit(url)
        if scheme or host or not path or self.files is None:
            return url
        target = self._target(unquote(path))
        if not target:
            return url
        return urlunsplit(("", "", quote(way(dirname(self.page), target)), query, anchor))

    def _target(self, path: str) -> str:
        """The file that a path from the root, or one of a folder, leads to; empty where MkDocs knows better."""
        if path.startswith("/"):
            if not path.startswith(f"/{self.below}"):
                return ""
            whole = normpath(path[1 + len(self.below) :] or ".")
        else:
            whole = normpath(join(dirname(self.page), path))
        if whole.startswith("../") or whole == "..":
            return ""
        if path.startswith("/") and self._has(whole):
            return whole
        fronts = (normpath(join(whole, name)) for name in _FRONT)
        return "" if self._has(whole) else next(filter(self._has, fronts), "")

    def _has(self, path: str) -> bool:
        return self.files is not None and self.files.get_file_from_path(path) is not None


class _Rewrite(Treeprocessor):
    def __init__(self, md: Markdown, extension: RootLinks) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            key = _ADDRESS.get(str(element.tag))
            url = element.get(key) if key else None
            if key and url and (url.startswith("/") or "." not in url.rpartition("/")[2]) and not url.startswith("#"):
                element.set(key, self.extension.address(url))
