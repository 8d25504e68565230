"""To draw the state machines of a document as pictures that stand beside its Markdown."""

import re
from collections.abc import Iterator
from posixpath import dirname, join
from typing import NamedTuple

from prdkit.blocks.views import Words, views
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.publish.markdown.words import plain
from prdkit.render.diagram import TooLarge, draw

_BLOCK = "state_machines"
_LINK = re.compile(r"</?a\b[^>]*>")
_NAME = re.compile(r"[\w.-]{1,80}")
_STYLE = (
    "<style>svg{color:#222;background:#fff;font-family:sans-serif}.prd-state__box{fill:#f5f5f5;stroke:#5f6772}"
    ".prd-edge__plate{fill:#fff}.prd-edge--abnormal,.prd-state--abnormal{color:#b3261e}"
    ".prd-edge--timeout,.prd-state--timeout{color:#8a5300}.prd-edge--reverse{color:#5b4bb7}"
    ".prd-edge--recovery{color:#1b6e3c}</style>"
)


class Picture(NamedTuple):
    """A picture: its path below docs_dir, the Markdown that shows it beside its document, and its bytes."""

    path: str
    shown: str
    content: bytes


def pictures(document: Document, block: str, site: Site, words: Words) -> Iterator[Picture]:
    """What a block of a document draws."""
    if block != _BLOCK:
        return
    view = views()[_BLOCK](document, site, words)
    stem = document.inner.rpartition("/")[2].rpartition(".")[0]
    for machine in view:
        if not machine.states or not _NAME.fullmatch(machine.id):
            continue
        try:
            drawn = str(draw(machine.diagram))
        except TooLarge:
            continue
        name = f"{stem}.{machine.id}.svg"
        alone = _LINK.sub("", drawn).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        alone = alone.replace(">", f">{_STYLE}", 1) + "\n"
        shown = f"![{plain(machine.diagram.title)}](<{name}>)"
        yield Picture(join(dirname(document.inner), name), shown, alone.encode("utf-8", "replace"))
