"""To export a release in every format, by walking the modules of `prdkit.publish.release`."""

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
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


NOTES = ("notes", "no_notes", "release_notes")
"""The fields that notes stand in."""
TOLD = (*NOTES, "stores", "aso", "android_channels")
"""The fields of a release, and of its PRDs, that are sent out of the site."""

Files: TypeAlias = Callable[[Bundle], Iterator[DataFile]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of `prd export release`. Errors in its `fields` hold it back, and `faults` of what it would write."""

    files: Files
    fields: tuple[str, ...] = TOLD
    faults: Callable[[Bundle], Iterator[str]] = field(default=lambda _bundle: iter(()))


@cache
def formats() -> Mapping[str, Format]:
    """The formats by name: each module of `prdkit.publish.release` that has `files(bundle)`, `_` written as `-`.

    A module may say in `FIELDS` which fields it tells of, where those are not all, and in `faults(bundle)` what is
    wrong with what it would write.
    """
    found = pkgutil.iter_modules(prdkit.publish.release.__path__)
    modules = {m.name: import_module(f"prdkit.publish.release.{m.name}") for m in found}
    made = {name: m for name, m in modules.items() if hasattr(m, "files")}
    return {
        name.replace("_", "-"): Format(m.files, getattr(m, "FIELDS", TOLD), getattr(m, "faults", _nothing))
        for name, m in made.items()
    }


def _nothing(_bundle: Bundle) -> Iterator[str]:
    return iter(())
