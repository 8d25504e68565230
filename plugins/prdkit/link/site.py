"""To join documents and pages into one site that knows every id and every link, both ways."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from prdkit.config.config import Config
from prdkit.config.inventories import Elsewhere
from prdkit.config.mentions import headless, mention_of, pattern, prefixes, starts
from prdkit.config.types import DocumentType
from prdkit.link.addresses import addresses
from prdkit.link.directory import Directory
from prdkit.link.files import MARKDOWN, Files
from prdkit.link.launches import Launches
from prdkit.link.references import Reference, in_fields, in_front_matter, in_text
from prdkit.link.targets import Targets
from prdkit.model.document import Document, Page, Reader
from prdkit.model.normative import Normative, normative, remember
from prdkit.model.sign_offs import SignOffFile, SignOffReader
from prdkit.reading.memory import long_lived
from prdkit.reading.source import Source, plain, read, read_yaml, unread

if TYPE_CHECKING:
    from prdkit.link.base import Base


Thing: TypeAlias = Document | Page | SignOffFile
"""Whatever a finding may stand in."""


@dataclass(frozen=True)
class Site:
    """All documents and pages of a project with what was signed, and the day that counts as today.

    `base` is what the project was at another commit, where one was named to compare with. `files` are all files
    of the project, listed when somebody asks. `readers` are those whom what is made of it is for: `internal`
    for a site that holds everything, else an audience for whom it was made without what they may not see.
    """

    config: Config
    documents: tuple[Document, ...]
    pages: tuple[Page, ...]
    as_of: date
    sign_offs: tuple[SignOffFile, ...] = ()
    base: "Base | None" = field(default=None, compare=False, repr=False)
    files: Files = field(default=Files(), compare=False, repr=False)
    readers: str = "internal"

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        """Documents by id; where two claim the same, the one whose file is called by it, then the first."""
        found: dict[str, Document] = {}
        for document in sorted(self.documents, key=_claim):
            found.setdefault(document.id, document)
        return found

    @cached_property
    def former(self) -> Mapping[str, Document]:
        """Documents by the ids that they had before, without ids that another document has now."""
        return {old: documents[0] for old, documents in self.once.items() if old not in self.by_id}

    @cached_property
    def once(self) -> Mapping[str, tuple[Document, ...]]:
        """By id, the documents that say they had it before."""
        found: dict[str, dict[str, Document]] = defaultdict(dict)
        for document in self.documents:
            for old in document.former_ids:
                found[old][document.path] = document
        return {old: tuple(documents.values()) for old, documents in found.items()}

    @cached_property
    def directory(self) -> Directory:
        """Documents by all that may name them."""
        return Directory(self.config, sorted(self.documents, key=_claim))

    def find(self, target: str, kinds: tuple[str, ...] = ()) -> Document | None:
        """The document that has an id, or had it before, or that prose calls so; of the types `kinds` first."""
        first = self.by_id.get(target)
        if first is not None and (not kinds or first.type.name == kinds[0]):
            return first
        return self.directory.named(target, kinds) or first or self.former.get(target)

    def led(self, reference: Reference) -> Document | None:
        """The document that a reference leads to."""
        if reference.ways is None:
            return self.find(reference.target, reference.kinds)
        only = reference.spec is not None and bool(reference.spec.types)
        found = self.directory.led(reference.ways, reference.kinds, only=only)
        return found or next((self.former[w] for how, w in reference.ways if how == "id" and w in self.former), None)

    def elsewhere(self, target: str, anchor: str = "") -> Elsewhere | None:
        """The document of another repository that goes by an id that none has here; for readers inside alone."""
        if self.readers != "internal" or self.find(target) is not None:
            return None
        found = (inventory.find(target, anchor) for inventory in self.config.inventories)
        return next((one for one in found if one is not None), None)

    def name(self, document: Document) -> str:
        """What a link to a document is written with: its id, or its path where another one goes by that id."""
        return document.id if self.find(document.id) is document else document.path

    def called(self, document: Document, target: str) -> str:
        """What a link to a document shows: the words that prose names it by, else its id of today."""
        return target if mention_of(document.type, target) else document.id

    def current(self, target: str) -> str:
        """The id that a document has now, given one that it has or had; any other as it is."""
        found = self.find(target)
        return found.id if found is not None else target

    @cached_property
    def held(self) -> frozenset[str]:
        """The ids of files that could not be read as their documents: what names them is no fault of its own.

        They come from the file's name, where its front matter is broken or gives another id, and from the
        `id` of a document whose type nobody knows.
        """
        found = {
            by_name for document in self.documents for by_name in _named(document.path, (document.type,), self.config)
        }
        for page in self.pages:
            if _is_unread(page):
                found.update(_named(page.path, self.config.types.values(), self.config))
                found.add(str(page.source.values.get("id") or ""))
        return frozenset(found - self.by_id.keys())

    def may_say(self, words: str) -> bool:
        """Whether a document that could not be read may speak of something: its text holds the words."""
        return any(words in text for text in self._unread)

    @cached_property
    def _unread(self) -> tuple[str, ...]:
        things: tuple[Document | Page, ...] = (*self.documents, *self.pages)
        return tuple(thing.source.text for thing in things if _is_unread(thing))

    @cached_property
    def by_path(self) -> "Mapping[str, Thing]":
        """Documents, pages and files of sign-offs by path, with the project's file of waivers."""
        things: tuple[Thing, ...] = (*self.documents, *self.pages, *self.sign_offs)
        waivers = self.config.waivers
        settings = (Page(plain(waivers.path, waivers.text)),) if waivers.rows else ()
        return {thing.path: thing for thing in (*settings, *things)}

    def normative(self, document: Document) -> Normative:
        """What a document promises, whatever the documents that it names are called today."""
        return normative(document)

    def signed(self, document: Document) -> SignOffFile | None:
        """The sign-offs of a document, None where it has no file of them."""
        return self._signed.get(document.id)

    @cached_property
    def _signed(self) -> Mapping[str, SignOffFile]:
        found: dict[str, SignOffFile] = {}
        for file in self.sign_offs:
            if file.path == sign_off_path(self.config, file.name):
                found[file.name] = file
        return found

    def at(self, path: str) -> Thing:
        """What stands at a path, or stood there at the base where there is nothing any more; else a file unread."""
        if path in self.by_path:
            return self.by_path[path]
        held = self.base.site.by_path.get(path) if self.base is not None else None
        return held if held is not None else Page(plain(path, ""))

    @cached_property
    def ids(self) -> re.Pattern[str]:
        """What looks like a mention of a document in a text."""
        return pattern(self.config.types.values())

    @cached_property
    def heads(self) -> re.Pattern[str]:
        """What the ids of this project begin with."""
        return prefixes(self.config.types.values())

    @cached_property
    def id_starts(self) -> tuple[str, ...]:
        """The letters that the ids of this project begin with, as plain text."""
        return starts(self.config.types.values())

    @cached_property
    def may_begin_with_anything(self) -> bool:
        """Whether prose may name a document by words of which no first letters are known."""
        return bool(headless(self.config.types.values()))

    @cached_property
    def references(self) -> Mapping[str, tuple[Reference, ...]]:
        """By path, what each document and page says about other documents, front matter first."""
        things: tuple[Document | Page, ...] = (*self.pages, *self.documents)
        return {thing.path: self._said(thing) for thing in things}

    def _said(self, thing: Document | Page) -> tuple[Reference, ...]:
        """What a document or page says of others, found once and kept with it: two sites may share it."""
        if Reference not in thing.parts:
            thing.parts[Reference] = self._of_document(thing) if isinstance(thing, Document) else self._of_page(thing)
        said: tuple[Reference, ...] = thing.parts[Reference]
        return said

    def _of_page(self, page: Page) -> tuple[Reference, ...]:
        return tuple(in_text(page.source, self.ids, self.heads))

    def _of_document(self, document: Document) -> tuple[Reference, ...]:
        fields = tuple(in_fields(document))
        named = {(reference.target, reference.anchor) for reference in fields} | {(document.id, "")}
        words = in_front_matter(document.source, self.ids, self.heads, document)
        whole = {at[0] for at, _, spec in document.mentions if spec.type == "ref" and len(at) <= _ITEM}
        own = {*document.type.roles.id.keys, "former_ids", *whole}
        told = (w for w in words if (w.target, w.anchor) not in named and w.field not in own)
        return (*fields, *told, *in_text(document.source, self.ids, self.heads, document))

    def is_silent(self, reference: Reference) -> bool:
        """Whether it is no fault that a reference leads nowhere: prose, which may speak of anything."""
        kinds = self.config.types.values()
        return not reference.explicit and any(mention_of(kind, reference.target) for kind in kinds)

    def backlinks(self, document: Document) -> tuple[tuple[Document, Reference], ...]:
        """The documents that speak of a document and where, one entry for each."""
        return self._backlinks.get(document.path, ())

    @cached_property
    def _backlinks(self) -> Mapping[str, tuple[tuple[Document, Reference], ...]]:
        found: dict[str, dict[str, tuple[Document, Reference]]] = defaultdict(dict)
        for document in self.documents:
            for reference in self.references[document.path]:
                target = self.led(reference)
                if target is not None and target is not document:
                    found[target.path].setdefault(document.path, (document, reference))
        return {target: tuple(sources.values()) for target, sources in found.items()}

    @cached_property
    def _addresses(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def launches(self) -> Launches:
        """The launches with what they bring."""
        return Launches(self)

    @cached_property
    def targets(self) -> Targets:
        """Where the links in the files' text lead."""
        return Targets(self)

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
        number = _ONE_NUMBER.fullmatch(target)
        for word in (target, number[1] if number else target):
            if (alike := self._by_likeness.get(_likeness(word))) is not None:
                return alike
        stem = target.rpartition("-")[0] or target[:4]
        siblings = [known for known in self.by_id if known.startswith(stem)][:_FEW]
        close = get_close_matches(target, siblings, 3, cutoff=0.8)
        return next((known for known in close if _DIGITS.sub("", known) != _DIGITS.sub("", target)), "")

    def spelt(self, target: str) -> tuple[str, ...]:
        """The ids that are spelt like another word but for capitals and leading zeros."""
        return self._by_spelling.get(spelling(target), ())

    @cached_property
    def _by_spelling(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for known in self.by_id:
            found[spelling(known)] = (*found.get(spelling(known), ()), known)
        return found

    def of_type(self, name: str) -> tuple[Document, ...]:
        """The documents of a type, by id."""
        return tuple(sorted((d for d in self.documents if d.type.name == name), key=lambda d: d.id))


_DIGITS = re.compile(r"\d")
"""Another number is another document, not a slip of the pen."""
_ONE_NUMBER = re.compile(r"\D*(\d+)\D*")
_ITEM = 2
"""How long the path of an item in a list is that is a field of its own."""
_FEW = 200
"""Ids compared letter by letter for one that is not there."""


def _likeness(target: str) -> str:
    """What ids share that differ in capitals, in leading zeros or in how their parts are joined."""
    return re.sub(r"0+(?=\d)|[-_ ]+", "", target.upper())


def spelling(word: str) -> tuple[str, ...]:
    """What ids have in common that differ in capitals and leading zeros alone."""
    return tuple(part.lstrip("0") if part.isdecimal() else part for part in word.upper().split("-"))


def _is_unread(thing: Document | Page) -> bool:
    """Whether a file is a document of which only the text is known."""
    return thing.source.is_lost or any(problem.fault == "unknown-type" for problem in thing.problems)


def _claim(document: Document) -> tuple[bool, str]:
    """How good a document's claim to its id is, smallest first: a copy has the longer name."""
    path = PurePosixPath(document.path)
    return not is_called(document), path.with_suffix("").as_posix()


def is_called(document: Document) -> bool:
    """Whether a document's file is called by its id, or stands where its type wants it for its id."""
    place = document.type.place
    if place is not None:
        return place.match(document.config.below(document.path)) == document.id
    stem = PurePosixPath(document.path).stem
    return stem == document.id or stem.startswith(f"{document.id}-")


def _named(path: str, types: Iterable[DocumentType], config: Config) -> Iterator[str]:
    """The id that a file's name begins with, or that its place gives."""
    stem = PurePosixPath(path).stem
    for kind in types:
        if kind.place is not None:
            yield from filter(None, (kind.place.match(config.below(path)),))
            continue
        found = re.match(rf"(?:{kind.id_pattern})(?![^-])", stem) if kind.id_pattern else None
        if found is not None:
            yield found[0]


def sign_off_folder(config: Config) -> str:
    """Where the files of sign-offs lie, relative to the project."""
    return f"{config.prefix}{config.sign_offs.folder}"


def sign_off_path(config: Config, document: str) -> str:
    """Where the sign-offs of a document lie, relative to the project."""
    return f"{sign_off_folder(config)}/{document}.yml"


def join(
    config: Config, sources: Iterable[Source], as_of: date, signed: Iterable[Source] = (), files: Files | None = None
) -> Site:
    """The site that sources make under a configuration; `signed` are the files of sign-offs, `files` all there are."""
    files = files or Files()
    reader = Reader(config, files.content)
    made = [reader.document(source) for source in sources]
    made += [Page(one.source.beside, one.source.beside.problems) for one in made if one.source.beside is not None]
    documents = tuple(sorted((d for d in made if isinstance(d, Document)), key=lambda d: d.path))
    pages = tuple(sorted((p for p in made if isinstance(p, Page)), key=lambda p: p.path))
    remember(documents)
    signing = SignOffReader(config)
    held = tuple(signing.file(source) for source in sorted(signed, key=lambda source: source.path))
    return Site(config, documents, pages, as_of, held, files=files)


def rejoin(site: Site, sources: Iterable[Source], reader: Reader | None = None) -> Site:
    """The site with other sources in the place of those that it has under their paths."""
    reader = reader or Reader(site.config, site.files.content)
    made = {source.path: reader.document(source) for source in sources}
    old: tuple[Document | Page, ...] = (*site.documents, *site.pages)
    things = [made.get(thing.path, thing) for thing in old]
    documents = tuple(sorted((d for d in things if isinstance(d, Document)), key=lambda d: d.path))
    pages = tuple(sorted((p for p in things if isinstance(p, Page)), key=lambda p: p.path))
    remember(documents)
    return replace(site, documents=documents, pages=pages, files=site.files.again())


def with_things(site: Site, things: Iterable[Document | Page]) -> Site:
    """The same site with other documents and pages; everything that was derived of them is derived anew."""
    made = sorted(things, key=lambda thing: thing.path)
    documents = tuple(thing for thing in made if isinstance(thing, Document))
    remember(documents)
    pages = tuple(thing for thing in made if isinstance(thing, Page))
    return replace(site, documents=documents, pages=pages, files=site.files.again())


def read_site(config: Config, as_of: date, seen: Callable[[int, int], None] | None = None) -> Site:
    """The site in a project's folder on disk. `seen` is told (files read, files in all) on the way."""
    paths = list(documents_on_disk(config))
    sources = []
    with long_lived():
        for number, path in enumerate(paths, 1):
            sources.append(_read(path, path.relative_to(config.root).as_posix()))
            if seen is not None:
                seen(number, len(paths))
        return join(config, sources, as_of, sign_off_sources(config), Files(config.root))


def _read(path: Path, name: str) -> Source:
    try:
        return read(name, path.read_bytes())
    except OSError as error:
        return unread(name, error.strerror or type(error).__name__)


def sign_off_sources(config: Config) -> Iterator[Source]:
    """The files of sign-offs on disk; a link is reported, and not followed."""
    folder = config.root / config.docs_dir / config.sign_offs.folder
    if not config.sign_offs.on or not (folder.is_dir() or folder.is_symlink()):
        return
    paths = [folder] if folder.is_symlink() else sorted(p for p in folder.rglob("*") if p.suffix in (".yml", ".yaml"))
    for path in paths:
        name = path.relative_to(config.root).as_posix()
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.is_symlink():
            yield unread(name, "it is a symbolic link, which is not followed")
        elif path.is_file():
            yield _read_sign_offs(path, name)


def _read_sign_offs(path: Path, name: str) -> Source:
    try:
        return read_yaml(name, path.read_bytes())
    except OSError as error:
        return unread(name, error.strerror or type(error).__name__)


def documents_on_disk(config: Config) -> Iterator[Path]:
    """The Markdown files of a project that its configuration does not leave out."""
    folder = config.root / config.docs_dir
    for path in markdown_files(folder):
        if not config.ignores(path.relative_to(folder).as_posix()):
            yield path


def markdown_files(folder: Path) -> Iterable[Path]:
    """The Markdown files below a folder, sorted; nothing hidden, and no link that leads out of the folder."""
    home = folder.resolve()
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in MARKDOWN):
        inner = path.relative_to(folder)
        if any(part.startswith(".") for part in inner.parts) or not path.is_file():
            continue
        if path.resolve().is_relative_to(home):
            yield path
