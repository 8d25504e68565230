"""To build types and blocks from the checked values of their files, and to check what names what."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from prdkit.config.conditions import condition, demanded
from prdkit.config.demands import demands
from prdkit.config.fields import Field, make
from prdkit.config.gate_faults import Known
from prdkit.config.gates import Demand, Gates, Own, asked_of, demands_of, joined
from prdkit.config.naming import Complain, named
from prdkit.config.patterns import patterns
from prdkit.config.roles import Roles, roles
from prdkit.config.types import BlockType, DocumentType, SectionType, Status, Transition
from prdkit.reading.problem import Path as KeyPath

Raw: TypeAlias = Mapping[str, Any]


class Around(NamedTuple):
    """What a type's file is read with: what all types share, the gates, and whether the project says something."""

    common: Raw
    process: Raw
    blocks: Mapping[str, BlockType]
    gates: Gates
    own: Own


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
        audience=raw.get("audience") or "",
    )


def carried(name: str, raw: Raw, blocks: Mapping[str, BlockType]) -> tuple[str, ...]:
    """The blocks that a type lists, then those that name the type by themselves."""
    joining = (key for key, block in blocks.items() if name in block.types)
    return tuple(dict.fromkeys((*(raw.get("blocks") or ()), *joining)))


def whole(raw: Any) -> Any:
    """What a type's file says, with statuses that are a plain list, and names without a value, spelt out."""
    if not isinstance(raw, dict):
        return raw
    made = dict(raw)
    if isinstance(made.get("statuses"), list):
        made["statuses"] = {str(name): {} for name in made["statuses"] if isinstance(name, str)}
    for key in ("statuses", "sections", "fields"):
        if isinstance(made.get(key), dict):
            made[key] = {name: {} if spec is None else spec for name, spec in made[key].items()}
    return made


def _shares(raw: Raw) -> bool:
    """Whether a type has what all types of the project share."""
    return raw.get("common") is not False


def known(name: str, raw: Raw, common: Raw, blocks: Mapping[str, BlockType]) -> Known:
    """What gates may name of a type."""
    sections = (*(raw.get("sections") or ()), *(common.get("sections") or ()))
    return Known(sections, carried(name, raw, blocks), tuple(raw.get("profiles") or ("standard",)))


def document_type(name: str, raw: Raw, around: Around) -> DocumentType:
    """The type that a file of `site_config/types/` declares, with what is common to all types."""
    common, gates = around.common if _shares(raw) else {}, around.gates
    parts = roles(raw)
    specs = {**(common.get("fields") or {}), **(raw.get("fields") or {})}
    held = {key: around.blocks[key] for key in carried(name, raw, around.blocks)}
    fields = {key: make(key, spec) for key, spec in specs.items()}
    fields = listed = fields if _shares(raw) else _spelt_by_part(parts, fields)
    fields = fields if _shares(raw) else {**_playing(parts, fields, raw), **fields}
    profiles = tuple(raw.get("profiles") or ("standard",))
    sections = {**(raw.get("sections") or {}), **(common.get("sections") or {})}
    shared = common.get("sections") or {}
    homes = {key: "common.yml" if key in shared else f"types/{name}.yml" for key in sections}
    asking = {key: demands_of(name, s, homes[key], key, gates, around.own) for key, s in sections.items()}
    return DocumentType(
        name=name,
        label=raw["label"],
        plural=raw.get("plural") or raw["label"],
        help=raw.get("help") or "",
        folder=(raw.get("folder") or "").strip("/"),
        profiles=profiles,
        default_profile=raw.get("default_profile") or profiles[0],
        fields={**fields, **{key: b.field for key, b in held.items()}},
        blocks=held,
        statuses=_statuses(raw, around.process, gates),
        transitions=tuple(_transition(t) for t in raw.get("transitions") or ()),
        sections={key: _section(key, s, asking[key], gates) for key, s in sections.items()},
        section_levels=tuple(raw.get("section_levels") or (1, 2)),
        card=tuple(raw.get("card") or (("owner", "created", "updated") if _shares(raw) else ())),
        index=tuple(raw.get("index") or (("id", "title", "status", "owner") if _shares(raw) else ())),
        path=f"site_config/types/{name}.yml",
        gate_order=gates.names,
        asked={profile: asked_of(name, profile, asking, held, gates) for profile in (*profiles, "")},
        common=_shares(raw),
        paths=patterns((raw.get("documents") or {}).get("paths") or ()),
        when=condition((raw.get("documents") or {}).get("when")),
        template=raw.get("template") or "",
        metadata=raw.get("metadata") or "",
        roles=parts,
        unknown_fields=raw.get("unknown_fields") == "allow",
        unlisted=frozenset(fields.keys() - listed.keys()),
        field_order=bool(raw.get("field_order")),
        unknown_sections=raw.get("unknown_sections") != "report",
        section_order=raw.get("section_order"),
        demands=demands(raw),
    )


def _spelt_by_part(parts: Roles, fields: Mapping[str, Field]) -> dict[str, Field]:
    """Fields with the other keys of the part that they play as spellings: one of them is enough."""
    made = dict(fields)
    for keys in (parts.id.keys, parts.title, parts.status.keys, *parts.others.values()):
        first = next((key for key in keys if key in fields), "")
        known = {alias for spec in made.values() for alias in spec.aliases}
        if others := tuple(key for key in keys if key not in fields and key not in known) if first else ():
            made[first] = replace(made[first], aliases=(*made[first].aliases, *others))
    return made


def _playing(parts: Roles, fields: Mapping[str, Field], raw: Raw) -> dict[str, Field]:
    """The keys that play a part without being declared as fields: any text, or any value for people and days.

    Where the type says that unknown keys are reported, `id` and `title` do so only if it names them.
    """
    status = parts.status.keys if raw.get("statuses") or raw.get("status") else ()
    strict = raw.get("unknown_fields") == "report"
    ids = parts.id.keys if not strict or parts.id.required or (raw.get("id") or {}).get("keys") else ()
    title = parts.title if not strict or (raw.get("title") or {}).get("keys") else ()
    told = dict.fromkeys((*ids, *title, *status), "text")
    told.update({key: "any" for keys in parts.others.values() for key in keys})
    spelt = {word for spec in fields.values() for word in spec.spellings}
    return {key: Field(key, kind, label=key, placed=False) for key, kind in told.items() if key not in spelt}


def _statuses(raw: Raw, process: Raw, gates: Gates) -> dict[str, Status]:
    side = raw.get("side_statuses", "inherit" if _shares(raw) else {})
    common = process.get("side_statuses") or {}
    if side == "inherit":
        side = common
    elif isinstance(side, Mapping):
        inherited = common if side.get("inherit") is True else {}
        side = {**inherited, **{key: value for key, value in side.items() if key != "inherit"}}
    own = raw.get("statuses") or {}
    line = {key: _status(key, value, gates, side=bool(value.get("side"))) for key, value in own.items()}
    off = {key: _status(key, value, gates, side=True, anywhere=key in common) for key, value in (side or {}).items()}
    return {**line, **off}


def _status(name: str, raw: Raw, gates: Gates, *, side: bool, anywhere: bool = False) -> Status:
    return Status(
        name=name,
        label=raw.get("label") or name,
        stage=raw.get("stage") or "",
        gate=gates.named(raw.get("gate")),
        side=side,
        reason=bool(raw.get("reason")),
        tone=raw.get("tone") or ("bad" if side else "neutral"),
        like=raw.get("like") or "",
        anywhere=anywhere,
        rank=raw.get("rank"),
        aliases=tuple(raw.get("aliases") or ()),
        folder=raw.get("folder") or "",
    )


def _transition(raw: Raw) -> Transition:
    named = {key: bool(raw.get(key)) for key in ("reason", "voids_sign_off")}
    return Transition(tuple(raw["from"]), tuple(raw["to"]), raw.get("label") or "", **named)


def _section(name: str, raw: Raw, demands: tuple[Demand, ...], gates: Gates) -> SectionType:
    return SectionType(
        name=name,
        label=raw.get("label") or name,
        gate=gates.first(demands),
        profiles=joined(demands),
        demands=tuple(sorted(demands, key=lambda demand: gates.names.index(demand.gate))),
        aliases=tuple(raw.get("aliases") or ()),
        blocks=tuple(raw.get("blocks") or ()),
        guidance=raw.get("guidance") or "",
        normative=raw.get("normative") is not False,
        required=demanded(raw.get("required")),
        recommended=demanded(raw.get("recommended")),
        allowed=demanded(raw["allowed"]) if raw.get("allowed") is not None else True,
        levels=_levels(raw.get("level")),
        under=raw.get("under") or "",
        or_field=raw.get("or_field") or "",
        may_be_empty=raw.get("empty") is True,
        never_empty=raw.get("empty") is False,
        fixed=bool(raw.get("fixed")),
        comment=raw.get("comment") or "",
        audience=raw.get("audience") or "",
    )


def _levels(raw: Any) -> tuple[int, ...]:
    """The levels of a heading: one, several, `any`, or none where the type decides."""
    if raw == "any":
        return (1, 2, 3, 4, 5, 6)
    given = raw if isinstance(raw, list) else [raw]
    return tuple(int(level) for level in given if level is not None and str(level) in "123456")


def cross_check(name: str, raw: Raw, around: Around, complain: Complain) -> None:
    """Report every name in a type's file that names nothing."""
    file = f"types/{name}.yml"
    known_as = partial(named, complain, file)
    if raw.get("type") != name:
        complain(file, ("type",), f"`type: {raw.get('type')}` in a file called {name}.yml", "Give both one name.")
    try:
        re.compile((raw.get("id") or {}).get("pattern") or "")
    except re.error as error:
        complain(file, ("id", "pattern"), f"not a regular expression: {error}", "Escape `.` and brackets with `\\`.")
    for index, key in enumerate(raw.get("blocks") or ()):
        known_as(("blocks", index), key, around.blocks, "block of site_config/blocks")
    stages = around.process.get("stages") or {}
    for key, status in (raw.get("statuses") or {}).items():
        _check_gate(file, ("statuses", key, "gate"), status.get("gate"), around, complain)
        if status.get("stage"):
            known_as(("statuses", key, "stage"), status["stage"], stages, "stage of process.yml")
    listed = isinstance(raw.get("side_statuses", ""), list)
    statuses = {} if listed else _statuses(raw, around.process, around.gates)
    for index, edge in enumerate(raw.get("transitions") or ()):
        for end in ("from", "to"):
            for place, word in enumerate(edge.get(end) or ()):
                if word not in (None, "*"):
                    known_as(("transitions", index, end, place), word, statuses, "status of this type")
    held = known(name, raw, around.common, around.blocks)
    for key, section in (raw.get("sections") or {}).items():
        _check_gate(file, ("sections", key, "gate"), section.get("gate"), around, complain)
        for index, bound in enumerate(section.get("blocks") or ()):
            known_as(("sections", key, "blocks", index), bound, held.blocks, "block of this type")
        for index, profile in enumerate(section.get("profiles") or ()):
            known_as(("sections", key, "profiles", index), profile, held.profiles, "profile of this type")


def _check_gate(file: str, path: KeyPath, gate: str | None, around: Around, complain: Complain) -> None:
    """Report a gate that is not there. What a project drops, the shipped files may go on to name."""
    gates = around.gates
    if not gate or gate in gates.names or gate in gates.renamed:
        return
    if gate not in gates.dropped:
        named(complain, file, path, gate, gates.names, "gate of process.yml")
    elif around.own(file, path):
        told = f"`{gate}` is a gate that process.yml takes away"
        complain(file, path, told, "Take it out here too, or leave the gate in process.yml.")


def cross_check_block(block: BlockType, types: Collection[str], complain: Complain) -> None:
    """Report every type that a block wants to be carried by and that is not there."""
    for index, word in enumerate(block.types):
        named(complain, f"blocks/{block.name}.yml", ("types", index), word, types, "type of site_config/types")
