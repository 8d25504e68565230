"""To keep one project in memory: what is on disk, what is being typed over it, and what the check says."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from prdkit.blocks.catalogue import all_rules
from prdkit.check.finding import Finding
from prdkit.check.run import check
from prdkit.check.severities import check_severities
from prdkit.config.config import Config, load
from prdkit.history.today import as_of
from prdkit.link.files import MARKDOWN
from prdkit.link.site import Site, read_site, with_things
from prdkit.model.document import Document, Page, Reader
from prdkit.reading.source import read

_CHECKS_BETWEEN_COLLECTIONS = 100


@dataclass
class Project:
    """A project's documents by path, with the texts that an editor holds over those on disk.

    A changed text makes one document anew; all others are kept from site to site.
    """

    config: Config
    on_disk: Site
    reader: Reader
    typed: dict[str, Document | Page] = field(default_factory=dict)
    readable: dict[str, Document] = field(default_factory=dict)
    checks: int = 0
    _site: Site | None = None

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.config.root

    def holds(self, path: Path) -> bool:
        """Whether a file is one of the Markdown files that the check reads."""
        folder = self.root / self.config.docs_dir
        if path.suffix.lower() not in MARKDOWN or not path.is_relative_to(folder):
            return False
        return not any(part.startswith(".") for part in path.relative_to(folder).parts)

    def name(self, path: Path) -> str:
        """A file's path below the project."""
        return path.relative_to(self.root).as_posix()

    def type_in(self, name: str, text: str) -> None:
        """Take a text for that of a file."""
        made = self.reader.document(read(name, text.encode("utf-8", "surrogatepass")))
        self.typed[name] = made
        if isinstance(made, Document) and not made.source.is_lost:
            self.readable[name] = made
        self._site = None

    def close(self, name: str) -> None:
        """Go back to what is on disk."""
        self.typed.pop(name, None)
        self.readable.pop(name, None)
        self.refresh(name)

    def refresh(self, name: str) -> None:
        """Read a file again, or forget it where it is gone."""
        things = _by_path(self.on_disk)
        try:
            things[name] = self.reader.document(read(name, (self.root / name).read_bytes()))
        except OSError:
            things.pop(name, None)
        self.on_disk = with_things(self.on_disk, things.values())
        self._site = None

    @property
    def site(self) -> Site:
        """The project as it is being typed."""
        if self._site is None:
            things = _by_path(self.on_disk) | self.typed
            self._site = with_things(self.on_disk, things.values())
        return self._site

    def thing(self, name: str) -> Document | Page | None:
        """The document or page at a path."""
        found = self.site.by_path.get(name)
        return found if isinstance(found, (Document, Page)) else None

    def whole(self, name: str) -> Document | Page | None:
        """The document at a path; as it was last readable where what is being typed is broken YAML just now."""
        found = self.thing(name)
        broken = isinstance(found, Document) and found.source.is_lost
        return self.readable.get(name, found) if broken else found

    def text(self, name: str) -> str:
        """The text of a file as it stands now, with Unix line ends; empty where it cannot be read."""
        found = self.site.by_path.get(name)
        if found is not None:
            return found.source.text
        try:
            return read(name, (self.root / name).read_bytes()).text
        except OSError:
            return ""

    def bytes_of(self, name: str) -> bytes:
        """A file's bytes: those on disk, or the text that is being typed."""
        typed = self.typed.get(name)
        return typed.source.text.encode() if typed is not None else (self.root / name).read_bytes()

    def findings(self, site: Site) -> list[Finding]:
        """What the check says of the project as it was at a moment."""
        self.checks += 1
        if self.checks % _CHECKS_BETWEEN_COLLECTIONS == 0:
            # Checks freeze what they leave, which over a day of typing is much.
            gc.unfreeze()
            gc.collect()
        return check(site, all_rules())


def open_project(root: Path) -> Project | None:
    """The project in a folder, read whole; None where it has no folder of documents. Raises ConfigError."""
    config = load(root)
    if not (root / config.docs_dir).is_dir():
        return None
    check_severities(config, all_rules())
    return Project(config, read_site(config, as_of(config)), Reader(config))


def _by_path(site: Site) -> dict[str, Document | Page]:
    return {thing.path: thing for thing in _things(site)}


def _things(site: Site) -> Iterator[Document | Page]:
    yield from site.documents
    yield from site.pages
