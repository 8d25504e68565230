"""To list the documents of a type with what people filter and sort by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from prdkit.blocks.views import Words
from prdkit.config.fields import Field
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.facts import fact
from prdkit.view.page import PageView

_FILTERED = ("type", "status", "owner", "departments", "product", "release", "priority", "tier")
_ALWAYS = ("status", "owner", "departments", "product", "release")
_EVERYWHERE = ("id", "title", "type", "status", "owner", "departments", "product", "release", "updated")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `filter` is select, text or empty."""

    name: str
    label: str
    filter: str


class Cell(NamedTuple):
    """A fact as a table shows it, in the column `name`.

    `keys` are what is filtered by, `shown` the same in words, `sort` the order.
    """

    name: str
    kind: str
    keys: tuple[str, ...]
    shown: tuple[str, ...]
    sort: str


class Row(NamedTuple):
    """A document with one cell a column."""

    id: str
    title: str
    lang: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Index:
    """A table of documents; `name` is what its state in the address begins with."""

    name: str
    label: str
    help: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """One index page for each type, and one over all types."""
    cells = _Cells(site, words)
    for kind in site.config.types.values():
        names = dict.fromkeys((*kind.index, *(n for n in _ALWAYS if n in kind.fields)))
        documents = site.of_type(kind.name)
        columns = tuple(_column(name, kind.fields, words) for name in names)
        rows = tuple(cells.row(document, names) for document in documents)
        view = Index(kind.folder, words.say(kind.plural), words.say(kind.help), columns, rows)
        yield _page(f"{kind.folder}/index.md", view)
    yield _page("documents.md", _over_all(site, words, cells))


def _page(path: str, view: Index) -> PageView:
    return PageView(path, view.label, "pages/index.html.j2", view)


def _over_all(site: Site, words: Words, cells: "_Cells") -> Index:
    fields = {name: f for kind in site.config.types.values() for name, f in kind.fields.items()}
    documents = sorted(site.documents, key=lambda d: d.id)
    columns = tuple(_column(name, fields, words) for name in _EVERYWHERE if name in fields)
    names = tuple(column.name for column in columns)
    rows = tuple(cells.row(document, names) for document in documents)
    return Index("documents", words("home.title"), "", columns, rows)


def _column(name: str, fields: Mapping[str, Field], words: Words) -> Column:
    chosen = "select" if name in _FILTERED else "text" if name in ("id", "title") else ""
    return Column(name, words.say(fields[name].label) if name in fields else name, chosen)


class _Cells:
    """The cells of documents, each made once, though most stand in two tables."""

    def __init__(self, site: Site, words: Words) -> None:
        self.site = site
        self.words = words
        self.made: dict[tuple[str, str], Cell] = {}

    def row(self, document: Document, names: Iterable[str]) -> Row:
        """A document under some columns."""
        return Row(document.id, document.title, document.lang, tuple(self.cell(document, name) for name in names))

    def cell(self, document: Document, name: str) -> Cell:
        """A document's cell in a column."""
        key = (document.path, name)
        if key not in self.made:
            self.made[key] = _cell(document, name, self.site, self.words)
        return self.made[key]


def _cell(document: Document, name: str, site: Site, words: Words) -> Cell:
    if name == "status":
        return _status(name, document, words)
    if name == "type":
        return _one(name, "text", document.type.name, words.say(document.type.label))
    if name == "title":
        return _one(name, "title", document.title)
    if name == "updated":
        return _one(name, "text", document.updated.isoformat() if document.updated else "")
    found = fact(document, name, site, words)
    shown = tuple(_shown(found.kind, value, words) for value in found.values)
    raw = document.values.get(name)
    key = str(raw) if isinstance(raw, str | int) and found.kind in ("text", "product") else ""
    return Cell(name, found.kind, (key,) if key else found.values, shown, key or words("list.separator").join(shown))


def _one(name: str, kind: str, key: str, shown: str = "") -> Cell:
    return Cell(name, kind, (key,) if key else (), (shown or key,) if key else (), shown or key)


def _status(name: str, document: Document, words: Words) -> Cell:
    """Statuses sort as they follow each other; unknown ones come last."""
    known = list(document.type.statuses)
    place = known.index(document.status) if document.status in known else len(known)
    said = words.say(document.state.label) or document.status
    return Cell(name, "status", (document.status,), (said,), f"{place:02}")


def _shown(kind: str, value: str, words: Words) -> str:
    if kind == "person":
        return words.person(value)
    return words.department(value) if kind == "department" else value
