"""To list the documents of a type with what people filter and sort by."""

from collections.abc import Iterator
from dataclasses import dataclass

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.facts import Fact, fact
from prdkit.view.page import PageView

_FILTERED = ("type", "status", "owner", "departments", "product", "release", "priority", "tier")
_ALWAYS = ("status", "owner", "departments", "product", "release")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `filter` is select, text or empty."""

    name: str
    label: str
    filter: str


@dataclass(frozen=True)
class Row:
    """A document with one fact a column."""

    id: str
    title: str
    status: str
    cells: tuple[Fact, ...]


@dataclass(frozen=True)
class Index:
    """A table of documents."""

    label: str
    help: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """One index page for each type, and one over all types."""
    for kind in site.config.types.values():
        documents = site.of_type(kind.name)
        names = dict.fromkeys((*kind.index, *(n for n in _ALWAYS if n in kind.fields)))
        view = _index(documents, tuple(names), words.say(kind.plural), words.say(kind.help), site, words)
        yield PageView(f"{kind.folder}/index.md", words.say(kind.plural), "pages/index.html.j2", view)
    everything = tuple(sorted(site.documents, key=lambda d: d.id))
    names = ("id", "title", "type", "status", "owner", "departments", "product", "release", "updated")
    view = _index(everything, names, words("home.title"), "", site, words)
    yield PageView("documents.md", words("home.title"), "pages/index.html.j2", view)


def _index(
    documents: tuple[Document, ...], names: tuple[str, ...], label: str, told: str, site: Site, words: Words
) -> Index:
    known = {name: f for kind in site.config.types.values() for name, f in kind.fields.items()}
    columns = tuple(
        Column(name, words.say(known[name].label) if name in known else name, _filter(name)) for name in names
    )
    rows = tuple(_row(document, names, site, words) for document in documents)
    return Index(label, told, columns, rows)


def _filter(name: str) -> str:
    return "select" if name in _FILTERED else "text" if name in ("id", "title") else ""


def _row(document: Document, names: tuple[str, ...], site: Site, words: Words) -> Row:
    status = words.say(document.state.label) or document.status
    cells = []
    for name in names:
        cell = fact(document, name, site, words)
        if name == "status":
            cell = Fact(name, cell.label, "status", (status,))
        elif name == "type":
            cell = Fact(name, cell.label, "text", (words.say(document.type.label),))
        elif name == "title":
            cell = Fact(name, cell.label, "title", (document.title,))
        elif name == "updated" and document.updated:
            cell = Fact(name, cell.label, "text", (document.updated.isoformat(),))
        cells.append(cell)
    return Row(document.id, document.title, status, tuple(cells))
