"""To say which field a place in the front matter belongs to, and what stands there."""

from typing import Any

from prdkit.config.fields import Field
from prdkit.model.document import Document
from prdkit.reading.problem import Path


def field_at(document: Document, path: Path) -> Field | None:
    """The field that a type has at a path of the front matter; None where it has none."""
    spec: Field | None = Field("front matter", "map", fields=document.type.fields)
    for step in path:
        spec = _resolved(spec, document)
        if spec is None:
            return None
        spec = _inside(spec, step)
    return _resolved(spec, document)


def _inside(spec: Field, step: str | int) -> Field | None:
    if spec.type == "list":
        return spec.items
    return spec.below(str(step)) if spec.type == "map" else spec.values_of


def _resolved(spec: Field | None, document: Document) -> Field | None:
    while spec is not None and spec.type == "use":
        spec = document.config.definitions.get(spec.of)
    return spec


def raw_at(document: Document, path: Path) -> Any:
    """What the file has at a path as plain text, lists and mappings; None where it has nothing."""
    value: Any = document.source.values
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
