"""To give a site for others a page to begin with, where the project's own front page is not theirs."""

from collections.abc import Iterator
from dataclasses import dataclass

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.view.page import PageView
from prdkit.view.places import index_paths

PATH = "index.md"
_MOST = 12
"""How many documents of a type the page lists; its index has them all."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of a type: the newest of them by path, and where all are listed."""

    name: str
    label: str
    index: str
    documents: tuple[str, ...]
    more: int


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """The front page of a site that is not for insiders, where no page of the project stands there."""
    own = {site.config.below(path).lower() for path in site.by_path}
    if site.readers == "internal" or own & {PATH, "readme.md"}:
        return
    shelves = tuple(_shelves(site, words))
    toc = tuple((2, shelf.name, shelf.label) for shelf in shelves)
    yield PageView(PATH, words("front.title"), "pages/front.html.j2", shelves, toc)


def _shelves(site: Site, words: Words) -> Iterator[Shelf]:
    indexes = index_paths(site)
    for kind in site.config.types.values():
        documents = sorted(site.of_type(kind.name), key=lambda d: (str(d.updated or ""), d.id), reverse=True)
        if documents:
            first = tuple(document.path for document in documents[:_MOST])
            yield Shelf(kind.name, words.say(kind.plural), indexes[kind.name], first, len(documents) - len(first))
