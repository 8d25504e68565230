"""To list the files of the site that are no pages, by walking the modules of `prdkit.publish.data`."""

import pkgutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

import prdkit.publish.data
from prdkit.blocks.views import Words
from prdkit.check.outcome import Outcome
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
    `name` is what the site is called. A data file whose path is that of a page stands beside it as it is.
    """

    url: str
    address: Callable[[str], str]
    name: str = ""

    def whole(self, path: str, anchor: str = "") -> str:
        """The address of the page of a file: absolute where the site's is known."""
        found = self.address(path)
        return f"{self.url}{found}{f'#{anchor}' if anchor else ''}" if found else ""


def data_files(
    site: Site, words: Words, place: Place, outcome: Outcome | None = None, *, without: Collection[str] = ()
) -> Iterator[DataFile]:
    """Every file that the site has beside its pages, but for those of modules that are `without`.

    A module gives them as `files(site, words, place)`, and as `found(site, outcome)` what depends on the check: that
    is asked for where the site is for insiders alone.
    """
    for name, module in _modules():
        if name in without:
            continue
        if hasattr(module, "files"):
            yield from module.files(site, words, place)
        if outcome is not None and site.readers == "internal" and hasattr(module, "found"):
            yield from module.found(site, outcome)


@cache
def _modules() -> tuple[tuple[str, ModuleType], ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(prdkit.publish.data.__path__))
    return tuple((name, import_module(f"prdkit.publish.data.{name}")) for name in names)
