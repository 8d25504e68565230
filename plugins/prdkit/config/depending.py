"""To find the fields that only some documents need or may have, and where a document has a place for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from prdkit.config.fields import Field
from prdkit.reading.problem import Path

Steps: TypeAlias = "tuple[Field | None, ...]"
"""The way to a record: keys of other records, or None for every key of a mapping. Items of lists are all meant."""


@dataclass(frozen=True, slots=True)
class Depending:
    """A field of which a condition speaks, or that is recommended, and the way to the records that have it."""

    steps: Steps
    spec: Field

    def holders(self, values: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        """The records of a front matter that have a place for it, with where they stand."""
        yield from _holders(values, (), self.steps)


def depending(fields: Mapping[str, Field], steps: Steps = ()) -> Iterator[Depending]:
    """The fields of this kind among some fields and inside them."""
    for spec in fields.values():
        if spec.recommended or spec.recommended_when or spec.required_when or spec.allowed_when:
            yield Depending(steps, spec)
        yield from _inside(spec, (*steps, spec))


def _inside(spec: Field, steps: Steps) -> Iterator[Depending]:
    if spec.type == "list" and spec.items is not None:
        yield from _inside(spec.items, steps)
    elif spec.type == "mapping" and spec.values_of is not None:
        yield from _inside(spec.values_of, (*steps, None))
    elif spec.fields:
        yield from depending(spec.fields, steps)


def _holders(value: Any, at: Path, steps: Steps) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _holders(item, (*at, index), steps)
    elif isinstance(value, dict):
        if not steps:
            yield at, value
        elif steps[0] is None:
            for key, inner in value.items():
                yield from _holders(inner, (*at, key), steps[1:])
        else:
            key = steps[0].spelt(value)
            yield from _holders(value.get(key), (*at, key), steps[1:])
