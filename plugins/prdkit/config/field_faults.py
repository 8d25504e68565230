"""To report what is wrong in the declarations of fields beyond what the schema sees."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from prdkit.config.fields import make
from prdkit.config.naming import Complain
from prdkit.reading.problem import Path as KeyPath

Raw: TypeAlias = Mapping[str, Any]
Told: TypeAlias = Iterator[tuple[KeyPath, str, str]]

_TEXTS = frozenset(
    ("text", "localized", "slug", "version", "id", "ref", "mention", "person", "department", "product", "stage", "url",
     "time", "duration")
)  # fmt: skip
_LISTS = frozenset(("list",))
_RECORDS = frozenset(("map",))
_MAPPINGS = frozenset(("mapping",))
_MEANT_FOR: Mapping[str, frozenset[str]] = {
    "pattern": _TEXTS,
    "avoid": _TEXTS,
    "case": frozenset(("enum",)),
    "values": frozenset(("enum",)),
    "items": _LISTS,
    "split": _LISTS,
    "one_or_many": _LISTS,
    "sorted": _LISTS,
    "unique": _LISTS,
    "fields": _RECORDS | {"enum"},
    "closed": _RECORDS,
    "ordered": _RECORDS,
    "keys": _MAPPINGS,
    "values_of": _MAPPINGS,
    "min": _TEXTS | _LISTS | {"int", "number"},
    "max": _TEXTS | _LISTS | {"int", "number"},
}
"""For which types an attribute says something."""


def check_fields(file: str, specs: Mapping[str, Raw | None], at: KeyPath, complain: Complain) -> None:
    """Report every fault in the fields that a file declares at a place."""
    for place, message, hint in _record(specs, at):
        complain(file, place, message, hint)


def check_patterns(file: str, given: Any, at: KeyPath, complain: Complain) -> None:
    """Report regular expressions of a list that are none."""
    for index, pattern in enumerate(given or ()):
        for place, message, hint in _pattern(pattern, (*at, index)):
            complain(file, place, message, hint)


def _record(specs: Mapping[str, Raw | None], at: KeyPath) -> Told:
    spelt: dict[str, str] = {name: name for name in specs}
    for name, spec in specs.items():
        for index, alias in enumerate(make(name, spec).aliases):
            if alias in spelt:
                told = f"`{alias}` is also a spelling of `{spelt[alias]}`"
                yield (*at, name, "aliases", index), told, "One word can mean one field."
            spelt[alias] = name
        yield from _field(spec or {}, (*at, name))


def _field(spec: Raw, at: KeyPath) -> Told:
    yield from _attributes(spec, at)
    yield from _patterns(spec, at)
    low, high = spec.get("min"), spec.get("max")
    if low is not None and high is not None and low > high:
        yield (*at, "min"), f"`min: {low:g}` is more than `max: {high:g}`", "Nothing could fit both."
    for key in ("items", "keys", "values_of"):
        if spec.get(key):
            yield from _field(spec[key], (*at, key))
    for index, one in enumerate(spec.get("any_of") or ()):
        yield from _field(one or {}, (*at, "any_of", index))
    if spec.get("fields"):
        yield from _record(spec["fields"], (*at, "fields"))


def _attributes(spec: Raw, at: KeyPath) -> Told:
    """Attributes that say nothing of the field's type."""
    kind = make("", spec).type
    if kind == "enum" and not spec.get("values"):
        yield (*at, "type"), "an `enum` without `values`", "List them: `values: [Draft, Final]`."
    if spec.get("any_of"):
        kind = "any_of"
    for name, kinds in _MEANT_FOR.items():
        if spec.get(name) not in (None, False, [], {}) and kind not in kinds:
            typed = f"a field of `type: {kind}`" if kind != "any_of" else "a field with `any_of`"
            yield (*at, name), f"`{name}` says nothing of {typed}", _where_it_belongs(name, kind, kinds)


def _where_it_belongs(name: str, kind: str, kinds: frozenset[str]) -> str:
    if kind == "any_of":
        return "Write it in the alternatives."
    if kind == "list" and "text" in kinds:
        return f"Write it in `items`, if each item is meant: `items: {{type: text, {name}: …}}`."
    listed = ", ".join(f"`{one}`" for one in sorted(kinds)[:6])
    return f"Say which `type` it is; `{name}` goes with {listed}."


def _patterns(spec: Raw, at: KeyPath) -> Told:
    if spec.get("pattern"):
        yield from _pattern(spec["pattern"], (*at, "pattern"))
    for index, pattern in enumerate(spec.get("avoid") or ()):
        yield from _pattern(pattern, (*at, "avoid", index))


def _pattern(pattern: str, at: KeyPath) -> Told:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        told = f"`{pattern}` is not a regular expression: {error}"
        yield at, told, "Put a `\\` before signs that stand for themselves, such as `.`, `(` and `[`."
