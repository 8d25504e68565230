"""To gather the release notes of a release from its PRDs and its own, by audience and kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.page import PageView

KINDS = ("added", "changed", "deprecated", "removed", "fixed", "security")
AUDIENCES = ("user", "internal", "cs", "sales", "partner")


@dataclass(frozen=True, slots=True)
class Note:
    """One note: what changed, in the reader's words, and the PRD it belongs to (empty: the release's own)."""

    kind: str
    audience: str
    primary: bool
    text: Any
    prd: str
    link: str


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


def prds_of(release: Document, site: Site) -> tuple[Document, ...]:
    """The PRDs that a release names, and those that name it."""
    named = [site.current(target) for target in release.values.get("prds") or () if target]
    claimed = [d.id for d in site.of_type("prd") if site.current(str(d.values.get("release") or "")) == release.id]
    return tuple(site.by_id[i] for i in dict.fromkeys((*named, *claimed)) if i in site.by_id)


def notes_of(release: Document, site: Site) -> tuple[Note, ...]:
    """All notes of a release: its PRDs' in their order, then its own."""
    own = [_note(row, row.get("prd") or "") for row in release.values.get("notes") or () if row]
    prds = [
        _note(row, prd.id) for prd in prds_of(release, site) for row in prd.values.get("release_notes") or () if row
    ]
    return tuple(prds + own)


def _note(row: dict[str, Any], prd: str) -> Note:
    primary = row.get("level", "secondary") == "primary"
    return Note(
        row.get("kind", "changed"),
        row.get("audience", "user"),
        primary,
        row.get("text", ""),
        prd,
        row.get("doc_link", ""),
    )


def release_notes(release: Document, site: Site, words: Words) -> ReleaseNotes:
    """A release's notes, grouped for each audience by kind, primary ones first."""
    notes = notes_of(release, site)
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
        audiences=tuple(Readers(a, words(f"audience.{a}"), _groups(notes, a, words)) for a in audiences),
    )


def _groups(notes: tuple[Note, ...], audience: str, words: Words) -> tuple[Group, ...]:
    groups = []
    for kind in KINDS:
        chosen = [n for n in notes if n.kind == kind and n.audience == audience]
        if chosen:
            chosen.sort(key=lambda n: not n.primary)
            groups.append(Group(kind, words(f"notes.{kind}"), tuple(chosen)))
    return tuple(groups)


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """A page of notes for each release, and the changelog over all, newest first, where there are releases."""
    kind = site.config.types.get("release")
    if kind is None or not kind.common:
        return
    releases = [release_notes(release, site, words) for release in site.of_type("release")]
    releases.sort(key=lambda r: _order(r.version), reverse=True)
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


def _order(version: str) -> tuple[tuple[int, str], ...]:
    parts = version.replace("-", ".").split(".")
    return tuple(
        (int(part), "") if part.isascii() and part.isdecimal() and len(part) < 10 else (-1, part) for part in parts
    )
