"""To list what keeps each document from its next gate, by the people who own them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from prdkit.blocks.views import Words
from prdkit.check.gaps import Gap
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.card import Lacking, lacks
from prdkit.view.page import PageView
from prdkit.view.used import has_gates

PATH = "gates.md"
Find: TypeAlias = Callable[[Document], tuple[Gap, ...]]
"""What a document lacks for its next gate."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document with a gate ahead of it, and what it lacks."""

    id: str
    title: str
    lang: str
    owner: str
    status: str
    status_label: str
    place: str
    gate: str
    gate_label: str
    gaps: tuple[Lacking, ...]


@dataclass(frozen=True, slots=True)
class Blocking:
    """The documents that lack something, by owner, those with most first; and those that do not."""

    open: tuple[Waiting, ...]
    clear: tuple[Waiting, ...]


def blocking_page(site: Site, words: Words, find: Find) -> Iterator[PageView]:
    """The page "what blocks the next gate", where there are gates."""
    if site.readers != "internal" or not has_gates(site.config):
        return
    rows = sorted(_waiting(site, words, find), key=lambda row: (row.owner, -len(row.gaps), row.id))
    view = Blocking(tuple(row for row in rows if row.gaps), tuple(row for row in rows if not row.gaps))
    yield PageView(PATH, words("blocking.title"), "pages/blocking.html.j2", view)


def _waiting(site: Site, words: Words, find: Find) -> Iterator[Waiting]:
    for document in site.documents:
        gate = document.type.next_gate(document.status)
        if gate:
            yield Waiting(
                id=document.id,
                title=document.title,
                lang=document.lang,
                owner=document.owner,
                status=document.status,
                status_label=words.say(document.state.label),
                place=f"{document.type.line.index(document.status):02}",
                gate=gate,
                gate_label=words.say(site.config.process.gates.get(gate, "")),
                gaps=tuple(lacks(document, find(document), site, words)),
            )
