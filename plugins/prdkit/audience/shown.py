"""To make of a site the one that readers may see: read anew from sources that hold nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from prdkit.audience.names import Names, is_distinct, is_telling
from prdkit.audience.notes import with_notes
from prdkit.audience.team import Team
from prdkit.audience.telling import Edit, Telling, apply
from prdkit.audience.values import Narrowing, Wording
from prdkit.audience.ways import Ways
from prdkit.audience.writing import written
from prdkit.config.audiences import AUDIENCES, reaches
from prdkit.config.config import Config
from prdkit.config.waivers import Waivers
from prdkit.link.files import MARKDOWN
from prdkit.link.site import Site
from prdkit.model.document import Document, Page, Reader
from prdkit.model.narrowing import audience_of, stretches
from prdkit.model.normative import remember
from prdkit.reading.source import Source
from prdkit.reading.yaml import Value

_OF_PAGES = frozenset(("title", "description", "hide", "search", "tags", "icon", "subtitle"))
"""What a page's front matter tells readers."""


@dataclass(frozen=True)
class Shown:
    """A site for readers, the names that no file made of it may hold, and the files beside its pages that it shows."""

    site: Site
    names: Names
    files: frozenset[str]


def shown_to(site: Site, readers: str) -> Site:
    """The site that readers may see; the site itself for insiders."""
    return site if readers == AUDIENCES[0] else shown(site, readers).site


def shown(site: Site, readers: str) -> Shown:
    """The site that partners or the public may see, with what is needed to keep it so."""
    return _Showing(site, readers).shown()


class _Showing:
    """To make one site. What is narrower goes first, then the names of what went, for which all must be known."""

    def __init__(self, whole: Site, readers: str) -> None:
        if readers not in AUDIENCES[1:]:
            raise ValueError(f"`{readers}` is none of {', '.join(AUDIENCES[1:])}")
        self.whole = whole
        self.readers = readers
        self.documents = [d for d in whole.documents if self._reaches(d)]
        self.pages = [p for p in whole.pages if self._reaches(p) and _is_markdown(p.path)]
        self.kept = frozenset([*(d.path for d in self.documents), *(p.path for p in self.pages)])
        self.team = Team(whole.config, readers)
        gone = (document for document in whole.documents if document.path not in self.kept)
        own = {document.id for document in self.documents}
        self.taken = frozenset(word for document in gone for word in _ids(document) if word not in own)

    def _reaches(self, thing: Document | Page) -> bool:
        return reaches(audience_of(thing, self.whole.config), self.readers)

    def shown(self) -> Shown:
        """The site."""
        bare = self._site([self._bare(one) for one in self.documents], [self._bare_page(one) for one in self.pages])
        names = self._names(bare)
        ways = Ways(self.whole, bare)
        telling = Telling(self.whole, bare, names, ways, self.team)
        documents = [self._told(one, telling) for one in bare.documents]
        pages = [self._told_page(one, telling) for one in bare.pages]
        made = self._site(documents, pages)
        files = frozenset(ways.taken)
        return Shown(replace(made, files=self.whole.files.only(files)), names, files)

    def _site(self, documents: list[tuple[Document, Source]], pages: list[Source]) -> Site:
        config = self._config()
        reader = Reader(config)
        made = tuple(reader.again(document, source) for document, source in documents)
        remember(made)
        return Site(
            config,
            made,
            tuple(Page(source) for source in pages),
            self.whole.as_of,
            files=self.whole.files,
            readers=self.readers,
        )

    def _config(self) -> Config:
        """The configuration without people, waivers, freezes, sign-offs and types that are nobody's outside."""
        config = self.whole.config
        kinds = {document.type.name for document in self.documents}
        return replace(
            config,
            types={name: kind for name, kind in config.types.items() if name in kinds},
            calendar=replace(config.calendar, freezes=()),
            org=self.team.org_shown(),
            waivers=Waivers(),
            baseline=None,
            sign_offs=replace(config.sign_offs, types={}, deputies={}),
            templates={},
        )

    def _bare(self, document: Document) -> tuple[Document, Source]:
        """A document's source without what is narrower."""
        narrowing = Narrowing(self.whole, self.kept, self.team, self.readers)
        values = with_notes(document, narrowing.of(document), self.whole, narrowing)
        values = without_taken_ids(values, self.taken)
        return document, written(document.source, values, self._cut(document))

    def _bare_page(self, page: Page) -> Source:
        values: dict[str, Value] = {key: told for key, told in page.source.values.items() if key in _OF_PAGES}
        return written(page.source, values, self._cut(page))

    def _cut(self, thing: Document | Page) -> str:
        """A body without the sections that readers may not see."""
        return apply(thing.source.body, (Edit(*stretch) for stretch in stretches(thing, self.readers)))

    def _told(self, document: Document, telling: Telling) -> tuple[Document, Source]:
        source = document.source
        values = Wording(telling).of(source.values, document.type.fields, document.path, document.lang)
        body = telling.body(source.outline, document.path, document.lang)
        return document, written(source, values, body)

    def _told_page(self, page: Page, telling: Telling) -> Source:
        lang = self.whole.config.lang
        values = Wording(telling).of(page.source.values, {}, page.path, lang)
        return written(page.source, values, telling.body(page.source.outline, page.path, lang))

    def _names(self, bare: Site) -> Names:
        """The names of all that is not shown."""
        gone = [d for d in self.whole.documents if d.path not in self.kept]
        known = {word for document in bare.documents for word in (document.id, *document.former_ids)}
        ids = {word for document in gone for word in _ids(document)} | self.whole.held
        words = {word: "document" for word in ids - known if is_telling(word)}
        words |= dict.fromkeys(self._files(gone), "document")
        open_words = {word.casefold() for word in self._open_words()}
        for word, kind in self.team.unnamed():
            if word.casefold() not in open_words and _may_be_sought(word, kind):
                words.setdefault(word, kind)
        tails = _tails(gone)
        return Names(tuple(self.whole.config.types.values()), frozenset(known), words, frozenset(ids - known), tails)

    def _files(self, gone: list[Document]) -> Iterator[str]:
        """The names of files of what is not shown, as far as they are nobody else's."""
        kept = {_stem(path) for path in self.kept}
        paths = [document.path for document in gone]
        paths += [page.path for page in self.whole.pages if page.path not in self.kept]
        for path in paths:
            for step in (_stem(path), path.split("/")[-2] if _stem(path).lower() in ("index", "readme") else ""):
                if step and step not in kept and any(map(str.isdigit, step)) and is_telling(step):
                    yield step

    def _open_words(self) -> Iterator[str]:
        """What departments, people and products that may be named are called."""
        org = self.whole.config.org
        for labels in (org.departments, org.products, {h: p.label for h, p in org.people.items()}):
            for key, label in labels.items():
                if self._is_open(key):
                    yield from (key, *(label.values() if isinstance(label, Mapping) else (label,)))

    def _is_open(self, key: str) -> bool:
        org = self.whole.config.org
        if key in org.people:
            return self.team.shows_person(key)
        return reaches(org.audiences.get(key, "public"), self.readers)


def without_taken_ids(values: dict[str, Value], taken: frozenset[str]) -> dict[str, Value]:
    """Values without former ids that are those of a document which is not shown."""
    given = values.get("former_ids")
    if given is None:
        return values
    kept: list[Value] = [one for one in (given if isinstance(given, list) else [given]) if str(one) not in taken]
    return {**values, "former_ids": kept}


def _ids(document: Document) -> Iterable[str]:
    return filter(None, (document.id, document.given_id, *document.former_ids))


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _tails(gone: list[Document]) -> Mapping[str, tuple[str, ...]]:
    """By id, what stands behind it in the name of its file, the longest first."""
    found: dict[str, set[str]] = {}
    for document in gone:
        for word in _ids(document):
            stem = _stem(document.path)
            if is_distinct(document.type) and stem.startswith(word) and stem != word:
                found.setdefault(word.casefold(), set()).add(stem[len(word) :])
    return {word: tuple(sorted(tails, key=len, reverse=True)) for word, tails in found.items()}


def _may_be_sought(word: str, kind: str) -> bool:
    """Whether the name of somebody can be told from other words: a department may be called by one that all use."""
    if kind == "team" and word.isascii() and word.islower() and word.isalpha():
        return False
    return len(word.strip()) > 1


def _is_markdown(path: str) -> bool:
    return path[path.rfind(".") :].lower() in MARKDOWN
