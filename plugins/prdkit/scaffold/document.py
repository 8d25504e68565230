"""To write a new document: id, front matter, and its type's sections with a line of guidance each."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from prdkit.config.config import Config
from prdkit.config.fields import say
from prdkit.config.types import DocumentType, SectionType
from prdkit.link.site import Site
from prdkit.model.headings import slug as address
from prdkit.model.sections import names_of
from prdkit.scaffold import own_process, values
from prdkit.scaffold.ids import next_id, taken
from prdkit.scaffold.refused import Refused
from prdkit.scaffold.templates import printable, scaffolds

MAX_TITLE = 120
_LONGEST_SLUG = 50


@dataclass(frozen=True)
class Draft:
    """What a new document is to be: everything that the caller decides."""

    type: DocumentType
    title: str
    owner: str
    day: date
    lang: str
    profile: str
    version: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section to write: its heading, with `{#id}` where the words alone would not name it, guidance and level."""

    heading: str
    guidance: str
    level: int = 2


def write(draft: Draft, site: Site) -> Path:
    """Write the document below docs_dir and return its path; nothing that exists is ever written over."""
    config, kind = site.config, draft.type
    slug = draft.slug or slug_of(draft.title)
    known = None if kind.common else own_process.ids(kind, site)
    made = next_id(config, kind, draft.day, draft.version, slug, known)
    if known is None:
        _must_be_free(config, made)
    inner = own_process.path(kind, made, slug) if known is not None else f"{kind.folder}/{_name(kind, made, slug)}.md"
    path = config.root / config.docs_dir / inner
    text = render(draft, made, site)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise Refused(f"`{path}` exists", "It is left as it is; choose another title.") from None
    return path


def _name(kind: DocumentType, made: str, slug: str) -> str:
    return f"{made}-{slug}" if slug and "{slug}" not in kind.id_format else made


def _must_be_free(config: Config, made: str) -> None:
    pattern = re.compile(rf"(?<![\w-]){re.escape(made)}(?![0-9A-Za-z]|\.\d)")
    holder = next((word for word in taken(config) if pattern.search(word)), None)
    if holder is not None:
        hint = "An id is permanent; no two documents share one."
        raise Refused(f"the id `{made}` is taken (`{holder}`)", hint)


def render(draft: Draft, made: str, site: Site) -> str:
    """The text of the document, from the project's own scaffold of its type, else of all types, else ours."""
    given = front_matter(draft, made, site) if draft.type.common else own_process.front_matter(draft, made)
    setting = values.Setting(site, draft.owner, draft.day, draft.lang, draft.version)
    asked = values.required(draft.type.fields, given, setting)
    specs = draft.type.fields
    fields = [(name, value, "") for name, value in given.items()]
    fields += [(name, value, values.guidance(specs[name], draft.lang)) for name, value in asked.items()]
    env = scaffolds(site.config.root)
    template = env.select_template([f"documents/{draft.type.name}.md.j2", "documents/any.md.j2"])
    return template.render(draft=draft, id=made, fields=fields, sections=_headings(draft), level=level(draft.type))


def front_matter(draft: Draft, made: str, site: Site) -> dict[str, Any]:
    """What every new document says of itself."""
    kind, products = draft.type, list(site.config.org.products)
    said = {
        "type": kind.name,
        "id": made,
        "title": draft.title,
        "status": next(iter(kind.line), ""),
        "owner": draft.owner,
        "created": draft.day,
        "lang": draft.lang,
        "product": products[0] if len(products) == 1 else "",
        "profile": draft.profile if draft.profile != kind.default_profile else "",
        "version": draft.version if "version" in kind.fields else "",
    }
    return {name: value for name, value in said.items() if value}


def _headings(draft: Draft) -> list[Part]:
    """The title, where no key of the front matter holds it, then the sections."""
    is_told = draft.type.common or own_process.title_key(draft.type)
    return [*(() if is_told else (Part(draft.title, "", 1),)), *sections(draft)]


def sections(draft: Draft) -> list[Part]:
    """The sections that the type asks for in the profile, or whatever their conditions, in its order."""
    kind, lang = draft.type, draft.lang
    asked = (kind.asked.get(draft.profile) or kind.asked[""]).sections
    wanted = (section for name, section in kind.sections.items() if name in asked or _is_usual(section, kind))
    return [
        Part(heading(section, kind, lang), say(section.guidance, lang), _depth(section, kind)) for section in wanted
    ]


def _is_usual(section: SectionType, kind: DocumentType) -> bool:
    """Whether a type of its own process asks for a section, now or later, but not only of some documents."""
    return not kind.common and section.allowed is True and bool(section.required or section.recommended)


def _depth(section: SectionType, kind: DocumentType) -> int:
    """The level of a section's heading: one below that of the section above it."""
    names = names_of(kind)
    parent = names.parents.get(section.name, "")
    wanted = _depth(kind.sections[parent], kind) + 1 if parent else level(kind)
    return wanted if wanted in names.levels(section.name) else names.levels(section.name)[0]


def heading(section: SectionType, kind: DocumentType, lang: str) -> str:
    """The words of a section's heading in a language, with `{#id}` where they alone would not name it."""
    words, names = say(section.label, lang), names_of(kind)
    place = names.parents.get(section.name, "")
    alike = [name for name in names.of(words) if names.parents.get(name, "") == place]
    return words if alike[:1] == [section.name] else f"{words} {{#{address(section.name)}}}"


def level(kind: DocumentType) -> int:
    """The level of a type's sections: the second, where that is one of its levels."""
    return 2 if 2 in kind.section_levels else kind.section_levels[0]


def slug_of(title: str) -> str:
    """The Latin words of a title with hyphens between them; empty where it has none."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    slug = ""
    for word in words:
        if slug and len(slug) + len(word) >= _LONGEST_SLUG:
            break
        slug = f"{slug}-{word}" if slug else word[:_LONGEST_SLUG]
    return slug if re.search("[a-z]", slug) else ""


def checked_title(title: str) -> str:
    """A title that can stand in front matter, or Refused."""
    title = " ".join(title.split(" ")).strip()
    if not title:
        raise Refused("the title is empty", 'Give one, such as `--title "Points account"`.')
    if not printable(title):
        hint = "Write it on one line, as plain text."
        raise Refused("the title holds a control character or a line break", hint)
    if len(title) > MAX_TITLE:
        raise Refused(f"the title has {len(title)} characters; the limit is {MAX_TITLE}", "Shorten it.")
    return title
