"""To say as JSON what one document holds, and where its page is."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from prdkit.config.fields import LANGUAGES, say
from prdkit.link.addresses import places
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.publish.api import VERSION
from prdkit.publish.api.plain import by_language, labels, plain
from prdkit.publish.api.ties import Tie, Ties
from prdkit.publish.data_files import Place
from prdkit.view.notes import notes_of

_TOLD = ("id", "type", "title", "status", "owner", "lang", "created", "updated", "audience")
"""Parts of a document that have keys of their own."""
_NOTES = ("release_notes", "notes")
_LANGUAGES = frozenset(LANGUAGES)
_TITLES = ("title", "name", "label", "text", "what")
"""Keys of a row that say what it is about, the likeliest first."""


class Documents:
    """To write the documents of one site, given the names of their files and the links between them."""

    def __init__(self, site: Site, place: Place, names: Mapping[str, str], ties: Ties) -> None:
        self.site = site
        self.place = place
        self.names = names
        self.ties = ties

    def whole(self, document: Document) -> dict[str, Any]:
        """Everything that a document says."""
        blocks = document.blocks
        apart = {*document.type.blocks, *(key for role in _TOLD for key in document.type.roles.keys(role)), *_TOLD}
        fields = {key: plain(value) for key, value in document.values.items() if key not in apart}
        return {
            "$schema": "schema/document.json",
            "version": VERSION,
            **self.entry(document),
            "former_ids": list(document.former_ids),
            "fields": {key: value for key, value in sorted(fields.items()) if value is not None},
            "sections": list(self._sections(document)),
            "blocks": {name: plain(document.values[name]) for name in blocks},
            "notes": list(self._notes(document)),
            "links": {
                "out": [self._tie(tie, tie.target, tie.anchor) for tie in self.ties.out.get(document.path, ())],
                "in": [self._tie(tie, tie.source, tie.anchor) for tie in self.ties.back.get(document.path, ())],
            },
            "addresses": list(self._addresses(document)),
        }

    def entry(self, document: Document) -> dict[str, Any]:
        """What the index tells of a document."""
        inner = document.inner
        return {
            "id": document.id,
            "type": document.type.name,
            "title": by_language(document.role("title"), document.lang) or {document.lang: document.title},
            "lang": document.lang,
            "status": _status(document),
            "owner": document.owner,
            "created": _day(document.role("created")),
            "updated": _day(document.updated),
            "url": self.place.whole(inner),
            "data": f"{self.names[document.path]}.json",
        }

    def _sections(self, document: Document) -> Iterator[dict[str, Any]]:
        seen: set[str] = set()
        for section in document.sections:
            heading = section.heading
            own = section.name if document.type.common and section.name not in seen else ""
            seen.add(section.name)
            yield {
                "name": section.name,
                "heading": heading.title,
                "level": heading.level,
                "anchor": heading.anchor or own,
                "text": document.text_of(section).strip(),
            }

    def _notes(self, document: Document) -> Iterator[dict[str, Any]]:
        """What readers are told: of a release, with the notes that its PRDs bring."""
        if document.type.name == "release":
            for note in notes_of(document, self.site):
                text = by_language(note.text, document.lang)
                yield _note(note.kind, note.audience, note.primary, text, note.prd)
            return
        for row in (row for name in _NOTES for row in document.values.get(name) or () if isinstance(row, dict)):
            text = by_language(row.get("text"), str(row.get("lang") or document.lang))
            kind, audience = str(row.get("kind") or ""), str(row.get("audience") or "")
            yield _note(kind, audience, row.get("level") == "primary", text, document.id)

    def _tie(self, tie: Tie, other: Document, anchor: str) -> dict[str, str]:
        data = f"{self.names[other.path]}.json"
        return {"relation": tie.relation, "id": other.id, "type": other.type.name, "anchor": anchor, "data": data}

    def _addresses(self, document: Document) -> Iterator[dict[str, str]]:
        for name, title in sorted(titled(document).items()):
            yield {"anchor": name, "title": title, "url": self.place.whole(document.inner, name)}


def titled(document: Document) -> dict[str, str]:
    """Everything in a document that a link may lead to, with what it is about where that is told."""
    found: dict[str, str] = {}
    for name, at in places(document):
        if name and name not in found:
            found[name] = _about(document, name, at) if isinstance(at, tuple) else at.title
    return found


def _about(document: Document, name: str, at: tuple[Any, ...]) -> str:
    """The title of what stands at a place of the front matter: a block, a row, or the row with that id."""
    if len(at) == 1:
        section = document.type.sections.get(name)
        return say(section.label if section else document.type.blocks[str(at[0])].label, document.lang)
    row = _at(document.values, at)
    row = row if isinstance(row, dict) else _at(document.values, at[:-1])
    if not isinstance(row, dict):
        return ""
    keys = (*_TITLES, *(key for key in row if key not in ("id", "key")))
    told = next((row[key] for key in keys if isinstance(row.get(key), str | dict) and row[key]), "")
    return say(told, document.lang) if isinstance(told, str) or told.keys() <= _LANGUAGES else ""


def _at(holder: Any, steps: tuple[Any, ...]) -> Any:
    for step in steps:
        try:
            holder = holder[step]
        except (KeyError, IndexError, TypeError):
            return None
    return holder


def _day(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date) else None


def _note(kind: str, audience: str, primary: bool, text: dict[str, str], source: str) -> dict[str, Any]:
    return {"kind": kind, "audience": audience, "primary": primary, "text": text, "document": source}


def _status(document: Document) -> dict[str, Any]:
    state = document.state
    return {
        "name": document.status,
        "label": labels(state.label or document.status),
        "stage": state.stage,
        "side": state.side,
    }
