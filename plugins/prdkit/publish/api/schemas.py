"""To say as JSON Schema what the files for programs look like, those of blocks from their declarations."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from prdkit.config.fields import Field
from prdkit.link.site import Site
from prdkit.publish.api import FOLDER, VERSION

Schema: TypeAlias = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Schema = {"type": "string"}
_DAY: Schema = {"type": "string", "format": "date"}
_MOMENT: Schema = {"anyOf": [_DAY, {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}"}]}
_PERHAPS_DAY: Schema = {"anyOf": [_MOMENT, {"type": "null"}]}
_WORDS: Schema = {"type": "object", "additionalProperties": _TEXT}
_KINDS: Mapping[str, Schema] = {
    "any": {},
    "raw": {},
    "bool": {"type": "boolean"},
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "date": _DAY,
    "datetime": _MOMENT,
    "moment": _MOMENT,
    "localized": {"anyOf": [_TEXT, _WORDS]},
}


def schemas(site: Site, url: str) -> dict[str, Schema]:
    """The schemas by the names of their files. They have addresses of their own where the site has one."""
    made = {
        "document": _document(),
        "index": _index(),
        "findings": _findings(),
        "blocks": _blocks(site),
    }
    return {name: _named(name, schema, url) for name, schema in made.items()}


def _named(name: str, schema: Schema, url: str) -> Schema:
    own = {"$id": f"{url}{FOLDER}/schema/{name}.json"} if url else {}
    return {"$schema": DIALECT, **own, **schema}


def _record(**properties: Schema) -> Schema:
    """An object that has all of these keys. Others may come within a version, so they are no fault."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _rows(row: Schema) -> Schema:
    return {"type": "array", "items": row}


def _status() -> Schema:
    return _record(name=_TEXT, label=_WORDS, stage=_TEXT, side={"type": "boolean"})


def _entry() -> dict[str, Schema]:
    return {
        "id": _TEXT,
        "type": _TEXT,
        "title": _WORDS,
        "lang": _TEXT,
        "status": _status(),
        "owner": _TEXT,
        "created": _PERHAPS_DAY,
        "updated": _PERHAPS_DAY,
        "url": _TEXT,
        "data": _TEXT,
    }


def _document() -> Schema:
    tie = _record(relation=_TEXT, id=_TEXT, type=_TEXT, anchor=_TEXT, data=_TEXT)
    section = _record(name=_TEXT, heading=_TEXT, level={"type": "integer"}, anchor=_TEXT, text=_TEXT)
    note = _record(kind=_TEXT, audience=_TEXT, primary={"type": "boolean"}, text=_WORDS, document=_TEXT)
    return _record(
        version={"const": VERSION},
        **_entry(),
        former_ids=_rows(_TEXT),
        fields={"type": "object"},
        sections=_rows(section),
        blocks={"$ref": "blocks.json"},
        notes=_rows(note),
        links=_record(out=_rows(tie), **{"in": _rows(tie)}),
        addresses=_rows(_record(anchor=_TEXT, title=_TEXT, url=_TEXT)),
    )


def _index() -> Schema:
    kind = _record(label=_WORDS, plural=_WORDS, statuses=_rows(_status()))
    return _record(
        version={"const": VERSION},
        as_of=_DAY,
        types={"type": "object", "additionalProperties": kind},
        documents=_rows(_record(**_entry())),
    )


def _findings() -> Schema:
    words = ("rule", "message", "path", "document", "field", "hint", "url", "fingerprint")
    numbers = ("line", "column", "end_line", "end_column")
    finding = _record(
        severity={"enum": ["error", "warning", "info"]},
        **dict.fromkeys(words, _TEXT),
        **{key: {"type": "integer"} for key in numbers},
    )
    counted = ("documents", "pages", "errors", "warnings", "infos", "waived", "known", "gone")
    summary = _record(as_of=_DAY, **{key: {"type": "integer"} for key in counted})
    return _record(version={"const": VERSION}, findings=_rows(finding), summary=summary, waived=_rows(finding))


def _blocks(site: Site) -> Schema:
    """A value that did not fit is not there, so no key of a block can be relied on.

    Readers outside see the shapes of what their documents carry, and hear of no other.
    """
    shapes = _Shapes(site.config.definitions)
    carried = {name for document in site.documents for name in document.blocks}
    known = site.config.blocks if site.readers == "internal" else carried
    blocks = {name: shapes.of(site.config.blocks[name].field) for name in sorted(known)}
    return {"type": "object", "properties": blocks, **({"$defs": shapes.shared} if shapes.shared else {})}


class _Shapes:
    """To write fields as schemas; `shared` are the definitions that they use."""

    def __init__(self, definitions: Mapping[str, Field]) -> None:
        self.definitions = definitions
        self.shared: dict[str, Schema] = {}

    def of(self, spec: Field) -> Schema:
        """What stands in the place of a field."""
        if spec.none:
            return {"anyOf": [self._of(spec), _TEXT]}
        return self._of(spec)

    def _of(self, spec: Field) -> Schema:
        if spec.any_of:
            return {"anyOf": [self.of(one) for one in spec.any_of]}
        if spec.type == "use":
            return self._shared(spec.of)
        if spec.type == "list":
            return _rows(self.of(spec.items)) if spec.items else {"type": "array"}
        if spec.type == "map":
            return {"type": "object", "properties": self._of_all(spec.fields.values())}
        if spec.type == "mapping":
            return {"type": "object", "additionalProperties": self.of(spec.values_of) if spec.values_of else {}}
        return _KINDS.get(spec.type, _TEXT)

    def _of_all(self, fields: Iterable[Field]) -> dict[str, Schema]:
        return {field.name: self.of(field) for field in fields}

    def _shared(self, name: str) -> Schema:
        if name not in self.shared:
            self.shared[name] = {}
            self.shared[name] = self.of(self.definitions[name])
        return {"$ref": f"#/$defs/{name}"}
