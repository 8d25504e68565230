"""To list the documents of a type with what people filter and sort by."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from prdkit.blocks.views import Words
from prdkit.config.fields import Field
from prdkit.config.types import DocumentType
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.blocking import PATH as BLOCKING
from prdkit.view.chosen import ROLES, by_rank, shown_in_index
from prdkit.view.facts import fact
from prdkit.view.page import PageView
from prdkit.view.places import home, index_paths
from prdkit.view.used import has_gates

_FILTERED = ("type", "status", "owner", "departments", "product", "release", "priority", "tier")
_ALWAYS = ("status", "owner", "departments", "product", "release")
_EVERYWHERE = ("id", "title", "type", "status", "owner", "departments", "product", "release", "updated")

_SORTED = frozenset(("date", "datetime", "int", "moment", "number"))
_COLUMNS, _CHOICES, _SHORT = 7, 40, 60
"""Columns of an index that nobody laid out, values that a filter offers, letters of a short value."""
_DIGITS = re.compile(r"(\d+)")


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
    """A document with one cell a column; `path` says which, since two may claim one id."""

    id: str
    path: str
    title: str
    lang: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Index:
    """A table of documents; `name` is what its state in the address begins with.

    `everything` is the page of all types, `gates` that of what blocks; each is empty where there is none.
    """

    name: str
    label: str
    help: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    everything: str = ""
    gates: str = ""


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """One index page for each type, and one over all types where there are several."""
    cells, places = _Cells(site, words), index_paths(site)
    several = len(site.config.types) > 1
    everything = home(site, places.values()) if several else ""
    for kind in site.config.types.values():
        view = _common(kind, site, cells) if kind.common else _own(kind, site, cells)
        yield _page(places[kind.name], replace(view, everything=everything))
    if several:
        gates = BLOCKING if has_gates(site.config) else ""
        yield _page(everything, replace(_over_all(site, words, cells), gates=gates))


def _common(kind: DocumentType, site: Site, cells: "_Cells") -> Index:
    words = cells.words
    names = dict.fromkeys((*kind.index, *(n for n in _ALWAYS if n in kind.fields)))
    columns = tuple(_column(name, kind.fields, words) for name in names)
    rows = tuple(cells.row(document, names) for document in site.of_type(kind.name))
    return Index(kind.folder, words.say(kind.plural), words.say(kind.help), columns, rows)


def _own(kind: DocumentType, site: Site, cells: "_Cells") -> Index:
    """The index of a type with a process of its own: what its documents state, filtered by what they share."""
    documents = sorted(site.of_type(kind.name), key=lambda document: natural(document.id))
    names = shown_in_index(kind)
    kept = [n for n in names if n == "id" or any(cells.cell(d, n).shown for d in documents)]
    if not kind.index:
        kept = [n for n in kept if n in ROLES or _is_useful([cells.cell(d, n) for d in documents])][:_COLUMNS]
    rows = tuple(cells.row(document, kept) for document in documents)
    columns = tuple(_own_column(kind, name, documents, cells) for name in kept)
    words = cells.words
    return Index(kind.name, words.say(kind.plural), words.say(kind.help), columns, rows)


def _own_column(kind: DocumentType, name: str, documents: list[Document], cells: "_Cells") -> Column:
    label = _role_label(kind, name, documents, cells.words) if name in ROLES else ""
    label = label or cells.words.say(kind.fields[name].label if name in kind.fields else name)
    return Column(name, label, _filter(kind, name, [cells.cell(document, name) for document in documents]))


def _role_label(kind: DocumentType, role: str, documents: list[Document], words: Words) -> str:
    """What a part is called: by the label of its key, as documents spell that, or in our words where none has it."""
    for key in kind.roles.keys(role):
        if any(key in document.source.values for document in documents):
            field = kind.fields.get(key)
            return words.say(field.label) if field else key
    return words(f"index.{role}")


def _filter(kind: DocumentType, name: str, cells: list[Cell]) -> str:
    """A choice of few values that many documents share, else a search in words; days and numbers are sorted by."""
    field = kind.fields.get(name)
    inner = field.items if field is not None and field.type == "list" and field.items else field
    if name in ("id", "title"):
        return "text"
    if name == "status" or (inner is not None and inner.type in ("enum", "bool")):
        return "select"
    if inner is not None and inner.type in _SORTED:
        return ""
    given = [cell for cell in cells if cell.keys]
    choices = {key for cell in given for key in cell.keys}
    return "select" if len(choices) <= min(_CHOICES, len(given) // 2) else "text"


def _is_useful(cells: list[Cell]) -> bool:
    """Whether a column is filled in some rows, and nearly all of its values fit into a cell."""
    given = [cell for cell in cells if cell.shown]
    long = sum(len(" ".join(cell.shown)) > _SHORT for cell in given)
    return len(given) * 10 >= len(cells) and long * 10 <= len(given)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """What ids are sorted by: `CIP-9` before `CIP-10`."""
    parts = _DIGITS.split(text)
    return tuple((0, int(part), part) if part.isdecimal() and len(part) < 20 else (1, 0, part) for part in parts)


def _page(path: str, view: Index) -> PageView:
    return PageView(path, view.label, "pages/index.html.j2", view)


def _over_all(site: Site, words: Words, cells: "_Cells") -> Index:
    fields = {name: f for kind in site.config.types.values() for name, f in kind.fields.items()}
    documents = sorted(site.documents, key=lambda d: natural(d.id))
    names = [name for name in _EVERYWHERE if name in fields or name == "type"]
    if not all(kind.common for kind in site.config.types.values()):
        names = [n for n in names if n in ("id", "type") or any(cells.cell(d, n).shown for d in documents)]
    columns = tuple(_column(name, fields, words) for name in names)
    rows = tuple(cells.row(document, names) for document in documents)
    return Index("documents", words("home.title"), "", columns, rows)


def _column(name: str, fields: Mapping[str, Field], words: Words) -> Column:
    chosen = "select" if name in _FILTERED else "text" if name in ("id", "title") else ""
    field = fields.get(name)
    return Column(name, words.say(field.label) if field else words(f"index.{name}"), chosen)


class _Cells:
    """The cells of documents, each made once, though most stand in two tables."""

    def __init__(self, site: Site, words: Words) -> None:
        self.site = site
        self.words = words
        self.made: dict[tuple[str, str], Cell] = {}

    def row(self, document: Document, names: Iterable[str]) -> Row:
        """A document under some columns."""
        return Row(
            document.id,
            document.path,
            document.title,
            document.lang,
            tuple(self.cell(document, name) for name in names),
        )

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
    if name == "id":
        return _one(name, "text", document.id)
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
    """Statuses sort by rank and as they follow each other; those off the line come late, unknown ones last."""
    kind, status = document.type, document.state.name
    if not document.status:
        return Cell(name, "status", (), (), "")
    order = by_rank(kind)
    place = order.index(status) if status in order else len(order)
    said = words.say(document.state.label) or document.status
    return Cell(name, "status", (status or document.status,), (said,), f"{place:02}")


def _shown(kind: str, value: str, words: Words) -> str:
    if kind == "person":
        return words.person(value)
    return words.department(value) if kind == "department" else value
