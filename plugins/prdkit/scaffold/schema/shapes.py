"""To say as JSON Schema what a field allows, with its words in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from prdkit.config.fields import LANGUAGES, Field, Text, say
from prdkit.config.values import untyped

Schema: TypeAlias = dict[str, Any]

SCALAR: Schema = {"type": ["string", "number", "boolean"]}
"""Text as YAML writes it: `1.2` is a number to an editor and text to a document."""

_PLAIN: Mapping[str, Schema] = {
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "datetime": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[Tt ]"},
    "moment": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([Tt ]|$)"},
    "time": {"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"},
    "duration": {**SCALAR, "pattern": r"^\d+(\.\d+)?\s*(ms|s|m|min|h|d|w|mo|y|个月|天|小时|分钟)?$"},
    "url": {**SCALAR, "pattern": r"^[^\s<>\"]+$"},
    "slug": {**SCALAR, "pattern": r"^[^\s,:;/\\()\[\]{}\"'<>|&*#?!%@`$^+=~，：；。、]+$"},
    "language": {"enum": list(LANGUAGES)},
    "any": {},
}
_FOREIGN = ("(?P", "(?i", "(?s", "(?x", "(?a", "(?<=", "(?<!", r"\A", r"\Z", r"\w", "++", "*+", "?+", "(?>")
"""What a regular expression of Python says differently from, or beyond, one of an editor."""


def pattern(of: str) -> Schema:
    """The pattern that a whole text must match, where editors read it as Python does; nothing else."""
    return {} if not of or any(sign in of for sign in _FOREIGN) else {"pattern": f"^(?:{of})$"}


def choice(values: Mapping[str, Text], lang: str) -> Schema:
    """One of some values, each with its name: as VS Code reads names, and as JetBrains does."""
    made: Schema = {"enum": []}
    labels = []
    for value, label in values.items():
        words = say(label, lang)
        for spelt in dict.fromkeys((value, untyped(value))):
            made["enum"].append(spelt)
            labels.append(words)
    if any(words != value for words, value in zip(labels, map(str, made["enum"]), strict=True)):
        made["enumDescriptions"] = labels
        named = {str(value): {"description": words} for value, words in zip(made["enum"], labels, strict=True)}
        made["x-intellij-enum-metadata"] = named
    return made


def nullable(made: Schema) -> Schema:
    """The same, or a key with nothing behind it. What is said of the key stays outside, where editors look."""
    words: Schema = {name: made[name] for name in ("title", "description", "markdownDescription") if name in made}
    bare = {name: value for name, value in made.items() if name not in words}
    if not bare:
        return words
    kinds = bare.get("type")
    if kinds is not None and "enum" not in bare:
        return {**words, **bare, "type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
    return {**words, "anyOf": [bare, {"type": "null"}]}


@dataclass
class Shapes:
    """To write fields as schemas in one language.

    `known` are the values of kinds of words (`person`, `department`, …) with their names; a kind that is
    not in it may be any word. `strict` demands required keys, where a file is not laid over another.
    """

    lang: str
    known: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    shared: dict[str, Schema] = field(default_factory=dict)

    def of(self, spec: Field) -> Schema:
        """What a field allows, with its name and help."""
        title = say(spec.label, self.lang)
        words = {
            "title": title if title != spec.name else "",
            "description": say(spec.help, self.lang),
        }
        shown = {name: text for name, text in words.items() if text}
        shape = self._shape(spec)
        if spec.none and spec.type not in ("text", "localized", "any"):
            shape = {"anyOf": [shape, {"type": "string"}]}
        made = {**shown, **shape}
        if spec.example is not None and spec.type not in ("map", "list", "mapping"):
            made["examples"] = [untyped(spec.example) if isinstance(spec.example, str) else _plain(spec.example)]
        return made

    def record(self, fields: Mapping[str, Field], *, closed: bool = True) -> Schema:
        """A mapping whose keys are fields; keys that begin with `x-` are the author's own."""
        wanted = [name for name, spec in fields.items() if spec.required and not spec.aliases] if self.strict else []
        made: Schema = {
            "type": "object",
            "properties": {key: self._entry(spec) for spec in _by_key(fields) for key in spec.spellings},
            "patternProperties": {"^x-": {}},
            "additionalProperties": not closed,
        }
        return {**made, "required": wanted} if wanted else made

    def _entry(self, spec: Field) -> Schema:
        made = self.of(spec)
        return made if self.strict and spec.required and not spec.empty else nullable(made)

    def _shape(self, spec: Field) -> Schema:
        if spec.any_of:
            return {"anyOf": [self.of(one) for one in spec.any_of]}
        if spec.type in self.known:
            return self._word(spec.type)
        if spec.type == "use":
            return {"allOf": [{"$ref": f"#/definitions/{spec.of}"}]}
        if spec.type == "enum":
            one = choice(spec.values, self.lang)
            one = {"anyOf": [one, {"type": "string"}]} if spec.any_case else one
            return {"anyOf": [one, self.record(spec.fields)]} if spec.fields else one
        if spec.type in ("ref", "mention"):
            return self._reference(spec)
        if spec.type == "localized":
            text = self._text(spec)
            return self._share("words", {"anyOf": [text, self._languages(text)]})
        if spec.type == "list":
            return self._list(spec)
        if spec.type == "map":
            return self.record(spec.fields, closed=spec.closed)
        if spec.type == "mapping":
            return self._mapping(spec)
        if spec.type in ("text", "version", "id"):
            return self._text(spec)
        return {**_PLAIN.get(spec.type, SCALAR), **self._limits(spec)}

    def _languages(self, text: Schema) -> Schema:
        made = self.record({})
        made["properties"] = dict.fromkeys(LANGUAGES, nullable(text))
        return made

    def _text(self, spec: Field) -> Schema:
        lengths = {"minLength": spec.minimum, "maxLength": spec.maximum}
        limits = {name: int(count) for name, count in lengths.items() if count is not None}
        return {**SCALAR, **pattern(spec.pattern), **limits}

    def _limits(self, spec: Field) -> Schema:
        if spec.type not in ("int", "number"):
            return pattern(spec.pattern)
        bounds = {"minimum": spec.minimum, "maximum": spec.maximum}
        return {name: value for name, value in bounds.items() if value is not None}

    def _share(self, name: str, made: Schema) -> Schema:
        """A reference to a schema that stands once among the definitions, under a name that is its own."""
        number, free = 1, name
        while self.shared.get(free, made) != made:
            number += 1
            free = f"{name}-{number}"
        self.shared[free] = made
        return {"allOf": [{"$ref": f"#/definitions/{free}"}]}

    def _word(self, kind: str) -> Schema:
        return self._share(kind, choice(self.known[kind], self.lang))

    def _reference(self, spec: Field) -> Schema:
        """An id, of a document that is there if these are known, else of the form that ids have."""
        listed = [one for one, kind in self.ids.items() if not spec.types or kind in spec.types]
        if not listed:
            return self._text(spec)
        return self._share("-".join(("id", *spec.types)), {"anyOf": [{"enum": listed}, SCALAR]})

    def _list(self, spec: Field) -> Schema:
        item = self.of(spec.items) if spec.items else {}
        sizes = {"minItems": spec.minimum, "maxItems": spec.maximum}
        limits: Schema = {name: int(size) for name, size in sizes.items() if size is not None}
        limits |= {"uniqueItems": True} if spec.unique else {}
        whole: Schema = {"type": "array", "items": item, **limits}
        if not (spec.one_or_many or spec.split):
            return whole
        commas: list[Schema] = [{"type": "string", "pattern": "[,，、]"}] if spec.split else []
        return {"anyOf": [whole, item, *commas]}

    def _mapping(self, spec: Field) -> Schema:
        values = self.of(spec.values_of) if spec.values_of else {}
        bare = spec.values_of is not None and spec.values_of.type == "map"
        held = nullable(values) if bare or not self.strict else values
        kind = spec.keys.type if spec.keys else ""
        if kind not in self.known:
            return {"type": "object", "additionalProperties": held}
        one = self._share(f"{spec.name}-by-{kind}", held)
        names = {key: {"title": say(label, self.lang), **one} for key, label in self.known[kind].items()}
        return {"type": "object", "properties": names, "additionalProperties": False}


def _by_key(fields: Mapping[str, Field]) -> list[Field]:
    """Fields that are called as their keys."""
    return [spec if spec.name == key else replace(spec, name=key) for key, spec in fields.items()]


def _plain(value: Any) -> Any:
    """A value of a configuration file as JSON has it."""
    return value if isinstance(value, (bool, int, float, str, list, dict)) else str(value)
