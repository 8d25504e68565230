"""To report what is wrong in what a type's file says of sections: names that name nothing, levels, circles."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from prdkit.config.naming import Complain, meant
from prdkit.config.types import DocumentType
from prdkit.reading.problem import Path as KeyPath

Raw: TypeAlias = Mapping[str, Any]
Told: TypeAlias = Iterator[tuple[KeyPath, str, str]]


def check_sections(kind: DocumentType, raw: Raw, complain: Complain) -> None:
    """Report every fault in `sections` and `one_of` of a type's file."""
    known = _spellings(kind)
    for name, section in (raw.get("sections") or {}).items():
        for at, message, hint in (*_levels(section or {}), *_names(name, section or {}, kind, known)):
            complain(f"types/{kind.name}.yml", ("sections", name, *at), message, hint)
    for number, group in enumerate(raw.get("one_of") or ()):
        for index, word in enumerate(group.get("sections") or ()):
            if word not in known:
                told = f"`{word}` is not a section of this type"
                complain(f"types/{kind.name}.yml", ("one_of", number, "sections", index), told, meant(word, known))


def _spellings(kind: DocumentType) -> dict[str, str]:
    """What may stand for a section elsewhere in the file: its key, a label or an alias."""
    found: dict[str, str] = {}
    for name, section in kind.sections.items():
        labels = section.label.values() if isinstance(section.label, Mapping) else (section.label,)
        for word in (*labels, *section.aliases):
            found.setdefault(word, name)
    return {**found, **{name: name for name in kind.sections}}


def _levels(section: Raw) -> Told:
    given = section.get("level")
    for level in given if isinstance(given, list) else [given]:
        if level is not None and level != "any" and str(level) not in ("1", "2", "3", "4", "5", "6"):
            yield ("level",), f"`level: {level}` is no level of a heading", "Write 1 to 6, a list of them, or `any`."


def _names(name: str, section: Raw, kind: DocumentType, known: Mapping[str, str]) -> Told:
    parent, field = section.get("under"), section.get("or_field")
    if parent and parent not in known:
        yield ("under",), f"`{parent}` is not a section of this type", meant(parent, known)
    elif parent and name in _above(name, kind, known):
        yield ("under",), f"`{name}` would stand below itself", "Name the section above it, or take `under` out."
    if field and field.partition(".")[0] not in kind.fields:
        yield ("or_field",), f"`{field}` is not a field of this type", meant(field, kind.fields)


def _above(name: str, kind: DocumentType, known: Mapping[str, str]) -> list[str]:
    """The sections that one stands below, up to the first that comes again."""
    found: list[str] = []
    at = name
    while (under := kind.sections[at].under) in known and known[under] not in found:
        at = known[under]
        found.append(at)
    return found
