"""To know which files and folders a project has beside its documents, read once and only where somebody asks."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from os.path import isdir, isfile
from pathlib import Path
from typing import Literal, TypeAlias

from prdkit.reading.source import MAX_FILE_BYTES

MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkdn", ".mkd"))
"""The endings that MkDocs takes for Markdown."""
Kind: TypeAlias = Literal["file", "folder", "passed by"]

_SKIPPED = frozenset(("node_modules", "__pycache__"))
_SMALL = 4096
"""A larger file is not looked into: it holds more than blanks."""


@dataclass(frozen=True)
class Files:
    """The files of the project in `root`, by path relative to it, with `/`; none where there is no root.

    Hidden folders, installed packages and built sites are left out of what is listed, but whether one file in
    them is there can be asked. No link is followed out of the project. `given` stands for files of a test. For
    what the project was before a change, `gone` are files that were there then, and `new` those that were not.
    Where some are `chosen`, there are no others.
    """

    root: Path | None = None
    given: Mapping[str, bytes] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()
    chosen: frozenset[str] | None = None

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every file."""
        if self.chosen is not None:
            return self.chosen
        listed = (path for path, kind in self._listed if kind == "file")
        return frozenset((*self.given, *listed, *self.gone)) - self.new

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder, `""` being the project's own."""
        above = {parent for path in (*self.given, *self.gone) for parent in _above(path)}
        if self.chosen is not None:
            return frozenset(("", *(parent for path in self.chosen for parent in _above(path))))
        return frozenset(("", *above, *(path for path, kind in self._listed if kind == "folder")))

    @cached_property
    def by_folder(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the files in each folder that has any, sorted."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.paths):
            folder, _, name = path.rpartition("/")
            found.setdefault(folder, []).append(name)
        return {folder: tuple(names) for folder, names in found.items()}

    def has_file(self, path: str) -> bool:
        """Whether a file stands at a path."""
        return path in self.paths or (path not in self.new and self._is_unlisted(path) and isfile(self._at(path)))

    def has_folder(self, path: str) -> bool:
        """Whether a folder stands at a path."""
        path = path.strip("/")
        return path in self.folders or (self._is_unlisted(path) and isdir(self._at(path)))

    def is_blank(self, path: str) -> bool:
        """Whether a file that is there holds nothing, or nothing but blanks."""
        if path in self.given and path in self.paths:
            return not self.given[path].strip()
        try:
            at = self._at(path)
            return at.stat().st_size <= _SMALL and not at.read_bytes().strip()
        except OSError:
            return False

    def content(self, path: str) -> bytes | None:
        """What a file holds; None where it is not there, is too large for its front matter, or cannot be read."""
        if self.chosen is not None and path not in self.chosen:
            return None
        if path in self.given:
            return self.given[path]
        if not self.has_file(path):
            return None
        try:
            at = self._at(path)
            return at.read_bytes() if at.stat().st_size <= MAX_FILE_BYTES else None
        except OSError:
            return None

    def again(self) -> "Files":
        """The same files, to be listed anew."""
        return Files(self.root, self.given, self.gone, self.new, self.chosen)

    def only(self, paths: Iterable[str]) -> "Files":
        """Some of the files, beside which there are no others."""
        return Files(self.root, self.given, self.gone, self.new, frozenset(paths))

    def before(self, gone: Iterable[str], new: Iterable[str]) -> "Files":
        """The files as they were when some were there that are gone, and some were not that are new."""
        return Files(self.root, self.given, frozenset(gone), frozenset(new))

    @cached_property
    def _listed(self) -> tuple[tuple[str, Kind], ...]:
        return tuple(_walk(self.root)) if self.root is not None else ()

    @cached_property
    def _passed_by(self) -> frozenset[str]:
        """The folders that were not looked into, and links to folders."""
        return frozenset(path for path, kind in self._listed if kind == "passed by")

    def _at(self, path: str) -> Path:
        return (self.root or Path()) / path

    def _is_unlisted(self, path: str) -> bool:
        """Whether a path leads into a folder that was not looked into, and yet not out of the project."""
        if self.root is None or self.chosen is not None or "\0" in path or ".." in path.split("/"):
            return False
        if path not in self._passed_by and not any(folder in self._passed_by for folder in _above(path)):
            return False
        try:
            return self._at(path).resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):
            return False


def _above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _walk(root: Path) -> Iterator[tuple[str, Kind]]:
    """Paths below a folder, each with what it is."""
    home, left = root.resolve(), [""]
    while left:
        inner = left.pop()
        for entry in _entries(root / inner):
            path = f"{inner}/{entry.name}" if inner else entry.name
            if entry.is_symlink():
                if Path(entry.path).resolve().is_relative_to(home):
                    yield path, "file" if entry.is_file() else "passed by"
            elif not entry.is_dir():
                yield path, "file"
            elif _is_skipped(entry):
                yield path, "passed by"
            else:
                yield path, "folder"
                left.append(path)


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_skipped(entry: "os.DirEntry[str]") -> bool:
    """Whether a folder holds what tools put there, and nobody wrote."""
    if entry.name.startswith(".") or entry.name in _SKIPPED:
        return True
    marks = ("pyvenv.cfg", "sitemap.xml")
    return any(isfile(f"{entry.path}/{mark}") for mark in marks)
