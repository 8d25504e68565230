"""To say where the links of a file lead: to a file, a folder, a place on a page, or nowhere."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import unquote

from prdkit.link.files import MARKDOWN
from prdkit.link.generated import Generated
from prdkit.model.document import Document, Page
from prdkit.reading.anchors import anchors
from prdkit.reading.links import Link, Links, links
from prdkit.reading.source import read

if TYPE_CHECKING:
    from prdkit.link.site import Site

Fault: TypeAlias = Literal["file", "folder", "image", "anchor", "outside"]

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_LINES = re.compile(r"L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?")
ALWAYS = re.compile(r"(?i:top)|:~:.*|fn(?:ref)?\d*[:-].*|user-content-fn.*")
"""What is a place on every page: its top, words in it, and footnotes, which are numbered as they are used."""
_BARE_NAMES = frozenset(("license", "licence", "copying", "makefile", "dockerfile", "readme", "codeowners", "notice"))
"""Names of files that have no ending."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A link that leads nowhere: why, the path that it means (relative to the project), and the part of it."""

    fault: Fault
    link: Link
    path: str = ""
    anchor: str = ""


class Targets:
    """To follow the links of a site's files, reading each file that they name once."""

    def __init__(self, site: "Site") -> None:
        self.site = site
        self.files = site.files
        self.known: dict[str, frozenset[str] | None] = {}
        self.folded: dict[str, frozenset[str]] = {}
        self.found: dict[str, tuple[Broken, ...]] = {}

    def links(self, thing: Document | Page) -> Links:
        """The links of a document or page, found once and kept with it."""
        if Links not in thing.parts:
            thing.parts[Links] = links(thing.source.outline)
        made: Links = thing.parts[Links]
        return made

    def broken(self, thing: Document | Page) -> tuple[Broken, ...]:
        """The links of a document or page that lead nowhere."""
        if thing.path not in self.found:
            judged = (self._judged(link, thing.path) for link in self.links(thing).links)
            self.found[thing.path] = tuple(one for one in judged if one is not None)
        return self.found[thing.path]

    @cached_property
    def linking(self) -> Mapping[str, tuple[Document, ...]]:
        """By path, the documents whose text links to a document, in order and each of them once."""
        found: dict[str, dict[str, Document]] = {}
        for document in self.site.documents:
            for path in self._documents(document):
                if path != document.path:
                    found.setdefault(path, {})[document.path] = document
        return {path: tuple(by_path.values()) for path, by_path in found.items()}

    def _documents(self, holder: Document) -> Iterator[str]:
        """The paths of the documents that the links of one lead to."""
        for link in self.links(holder).links:
            way = re.split("[?#]", link.target, maxsplit=1)[0]
            if not way or _ELSEWHERE.match(link.target):
                continue
            path = self.path(unquote(way), holder.path)
            for named in (path, f"{path}/README.md", f"{path}/index.md") if path else ():
                if isinstance(self.site.by_path.get(named), Document):
                    yield named
                    break

    def anchors(self, path: str) -> frozenset[str] | None:
        """What may stand after `#` in a link to a Markdown file; None where that is not known."""
        if path not in self.known:
            self.known[path] = self._anchors(path)
        return self.known[path]

    def _anchors(self, path: str) -> frozenset[str] | None:
        thing = self.site.by_path.get(path)
        if isinstance(thing, Document) and thing.source.is_lost:
            return None
        if isinstance(thing, Document):
            named = self.site.addresses(thing)
            return named | anchors(thing.source.outline) if thing.type.common else named
        if isinstance(thing, Page):
            return anchors(thing.source.outline)
        content = self.files.content(path)
        if content is None:
            return None
        source = read(path, content).written_in(self.site.config.markdown)
        return None if any(p.fault == "unreadable" for p in source.problems) else anchors(source.outline)

    def _judged(self, link: Link, path: str) -> Broken | None:
        if not link.target or _ELSEWHERE.match(link.target):
            return None
        way, _, anchor = link.target.partition("#")
        way, asks, query = way.partition("?")
        if not way:
            return self._at(link, path, anchor)
        way, anchor = unquote(way), "" if query == "plain=1" else anchor
        target = self.path(way, path)
        if target is None:
            return Broken("outside", link, way)
        return self._followed(link, way + asks, target, anchor)

    def path(self, way: str, path: str) -> str | None:
        """The path that a way leads to, relative to the project; None where it leads out of it."""
        config = self.site.config
        root = config.docs_dir if config.links_root == "docs" and config.docs_dir != "." else ""
        steps = (root if way.startswith("/") else dirname(path)).split("/")
        for step in way.split("/"):
            if step == "..":
                while steps and not steps[-1]:
                    steps.pop()
                if not steps:
                    return None
                steps.pop()
            elif step != ".":
                steps.append(step)
        return "/".join(filter(None, steps))

    def _followed(self, link: Link, way: str, target: str, anchor: str) -> Broken | None:
        wants_folder = way.endswith("/") or way.rpartition("/")[2] in (".", "..")
        if not wants_folder and self.files.has_file(target):
            return self._at(link, target, anchor, other=True)
        if self.files.has_folder(target) and not link.is_image:
            return self._in_folder(link, target, anchor)
        if self._is_made(target, wants_folder):
            return None
        if link.is_image:
            return Broken("image", link, target)
        name = target.rpartition("/")[2]
        is_folder = wants_folder or ("." not in name and name.lower() not in _BARE_NAMES and not way.endswith("?"))
        return Broken("folder" if is_folder else "file", link, target)

    def _is_made(self, target: str, wants_folder: bool) -> bool:
        """Whether the site makes the page; on GitHub it is not there."""
        return self.site.config.markdown == "python" and not wants_folder and target in self.generated

    @cached_property
    def generated(self) -> Generated:
        """The pages that the site makes by itself."""
        return Generated(self.site.config, self.files, self.site.by_id)

    def _in_folder(self, link: Link, target: str, anchor: str) -> Broken | None:
        """A link to a folder shows the page that stands for it."""
        names = self.files.by_folder.get(target, ()) if anchor else ()
        shown = next((name for name in names if name.lower() in ("readme.md", "index.md")), "")
        return self._at(link, f"{target}/{shown}" if target else shown, anchor, other=True) if shown else None

    def _at(self, link: Link, path: str, anchor: str, *, other: bool = False) -> Broken | None:
        """Whether a file has the place that a link names."""
        name = unquote(anchor).removeprefix("user-content-") if self._on_github else unquote(anchor)
        if not name or ALWAYS.fullmatch(name) or (other and self._on_github and _LINES.fullmatch(name)):
            return None
        if path[path.rfind(".") :].lower() not in MARKDOWN:
            return None
        there = self.anchors(path)
        is_there = there is None or name in there or (self._in_any_case and name.casefold() in self._folded(path))
        return None if is_there else Broken("anchor", link, path, name)

    def _folded(self, path: str) -> frozenset[str]:
        if path not in self.folded:
            self.folded[path] = frozenset(name.casefold() for name in self.anchors(path) or ())
        return self.folded[path]

    @property
    def _in_any_case(self) -> bool:
        """Whether capital letters are all one, as they are to GitHub."""
        return self.site.config.links_case == "any" or (not self.site.config.links_case and self._on_github)

    @property
    def _on_github(self) -> bool:
        return self.site.config.markdown == "github"

    @cached_property
    def by_name(self) -> Mapping[str, list[str]]:
        """The files of the project by name in small letters."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.files.paths):
            found.setdefault(path.rpartition("/")[2].lower(), []).append(path)
        return found
