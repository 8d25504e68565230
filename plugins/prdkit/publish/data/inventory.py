"""To list every document and every place in one as `objects.inv`, by which Sphinx and MkDocs link from other sites."""

import re
import zlib
from collections.abc import Iterator
from urllib.parse import quote

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.publish.api.document import titled
from prdkit.publish.data_files import DataFile, Place

_BLANKS = re.compile(r"\s+")
_NAME = re.compile(r"[^\s:`]+")
"""What the format and its readers can name: no blanks, and nothing that ends a role."""


def files(site: Site, words: Words, place: Place) -> Iterator[DataFile]:
    """The inventory, in version 2 of Sphinx's format."""
    lines = sorted({line for document in site.documents for line in _lines(document, site, place)})
    name = _BLANKS.sub(" ", place.name).strip() or words("llms.title")
    head = f"# Sphinx inventory version 2\n# Project: {name}\n# Version: \n"
    head += "# The remainder of this file is compressed using zlib.\n"
    body = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    yield DataFile("objects.inv", head.encode("utf-8", "replace") + zlib.compress(body, 9))


def _lines(document: Document, site: Site, place: Place) -> Iterator[str]:
    """A document under its type, places in it as `prd:address`, and each of them as a label for `:ref:`."""
    address = quote(place.address(document.inner), safe="/%")
    if not address or site.find(document.id) is not document:
        return
    role = re.sub(r"\W", "_", document.type.name)
    yield from _entry(document.id, f"prd:{role}", address, document.title)
    for anchor, title in titled(document).items():
        name = f"{document.id}#{anchor}"
        yield from _entry(name, "prd:address", f"{address}#{quote(anchor, safe='.')}", title)


def _entry(name: str, role: str, address: str, title: str) -> Iterator[str]:
    if not _NAME.fullmatch(name):
        return
    shown = _BLANKS.sub(" ", title).strip() or "-"
    yield f"{name} {role} 1 {address} {shown}"
    yield f"{name.lower()} std:label -1 {address} {shown if shown != '-' else name}"
