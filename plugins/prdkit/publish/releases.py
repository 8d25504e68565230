"""To export a release in every format, by walking the modules of `prdkit.publish.release`."""

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TypeAlias

import prdkit.publish.release
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.publish.data_files import DataFile


@dataclass(frozen=True)
class Bundle:
    """What is to be exported of a release: for which readers (user, internal, cs, sales, partner), in which languages.

    `words` are the product's words by language; `url` is the site's address with a `/` behind it, or empty.
    """

    release: Document
    site: Site
    words: Mapping[str, Words]
    audiences: tuple[str, ...]
    langs: tuple[str, ...]
    url: str = ""


Format: TypeAlias = Callable[[Bundle], Iterator[DataFile]]


@cache
def formats() -> Mapping[str, Format]:
    """The formats by name: each module of `prdkit.publish.release` that has `files(bundle)`, `_` written as `-`."""
    found = pkgutil.iter_modules(prdkit.publish.release.__path__)
    modules = {m.name: import_module(f"prdkit.publish.release.{m.name}") for m in found}
    return {name.replace("_", "-"): m.files for name, m in modules.items() if hasattr(m, "files")}
