"""To say what one audience is told of one release in one language, for whatever is sent out of the site."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from prdkit.blocks.views import Words
from prdkit.config.config import Config
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.notes import Group, Note, groups, notes_of, release_notes

OUTSIDE = frozenset(("user", "partner"))
"""Readers outside: what they get names no document, no title that was given inside, and no reason."""


@dataclass(frozen=True)
class Announcement:
    """What one audience is told of one release. `inside` says that they may know of the documents behind it.

    `day` is when it was released, or what it is planned for. `title` and `reason` are empty for readers outside;
    `title_lang` is the language of the title where that is another one.
    """

    id: str
    name: str
    version: str
    title: str
    title_lang: str
    lang: str
    audience: str
    label: str
    inside: bool
    day: str
    released: bool
    out: bool
    yanked: bool
    reason: str
    groups: tuple[Group, ...]


def announcement(release: Document, site: Site, words: Words, audience: str) -> Announcement:
    """What an audience is told of a release in the language of the words; without groups where that is nothing."""
    told = release_notes(release, site, words)
    inside = audience not in OUTSIDE
    notes = notes_of(release, site, words.lang)
    return Announcement(
        id=release.id,
        name=product_of(release, words),
        version=told.version,
        title=told.title if inside else "",
        title_lang=_title_lang(release, words.lang),
        lang=words.lang,
        audience=audience,
        label=words(f"audience.{audience}"),
        inside=inside,
        day=told.day,
        released=told.released,
        out=told.out,
        yanked=told.yanked,
        reason=told.reason if inside else "",
        groups=groups((note if inside else _for_outside(note) for note in notes), audience, words),
    )


def product_of(release: Document, words: Words) -> str:
    """What the product of a release is called; empty where it names none."""
    return product_name(release.config, str(release.values.get("product") or ""), words)


def product_name(config: Config, product: str, words: Words) -> str:
    """What a product of org.yml is called; empty where it has none of that name."""
    label = config.org.products.get(product)
    return words.say(label) if label else ""


def _title_lang(release: Document, lang: str) -> str:
    """The language of a title that is not given in the one asked for."""
    said = release.role("title")
    spoken = next((code for code in (lang, "en", *said) if said.get(code)), lang) if isinstance(said, Mapping) else ""
    spoken = spoken or release.lang
    return "" if spoken == lang else spoken


def _for_outside(note: Note) -> Note:
    return replace(note, prd="")
