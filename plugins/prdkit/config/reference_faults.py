"""To report faults in how a type's file says where ids stand, what names documents, and what lies beside them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from prdkit.config.mentions import with_id
from prdkit.config.naming import Complain, meant
from prdkit.config.paths import BadTemplate, path_template
from prdkit.config.types import DocumentType
from prdkit.reading.problem import Path as KeyPath

Raw: TypeAlias = Mapping[str, Any]
Told: TypeAlias = Iterator[tuple[KeyPath, str, str]]
_ESCAPE = "Escape `.` and brackets with `\\`."


def check_references(kind: DocumentType, raw: Raw, types: Mapping[str, DocumentType], complain: Complain) -> None:
    """Report every such fault of a type's file."""
    told = [*_of_ids(kind, raw.get("id") or {}), *_of_companions(raw)]
    for at, spec in _specs(raw.get("fields") or {}, ("fields",)):
        told += _of_field(at, spec, kind, types)
    for at, message, hint in told:
        complain(f"types/{kind.name}.yml", at, message, hint)


def _of_ids(kind: DocumentType, raw: Raw) -> Told:
    path, mention = raw.get("path"), raw.get("mention")
    if path:
        try:
            path_template(path, kind.id_pattern)
        except BadTemplate as error:
            yield ("id", "path"), str(error), error.hint
            return
    if mention and mention.count("{id}") != 1:
        hint = "Write `{id}` once, in the place of the id, such as `CIP-0*{id}`."
        yield ("id", "mention"), f"`{mention}` does not say where the id stands", hint
    elif mention:
        try:
            re.compile(with_id(kind, "(?P<prdkit_id>{})"))
        except re.error as error:
            yield ("id", "mention"), f"not a regular expression: {error}", _ESCAPE


def _specs(fields: Raw, at: KeyPath) -> Iterator[tuple[KeyPath, Raw]]:
    """Every specification of a field, however deep, with where it stands."""
    for name, spec in fields.items():
        if isinstance(spec, Mapping):
            yield from _within(spec, (*at, name))


def _within(spec: Raw, at: KeyPath) -> Iterator[tuple[KeyPath, Raw]]:
    yield at, spec
    for key in ("items", "values_of"):
        if isinstance(spec.get(key), Mapping):
            yield from _within(spec[key], (*at, key))
    for number, inner in enumerate(spec.get("any_of") or ()):
        if isinstance(inner, Mapping):
            yield from _within(inner, (*at, "any_of", number))
    yield from _specs(spec.get("fields") or {}, (*at, "fields"))


def _of_field(at: KeyPath, spec: Raw, kind: DocumentType, types: Mapping[str, DocumentType]) -> Told:
    for number, regex in enumerate(spec.get("match") or ()):
        if told := _regex_fault(regex):
            yield (*at, "match", number), *told
    named = spec.get("types") or ()
    if spec.get("type") == "ref":
        for number, name in enumerate(named):
            if name not in types:
                yield (*at, "types", number), f"`{name}` is not a type of this project", meant(name, types)
    targets = [types[name] for name in named if name in types] or list(types.values())
    least, inverse = spec.get("least"), spec.get("inverse")
    statuses = {word for one in (kind, *targets) for word in one.statuses}
    if least and least != "same" and all(one.rank(one.status_named(least)) is None for one in (kind, *targets)):
        yield (*at, "least"), f"`{least}` is neither `same` nor a status with a rank", meant(least, sorted(statuses))
    fields = {name for one in targets for name in one.fields}
    if inverse and inverse not in fields:
        yield (*at, "inverse"), f"`{inverse}` is no field of the documents named here", meant(inverse, sorted(fields))


def _regex_fault(regex: str) -> tuple[str, str] | None:
    try:
        groups = re.compile(regex).groupindex
    except re.error as error:
        return f"not a regular expression: {error}", _ESCAPE
    if not {"id", "path"} & groups.keys():
        return f"`{regex}` does not say what names the document", "Put that part into `(?P<id>…)` or `(?P<path>…)`."
    return None


def _of_companions(raw: Raw) -> Told:
    for number, row in enumerate(raw.get("companions") or ()):
        given = [*(("file", name) for name in filter(None, [row.get("file")])), *_listed(row)]
        if not given:
            told = "a companion needs `file`, or `one_of` with several"
            yield ("companions", number), told, "Name the file relative to the document's folder."
        for *at, name in given:
            if str(name).startswith("/") or "\\" in str(name):
                hint = "Name it relative to the document's folder, with `/`."
                yield ("companions", number, *at), f"`{name}` is no path beside a document", hint


def _listed(row: Raw) -> list[tuple[Any, ...]]:
    return [("one_of", number, name) for number, name in enumerate(row.get("one_of") or ()) if name]
