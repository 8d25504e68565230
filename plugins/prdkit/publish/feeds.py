"""To write feeds of releases that feed readers take: Atom (RFC 4287) and JSON Feed 1.1.

Nothing in them depends on the clock: a day is that of the release, and an id is made of product, release and readers.
"""

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.publish.told import Told, history
from prdkit.view.announcement import product_name
from prdkit.view.notes import notes_page

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold, escaped or not."""


@dataclass(frozen=True)
class Entry:
    """A release in a feed: `html` is what is told of it."""

    id: str
    title: str
    url: str
    day: date
    html: str
    lang: str


@dataclass(frozen=True)
class Feed:
    """A feed. `home` is the page that it is about, `place` its own address; both are empty where nobody knows them."""

    id: str
    title: str
    author: str
    lang: str
    home: str
    place: str
    updated: date
    entries: tuple[Entry, ...]


def feed(site: Site, words: Words, audience: str, *, product: str = "", url: str = "", path: str = "") -> Feed | None:
    """The feed of the releases that an audience is told of; None where there is none.

    `url` is the address of the site with a `/` behind it, or empty; `path` that of the feed on the site.
    """
    told = history(site, words, audience, product, url)
    if not told:
        return None
    entries = tuple(_entry(one, site, words, url) for one in told)
    name = product_name(site.config, product, words)
    return Feed(
        id=identity("feed", product, audience, words.lang),
        title=" · ".join(filter(None, (name, words("notes.title"), words(f"audience.{audience}")))),
        author=name or words("notes.title"),
        lang=words.lang,
        home=f"{url}changelog/" if url else "",
        place=f"{url}{path}" if url and path else "",
        updated=max(entry.day for entry in entries),
        entries=entries,
    )


def identity(*words: str) -> str:
    """An id that is the same each time: a name-based UUID (RFC 9562, version 5)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, 'prdkit:' + '/'.join(words))}"


def _entry(one: Told, site: Site, words: Words, url: str) -> Entry:
    said = one.said
    page = notes_page(said.id).removesuffix(".md")
    title = f"{said.name} {said.version}".strip()
    state = "" if said.out else words("changelog.unreleased")
    return Entry(
        id=identity("release", str(site.by_id[said.id].values.get("product") or ""), said.id, said.audience),
        title=" · ".join(filter(None, (title, said.title, state))),
        url=f"{url}{page}/" if url else "",
        day=date.fromisoformat(said.day) if said.day else site.by_id[said.id].updated or site.as_of,
        html=one.render("feed.html.j2"),
        lang=said.lang,
    )


def atom(made: Feed) -> bytes:
    """A feed as Atom."""
    etree.register_namespace("", _ATOM)
    root = _element(None, "feed")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", made.lang)
    _element(root, "id", made.id)
    _element(root, "title", made.title)
    _element(root, "updated", _moment(made.updated))
    _element(_element(root, "author"), "name", made.author)
    _element(root, "generator", "prdkit")
    _links(root, (("alternate", made.home, "text/html"), ("self", made.place, "application/atom+xml")))
    for entry in made.entries:
        node = _element(root, "entry")
        _element(node, "id", entry.id)
        _element(node, "title", entry.title)
        _element(node, "updated", _moment(entry.day))
        _element(node, "published", _moment(entry.day))
        _links(node, (("alternate", entry.url, "text/html"),))
        _element(node, "content", entry.html).set("type", "html")
    etree.indent(root)
    text: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _element(parent: etree.Element | None, name: str, text: str = "") -> etree.Element:
    tag = f"{{{_ATOM}}}{name}"
    made = etree.Element(tag) if parent is None else etree.SubElement(parent, tag)
    made.text = _NOT_XML.sub("\ufffd", text) or None
    return made


def _links(parent: etree.Element, links: Iterable[tuple[str, str, str]]) -> None:
    for rel, href, kind in links:
        if href:
            node = _element(parent, "link")
            node.attrib.update(rel=rel, href=href, type=kind)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def json_feed(made: Feed) -> bytes:
    """A feed as JSON Feed."""
    whole: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": made.title,
        "home_page_url": made.home,
        "feed_url": made.place,
        "language": made.lang,
        "authors": [{"name": made.author}],
        "items": [_item(entry) for entry in made.entries],
    }
    return (json.dumps(_given(whole), ensure_ascii=False, indent=2) + "\n").encode()


def _item(entry: Entry) -> dict[str, Any]:
    item = {"id": entry.id, "url": entry.url, "title": entry.title, "content_html": entry.html, "language": entry.lang}
    return _given({**item, "date_published": _moment(entry.day), "date_modified": _moment(entry.day)})


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value != ""}
