"""To join documents and pages into one site that knows every id and every link, both ways."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from prdkit.config.config import Config
from prdkit.link.addresses import addresses
from prdkit.link.references import Reference, in_front_matter, in_text, pattern, prefixes, starts
from prdkit.model.document import Document, Page, Reader
from prdkit.reading.memory import long_lived
from prdkit.reading.source import Source, read, unread

MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkdn", ".mkd"))
"""The endings that MkDocs takes for Markdown."""


@dataclass(frozen=True)
class Site:
    """All documents and pages of a project, and the day that counts as today."""

    config: Config
    documents: tuple[Document, ...]
    pages: tuple[Page, ...]
    as_of: date

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        """Documents by id; the first one where two claim the same."""
        found: dict[str, Document] = {}
        for document in self.documents:
            found.setdefault(document.id, document)
        return found

    @cached_property
    def by_path(self) -> Mapping[str, Document | Page]:
        """Documents and pages by path."""
        things: tuple[Document | Page, ...] = (*self.documents, *self.pages)
        return {thing.path: thing for thing in things}

    @cached_property
    def ids(self) -> re.Pattern[str]:
        """What looks like a mention of a document in a text."""
        return pattern(self.config)

    @cached_property
    def heads(self) -> re.Pattern[str]:
        """What the ids of this project begin with."""
        return prefixes(self.config)

    @cached_property
    def id_starts(self) -> tuple[str, ...]:
        """The letters that the ids of this project begin with, as plain text."""
        return starts(self.config)

    @cached_property
    def references(self) -> Mapping[str, tuple[Reference, ...]]:
        """By path, what each document and page says about other documents, front matter first."""
        found = {page.path: tuple(in_text(page.source, self.ids, self.heads)) for page in self.pages}
        for document in self.documents:
            fields = tuple(_in_fields(document))
            named = {(reference.target, reference.anchor) for reference in fields} | {(document.id, "")}
            words = in_front_matter(document.source, self.ids, self.heads, document.id)
            told = (word for word in words if (word.target, word.anchor) not in named)
            text = in_text(document.source, self.ids, self.heads, document.id)
            found[document.path] = (*fields, *told, *text)
        return found

    @cached_property
    def backlinks(self) -> Mapping[str, tuple[tuple[Document, Reference], ...]]:
        """By id, the documents that speak of it and where, one entry for each document."""
        found: dict[str, dict[str, tuple[Document, Reference]]] = defaultdict(dict)
        for document in self.documents:
            for reference in self.references[document.path]:
                if reference.target != document.id:
                    found[reference.target].setdefault(document.id, (document, reference))
        return {target: tuple(sources.values()) for target, sources in found.items()}

    @cached_property
    def _addresses(self) -> dict[str, frozenset[str]]:
        return {}

    def addresses(self, document: Document) -> frozenset[str]:
        """Everything that may stand after `#` in a link to a document."""
        if document.path not in self._addresses:
            self._addresses[document.path] = addresses(document)
        return self._addresses[document.path]

    @cached_property
    def _by_likeness(self) -> Mapping[str, str]:
        return {_likeness(known): known for known in self.by_id}

    def near(self, target: str) -> str:
        """The id that somebody may have meant by one that no document has; empty where none is like it."""
        alike = self._by_likeness.get(_likeness(target))
        if alike is not None:
            return alike
        stem = target.rpartition("-")[0] or target[:4]
        siblings = [known for known in self.by_id if known.startswith(stem)][:_FEW]
        close = get_close_matches(target, siblings, 1, cutoff=0.8)
        return close[0] if close else ""

    def of_type(self, name: str) -> tuple[Document, ...]:
        """The documents of a type, by id."""
        return tuple(sorted((d for d in self.documents if d.type.name == name), key=lambda d: d.id))


_FEW = 200
"""Ids compared letter by letter for one that is not there."""


def _likeness(target: str) -> str:
    """What ids share that differ in capitals, in leading zeros or in how their parts are joined."""
    return re.sub(r"0+(?=\d)|[-_ ]+", "", target.upper())


def _in_fields(document: Document) -> Iterable[Reference]:
    for at, word, field in document.mentions:
        target, _, anchor = word.strip().removeprefix("[[").removesuffix("]]").partition("#")
        looks = any(t.id_regex.fullmatch(target) for t in document.config.types.values())
        if field.type == "ref" or looks:
            yield Reference(target, anchor, at, str(at[0]))


def join(config: Config, sources: Iterable[Source], as_of: date) -> Site:
    """The site that sources make under a configuration."""
    reader = Reader(config)
    made = [reader.document(source) for source in sources]
    documents = tuple(sorted((d for d in made if isinstance(d, Document)), key=lambda d: d.path))
    pages = tuple(sorted((p for p in made if isinstance(p, Page)), key=lambda p: p.path))
    return Site(config, documents, pages, as_of)


def read_site(config: Config, as_of: date, seen: Callable[[int, int], None] | None = None) -> Site:
    """The site in a project's folder on disk. `seen` is told (files read, files in all) on the way."""
    paths = list(markdown_files(config.root / config.docs_dir))
    sources = []
    with long_lived():
        for number, path in enumerate(paths, 1):
            sources.append(_read(path, path.relative_to(config.root).as_posix()))
            if seen is not None:
                seen(number, len(paths))
        return join(config, sources, as_of)


def _read(path: Path, name: str) -> Source:
    try:
        return read(name, path.read_bytes())
    except OSError as error:
        return unread(name, error.strerror or type(error).__name__)


def markdown_files(folder: Path) -> Iterable[Path]:
    """The Markdown files below a folder, sorted; nothing hidden, and no link that leads out of the folder."""
    home = folder.resolve()
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in MARKDOWN):
        inner = path.relative_to(folder)
        if any(part.startswith(".") for part in inner.parts) or not path.is_file():
            continue
        if path.resolve().is_relative_to(home):
            yield path
