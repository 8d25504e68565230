"""To compile fields into converters once per configuration; a document then costs one call per value."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from prdkit.config.fields import Field
from prdkit.config.values import lists, maps, numbers, text, times
from prdkit.config.values.alternatives import any_of
from prdkit.config.values.making import Making
from prdkit.config.values.report import Converter
from prdkit.config.values.unsaid import Unsaid, heeding

Build: TypeAlias = Callable[[Field, Making], Converter]

_KINDS: Mapping[str, Build] = {
    "any": numbers.anything,
    "raw": numbers.as_written,
    "text": text.text,
    "version": text.text,
    "id": text.text,
    "slug": text.slug,
    "person": text.noted,
    "department": text.noted,
    "product": text.noted,
    "stage": text.noted,
    "ref": text.reference,
    "mention": text.reference,
    "language": text.language,
    "enum": text.enum,
    "localized": text.localized,
    "bool": text.boolean,
    "time": text.time,
    "duration": text.duration,
    "url": text.url,
    "int": numbers.number,
    "number": numbers.number,
    "date": times.day,
    "datetime": times.moment,
    "moment": times.moment,
    "list": lists.list_,
    "map": maps.record,
    "mapping": maps.mapping,
}
KINDS = frozenset(_KINDS)
"""The types that a field may have."""


def compile_field(
    spec: Field, definitions: Mapping[str, Field] | None = None, unsaid: Unsaid | None = None
) -> Converter:
    """A function (raw value, its path, report) → value, raising `Unfit` after reporting what is wrong.

    With `unsaid`, placeholders are reported and words for "none" count as no value.
    """
    return _Compiler(definitions or {}, unsaid or Unsaid()).field(spec)


class _Compiler:
    def __init__(self, definitions: Mapping[str, Field], unsaid: Unsaid) -> None:
        self.definitions = definitions
        self.unsaid = unsaid
        self.made: dict[str, Converter] = {}

    def field(self, spec: Field) -> Converter:
        return heeding(self.unsaid, spec, self._build(spec))

    def _build(self, spec: Field) -> Converter:
        if spec.any_of:
            return any_of(spec, self)
        if spec.type == "use":
            return lambda value, at, report: self.defined(spec.of)(value, at, report)
        if spec.type not in _KINDS:
            raise ValueError(f"field `{spec.name}`: unknown type `{spec.type}`")
        return _KINDS[spec.type](spec, self)

    def record(self, spec: Field) -> Converter:
        return maps.record(spec, self)

    def defined(self, name: str) -> Converter:
        made = self.made.get(name)
        if made is None:
            made = self.made[name] = self.field(self.definitions[name])
        return made

    def meant(self, spec: Field) -> Field:
        return self.definitions[spec.of] if spec.type == "use" else spec
