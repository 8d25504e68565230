"""To describe the files of site_config as JSON Schema, by which editors complete and check them while one types."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from prdkit.config.config import schema
from prdkit.config.fields import LANGUAGES, Field, say

Schema: TypeAlias = dict[str, Any]

FILES: Mapping[str, tuple[str, ...]] = {
    "project": ("site_config/project.yml",),
    "org": ("site_config/org.yml",),
    "process": ("site_config/process.yml",),
    "common": ("site_config/common.yml",),
    "type": ("site_config/types/*.yml",),
    "block": ("site_config/blocks/*.yml",),
}
"""The files that each kind of `schema.yml` describes."""

_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_PLAIN: Mapping[str, Schema] = {
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "language": {"enum": list(LANGUAGES)},
    "any": {},
}


def schemas(lang: str) -> dict[str, str]:
    """The JSON Schema of each kind of file, as text, with its words in a language."""
    definitions, kinds = schema()
    shared = {name: of(field, lang) for name, field in definitions.items()}
    return {name: _text(of(kinds[name], lang), shared) for name in FILES}


def _text(made: Schema, shared: Mapping[str, Schema]) -> str:
    used = _used(made, shared, {})
    whole = {"$schema": "http://json-schema.org/draft-07/schema#", **made}
    return json.dumps({**whole, "definitions": used} if used else whole, ensure_ascii=False, indent=1) + "\n"


def _used(made: Any, shared: Mapping[str, Schema], found: dict[str, Schema]) -> dict[str, Schema]:
    """The definitions that a schema leads to."""
    if isinstance(made, dict) and "$ref" in made:
        name = made["$ref"].rpartition("/")[2]
        if name not in found:
            found[name] = shared[name]
            _used(shared[name], shared, found)
    elif isinstance(made, (dict, list)):
        for inner in made.values() if isinstance(made, dict) else made:
            _used(inner, shared, found)
    return found


def of(field: Field, lang: str) -> Schema:
    """What a field allows. Nothing is required: a project's file holds only what differs from the default."""
    made = dict(_shape(field, lang))
    words = say(field.help, lang)
    return {"description": words, **made} if words else made


def _shape(field: Field, lang: str) -> Schema:
    if field.type == "use":
        return {"allOf": [{"$ref": f"#/definitions/{field.of}"}]}
    if field.type == "enum":
        return {"enum": list(field.values)}
    if field.type == "localized":
        return {"anyOf": [_SCALAR, _record(dict.fromkeys(LANGUAGES, _SCALAR))]}
    if field.type == "list":
        return _list(field, lang)
    if field.type == "map":
        return _record({name: of(inner, lang) for name, inner in field.fields.items()})
    if field.type == "mapping":
        values = of(field.values_of, lang) if field.values_of else {}
        return {"type": ["object", "null"], "additionalProperties": _or_nothing(values)}
    return _PLAIN.get(field.type, _SCALAR)


def _list(field: Field, lang: str) -> Schema:
    item = of(field.items, lang) if field.items else {}
    whole = {"type": "array", "items": item}
    return {"anyOf": [whole, item]} if field.one_or_many or field.split else whole


def _record(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": {name: _or_nothing(inner) for name, inner in properties.items()},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }


def _or_nothing(made: Schema) -> Schema:
    """A key without a value takes away what the default says."""
    words = {"description": made["description"]} if "description" in made else {}
    bare = {name: value for name, value in made.items() if name != "description"}
    return {**words, "anyOf": [bare, {"type": "null"}]} if bare else words
