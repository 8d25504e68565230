"""To know the pages that the site makes by itself, so that links to them are not taken for broken."""

import re
from collections.abc import Iterable, Iterator

from prdkit.config.config import Config
from prdkit.link.files import Files

_PAGES = (
    "campaigns",
    "changelog",
    "collaboration",
    "departments/index",
    "documents",
    "gates",
    "rooms/index",
    "sign-offs",
    "stores/index",
    "stores/listing",
    "support/index",
    "training",
    "waivers",
)
_MADE_OF = ("battle-cards", "notes", "rooms", "support")
"""Folders of pages that are made of one document each."""
_REFERENCE = re.compile(rb"^[ \t-]*reference:[ \t]*[\"']?([\w./-]+)", re.MULTILINE)
_INNER = re.compile(r"rules/(?:[a-z-]+/)?[a-z-]+\.md")


class Generated:
    """The pages of a site that are no files, by path relative to the project; `ids` are those of its documents."""

    def __init__(self, config: Config, files: Files, ids: Iterable[str]) -> None:
        self.home = "" if config.docs_dir == "." else f"{config.docs_dir}/"
        names = (*_names(config), *(f"{folder}/{name}" for name in ids for folder in _MADE_OF))
        self.paths = frozenset(f"{self.home}{name}.md" for name in names)
        told = _REFERENCE.search(files.content("mkdocs.yml") or b"")
        self.reference = f"{self.home}{told[1].decode().strip('/')}/" if told else ""
        self.inner = frozenset(_reference(config))

    def __contains__(self, path: str) -> bool:
        if path in self.paths:
            return True
        inner = path.removeprefix(self.reference) if self.reference else path
        return inner != path and (inner in self.inner or _INNER.fullmatch(inner) is not None)


def _names(config: Config) -> Iterator[str]:
    yield from _PAGES
    yield from (f"departments/{key}" for key in config.org.departments)
    yield from (f"{kind.folder}/index" for kind in config.types.values() if kind.folder)


def _reference(config: Config) -> Iterator[str]:
    for folder, names in (("types", config.types), ("blocks", config.blocks)):
        yield from (f"{folder}/{name}.md" for name in ("index", *names))
