"""To say what the makers of converters may ask of whoever compiles fields."""

from typing import Protocol

from prdkit.config.fields import Field
from prdkit.config.values.report import Converter


class Making(Protocol):
    """Compiles the fields inside a field."""

    def field(self, spec: Field) -> Converter:
        """The converter of a field, whatever its type."""
        ...

    def record(self, spec: Field) -> Converter:
        """The converter of a mapping with the keys of a field's `fields`."""
        ...

    def defined(self, name: str) -> Converter:
        """The converter of a definition, made when it is first asked for."""
        ...

    def meant(self, spec: Field) -> Field:
        """The definition that a field stands for, or itself."""
        ...
