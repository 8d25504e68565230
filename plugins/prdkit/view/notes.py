"""To gather the release notes of a release from its PRDs and its own, by audience and kind, in one language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import join, normpath
from typing import Any

from prdkit.blocks.views import Words
from prdkit.config.fields import LANGUAGES
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.page import PageView

KINDS = ("added", "changed", "deprecated", "removed", "fixed", "security")
AUDIENCES = ("user", "internal", "cs", "sales", "partner")
_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:")
_FALLBACK = {"zh-Hans": ("zh-Hant", "en"), "zh-Hant": ("zh-Hans", "en")}


@dataclass(frozen=True, slots=True)
class Note:
    """One note: what changed, in the reader's words, and the PRD it belongs to (empty: the release's own).

    `lang` is the language of the text where that is not the one asked for, since the note has none in it. `texts`
    holds it in every language that it is given in. `link` and `image` are relative to docs_dir, or addresses.
    """

    kind: str
    audience: str
    primary: bool
    text: str
    prd: str
    link: str
    lang: str = ""
    image: str = ""
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """The notes of one kind, primary ones first."""

    kind: str
    label: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Readers:
    """What one audience is told."""

    audience: str
    label: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class ReleaseNotes:
    """A release with everything it tells its readers; `out` says whether users have it, or had it."""

    id: str
    version: str
    title: str
    status: str
    day: str
    released: bool
    out: bool
    yanked: bool
    reason: str
    notes_page: str
    index: str
    index_label: str
    audiences: tuple[Readers, ...]


def notes_page(release: str) -> str:
    """Where the notes of a release stand."""
    return f"notes/{release}.md"


def feed_path(audience: str, kind: str = "atom") -> str:
    """Where the feed of the releases for an audience stands; `kind` is its ending."""
    return f"feeds/releases-{audience}.{kind}"


def prds_of(release: Document, site: Site) -> tuple[Document, ...]:
    """The PRDs that a release names, and those that name it."""
    named = [site.current(target) for target in release.values.get("prds") or () if target]
    claimed = [d.id for d in site.of_type("prd") if site.current(str(d.values.get("release") or "")) == release.id]
    return tuple(site.by_id[i] for i in dict.fromkeys((*named, *claimed)) if i in site.by_id)


def notes_of(release: Document, site: Site, lang: str = "en") -> tuple[Note, ...]:
    """All notes of a release in a language: its PRDs' in their order, then its own."""
    prds = prds_of(release, site)
    found = [note for prd in prds for note in _notes(prd, prd.values.get("release_notes"), prd.id)]
    return tuple(_said(note, lang) for note in (*found, *_notes(release, release.values.get("notes"))))


def notes_in(document: Document, lang: str) -> tuple[Note, ...]:
    """The notes that a PRD brings to its release, in a language."""
    return tuple(_said(note, lang) for note in _notes(document, document.values.get("release_notes"), document.id))


def _notes(document: Document, rows: Any, prd: str = "") -> Iterator[Note]:
    """The notes in the rows of a document.

    Rows of one kind for the same readers that differ in their language alone are one note: the first of each
    language goes with the first of the others. A row that holds several languages stands for itself.
    """
    made: list[Note] = []
    plain: dict[tuple[Any, ...], list[Note]] = {}
    for row in rows or ():
        if not row or not row.get("text"):
            continue
        texts = _texts(row, document)
        note = _note(row, row.get("prd") or prd, texts, document)
        like = plain.setdefault((note.prd, note.kind, note.audience, note.primary), [])
        same = next((n for n in like if n.texts.keys().isdisjoint(texts)), None)
        if same is not None and isinstance(row["text"], str):
            same.texts.update(texts)
            continue
        made.append(note)
        if isinstance(row["text"], str):
            like.append(note)
    yield from made


def _texts(row: Mapping[str, Any], document: Document) -> dict[str, str]:
    text = row["text"]
    return dict(text) if isinstance(text, Mapping) else {row.get("lang") or document.lang: str(text)}


def _note(row: dict[str, Any], prd: str, texts: dict[str, str], document: Document) -> Note:
    return Note(
        kind=row.get("kind", "changed"),
        audience=row.get("audience", "user"),
        primary=row.get("level", "secondary") == "primary",
        text="",
        prd=prd,
        link=_place(str(row.get("doc_link") or ""), document),
        image=_place(str(row.get("image") or ""), document),
        texts=texts,
    )


def _place(said: str, document: Document) -> str:
    """Where a file stands below docs_dir, of a path that is relative to its document; empty where it leads out."""
    if _SCHEME.match(said):
        return said if said.startswith(("https://", "http://")) else ""
    if not said:
        return ""
    whole = normpath(join(document.config.below(document.path).rpartition("/")[0], said))
    return "" if whole.startswith(("../", "/")) or whole == ".." else whole


def _said(note: Note, lang: str) -> Note:
    """A note in a language, else in the nearest that it is given in."""
    order = (lang, *_FALLBACK.get(lang, LANGUAGES), *LANGUAGES, *note.texts)
    spoken = next(code for code in order if note.texts.get(code))
    return replace(note, text=note.texts[spoken], lang="" if spoken == lang else spoken)


def release_notes(release: Document, site: Site, words: Words) -> ReleaseNotes:
    """A release's notes, grouped for each audience by kind, primary ones first."""
    notes = notes_of(release, site, words.lang)
    released, planned = release.values.get("released"), release.values.get("planned")
    day = released or planned
    audiences = (a for a in AUDIENCES if any(n.audience == a for n in notes))
    return ReleaseNotes(
        id=release.id,
        version=str(release.values.get("version") or release.id.removeprefix("REL-")),
        title=release.title_in(words.lang),
        status=words.say(release.state.label) or release.status,
        day=day.isoformat() if day else "",
        released=bool(released),
        out=bool(released) or release.status == "yanked" or release.reached("rolling_out"),
        yanked=release.status == "yanked",
        reason=words.say((release.values.get("status_reason") or {}).get("reason")),
        notes_page=notes_page(release.id),
        index=f"{release.type.folder}/index.md",
        index_label=words.say(release.type.plural),
        audiences=tuple(Readers(a, words(f"audience.{a}"), groups(notes, a, words)) for a in audiences),
    )


def groups(notes: Iterable[Note], audience: str, words: Words) -> tuple[Group, ...]:
    """The notes for one audience by kind, primary ones first."""
    notes = tuple(notes)
    made = []
    for kind in KINDS:
        chosen = [n for n in notes if n.kind == kind and n.audience == audience]
        if chosen:
            chosen.sort(key=lambda n: not n.primary)
            made.append(Group(kind, words(f"notes.{kind}"), tuple(chosen)))
    return tuple(made)


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """A page of notes for each release, and the changelog over all, newest first, where there are releases."""
    kind = site.config.types.get("release")
    if kind is None or not kind.common:
        return
    releases = [release_notes(release, site, words) for release in site.of_type("release")]
    releases.sort(key=lambda r: order(r.version), reverse=True)
    for release in releases:
        title = f"{words('notes.title')} {release.version}"
        toc = tuple((2, f"for-{readers.audience}", readers.label) for readers in release.audiences)
        yield PageView(release.notes_page, title, "pages/notes.html.j2", release, toc)
    yield _changelog(tuple(releases), words)


def _changelog(releases: tuple[ReleaseNotes, ...], words: Words) -> PageView:
    """What is still to come stands first, under a heading of its own."""
    ahead = [release for release in releases if not release.out]
    heading = ((2, "unreleased", words("changelog.unreleased")),) if ahead else ()
    coming = tuple((3, release.id, release.version) for release in ahead)
    past = tuple((2, release.id, release.version) for release in releases if release.out)
    toc = (*heading, *coming, *past)
    return PageView("changelog.md", words("changelog.title"), "pages/changelog.html.j2", releases, toc)


def order(version: str) -> tuple[tuple[int, str], ...]:
    """What versions are sorted by: number by number, what is no number before them."""
    parts = version.replace("-", ".").split(".")
    return tuple(
        (int(part), "") if part.isascii() and part.isdecimal() and len(part) < 10 else (-1, part) for part in parts
    )
