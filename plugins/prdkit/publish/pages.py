"""To list every page that the site has beside its documents, by walking the views."""

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import TypeAlias

import prdkit.view
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.view.blocking import Find, blocking_page
from prdkit.view.page import PageView
from prdkit.view.readiness import FindTo
from prdkit.view.room import room_pages

Pages: TypeAlias = Callable[[Site, Words], Iterator[PageView]]


def pages(
    site: Site, words: Words, find: Find = lambda _: (), find_to: FindTo = lambda _, __: ()
) -> Iterator[PageView]:
    """The generated pages of a site in one language.

    `find` says what a document lacks for its next gate, `find_to` what it lacks to enter a status.
    """
    for make in _makers():
        yield from make(site, words)
    yield from room_pages(site, words, find_to)
    yield from blocking_page(site, words, find)


@cache
def _makers() -> tuple[Pages, ...]:
    modules = (import_module(f"prdkit.view.{m.name}") for m in pkgutil.iter_modules(prdkit.view.__path__))
    return tuple(module.pages for module in modules if hasattr(module, "pages"))
