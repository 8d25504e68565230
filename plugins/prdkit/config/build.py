"""To build types and blocks from the checked values of their files, and to check what names what."""

import re
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any, TypeAlias

from prdkit.config.fields import Field, make
from prdkit.config.types import BlockType, DocumentType, SectionType, Status, Transition

Raw: TypeAlias = Mapping[str, Any]
Complain: TypeAlias = Callable[[str, tuple[str | int, ...], str, str], None]


def block(name: str, raw: Raw) -> BlockType:
    """The block that a file of `site_config/blocks/` declares."""
    fields = {key: make(key, spec) for key, spec in (raw.get("fields") or {}).items()}
    row = Field(name, "map", fields=fields, label=raw.get("label") or name)
    spec = Field(name, "list", items=row, label=row.label) if raw.get("type") != "map" else row
    return BlockType(
        name=name,
        label=raw.get("label") or name,
        field=spec,
        fields=fields,
        help=raw.get("help") or "",
        section=raw.get("section") or "",
        table=tuple(raw.get("table") or fields),
        anchor=raw.get("anchor") or "",
        addresses=tuple(raw.get("addresses") or ()),
        normative=raw.get("normative", True),
        example=raw.get("example") or "",
        types=tuple(raw.get("types") or ()),
    )


def carried(name: str, raw: Raw, blocks: Mapping[str, BlockType]) -> tuple[str, ...]:
    """The blocks that a type lists, then those that name the type by themselves."""
    joining = (key for key, block in blocks.items() if name in block.types)
    return tuple(dict.fromkeys((*(raw.get("blocks") or ()), *joining)))


def document_type(name: str, raw: Raw, common: Raw, process: Raw, blocks: Mapping[str, BlockType]) -> DocumentType:
    """The type that a file of `site_config/types/` declares, with what is common to all types."""
    specs = {**(common.get("fields") or {}), **(raw.get("fields") or {})}
    held = {key: blocks[key] for key in carried(name, raw, blocks)}
    fields = {key: make(key, spec) for key, spec in specs.items()}
    profiles = tuple(raw.get("profiles") or ("standard",))
    sections = {**(raw.get("sections") or {}), **(common.get("sections") or {})}
    return DocumentType(
        name=name,
        label=raw["label"],
        plural=raw.get("plural") or raw["label"],
        help=raw.get("help") or "",
        folder=raw["folder"].strip("/"),
        id_pattern=raw["id"]["pattern"],
        id_format=raw["id"].get("format") or "",
        id_example=raw["id"].get("example") or "",
        profiles=profiles,
        default_profile=raw.get("default_profile") or profiles[0],
        fields={**fields, **{key: b.field for key, b in held.items()}},
        blocks=held,
        statuses=_statuses(raw, process),
        transitions=tuple(_transition(t) for t in raw.get("transitions") or ()),
        sections={key: _section(key, s) for key, s in sections.items()},
        section_levels=tuple(raw.get("section_levels") or (1, 2)),
        card=tuple(raw.get("card") or ("owner", "created", "updated")),
        index=tuple(raw.get("index") or ("id", "title", "status", "owner")),
        path=f"site_config/types/{name}.yml",
    )


def _statuses(raw: Raw, process: Raw) -> dict[str, Status]:
    side = raw.get("side_statuses", "inherit")
    common = process.get("side_statuses") or {}
    if side == "inherit":
        side = common
    elif isinstance(side, Mapping):
        inherited = common if side.get("inherit") is True else {}
        side = {**inherited, **{key: value for key, value in side.items() if key != "inherit"}}
    line = {key: _status(key, value, side=False) for key, value in raw["statuses"].items()}
    off = {key: _status(key, value, side=True, anywhere=key in common) for key, value in (side or {}).items()}
    return {**line, **off}


def _status(name: str, raw: Raw, *, side: bool, anywhere: bool = False) -> Status:
    return Status(
        name=name,
        label=raw.get("label") or name,
        stage=raw.get("stage") or "",
        gate=raw.get("gate") or "",
        side=side,
        reason=bool(raw.get("reason")),
        tone=raw.get("tone") or ("bad" if side else "neutral"),
        like=raw.get("like") or "",
        anywhere=anywhere,
    )


def _transition(raw: Raw) -> Transition:
    return Transition(tuple(raw["from"]), tuple(raw["to"]), raw.get("label") or "", bool(raw.get("reason")))


def _section(name: str, raw: Raw) -> SectionType:
    return SectionType(
        name=name,
        label=raw["label"],
        gate=raw.get("gate") or "",
        profiles=tuple(raw.get("profiles") or ()),
        aliases=tuple(raw.get("aliases") or ()),
        blocks=tuple(raw.get("blocks") or ()),
        guidance=raw.get("guidance") or "",
        normative=raw.get("normative") is not False,
    )


def cross_check(name: str, raw: Raw, process: Raw, blocks: Mapping[str, BlockType], complain: Complain) -> None:
    """Report every name in a type's file that names nothing."""
    file = f"types/{name}.yml"
    named = partial(_named, complain, file)
    if raw.get("type") != name:
        complain(file, ("type",), f"`type: {raw.get('type')}` in a file called {name}.yml", "Give both one name.")
    try:
        re.compile(raw.get("id", {}).get("pattern", ""))
    except re.error as error:
        complain(file, ("id", "pattern"), f"not a regular expression: {error}", "Escape `.` and brackets with `\\`.")
    for index, key in enumerate(raw.get("blocks") or ()):
        named(("blocks", index), key, blocks, "block of site_config/blocks")
    gates, stages = process.get("gates") or {}, process.get("stages") or {}
    for key, status in raw.get("statuses", {}).items():
        if status.get("gate"):
            named(("statuses", key, "gate"), status["gate"], gates, "gate of process.yml")
        if status.get("stage"):
            named(("statuses", key, "stage"), status["stage"], stages, "stage of process.yml")
    statuses = _statuses(raw, process) if not isinstance(raw.get("side_statuses", ""), list) else {}
    for index, edge in enumerate(raw.get("transitions") or ()):
        for end in ("from", "to"):
            for place, word in enumerate(edge.get(end) or ()):
                if word not in (None, "*"):
                    named(("transitions", index, end, place), word, statuses, "status of this type")
    for key, section in (raw.get("sections") or {}).items():
        if section.get("gate"):
            named(("sections", key, "gate"), section["gate"], gates, "gate of process.yml")
        for index, bound in enumerate(section.get("blocks") or ()):
            named(("sections", key, "blocks", index), bound, carried(name, raw, blocks), "block of this type")
        for index, profile in enumerate(section.get("profiles") or ()):
            named(
                ("sections", key, "profiles", index),
                profile,
                raw.get("profiles") or ("standard",),
                "profile of this type",
            )


def cross_check_block(block: BlockType, types: Collection[str], complain: Complain) -> None:
    """Report every type that a block wants to be carried by and that is not there."""
    for index, word in enumerate(block.types):
        _named(complain, f"blocks/{block.name}.yml", ("types", index), word, types, "type of site_config/types")


def _named(
    complain: Complain, file: str, path: tuple[str | int, ...], word: str, known: Collection[str], what: str
) -> None:
    if word not in known:
        close = get_close_matches(word, list(known), 1)
        hint = f"Did you mean `{close[0]}`?" if close else "Known: " + ", ".join(f"`{k}`" for k in known) + "."
        complain(file, path, f"`{word}` is not a {what}", hint)
