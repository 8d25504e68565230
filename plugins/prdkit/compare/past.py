"""To gather what git knows of each document: its time in each status, and what changed since it was signed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from prdkit.blocks.sign_offs.ledger import Standing, ledger
from prdkit.compare.document import Comparison, compare
from prdkit.config.config import Config
from prdkit.history.git import GitError, NotARepositoryError
from prdkit.history.log import Version
from prdkit.history.repository import DEEPER, Repository
from prdkit.history.timeline import Past, Timeline, past
from prdkit.link.site import Site
from prdkit.model.document import Document, Reader
from prdkit.model.normative import normative
from prdkit.reading.source import read

_SEARCHED = 100
"""Versions of one document that are looked at for the one that was signed, the newest first."""


@dataclass(frozen=True)
class SinceSigned:
    """A sign-off that no longer holds, and what changed since; `comparison` is None where git does not know it."""

    standing: Standing
    comparison: Comparison | None


@dataclass(frozen=True)
class DocumentHistory:
    """The past of one document; no timeline where git does not know it."""

    timeline: Timeline | None = None
    since: tuple[SinceSigned, ...] = ()


@dataclass(frozen=True)
class History:
    """The past of every document, by path, and what a person must know of how it was read."""

    documents: Mapping[str, DocumentHistory]
    notice: str = ""


def history(site: Site, cache: Path | None = None, *, ask_git: bool = True) -> History:
    """The past of all documents of a site. Without git, or without `ask_git`, only what sign-offs themselves tell."""
    notice, known, repository = "", None, None
    if ask_git and site.documents:
        try:
            repository = Repository.find(site.config.root)
            known = past(repository, site.config.docs_dir, _Namer(site.config), cache, _status_keys(site.config))
            notice = _cut(known)
        except NotARepositoryError:
            repository = None
        except GitError as error:
            repository, notice = None, f"the history of documents is not shown: {error.message}. {error.hint}".strip()
    reading = _Reading(site, known, repository)
    made = {document.path: reading.of(document) for document in site.documents}
    return History({path: found for path, found in made.items() if found.timeline or found.since}, notice)


def _status_keys(config: Config) -> tuple[str, ...]:
    """The keys under which a status may stand in any type."""
    return tuple(dict.fromkeys(key for kind in config.types.values() for key in kind.roles.status.keys))


def _cut(known: Past) -> str:
    if not known.is_shallow:
        return ""
    days = [version.commit.when.date() for found in known.versions.values() for version in found[-1:]]
    since = f"before {min(days)}" if days else "at all"
    return f"the clone is shallow, so that nothing is known of the documents {since}. {DEEPER}"


class _Namer:
    """To name a document by its file: by the id that the file is called by, else by its path."""

    def __init__(self, config: Config) -> None:
        self.folder = f"{config.prefix}"
        self.patterns = tuple(kind.id_regex for kind in config.types.values() if kind.id_pattern and kind.common)
        self.suffixes = frozenset((".md", ".markdown", ".mdown", ".mkdn", ".mkd"))
        self.named = lru_cache(maxsize=None)(self._named)

    def __call__(self, path: str) -> str:
        """The name; empty for what is no document."""
        return self.named(path)

    def _named(self, path: str) -> str:
        inner = PurePosixPath(path)
        if inner.suffix.lower() not in self.suffixes or not path.startswith(self.folder):
            return ""
        for pattern in self.patterns:
            found = pattern.match(inner.stem)
            if found and (found.end() == len(inner.stem) or inner.stem[found.end()] == "-"):
                return found[0]
        return path


class _Reading:
    """To read the past of one document after another."""

    def __init__(self, site: Site, known: Past | None, repository: Repository | None) -> None:
        self.site = site
        self.known = known
        self.repository = repository
        self.reader = Reader(site.config)
        self.name_of = _Namer(site.config)

    def of(self, document: Document) -> DocumentHistory:
        """The past of a document."""
        name = self.name_of(document.path)
        meaning = None if document.type.common else document.type.status_named
        day, known = self.site.as_of, self.known if document.type.statuses else None
        timeline = known.timeline(name, document.status, day, meaning) if known else None
        stale = [standing for standing in ledger(document, self.site) if standing.state == "stale"]
        return DocumentHistory(timeline, tuple(self._since(document, name, stale)) if stale else ())

    def _since(self, document: Document, name: str, stale: list[Standing]) -> Iterator[SinceSigned]:
        """What changed since each stale sign-off, by the version in git that has its fingerprint."""
        prints = {standing.dept: standing.sign_off.fingerprint for standing in stale if standing.sign_off}
        versions = self.known.versions.get(name, ()) if self.known else ()
        signed = self._signed(document, set(prints.values()) - {""}, versions)
        for standing in stale:
            old = signed.get(prints.get(standing.dept, ""))
            yield SinceSigned(standing, compare(old, document) if old is not None else None)

    def _signed(self, document: Document, wanted: set[str], versions: Iterable[Version]) -> Mapping[str, Document]:
        """The versions that were signed, by fingerprint, of each the newest."""
        found: dict[str, Document] = {}
        if self.repository is None:
            return found
        blobs = [version.blob for version in versions][:_SEARCHED]
        for _, data in self.repository.each_blob(blobs):
            if wanted <= found.keys():
                break
            if data is None:
                continue
            # Under its present name: that it was moved is no change of what was signed.
            made = self.reader.document(read(document.path, data))
            if isinstance(made, Document) and (known_by := normative(made).fingerprint) in wanted:
                found.setdefault(known_by, made)
        return found
