"""To fit the headings of a page below its one title, and to give them the addresses that GitHub gives them."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags
from markdown.treeprocessors import Treeprocessor

from prdkit.reading.anchors import numbered_by_github

_BEFORE_TOC, _AFTER_TOC = 6, 4
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_PREFIX = re.compile(r"\D{0,12}\d{1,12}")
"""What stands before a title in a heading: `RFC 0046: `."""


class Title(NamedTuple):
    """The title above a document's own words. `deep` says that sections of the document stand at level 1.

    `own` says that the document has a process of its own, in which levels of headings may be left out.
    """

    words: str
    deep: bool = False
    own: bool = False


class Headings(Extension):
    """The extension; `title` is set to that of the page about to be rendered, None where the page has its own."""

    def __init__(self, *, github: bool = False) -> None:
        super().__init__()
        self.github = github
        self.title: Title | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register what works before the table of contents is made, and what works on it."""
        own = _Own()
        md.treeprocessors.register(_Fit(md, self, own), "prdkit-headings", _BEFORE_TOC)
        md.treeprocessors.register(_Leave(md, own), "prdkit-title", _AFTER_TOC)


class _Own:
    """The heading that says the title once more, while a page is rendered."""

    heading: etree.Element | None = None


class _Fit(Treeprocessor):
    def __init__(self, md: Markdown, extension: Headings, own: _Own) -> None:
        super().__init__(md)
        self.extension = extension
        self.own = own

    def run(self, root: etree.Element) -> None:
        found = [element for element in root.iter() if element.tag in _HEADINGS]
        if self.extension.github:
            self._address(found)
        title = self.extension.title
        if title is not None:
            self.own.heading = next(filter(lambda one: _says(self._words(one), title.words), _first(found)), None)
            others = [one for one in found if one is not self.own.heading]
            lower(others, deep=title.deep)
            if title.own:
                close_up(others)

    def _words(self, heading: etree.Element) -> str:
        assert self.md is not None  # noqa: S101 - given by Python-Markdown
        return unescape(strip_tags(render_inner_html(remove_fnrefs(heading), self.md)))

    def _address(self, found: list[etree.Element]) -> None:
        slugs = numbered_by_github(self._words(heading) for heading in found)
        for heading, slug in zip(found, slugs, strict=True):
            heading.attrib.setdefault("id", slug)


class _Leave(Treeprocessor):
    """The title is printed above; here only its address stays."""

    def __init__(self, md: Markdown, own: _Own) -> None:
        super().__init__(md)
        self.own = own

    def run(self, root: etree.Element) -> None:  # noqa: ARG002
        heading, self.own.heading = self.own.heading, None
        if heading is None:
            return
        address = heading.get("id", "")
        tail = heading.tail
        heading.clear()
        heading.tag, heading.tail = "span", tail
        heading.set("id", address)
        contents: Any = self.md
        contents.toc_tokens = _without(getattr(contents, "toc_tokens", []), address)


def _first(found: list[etree.Element]) -> Iterator[etree.Element]:
    """The first heading of level 1."""
    yield from [heading for heading in found if heading.tag == "h1"][:1]


def _says(heading: str, title: str) -> bool:
    """Whether a heading says a title, perhaps behind a number: `RFC 0046: Tiers`."""
    said, wanted = _BETWEEN_WORDS.sub("", heading).casefold(), _BETWEEN_WORDS.sub("", title).casefold()
    return said == wanted or (bool(wanted) and said.endswith(wanted) and bool(_PREFIX.fullmatch(said[: -len(wanted)])))


def lower(headings: list[etree.Element], *, deep: bool) -> None:
    """Make room for the title: nothing else stays at level 1, and what stands below something goes on to."""
    tops = [heading for heading in headings if heading.tag == "h1"]
    if len(tops) == 1 and tops[0] is headings[0] and not deep:
        tops[0].tag = "h2"
    elif tops:
        for heading in headings:
            heading.tag = f"h{min(_HEADINGS[str(heading.tag)] + 1, 6)}"


def close_up(headings: list[etree.Element]) -> None:
    """Leave out no level: a heading stands one below the next one above it that it is part of."""
    around: list[int] = []
    for heading in headings:
        level = _HEADINGS[str(heading.tag)]
        while around and around[-1] >= level:
            around.pop()
        around.append(level)
        heading.tag = f"h{min(len(around) + 1, 6)}"


def _without(tokens: list[Any], address: str) -> list[Any]:
    """Entries of the contents without one, whose children take its place."""
    kept: list[Any] = []
    for token in tokens:
        kept += token["children"] if token["id"] == address else [token]
    return kept
