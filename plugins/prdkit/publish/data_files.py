"""To list the files of the site that are no pages, by walking the modules of `prdkit.publish.data`."""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TypeAlias

import prdkit.publish.data
from prdkit.blocks.views import Words
from prdkit.link.site import Site


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that is made of documents: `path` is relative to the root of what it is part of, with `/`."""

    path: str
    content: bytes

    @classmethod
    def text(cls, path: str, text: str) -> "DataFile":
        """A file of text, in UTF-8 with `\\n`."""
        return cls(path, text.encode())


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site stands: `url` is its address with a `/` behind it, or empty where nobody said.

    `address` gives the address of a file below docs_dir relative to the root of the site, empty where there is none.
    """

    url: str
    address: Callable[[str], str]

    def whole(self, path: str, anchor: str = "") -> str:
        """The address of the page of a file: absolute where the site's is known."""
        found = self.address(path)
        return f"{self.url}{found}{f'#{anchor}' if anchor else ''}" if found else ""


Files: TypeAlias = Callable[[Site, Words, Place], Iterator[DataFile]]


def data_files(site: Site, words: Words, place: Place) -> Iterator[DataFile]:
    """Every file that the site has beside its pages; a module gives them as `files(site, words, place)`."""
    for make in _makers():
        yield from make(site, words, place)


@cache
def _makers() -> tuple[Files, ...]:
    found = pkgutil.iter_modules(prdkit.publish.data.__path__)
    modules = (import_module(f"prdkit.publish.data.{module.name}") for module in found)
    return tuple(module.files for module in modules if hasattr(module, "files"))
