"""To say what the manual prints of a declaration: rules, types, blocks and their fields, flat and in words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from prdkit.blocks.views import Words
from prdkit.check.registry import Example, Rule
from prdkit.check.run import LOWER
from prdkit.config.fields import LANGUAGES, Field, Text
from prdkit.config.gates import Demand
from prdkit.config.types import BlockType, DocumentType, SectionType, Status
from prdkit.model.headings import slug

_MARK = re.compile(r"[ \t]*(?:<!-- here -->|# here)[ \t]*$")
_INNER = ("list", "map", "mapping")


@dataclass(frozen=True, slots=True)
class Code:
    """An example: its file where it is one of its own, its lines with whether a rule flags them.

    `before` says that it is what the file was at the base.
    """

    file: str
    lines: tuple[tuple[str, bool], ...]
    before: bool = False


@dataclass(frozen=True)
class RuleView:
    """A rule's page."""

    name: str
    summary: str
    why: tuple[str, ...]
    severity: str
    weight: str
    gate: str
    fixed: bool
    asked: tuple[str, ...]
    bad: tuple[Code, ...]
    good: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field as a line of a table: `key` is its path in dots, `depth` how far it is inside."""

    key: str
    depth: int
    label: str
    kind: str
    values: tuple[tuple[str, str], ...]
    limits: str
    required: bool
    help: str
    example: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A status that may follow another, and on what occasion."""

    label: str
    occasion: str
    reason: bool


@dataclass(frozen=True)
class StatusRow:
    """A status of a type."""

    name: str
    label: str
    tone: str
    side: bool
    stage: str
    gate: str
    gate_label: str
    edges: tuple[Edge, ...]


@dataclass(frozen=True)
class SectionRow:
    """A section of a type; `names` are its labels by language, `aliases` what it is found as, too.

    `asked` says for each gate that asks for it in which profiles, `wanted` whether the type itself does: `required`,
    `recommended`, `sometimes` where a condition decides, or empty. `anchor` is its place on the page.
    """

    name: str
    anchor: str
    wanted: str
    names: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    asked: tuple[tuple[str, tuple[str, ...]], ...]
    blocks: tuple[tuple[str, str], ...]
    guidance: str


class BlockRow(NamedTuple):
    """A block of a type; `asked` says from which gate on it must be filled, in which profiles."""

    name: str
    label: str
    help: str
    asked: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class TypeView:
    """A type's page; `aside` are the statuses that it may leave the line for at any time."""

    type: DocumentType
    label: str
    help: str
    statuses: tuple[StatusRow, ...]
    aside: str
    sections: tuple[SectionRow, ...]
    fields: tuple[FieldRow, ...]
    blocks: tuple[BlockRow, ...]


@dataclass(frozen=True)
class BlockView:
    """A block's page; `types` are the types that may carry it, `home` one of them that has its section."""

    block: BlockType
    label: str
    help: str
    fields: tuple[FieldRow, ...]
    types: tuple[tuple[str, str], ...]
    home: str


def rule_view(rule: Rule, words: Words) -> RuleView:
    """A rule in words; its text itself is English in every language."""
    page = rule.page
    said = words(f"finding.{rule.severity}")
    process = words.config.process
    gates = words("list.separator").join(process.gates_of(rule.name))
    lower = words(f"finding.{LOWER[rule.severity]}")
    before = words("reference.severity.gate", before=lower, gate=gates, severity=said.lower()) if gates else lower
    return RuleView(
        name=rule.name,
        summary=page.summary,
        why=tuple(" ".join(part.split()) for part in page.why.split("\n\n") if part.strip()),
        severity=rule.severity,
        weight=before if rule.name in process.demands else said,
        gate=gates,
        fixed=rule.fixed,
        asked=tuple(_asked(process.demands.get(rule.name, ()), words)),
        bad=tuple(map(_code, page.bad)),
        good=tuple(map(_code, page.good)),
    )


def _asked(demands: Iterable[Demand], words: Words) -> Iterator[str]:
    """Who asks for a rule, where that is not every document."""
    for demand in demands:
        kind = words.config.types.get(demand.type)
        whom = [words.say(kind.label)] if kind else [words.say(k.label) for k in words.config.types.values()]
        profiles = f" ({words('list.separator').join(demand.profiles)})" if demand.profiles else ""
        if demand.type or profiles:
            yield words("rules.asked", gate=demand.gate, whom=words("list.separator").join(whom) + profiles)


def _code(example: Example) -> Code:
    kind, _, name = example.language.partition(" ")
    lines = [(_MARK.sub("", line), bool(_MARK.search(line))) for line in example.text.rstrip("\n").split("\n")]
    return Code(f"site_config/{name}" if kind == "config" else name, tuple(lines), kind == "base")


def type_view(kind: DocumentType, words: Words) -> TypeView:
    """A type in words."""
    own = {name: field for name, field in kind.fields.items() if name not in kind.blocks}
    aside = [words.say(s.label) for s in kind.statuses.values() if s.side and s.anywhere]
    return TypeView(
        type=kind,
        label=words.say(kind.label),
        help=words.say(kind.help),
        statuses=tuple(_status_row(kind, status, words) for status in kind.statuses.values()),
        aside=words("list.separator").join(aside),
        sections=tuple(_section_row(kind, section, words) for section in kind.sections.values()),
        fields=tuple(field_rows(own, words)),
        blocks=tuple(_block_row(kind, block, words) for block in kind.blocks.values()),
    )


def _block_row(kind: DocumentType, block: BlockType, words: Words) -> BlockRow:
    by_gate: dict[str, tuple[str, ...]] = {}
    for profile in kind.profiles:
        if gate := kind.asked[profile].blocks.get(block.name):
            by_gate[gate] = (*by_gate.get(gate, ()), profile)
    return BlockRow(block.name, words.say(block.label), words.say(block.help), tuple(by_gate.items()))


def _status_row(kind: DocumentType, status: Status, words: Words) -> StatusRow:
    process = words.config.process
    return StatusRow(
        name=status.name,
        label=words.say(status.label),
        tone=status.tone if status.tone != "neutral" else status.stage or "neutral",
        side=status.side,
        stage=words.say(process.stages.get(status.stage, status.stage)),
        gate=status.gate,
        gate_label=words.say(process.gates.get(status.gate, "")),
        edges=tuple(_edges(kind, status, words)),
    )


def _edges(kind: DocumentType, status: Status, words: Words) -> Iterator[Edge]:
    """The next status on the line, then those that the type names; leaving at any time is told once for all."""
    ahead = kind.line[kind.line.index(status.name) + 1 :][:1] if status.name in kind.line else ()
    for name in ahead:
        yield Edge(words.say(kind.statuses[name].label), "", kind.statuses[name].reason)
    for transition in kind.transitions:
        if status.name in transition.origins or "*" in transition.origins:
            for name in transition.targets:
                label = words.say(kind.statuses[name].label) if name in kind.statuses else name
                yield Edge(label, words.say(transition.label), transition.reason)


def _section_row(kind: DocumentType, section: SectionType, words: Words) -> SectionRow:
    bound = [kind.blocks[name] for name in section.blocks if name in kind.blocks]
    return SectionRow(
        name=section.name,
        anchor=slug(section.name),
        wanted=_wanted(section),
        names=_names(section.label),
        aliases=section.aliases,
        asked=tuple((demand.gate, demand.profiles or kind.profiles) for demand in section.demands),
        blocks=tuple((block.name, words.say(block.label)) for block in bound),
        guidance=words.say(section.guidance),
    )


def _names(label: Text) -> tuple[tuple[str, str], ...]:
    """Words by language; those that are the same in all once."""
    return (("", label),) if isinstance(label, str) else tuple((lang, _in(label, lang)) for lang in LANGUAGES)


def _wanted(section: SectionType) -> str:
    if section.required:
        return "required" if section.required is True else "sometimes"
    return "recommended" if section.recommended else ""


def _in(text: Text, lang: str) -> str:
    return str(text.get(lang, "")) if isinstance(text, Mapping) else text


def block_view(block: BlockType, kinds: Mapping[str, DocumentType], words: Words) -> BlockView:
    """A block in words."""
    carrying = [kind for kind in kinds.values() if block.name in kind.blocks]
    types = tuple((kind.name, words.say(kind.label)) for kind in carrying)
    home = next((kind.name for kind in carrying if block.section in kind.sections), "")
    rows = tuple(field_rows(block.fields, words))
    return BlockView(block, words.say(block.label), words.say(block.help), rows, types, home)


def field_rows(fields: Mapping[str, Field], words: Words, prefix: str = "", depth: int = 0) -> Iterator[FieldRow]:
    """Fields and what is inside them, each after the one that holds it."""
    for name, field in fields.items():
        inner, suffix = _inside(field)
        yield FieldRow(
            key=prefix + name,
            depth=depth,
            label=words.say(field.label),
            kind=_kind(field, words),
            values=tuple((value, words.say(label)) for value, label in inner.values.items()),
            limits=_limits(field) or _limits(inner),
            required=field.required,
            help=words.say(field.help),
            example="" if field.example is None else str(field.example),
        )
        yield from field_rows(inner.fields, words, f"{prefix}{name}{suffix}.", depth + 1)


def _inside(field: Field) -> tuple[Field, str]:
    """What a list or a mapping is made of, through all its layers, and how that is written in a path."""
    suffix = ""
    while field.type in _INNER:
        if field.type == "list" and field.items:
            field, suffix = field.items, suffix + "[]"
        elif field.type == "mapping" and field.values_of:
            field, suffix = field.values_of, suffix + ".*"
        else:
            break
    return field, suffix


def _kind(field: Field, words: Words) -> str:
    if field.type == "list":
        if field.items and field.items.type == "enum":
            return words("reference.many.values")
        inner = _kind(field.items, words) if field.items else words("reference.kind.any")
        return words("reference.many", name=inner)
    said = words(f"reference.kind.{field.type}")
    return f"{said} ({', '.join(field.types)})" if field.types else said


def _limits(field: Field) -> str:
    low = "" if field.minimum is None else f"{field.minimum:g}"
    high = "" if field.maximum is None else f"{field.maximum:g}"
    return f"{low}–{high}" if low and high else f"≥ {low}" if low else f"≤ {high}" if high else field.pattern
