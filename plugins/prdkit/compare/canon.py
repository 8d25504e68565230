"""To tell whether two values of a front matter say the same, however they are written down."""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from prdkit.config.fields import Field
from prdkit.model.normative import squeezed

Definitions: TypeAlias = Mapping[str, Field]

_NUMBER = re.compile(r"[-+]?\d{1,30}(?:_\d{1,30})*(?:\.\d{1,30})?")
_COMMAS = re.compile("[,，、]")


def meant(spec: Field, definitions: Definitions) -> Field:
    """The field that one stands for which uses a definition."""
    seen = 0
    while spec.type == "use" and spec.of in definitions and seen < 8:
        spec, seen = definitions[spec.of], seen + 1
    return spec


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: then it counts as absent."""
    return value is None or value in ("", [], {})


def listed(value: Any, spec: Field) -> list[Any]:
    """A value as the list that its field makes of it."""
    if isinstance(value, list):
        return value
    if is_empty(value):
        return []
    if isinstance(value, str) and spec.split:
        return [part.strip() for part in _COMMAS.split(value) if part.strip()]
    return [value]


def canon(value: Any, spec: Field, definitions: Definitions) -> Any:
    """A value so that two of them are equal where they mean the same."""
    spec = meant(spec, definitions)
    if spec.type == "list" and not isinstance(value, dict):
        item = spec.items or Field(spec.name)
        made = (canon(one, item, definitions) for one in listed(value, spec))
        return [one for one in made if not is_empty(one)]
    if isinstance(value, list):
        return [one for one in (canon(one, Field(spec.name), definitions) for one in value) if not is_empty(one)]
    if isinstance(value, dict):
        return _of_mapping(value, spec, definitions)
    return "" if value is None else _of_text(value, spec)


def _of_mapping(value: dict[str, Any], spec: Field, definitions: Definitions) -> dict[str, Any]:
    made = {key: canon(held, below(spec, key), definitions) for key, held in sorted(value.items())}
    if spec.type == "mapping":
        return made
    return {key: held for key, held in made.items() if not is_empty(held)}


def _of_text(value: str, spec: Field) -> str:
    text = squeezed(value)
    if spec.type in ("number", "int") and _NUMBER.fullmatch(text):
        return repr(float(text))
    return text


def below(spec: Field, key: str) -> Field:
    """The field of a key inside a map or a mapping; of any kind where nobody declared it."""
    if spec.type == "map" and key in spec.fields:
        return spec.fields[key]
    if spec.type == "mapping" and spec.values_of is not None:
        return spec.values_of
    return Field(key)
