"""To describe one field of a document or of a configuration file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Text: TypeAlias = str | Mapping[str, str]
"""Words that are the same in every language, or a mapping by language (`en`, `zh-Hans`, `zh-Hant`)."""

LANGUAGES = ("en", "zh-Hans", "zh-Hant")


@dataclass(frozen=True, slots=True)
class Field:
    """What a value must be. Which attributes count depends on `type`; the manual's configuration page says how."""

    name: str
    type: str = "any"
    label: Text = ""
    help: Text = ""
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""
    values: Mapping[str, Text] = field(default_factory=dict)
    types: tuple[str, ...] = ()
    items: "Field | None" = None
    fields: Mapping[str, "Field"] = field(default_factory=dict)
    keys: "Field | None" = None
    values_of: "Field | None" = None
    split: bool = False
    one_or_many: bool = False
    of: str = ""
    audience: str = ""
    example: Any = None
    normative: bool = True
    by: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    least: str = ""
    acyclic: bool = False
    inverse: str = ""
    external: bool = False


def make(name: str, raw: Mapping[str, Any] | None) -> Field:
    """The field that a field specification (as in `site_config/types/*.yml`) describes."""
    raw = raw or {}
    values = raw.get("values") or {}
    nested = raw.get("fields") or {}
    return Field(
        name=name,
        type=raw.get("type") or ("map" if nested else "any"),
        label=raw.get("label") or name,
        help=raw.get("help") or "",
        required=bool(raw.get("required")),
        minimum=raw.get("min"),
        maximum=raw.get("max"),
        pattern=raw.get("pattern") or "",
        values=values if isinstance(values, Mapping) else {v: v for v in values},
        types=tuple(raw.get("types") or ()),
        items=make(name, raw["items"]) if raw.get("items") else None,
        fields={key: make(key, spec) for key, spec in nested.items()},
        keys=make("keys", raw["keys"]) if raw.get("keys") else None,
        values_of=make(name, raw["values_of"]) if raw.get("values_of") else None,
        split=bool(raw.get("split")),
        one_or_many=bool(raw.get("one_or_many")),
        of=raw.get("of") or "",
        audience=raw.get("audience") or "",
        example=raw.get("example"),
        normative=raw.get("normative") is not False,
        by=tuple(raw.get("by") or ()),
        match=tuple(raw.get("match") or ()),
        least=raw.get("least") or "",
        acyclic=bool(raw.get("acyclic")),
        inverse=raw.get("inverse") or "",
        external=bool(raw.get("external")),
    )


def say(text: Any, lang: str) -> str:
    """Words in a language, else in English, else in any language they are given in."""
    if isinstance(text, str):
        return text
    if isinstance(text, dict):
        return str(text.get(lang) or text.get("en") or next(iter(text.values()), ""))
    return "" if text is None else str(text)
