"""To render a block or a page as the site does, and to look into the HTML that comes of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.table import table
from prdkit.blocks.views import Words, views
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.render.environment import environment, render
from prdkit.render.inline import Inline
from prdkit.render.links import Links
from prdkit.render.printing import Setting
from prdkit.view.page import PageView

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass
class Tag:
    """An element with what it holds; the root has no name."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Tag | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Tag"]:
        """This element and all below it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Tag):
                yield from child.walk()

    def all(self, name: str = "", **attributes: str) -> list["Tag"]:
        """The elements of a name with these attributes; `class_` wants one class among several."""
        return [tag for tag in self.walk() if tag.name and name in ("", tag.name) and tag.has(attributes)]

    def one(self, name: str = "", **attributes: str) -> "Tag":
        """The only such element."""
        found = self.all(name, **attributes)
        assert len(found) == 1, f"{len(found)} of <{name}> {attributes}"
        return found[0]

    def has(self, attributes: dict[str, str]) -> bool:
        """Whether all attributes are as given."""
        return all(
            value in self.attributes.get("class", "").split()
            if key == "class_"
            else self.attributes.get(key.replace("_", "-")) == value
            for key, value in attributes.items()
        )

    @property
    def text(self) -> str:
        """Its words, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()
                yield "" if child.name in ("a", "b", "em", "strong", "code", "span", "time", "wbr") else " "

    @property
    def href(self) -> str:
        """Where it leads."""
        return self.attributes.get("href", "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Tag("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Tag(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Tag:
    """The tree of well-formed HTML; an element closed out of turn fails."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].name}> is not closed"
    return reader.open[0]


class _Addresses:
    """Every page is there, under the address that its path makes."""

    def href(self, path: str, anchor: str = "") -> str:
        address = "/" + path.removesuffix(".md").removesuffix("index") + ("/" if not path.endswith("index.md") else "")
        return f"{address}#{anchor}" if anchor else address


def _setting(site: Site, lang: str) -> Setting:
    words = Words(site.config, lang)
    links = Links(site, words, _Addresses())
    return Setting(links, Inline(links), words)


def block(name: str, document: Document, site: Site, lang: str = "en") -> Tag:
    """The HTML of a block of a document."""
    all_rules()
    setting = _setting(site, lang)
    own = views().get(name)
    view = own(document, site, setting.words) if own else table(name, document, site, setting.words)
    template = f"blocks/{name}.html.j2" if own else "blocks/table.html.j2"
    env = environment(site.config.root)
    kind = document.type.blocks[name]
    return parse(render(env, template, setting, view=view, document=document, block=kind))


def page(view: PageView, site: Site, lang: str = "en") -> Tag:
    """The HTML of a generated page."""
    return parse(render(environment(site.config.root), view.template, _setting(site, lang), view=view.data, page=view))
