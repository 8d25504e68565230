"""To hold what a team decided about sign-offs: which types are signed before which gate, and what one holds."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

from prdkit.config.fields import Field, Text, make

FILE = "sign_offs.yml"
_NEEDED = ("dept", "by", "on", "version", "decision", "fingerprint", "void")
"""What the product itself asks of a sign-off; a team may add to it and say other words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the documents of a type.

    Sign-offs are complete before `gate`, and waited for from the first status of `stage`, whose parts of the
    collaboration say which departments sign. `prototype` asks for one that is frozen.
    """

    gate: str
    stage: str
    prototype: bool = False


@dataclass(frozen=True)
class SignOffTerms:
    """Everything that `sign_offs.yml` decides. `row` is one sign-off, `file` a whole file of them."""

    folder: str
    types: Mapping[str, Asked]
    refusals: tuple[str, ...]
    deputies: Mapping[str, tuple[str, ...]]
    row: Field
    file: Field

    @property
    def on(self) -> bool:
        """Whether anything is signed at all."""
        return bool(self.types)

    @property
    def roles(self) -> Mapping[str, Text]:
        """The parts that a department may sign in; none where the team keeps none."""
        role = self.row.fields.get("role")
        return role.values if role else {}

    @property
    def decisions(self) -> Mapping[str, Text]:
        """What may be decided, what agrees first."""
        return self.row.fields["decision"].values


def sign_off_terms(raw: Mapping[str, Any]) -> SignOffTerms:
    """The terms in the checked values of `sign_offs.yml`."""
    fields = {key: make(key, spec) for key, spec in (raw.get("fields") or {}).items()}
    row = Field("sign_offs", "map", fields=fields)
    return SignOffTerms(
        folder=(raw.get("folder") or "signoffs").strip("/"),
        types={
            name: Asked(asked["gate"], asked["stage"], bool(asked.get("prototype")))
            for name, asked in (raw.get("types") or {}).items()
        },
        refusals=tuple(raw.get("refusals") or ()),
        deputies={name: tuple(people) for name, people in (raw.get("deputies") or {}).items()},
        row=row,
        file=_file(row),
    )


def _file(row: Field) -> Field:
    digests = Field("digests", "mapping", keys=Field("key", "text"), values_of=Field("digest", "text"))
    parts = Field("parts", "map", fields={"front_matter": digests, "sections": digests})
    return Field(
        "the file",
        "map",
        fields={
            "document": Field("document", "text", required=True, example="PRD-2026-001"),
            "sign_offs": Field("sign_offs", "list", items=row),
            "signed": Field("signed", "mapping", keys=Field("key", "text"), values_of=parts),
        },
    )


def cross_check(
    raw: Mapping[str, Any],
    types: Iterable[str],
    process: Mapping[str, Any],
    org: Mapping[str, Any],
    complain: Callable[..., None],
) -> None:
    """Report every type, gate, stage, department and decision that names nothing, and fields that are missing."""

    def named(path: tuple[str | int, ...], word: str, known: Collection[str], what: str) -> None:
        if word not in known:
            close = get_close_matches(word, list(known), 1)
            listed = ", ".join(f"`{name}`" for name in known)
            complain(
                FILE, path, f"`{word}` is not a {what}", f"Did you mean `{close[0]}`?" if close else f"Known: {listed}."
            )

    folder = raw.get("folder") or "signoffs"
    if PurePosixPath(folder).is_absolute() or ".." in PurePosixPath(folder).parts or not folder.strip("./"):
        complain(FILE, ("folder",), f"`folder: {folder}` leads out of the documents' folder", "Name a folder in it.")
    for name, asked in (raw.get("types") or {}).items():
        named(("types", name), name, list(types), "type of site_config/types")
        named(("types", name, "gate"), asked["gate"], process.get("gates") or {}, "gate of process.yml")
        named(("types", name, "stage"), asked["stage"], process.get("stages") or {}, "stage of process.yml")
    for name in raw.get("deputies") or {}:
        named(("deputies", name), name, org.get("departments") or {}, "department of org.yml")
    fields = raw.get("fields") or {}
    for name in _NEEDED:
        if name not in fields:
            complain(FILE, ("fields",), f"`fields` lacks `{name}`, which every sign-off needs", "Put it back.")
    decisions = (fields.get("decision") or {}).get("values") or {}
    for index, word in enumerate(raw.get("refusals") or ()):
        named(("refusals", index), word, decisions, "value of the field `decision`")
