"""To walk the values of a document that stand in fields of certain kinds, and nothing else."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from prdkit.config.fields import Field
from prdkit.config.types import DocumentType
from prdkit.model.document import Document
from prdkit.reading.problem import Path

Kinds: TypeAlias = frozenset[str]
Leaf: TypeAlias = tuple[Path, Any, Field]


def leaves(document: Document, kinds: Kinds) -> Iterator[Leaf]:
    """Every value of a document whose field is of one of the kinds, with its path.

    A kind is a field's type (`date`, `localized`), or `for:internal` where the field is for such readers.
    """
    values = document.values
    for name, plan in _plans(_Same(document.type), kinds).items():
        if (value := values.get(name)) is not None:
            yield from _walk(plan, value, (name,))


def spelt(path: Path) -> str:
    """A path as a person names it: its keys, without the numbers of rows."""
    return ".".join(step for step in path if isinstance(step, str))


_Plan: TypeAlias = tuple[str, Any]


class _Same:
    """A type as a cache key: types hold mappings and cannot be hashed by value."""

    def __init__(self, kind: DocumentType) -> None:
        self.type = kind

    def __hash__(self) -> int:
        return id(self.type)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.type is self.type


@lru_cache(maxsize=256)
def _plans(kind: _Same, kinds: Kinds) -> Mapping[str, _Plan]:
    made = {name: _plan(spec, kinds) for name, spec in kind.type.fields.items()}
    return {name: plan for name, plan in made.items() if plan is not None}


def _plan(spec: Field, kinds: Kinds) -> _Plan | None:
    """What of a field leads to such a value: itself, some of its keys, its items, its values; or nothing."""
    if spec.type in kinds or f"for:{spec.audience}" in kinds:
        return "leaf", spec
    if spec.type == "map":
        inner = {name: plan for name, field in spec.fields.items() if (plan := _plan(field, kinds))}
        return ("map", inner) if inner else None
    held = spec.items if spec.type == "list" else spec.values_of if spec.type == "mapping" else None
    plan = _plan(held, kinds) if held else None
    return (spec.type, plan) if plan else None


def _walk(plan: _Plan, value: Any, path: Path) -> Iterator[Leaf]:
    way, inner = plan
    if way == "leaf":
        yield path, value, inner
    elif way == "map":
        for name, below in inner.items():
            if (held := value.get(name)) is not None:
                yield from _walk(below, held, (*path, name))
    else:
        pairs = enumerate(value) if way == "list" else value.items()
        for step, held in pairs:
            if held is not None:
                yield from _walk(inner, held, (*path, step))
