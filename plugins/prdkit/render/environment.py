"""To render views through templates: the project's own first, then those that the wheel ships."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from markupsafe import Markup, escape

from prdkit.config.fields import Text
from prdkit.render import diagram as drawing
from prdkit.render.escaping import escaped
from prdkit.render.printing import PageContext, PageEnvironment, Setting


def environment(root: Path | None, *, reload: bool = False) -> Environment:
    """The Jinja environment of a project; `templates/` of the project overlays ours by name.

    `reload` looks at the files again whenever a template is used, as a server that runs on wants it.
    """
    return _environment(str(root.resolve()) if root else "", reload)


@lru_cache(maxsize=8)
def _environment(root: str, reload: bool) -> Environment:
    shipped = str(files("prdkit.templates"))
    folders = [str(Path(root) / "templates"), shipped] if root else [shipped]
    env = PageEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=reload,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "md": _md,
        "more": more,
        "doclink": _doclink,
        "badge": _badge,
        "department": _department,
        "person": _person,
        "say": _say,
        "day": _day,
        "href": _href,
        "diagram": _diagram,
        "letters": _letters,
        "path": _path,
        "place": _place,
        "places": _places,
        "mermaid": _mermaid,
    }
    return env


def render(env: Environment, template: str, setting: Setting, **values: Any) -> Markup:
    """The HTML that a template makes of a view."""
    words = setting.words
    try:
        html = env.get_template(template).render(setting=setting, words=words, t=words, **values)
    except TemplateError as error:
        raise TemplateFailedError(template, error) from error
    return Markup(html)  # noqa: S704 - the template escaped


class TemplateFailedError(Exception):
    """A template cannot be read or printed: names the template, the line and what Jinja said."""

    def __init__(self, template: str, error: TemplateError) -> None:
        at = f"{error.name or template}:{error.lineno}" if isinstance(error, TemplateSyntaxError) else template
        super().__init__(f"templates/{at}: {error.message or type(error).__name__}")


@pass_context
def _md(context: PageContext, text: object) -> Markup:
    return context.setting.inline(text)


@pass_context
def more(context: PageContext, note: Any) -> Markup:
    """The link of a note to where there is more; nothing where that leads nowhere."""
    setting = context.setting
    path, _, anchor = note.link.partition("#")
    whole = note.link.startswith(("https://", "http://"))
    href = note.link if whole else setting.links.addresses.href(path, anchor) if path else ""
    return Markup('<a href="{}">{}</a>').format(href, setting.words("notes.more")) if href else Markup("")


@pass_context
def _doclink(context: PageContext, target: str, anchor: str = "", text: str = "", *, bare: bool = False) -> Markup:
    return context.setting.links.document(target, anchor, text, bare=bare)


@pass_context
def _badge(context: PageContext, target: str) -> Markup:
    links = context.setting.links
    document = links.find(target)
    return links.badge(document) if document else Markup("")


@pass_context
def _department(context: PageContext, key: str) -> Markup:
    return context.setting.links.department(key)


@pass_context
def _person(context: PageContext, handle: str) -> str:
    return context.setting.words.person(handle)


@pass_context
def _say(context: PageContext, text: Text | None) -> str:
    return context.setting.words.say(text)


def _day(value: Any) -> str:
    return value.isoformat() if value else ""


@pass_context
def _href(context: PageContext, path: str, anchor: str = "") -> str:
    return context.setting.links.addresses.href(path, anchor)


def _diagram(value: Any) -> Markup:
    try:
        return Markup(drawing.draw(value))  # noqa: S704 - drawn and escaped by us
    except drawing.TooLarge:
        return Markup("")


@pass_context
def _path(context: PageContext, path: str) -> Markup:
    """The kind of a transition as a badge with its word."""
    return _path_badge(path, context.setting.words(f"path.{path}"))


@lru_cache(maxsize=256)
def _path_badge(path: str, said: str) -> Markup:
    return Markup(f'<span class="prd-path prd-path--{escape(path)}">{escape(said)}</span>')  # noqa: S704


def _place(place: Any) -> Markup:
    """A link to a place on the same page; its label alone where it has no address."""
    if not place.anchor:
        return escape(place.label)
    return Markup(f'<a href="#{escaped(place.anchor)}">{escaped(place.label)}</a>')  # noqa: S704


@pass_context
def _places(context: PageContext, places: Iterable[Any]) -> Markup:
    """Links to places on the same page, one after the other."""
    return escape(context.setting.words("list.separator")).join(map(_place, places))


def _letters(all_letters: Iterable[Any]) -> Markup:
    """The letters of a cell of a collaboration matrix, each with what it stands for."""
    return _letters_of(tuple(all_letters))


@lru_cache(maxsize=4096)
def _letters_of(said: tuple[Any, ...]) -> Markup:
    parts = [
        f'<b class="prd-letter prd-letter--{escape(letter.duty or "strange")}"'
        + (f' title="{escape(letter.label)}"' if letter.label else "")
        + f">{escape(letter.name)}</b>"
        for letter in said
    ]
    joined = '<span class="prd-letters__and">/</span>'.join(parts)
    return Markup(f'<span class="prd-letters">{joined}</span>')  # noqa: S704 - each part was escaped


def _mermaid(value: Any) -> str:
    return drawing.mermaid(value)
