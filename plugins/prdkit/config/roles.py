"""To hold which front-matter keys play which part in a type: its id, title, status, owner and days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Keys: TypeAlias = tuple[str, ...]
Raw: TypeAlias = Mapping[str, Any]

ROLES = ("owner", "created", "updated", "lang", "audience", "profile")
"""The parts that a key may play beside id, title and status."""


@dataclass(frozen=True, slots=True)
class IdTerms:
    """Where ids come from and how they look.

    `path` is the place of a document with the id below docs_dir, such as `CIP-{id:04d}/README.md`; `mention` how prose
    names it, where that is more than the id. A document owes a key that gives its id where `required`.
    """

    keys: Keys = ("id",)
    pattern: str = ""
    format: str = ""
    example: str = ""
    path: str = ""
    mention: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another file beside the document that gives a status too, under `key`: the `same`, `at_least` or `at_most`."""

    file: str
    key: str = "status"
    relation: str = "same"


@dataclass(frozen=True, slots=True)
class StatusTerms:
    """Where the status of a document comes from and how it is written.

    `any_case` compares without case; `brackets` takes `Withdrawn (superseded by 12)` for a status with its reason;
    `folder` is a path below docs_dir that holds `{status}`.
    """

    keys: Keys = ("status",)
    any_case: bool = False
    brackets: bool = False
    folder: str = ""
    sibling: Sibling | None = None


@dataclass(frozen=True, slots=True)
class Roles:
    """All parts that keys play in one type."""

    id: IdTerms = field(default_factory=IdTerms)
    title: Keys = ("title",)
    status: StatusTerms = field(default_factory=StatusTerms)
    others: Mapping[str, Keys] = field(default_factory=dict)

    def keys(self, role: str) -> Keys:
        """The keys that may play a part, the first one preferred."""
        if role == "id":
            return self.id.keys
        if role == "title":
            return self.title
        if role == "status":
            return self.status.keys
        return self.others.get(role) or (role,)


def roles(raw: Raw) -> Roles:
    """The parts in the checked values of a type's file."""
    others = {name: tuple(keys) for name, keys in (raw.get("roles") or {}).items() if keys}
    title = tuple((raw.get("title") or {}).get("keys") or ("title",))
    return Roles(_id(raw.get("id") or {}), title, _status(raw.get("status") or {}), others)


def _id(raw: Raw) -> IdTerms:
    return IdTerms(
        keys=tuple(raw.get("keys") or ("id",)),
        pattern=raw.get("pattern") or "",
        format=raw.get("format") or "",
        example=raw.get("example") or "",
        path=raw.get("path") or "",
        mention=raw.get("mention") or "",
        required=raw["required"] if raw.get("required") is not None else bool(raw) and not raw.get("path"),
    )


def _status(raw: Raw) -> StatusTerms:
    told = raw.get("sibling")
    sibling = Sibling(told["file"], told.get("key") or "status", told.get("is") or "same") if told else None
    return StatusTerms(
        keys=tuple(raw.get("keys") or ("status",)),
        any_case=raw.get("case") == "any",
        brackets=raw.get("reason") == "brackets",
        folder=raw.get("folder") or "",
        sibling=sibling,
    )
