"""To describe one field of a document or of a configuration file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from prdkit.config.conditions import Condition, Demanded, demanded

Text: TypeAlias = str | Mapping[str, str]
"""Words that are the same in every language, or a mapping by language (`en`, `zh-Hans`, `zh-Hant`)."""

LANGUAGES = ("en", "zh-Hans", "zh-Hant")

Sorting: TypeAlias = Literal["", "true", "numeric", "text"]


@dataclass(frozen=True, slots=True)
class Field:
    """What a value must be. Which attributes count depends on `type`; the manual's configuration page says how.

    `required` and `recommended` hold always, `required_when`, `recommended_when` and `allowed_when` for some documents.
    `empty` is None where nothing was said: a blank key is then no value. Keys that are not `placed` may stand anywhere
    in a record that is `ordered`.
    """

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
    recommended: bool = False
    empty: bool | None = None
    none: bool = False
    avoid: tuple[str, ...] = ()
    any_case: bool = False
    any_of: tuple["Field", ...] = ()
    sorted: Sorting = ""
    unique: bool = False
    closed: bool = True
    ordered: bool = False
    aliases: tuple[str, ...] = ()
    required_when: Condition | None = None
    recommended_when: Condition | None = None
    allowed_when: Condition | None = None
    placed: bool = True

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every word that its key may be."""
        return (self.name, *self.aliases)

    def below(self, key: str) -> "Field | None":
        """The field of a key inside it, by any spelling; None where it has none."""
        return self.fields.get(key) or next((one for one in self.fields.values() if key in one.aliases), None)

    def spelt(self, holder: Mapping[str, Any]) -> str:
        """Its key as a mapping spells it; its name where the mapping has none."""
        return next((key for key in holder if key == self.name or key in self.aliases), self.name)


def make(name: str, raw: Mapping[str, Any] | None) -> Field:
    """The field that a field specification (as in `site_config/types/*.yml`) describes."""
    raw = raw or {}
    values = raw.get("values") or {}
    nested = raw.get("fields") or {}
    return Field(
        name=name,
        type=raw.get("type") or _implied(raw),
        label=raw.get("label") or name,
        help=raw.get("help") or "",
        required=_demand(raw, "required") is True,
        minimum=raw.get("min"),
        maximum=raw.get("max"),
        pattern=raw.get("pattern") or "",
        values=values if isinstance(values, Mapping) else {str(v): str(v) for v in values},
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
        recommended=_demand(raw, "recommended") is True,
        empty=raw.get("empty"),
        none=bool(raw.get("none")),
        avoid=_listed(raw.get("avoid")),
        any_case=raw.get("case") == "any",
        any_of=tuple(make(name, one) for one in raw.get("any_of") or ()),
        sorted=_sorting(raw.get("sorted")),
        unique=bool(raw.get("unique")),
        closed=raw.get("closed") is not False,
        ordered=bool(raw.get("ordered")),
        aliases=_listed(raw.get("aliases")),
        required_when=_when(raw, "required"),
        recommended_when=_when(raw, "recommended"),
        allowed_when=_when(raw, "allowed"),
    )


def _demand(raw: Mapping[str, Any], name: str) -> Demanded:
    return demanded(raw.get(name))


def _when(raw: Mapping[str, Any], name: str) -> Condition | None:
    found = _demand(raw, name)
    return found if isinstance(found, Condition) else None


def _implied(raw: Mapping[str, Any]) -> str:
    """The type of a field that does not name it."""
    if raw.get("fields"):
        return "map"
    if raw.get("items"):
        return "list"
    if raw.get("values"):
        return "enum"
    if raw.get("values_of") or raw.get("keys"):
        return "mapping"
    return "text" if raw.get("pattern") or raw.get("avoid") else "any"


def _listed(raw: Any) -> tuple[str, ...]:
    return (raw,) if isinstance(raw, str) else tuple(str(one) for one in raw or ())


def _sorting(raw: Any) -> Sorting:
    if raw is True or raw == "true":
        return "true"
    return "numeric" if raw == "numeric" else "text" if raw == "text" else ""


def say(text: Any, lang: str) -> str:
    """Words in a language, else in English, else in any language they are given in."""
    if isinstance(text, str):
        return text
    if isinstance(text, dict):
        return str(text.get(lang) or text.get("en") or next(iter(text.values()), ""))
    return "" if text is None else str(text)
