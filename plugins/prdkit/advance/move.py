"""To say what a move is, and to make it in the text of a document without touching anything else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from prdkit.blocks.views import Words
from prdkit.config.types import DocumentType, Transition
from prdkit.edit.front_matter import add_item, remove_key, set_value
from prdkit.edit.scalars import New
from prdkit.model.document import Document

_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Move:
    """A document's way from its status to another: by whom, on which day, and why where that was said."""

    document: Document
    to: str
    day: date
    by: str = ""
    reason: str = ""

    @property
    def kind(self) -> DocumentType:
        """The document's type, whose workflow this is about."""
        return self.document.type

    @property
    def is_allowed(self) -> bool:
        """Whether the workflow has this way."""
        return self.to in self.kind.edges(self.document.status)

    @property
    def needs_reason(self) -> bool:
        """Whether whoever goes this way says why: off the line, and back where the type asks for it."""
        return self.kind.statuses[self.to].reason or any(edge.reason for edge in self._edges())

    @property
    def has_brackets(self) -> bool:
        """Whether the reason stands in brackets behind the status."""
        return self.kind.roles.status.brackets

    @property
    def takes_reason(self) -> bool:
        """Whether the type knows a place for a reason."""
        return self.has_brackets or self.kind.common or "status_reason" in self.kind.fields

    @property
    def voids_sign_offs(self) -> bool:
        """Whether what departments signed counts no longer after this way."""
        return any(edge.voids_sign_off for edge in self._edges())

    def _edges(self) -> Iterator[Transition]:
        here = {self.document.status, "*"}
        return (edge for edge in self.kind.transitions if self.to in edge.targets and here.intersection(edge.origins))


@dataclass(frozen=True, slots=True)
class Made:
    """A file after a move, and what was changed in it, in words."""

    data: bytes
    done: tuple[str, ...]


def make(move: Move, data: bytes) -> Made:
    """The bytes of a document's file after a move; everything that the move does not speak of stays as it is."""
    done = []
    for step in (_status, _reason, _updated, _revision):
        data, what = step(move, data)
        done.append(what)
    return Made(data, tuple(filter(None, done)))


def _status(move: Move, data: bytes) -> tuple[bytes, str]:
    key = move.document.key("status")
    said = f"{move.to} ({move.reason})" if move.has_brackets and move.needs_reason and move.reason else move.to
    made = set_value(data, (key,), said, tuple(move.kind.fields))
    return made, f"`{key}`: `{move.document.stated or move.document.status}` → `{said}`"


def _reason(move: Move, data: bytes) -> tuple[bytes, str]:
    """A reason where the move needs one; one that belonged to an earlier move goes."""
    held = move.document.source.values.get("status_reason")
    if move.has_brackets or not move.takes_reason:
        return data, ""
    if move.needs_reason and move.reason:
        told: dict[str, New] = {"reason": move.reason, "by": move.by, "on": move.day}
        if not isinstance(held, dict):
            return set_value(data, ("status_reason",), told, tuple(move.kind.fields)), "`status_reason` written"
        for key, value in told.items():
            data = set_value(data, ("status_reason", key), value)
        return data, "`status_reason` written"
    if "status_reason" not in move.document.source.values:
        return data, ""
    return remove_key(data, ("status_reason",)), "`status_reason` removed"


def _updated(move: Move, data: bytes) -> tuple[bytes, str]:
    key, known = move.document.key("updated"), move.document.role("updated")
    if key not in move.kind.fields or move.kind.fields[key].type not in ("date", "moment"):
        return data, ""
    if isinstance(known, datetime) or (known is not None and known >= move.day):
        return data, ""
    return set_value(data, (key,), move.day, tuple(move.kind.fields)), f"`{key}: {move.day}`"


def _revision(move: Move, data: bytes) -> tuple[bytes, str]:
    if "revisions" not in move.kind.fields or not move.kind.common:
        return data, ""
    version = _version(move.document)
    if not version:
        return data, "no row of `revisions`, since the document has no `version`"
    row: dict[str, New] = {
        "version": version,
        "date": move.day,
        "by": move.by,
        "what": in_words(move),
        "why": move.reason,
    }
    first = _is_newest_first(move.document.values.get("revisions") or [])
    filled = {key: value for key, value in row.items() if value}
    made = add_item(data, ("revisions",), filled, first=first, order=tuple(move.kind.fields))
    return made, "a row of `revisions`"


def why(move: Move) -> str:
    """Why the move is made, as far as that was said; else what it is."""
    return move.reason or in_words(move)


def in_words(move: Move) -> str:
    """The move in the document's language."""
    words = Words(move.document.config, move.document.lang)
    old, new = (words.say(status.label) for status in (move.document.state, move.kind.statuses[move.to]))
    return words("advance.what", old=old or move.document.status, new=new)


def _version(document: Document) -> str:
    rows = [row for row in document.values.get("revisions") or [] if row]
    last: dict[str, Any] = max(rows, key=_age, default={})
    return str(document.values.get("version") or last.get("version") or "")


def _is_newest_first(rows: list[Any]) -> bool:
    ages = [_age(row) for row in rows if row]
    return len(ages) > 1 and ages[0] > ages[-1]


def _age(row: dict[str, Any]) -> tuple[str, list[int]]:
    return str(row.get("date") or ""), [int(n[:9]) for n in _NUMBER.findall(str(row.get("version") or ""))]
