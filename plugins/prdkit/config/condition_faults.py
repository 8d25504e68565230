"""To report what is wrong in the conditions of a type's file: keys, operators and words that there are not."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias

from prdkit.config.comparing import Rankable, rankable
from prdkit.config.conditions import GROUPS, OPERATORS
from prdkit.config.fields import Field
from prdkit.config.naming import Complain, meant
from prdkit.config.types import DocumentType
from prdkit.reading.problem import Key
from prdkit.reading.problem import Path as KeyPath

Raw: TypeAlias = Mapping[str, Any]
Told: TypeAlias = Iterator[tuple[KeyPath | Key, str, str]]
_RANKED = ("at_least", "at_most")
_ORDERED = ("<", "<=", ">", ">=")
_WORDS = ("is", "in", "has")


def check_conditions(kind: DocumentType, raw: Raw, complain: Complain) -> None:
    """Report every fault in every condition of a type's file."""
    checking = _Checking(kind)
    for at, given in _conditions(raw):
        for place, message, hint in checking.condition(given, at):
            complain(f"types/{kind.name}.yml", place, message, hint)
    for at, given in _demands(raw):
        for place, message, hint in checking.demand(given, at):
            complain(f"types/{kind.name}.yml", place, message, hint)


def check_shared_conditions(file: str, raw: Raw, complain: Complain) -> None:
    """Report faults in the conditions of a file that several types use: of operators and operands, not of names."""
    checking = _Checking(None)
    for at, given in _demands(raw):
        for place, message, hint in checking.demand(given, at):
            complain(file, place, message, hint)


def check_condition(file: str, kind: DocumentType, raw: Any, at: KeyPath, complain: Complain) -> None:
    """Report every fault in one condition, on documents of a type."""
    for place, message, hint in _Checking(kind).condition(raw, at):
        complain(file, place, message, hint)


def _conditions(raw: Raw) -> Iterator[tuple[KeyPath, Any]]:
    """Where conditions stand in a type's file by themselves."""
    documents = raw.get("documents") or {}
    if documents.get("when") is not None:
        yield ("documents", "when"), documents["when"]
    for name, keys in (("one_of", ("when",)), ("checks", ("when", "then")), ("severities", ("when",))):
        for number, row in enumerate(raw.get(name) or ()):
            for key in keys:
                if row.get(key) is not None:
                    yield (name, number, key), row[key]


def _demands(raw: Raw) -> Iterator[tuple[KeyPath, Any]]:
    """Where a file says `true` or `{when: …}`."""
    for number, row in enumerate(raw.get("companions") or ()):
        yield ("companions", number, "required"), row.get("required")
    for name, section in (raw.get("sections") or {}).items():
        for key in ("required", "recommended", "allowed"):
            yield ("sections", name, key), (section or {}).get(key)
    for name, spec in (raw.get("fields") or {}).items():
        yield from _of_field(spec or {}, ("fields", name))


def _of_field(spec: Raw, at: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    for key in ("required", "recommended", "allowed"):
        yield (*at, key), spec.get(key)
    for name, inner in (spec.get("fields") or {}).items():
        yield from _of_field(inner or {}, (*at, "fields", name))
    for key in ("items", "values_of"):
        if isinstance(spec.get(key), Mapping):
            yield from _of_field(spec[key], (*at, key))
    for number, inner in enumerate(spec.get("any_of") or ()):
        yield from _of_field(inner or {}, (*at, "any_of", number))


class _Checking:
    """To look through the conditions of one type, or of whatever type there is."""

    def __init__(self, kind: DocumentType | None) -> None:
        self.kind = kind
        self.names = tuple(dict.fromkeys((*kind.fields, *kind.aspects))) if kind is not None else ()

    def demand(self, raw: Any, at: KeyPath) -> Told:
        """What is wrong with `true`, `false` or `{when: …}`."""
        if raw is None or isinstance(raw, bool) or raw in ("true", "false"):
            return
        if not isinstance(raw, Mapping) or set(raw) != {"when"}:
            yield at, f"`{at[-1]}` is neither `true` nor a condition", "Write `true`, or `{when: {…}}`."
            return
        yield from self.condition(raw["when"], (*at, "when"))

    def condition(self, raw: Any, at: KeyPath) -> Told:
        """What is wrong with a condition."""
        if not isinstance(raw, Mapping) or not raw:
            what = "is empty" if not raw else "is no condition"
            yield at, f"`{_called(at)}` {what}", "A condition says what keys must be: `{status: Final}`."
            return
        for name, wanted in raw.items():
            here = (*at, name)
            if name in GROUPS:
                yield from self._group(name, wanted, here)
            else:
                yield from self._name(name, Key(here))
                yield from self._wanted(name, wanted, here)

    def _group(self, name: str, wanted: Any, at: KeyPath) -> Told:
        if name == "not":
            yield from self.condition(wanted, at)
        elif isinstance(wanted, list) and wanted:
            for number, one in enumerate(wanted):
                yield from self.condition(one, (*at, number))
        else:
            yield at, f"`{name}` wants a list of conditions", f"Write `{name}: [{{…}}, {{…}}]`."

    def _name(self, name: str, at: KeyPath | Key) -> Told:
        """Whether a key of a condition is one that documents of the type may have."""
        if self.kind is None or name in self.names or name.startswith("x-"):
            return
        first, *inner = name.split(".")
        spec = self.kind.fields.get(first)
        if spec is not None and inner:
            yield from _inner(spec, inner, name, at)
        elif not self.kind.unknown_fields:
            yield at, f"`{name}` is not a field of this type", meant(name, self.names)

    def _wanted(self, name: str, wanted: Any, at: KeyPath) -> Told:
        if isinstance(wanted, list):
            yield from self._operand(name, "in", wanted, at)
        elif not isinstance(wanted, Mapping):
            yield from self._operand(name, "is", wanted, at)
        elif set(wanted) == {"field"}:
            yield from self._other(wanted, at)
        elif not wanted:
            yield at, f"nothing is asked of `{name}`", "Write a value, or `{set: true}`."
        else:
            for operator, operand in wanted.items():
                yield from self._operator(name, operator, operand, (*at, operator))

    def _operator(self, name: str, operator: str, operand: Any, at: KeyPath) -> Told:
        if operator == "not":
            yield from self._wanted(name, operand, at)
        elif operator in OPERATORS:
            yield from self._operand(name, operator, operand, at)
        else:
            yield Key(at), f"`{operator}` is not an operator of conditions", meant(operator, OPERATORS)

    def _operand(self, name: str, operator: str, operand: Any, at: KeyPath) -> Told:
        if isinstance(operand, Mapping):
            takes_none = operator in ("set", "given", "matches")
            yield from (_refused(operator, at) if takes_none else self._other(operand, at))
        elif operator == "in":
            yield from self._words(name, operand, at)
        elif operand is None or isinstance(operand, list) or not str(operand).strip():
            yield from _refused(operator, at)
        elif operator in ("set", "given"):
            if str(operand).lower() not in ("true", "false"):
                yield from _refused(operator, at)
        elif operator == "matches":
            yield from _pattern(str(operand), at)
        elif operator in _ORDERED:
            if rankable(operand) == Rankable():
                yield at, f"`{operand}` is no number, date or version", "Write `3`, `2026-01-31` or `v1.20`."
        else:
            yield from self._word(name, operator, str(operand), at)

    def _words(self, name: str, operand: Any, at: KeyPath) -> Told:
        if not isinstance(operand, list) or not operand:
            yield from _refused("in", at)
            return
        for number, word in enumerate(operand):
            if word is None or isinstance(word, list | Mapping):
                yield (
                    (*at, number),
                    "a list of values holds something that is no value",
                    "List words: `[Draft, Final]`.",
                )
            else:
                yield from self._word(name, "in", str(word), (*at, number))

    def _word(self, name: str, operator: str, word: str, at: KeyPath) -> Told:
        """Whether a word is one that the key may have, where the type says which those are."""
        if self.kind is None:
            return
        if operator in _RANKED or self.kind.aspects.get(name) == "status":
            yield from _status(self.kind, name, word, at)
        elif operator in _WORDS and name not in self.kind.aspects:
            known = _values(_found(self.kind.fields, name))
            if known and word not in known:
                yield at, f"`{word}` is not a value of `{name}`", meant(word, known)

    def _other(self, raw: Raw, at: KeyPath) -> Told:
        if set(raw) != {"field"} or not isinstance(raw["field"], str):
            yield at, "neither a value nor `{field: …}`", "Write a value, or `{field: another-key}`."
            return
        yield from self._name(raw["field"], (*at, "field"))


def _status(kind: DocumentType, name: str, word: str, at: KeyPath) -> Told:
    """Whether a word is a status of the type, in its own spelling."""
    statuses = kind.statuses
    if not statuses:
        if kind.aspects.get(name) == "status" and name in kind.fields:
            return
        yield at, "this type has no statuses", "Declare `statuses`, or ask for another key."
    elif word not in statuses:
        known = kind.status_named(word)
        hint = f"Write `{known}`." if known in statuses else meant(word, statuses)
        yield at, f"`{word}` is not a status of this type", hint


def _called(at: KeyPath) -> str:
    return next((str(step) for step in reversed(at) if isinstance(step, str)), "condition")


def _inner(spec: Field, steps: list[str], name: str, at: KeyPath | Key) -> Told:
    """Whether keys lead into a field that has them."""
    holder: Field | None = spec
    for step in steps:
        holder = _opened(holder)
        if holder is None or holder.type in ("any", "use", "raw"):
            return
        if holder.type == "mapping":
            holder = holder.values_of
        elif holder.type in ("map", "localized") or holder.fields:
            if holder.fields and step not in holder.fields:
                yield at, f"`{step}` in `{name}` is not a key of `{holder.name}`", meant(step, holder.fields)
                return
            holder = holder.fields.get(step)
        else:
            yield at, f"`{holder.name}` has no keys, so `{name}` is nowhere", "Name the field alone."
            return


def _opened(spec: Field | None) -> Field | None:
    """What the items of a list are; any other field is itself."""
    while spec is not None and spec.type == "list":
        spec = spec.items
    return spec


def _found(fields: Mapping[str, Field], name: str) -> Field | None:
    if name in fields:
        return fields[name]
    first, *steps = name.split(".")
    spec = fields.get(first)
    for step in steps:
        spec = _opened(spec)
        if spec is not None:
            spec = spec.values_of if spec.type == "mapping" else spec.fields.get(step)
    return spec


def _values(spec: Field | None) -> Collection[str]:
    spec = _opened(spec)
    if spec is None or spec.type not in ("enum", "bool"):
        return ()
    return ("true", "false") if spec.type == "bool" else tuple(spec.values)


def _refused(operator: str, at: KeyPath) -> Told:
    wanted = {
        "in": "a list of values: `in: [Draft, Final]`",
        "set": "`true` or `false`",
        "given": "`true` or `false`",
        "matches": "a regular expression",
    }.get(operator, "one value; several are a list for `in`")
    yield at, f"`{operator}` wants {wanted.partition(':')[0].partition(';')[0]}", f"Write {wanted}."


def _pattern(pattern: str, at: KeyPath) -> Told:
    try:
        re.compile(pattern)
    except re.error as error:
        yield at, f"not a regular expression: {error}", "Escape `.` and brackets with `\\`."
