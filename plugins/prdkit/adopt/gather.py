"""To read the Markdown files of a folder, and the names of all others."""

import os
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from prdkit.adopt.metadata import with_metadata
from prdkit.reading.markdown import Flavour
from prdkit.reading.source import Source, read, unread

MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkdn", ".mkd"))
MOST_FILES = 50_000
_OTHERS = frozenset(("node_modules", "vendor", "venv", "__pycache__", "site_config", "site-packages", "target"))
"""Folders that hold no documents of this project, wherever they stand."""


@dataclass(frozen=True)
class Found:
    """What a folder holds: its Markdown files, read, and the paths of all its files, both relative to it and sorted.

    `cut` is true where there were more files than are looked at.
    """

    sources: tuple[Source, ...]
    paths: tuple[str, ...]
    cut: bool = False

    def below(self, folder: str) -> "Found":
        """What stands in a folder, with paths that begin there."""
        if not folder:
            return self
        lead = f"{folder}/"
        sources = (replace(one, path=one.path.removeprefix(lead)) for one in self.sources if one.path.startswith(lead))
        paths = (path.removeprefix(lead) for path in self.paths if path.startswith(lead))
        return Found(tuple(sources), tuple(paths), self.cut)


def gather(folder: Path, flavour: Flavour = "github") -> Found:
    """The files of a folder, read as Markdown of a flavour; links, hidden and installed things are passed by."""
    paths: list[str] = []
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if _is_looked_into(Path(above), name))
        inner = PurePosixPath(Path(above).relative_to(folder).as_posix())
        paths += [str(inner / name) for name in names if not Path(above, name).is_symlink()]
        if len(paths) > MOST_FILES:
            break
    kept = sorted(paths[:MOST_FILES])
    sources = tuple(
        _read(folder, path).written_in(flavour) for path in kept if PurePosixPath(path).suffix.lower() in MARKDOWN
    )
    whole = with_metadata(sources, kept, lambda path: _content(folder, path))
    return Found(whole, tuple(kept), cut=len(paths) > MOST_FILES)


def _is_looked_into(above: Path, name: str) -> bool:
    if name.startswith(".") or name in _OTHERS or (above / name).is_symlink():
        return False
    return not (above / name / "sitemap.xml").is_file()  # a site that was built here


def _content(folder: Path, path: str) -> bytes:
    try:
        return (folder / path).read_bytes()
    except OSError:
        return b""


def _read(folder: Path, path: str) -> Source:
    try:
        return read(path, (folder / path).read_bytes())
    except OSError as error:
        return unread(path, error.strerror or "unreadable")
