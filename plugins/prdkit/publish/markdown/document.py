"""To write a document as one Markdown file: what it is, its words with its tables, and who speaks of it."""

from collections.abc import Callable, Iterator

from prdkit.blocks.table import table
from prdkit.blocks.views import Words
from prdkit.link.addresses import places as addresses_of
from prdkit.link.site import Site
from prdkit.model.document import Document, Page
from prdkit.publish.markdown.body import written
from prdkit.publish.markdown.tables import Tables
from prdkit.publish.markdown.words import Writing, plain
from prdkit.render.compose import compose, without_marks
from prdkit.render.links import inner_path, named

_FACTS = ("owner", "version", "product", "created", "updated")
Pictures = Callable[[Document, str], str]


def document_text(
    document: Document,
    site: Site,
    words: Words,
    *,
    has: Callable[[str], bool],
    places: bool = False,
    pictures: Pictures = lambda _, __: "",
) -> str:
    """The Markdown of a document in its language, without front matter.

    `has` says which files there are to link to. With `places` what links lead to is marked, in HTML since Markdown
    knows no other way. `pictures` gives Markdown that shows what a block draws.
    """
    writing = Writing(site, words, inner_path(site, document.path), has)
    tables = Tables(writing, places=places)

    def piece(name: str) -> str:
        kind, _, what = name.partition(":")
        if kind == "card":
            return "\n".join(_card(document, writing))
        if kind == "block":
            told = tables.block(table(what, document, site, words))
            told = _more_places(told, what, document, tables) + told if places else told
            drawn = pictures(document, what)
            return f"{told}\n{drawn}\n" if drawn else told
        if kind == "address":
            return tables.place(what)
        return "\n".join(_backlinks(document, writing)) if kind == "backlinks" else ""

    return written(compose(document, words), writing, piece, tables.place)


def page_text(page: Page, site: Site, words: Words, *, has: Callable[[str], bool], places: bool = False) -> str:
    """The Markdown of a page that is no document."""
    writing = Writing(site, words, inner_path(site, page.path), has)
    place = Tables(writing, places=places).place
    return written(without_marks(page.source.body), writing, lambda _: "", place)


def _more_places(told: str, block: str, document: Document, tables: Tables) -> str:
    """Places inside a block that no row of its tables marks: links to them lead to the block."""
    inside = (name for name, at in addresses_of(document) if isinstance(at, tuple) and at[:1] == (block,))
    marks = dict.fromkeys(tables.place(name) for name in inside)
    missing = "".join(mark for mark in marks if mark and mark not in told)
    return f"{missing}\n\n" if missing else ""


def _card(document: Document, writing: Writing) -> Iterator[str]:
    words = writing.words
    if not any(heading.level == 1 for heading in document.source.outline.headings):
        yield from (f"# {plain(named(document))}", "")
    kind = words.say(document.type.label)
    status = words.say(document.state.label) or document.status
    yield f"- {plain(kind)}: {plain(document.id)}"
    if status:
        yield f"- {plain(_label(document, 'status', words))}: {plain(status)}"
    for name in _FACTS:
        value = document.role(name)
        if (value and isinstance(value, str)) or hasattr(value, "isoformat"):
            shown = words.person(str(value)) if name == "owner" else str(value)
            shown = words.say(words.config.org.products.get(shown, shown)) if name == "product" else shown
            yield f"- {plain(_label(document, name, words))}: {plain(shown)}"
    yield ""


def _label(document: Document, name: str, words: Words) -> str:
    field = document.type.fields.get(document.key(name))
    return words.say(field.label) or name if field is not None else name


def _backlinks(document: Document, writing: Writing) -> Iterator[str]:
    found = writing.site.backlinks(document)
    if found:
        yield from (f"## {writing.words('backlinks.title')}", "")
        yield from sorted(f"- {writing.document(writing.site.name(other))}" for other, _ in found)
