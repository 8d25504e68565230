"""To say which documents reached which status between two revisions, with the notes of what came out."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from prdkit.blocks.views import Words
from prdkit.compare.document import Comparison
from prdkit.model.document import Document
from prdkit.view.notes import Note, notes_in


@dataclass(frozen=True)
class Moved:
    """One document and what it came from: `before` is empty for a new one."""

    id: str
    title: str
    before: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Reached:
    """The documents of one type that reached one status; `type` and `status` are the configuration's names."""

    type: str
    type_label: str
    status: str
    status_label: str
    documents: tuple[Moved, ...]


@dataclass(frozen=True)
class Between:
    """What happened between two revisions, by type and by the order of its statuses."""

    old: str
    new: str
    audience: str
    day: date
    groups: tuple[Reached, ...]


def reached(found: Iterable[Comparison], ends: tuple[str, str], words: Words, audience: str) -> Between:
    """The documents whose status differs between two revisions, and those that are new."""
    held: dict[tuple[str, str], list[Comparison]] = {}
    for one in found:
        if one.new is not None and one.new.status and (one.old is None or one.old.status != one.new.status):
            held.setdefault((one.new.type.name, one.new.status), []).append(one)
    groups = [_group(ones, words, audience) for _, ones in sorted(held.items(), key=_order)]
    return Between(*ends, audience, words.config.as_of or date.min, tuple(groups))


def _order(entry: tuple[tuple[str, str], list[Comparison]]) -> tuple[str, int, str]:
    (kind, status), ones = entry
    statuses = list(ones[0].document.type.statuses)
    return kind, -statuses.index(status) if status in statuses else 1, status


def _group(ones: list[Comparison], words: Words, audience: str) -> Reached:
    first = ones[0].document
    moved = (_moved(one, words, audience) for one in sorted(ones, key=lambda one: one.id))
    return Reached(first.type.name, words.say(first.type.plural), first.status, _status(first, words), tuple(moved))


def _moved(one: Comparison, words: Words, audience: str) -> Moved:
    document = one.document
    before = _status(one.old, words) if one.old is not None else ""
    came_out = document.state.stage == "launch" and (one.old is None or one.old.state.stage != "launch")
    notes = tuple(n for n in notes_in(document, words.lang) if n.audience == audience) if came_out else ()
    return Moved(document.id, document.title_in(words.lang), before, notes)


def _status(document: Document, words: Words) -> str:
    return words.say(document.state.label) or document.status


def as_json(view: Between) -> dict[str, Any]:
    """The same as plain values."""
    groups = [
        {
            "type": group.type,
            "status": group.status,
            "documents": [
                {"id": d.id, "title": d.title, "before": d.before, "notes": [_plain(note) for note in d.notes]}
                for d in group.documents
            ],
        }
        for group in view.groups
    ]
    return {"version": 1, "from": view.old, "to": view.new, "audience": view.audience, "groups": groups}


def _plain(note: Note) -> dict[str, Any]:
    whole = asdict(note)
    return {key: whole[key] for key in ("kind", "primary", "text", "lang")}
