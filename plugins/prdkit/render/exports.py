"""To render what is sent out of the site: HTML, Markdown or text, each escaped in its own way.

The ending of a template says what it writes: `exports/notes.html.j2`, `.md.j2`, `.txt.j2`. What it prints is words
unless a filter wrote it: `md` writes the inline Markdown of a note in the template's form.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, pass_context
from markupsafe import Markup

from prdkit.blocks.views import Words
from prdkit.check.excerpt import safe
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.render.environment import TemplateFailedError, environment, more, render
from prdkit.render.forms import markdown_of, markdown_words, text_of
from prdkit.render.inline import Inline
from prdkit.render.links import Links, Said
from prdkit.render.printing import PageContext, Setting


class _Written(str):
    """Words that a filter has written in the form of the template."""

    __slots__ = ()


_FORMS: Mapping[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
    "md": (markdown_words, markdown_of),
    "txt": (safe, text_of),
}
"""By ending: how words are written, and how the HTML of a cell is."""


@dataclass(frozen=True)
class _Abroad:
    """Addresses as they are seen from elsewhere: whole, or none where nobody said where the site stands."""

    url: str

    def href(self, path: str, anchor: str = "") -> str:
        """The address of a page, as MkDocs gives it with `use_directory_urls`."""
        if not self.url:
            return ""
        inner = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
        return f"{self.url}{inner}{f'#{anchor}' if anchor else ''}"


@dataclass(frozen=True)
class _Nowhere:
    """Addresses for readers who may know no document: there are none, and so no titles."""

    def href(self, path: str, anchor: str = "") -> str:  # noqa: ARG002
        """No address."""
        return ""


class _Links(Links):
    """Links to documents without their status, which is another one by the time that somebody reads it."""

    def _say(self, document: Document) -> Said:
        said = super()._say(document)
        return said._replace(hover=said.title, badge=Markup(""))


class Sending:
    """To render for one language what goes out of a site; `url` is where the site stands, if that is known.

    Readers who are not `inside` get no links to documents, only the words that stood in the text.
    """

    def __init__(self, site: Site, words: Words, url: str = "", *, inside: bool) -> None:
        links = _Links(site, words, _Abroad(url) if inside else _Nowhere())
        self.site = site
        self.setting = Setting(links, Inline(links), words)

    def render(self, template: str, **values: Any) -> str:
        """What a template writes."""
        root, form = self.site.config.root, template.removesuffix(".j2").rpartition(".")[2]
        if form not in _FORMS:
            return str(render(environment(root), template, self.setting, **values))
        words = self.setting.words
        env = _plain(environment(root), form)
        try:
            return env.get_template(template).render(setting=self.setting, words=words, t=words, **values)
        except TemplateError as error:
            raise TemplateFailedError(template, error) from error


def _below(text: str, indent: str) -> _Written:
    """Lines that stand below the first, indented."""
    return _Written(text.replace("\n", f"\n{indent}"))


@lru_cache(maxsize=16)
def _plain(pages: Environment, form: str) -> Environment:
    """An environment for templates of a form that is no HTML, with the folders of the one for pages."""
    words, cell = _FORMS[form]

    def finalize(value: Any) -> Any:
        return value if isinstance(value, _Written) else _Written(words("" if value is None else str(value)))

    @pass_context
    def inline(context: PageContext, text: object) -> _Written:
        return _Written(cell(str(context.setting.inline(text))))

    env = Environment(
        loader=pages.loader,
        autoescape=False,  # noqa: S701 - `finalize` escapes for the form, which is no HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
    )
    env.context_class = PageContext

    @pass_context
    def further(context: PageContext, note: Any) -> _Written:
        return _Written(cell(str(more(context, note))))

    env.filters |= {"md": inline, "more": further, "below": _below}
    return env
