"""To turn the HTML that our templates print of generated pages into Markdown that needs no extension but tables."""

import re
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

_BEFORE = frozenset(("table", "thead", "tbody", "ul", "ol", "dl", "svg", "pre", "code"))
"""Elements in which no words may stand, so that what marks their place stands before them."""
_PLACE = re.compile("\ue004([^\ue005]*)\ue005")
_TIGHT = "\n- "
_UNSAID = ("svg", "form", "input", "button", "select", "script", "style", "template")
_BLANKS = re.compile(r"\s+")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ITEM = re.compile(r"\s*\n\s*- ")


class _Converter(MarkdownConverter):
    """Lists of definitions become lists; nothing that somebody wrote turns into Markdown or HTML."""

    def escape(self, text: str, parent_tags: Any) -> str:
        """Words with their special characters escaped."""
        made: str = super().escape(text.replace("\\", "\\\\"), parent_tags)  # type: ignore[misc]
        made = re.sub(r"([\[\]`|])", r"\\\1", made)
        return _TAG.sub("&lt;", made)

    def convert_dl(self, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """A list of definitions."""
        return (
            f" {_BLANKS.sub(' ', text)} " if "_inline" in parent_tags else f"\n\n{_ITEM.sub(_TIGHT, text).strip()}\n\n"
        )

    def convert_dt(self, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """What is defined."""
        words = _BLANKS.sub(" ", text).strip()
        return f" {words}: " if "_inline" in parent_tags else f"\n- {words}: "

    def convert_dd(self, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """What it is, on the same line."""
        return f"{_BLANKS.sub(' ', _ITEM.sub('; ', text.strip().removeprefix('- '))).strip()} "


def page_markdown(html: str) -> str:
    """The Markdown of a page."""
    soup = BeautifulSoup(html, "html.parser")
    for gone in soup.find_all(_UNSAID):
        gone.decompose()
    for link in soup.find_all("a"):
        _tame(link)
    for held in soup.find_all(id=True):
        _mark(held)
    made: str = _Converter(heading_style="ATX", bullets="-").convert_soup(soup)
    made = _PLACE.sub(lambda found: f'<a id="{found[1]}"></a>', made)
    lines = (line.rstrip() for line in made.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _tame(link: Tag) -> None:
    """A link with nothing but its address, and what a script of the site reads in that left out."""
    href = str(link.get("href") or "")
    parts = urlsplit(href)
    if not parts.scheme and not parts.netloc and parts.query:
        href = f"{parts.path}#{parts.fragment}" if parts.fragment else parts.path
    link.attrs = {"href": href} if href else {}


def _mark(held: Tag) -> None:
    """Leave a mark where a link to an id leads."""
    name = re.sub(r"[\"<>&\s\ue004\ue005]", "", str(held["id"]))
    mark = f"\ue004{name}\ue005"
    if held.name in _BEFORE:
        held.insert_before(mark)
    elif held.name == "tr":
        cell = held.find(["td", "th"])
        cell.insert(0, mark) if isinstance(cell, Tag) else None
    else:
        held.insert(0, mark)
