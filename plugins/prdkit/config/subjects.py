"""To find what a document says under a key that a condition names."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from prdkit.config.types import DocumentType


class Subject(Protocol):
    """What a condition is asked of: a document, or a front matter that may become one."""

    @property
    def type(self) -> "DocumentType":
        """Its type, or the one that it may have."""
        ...

    @property
    def values(self) -> Mapping[str, Any]:
        """What declared fields say, as their types make it."""
        ...

    @property
    def given(self) -> Mapping[str, Any]:
        """What the front matter says, as it is written."""
        ...

    @property
    def none_words(self) -> frozenset[str]:
        """Folded words that mean no value."""
        ...

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def status(self) -> str:
        """Its status, in the type's own word."""
        ...

    @property
    def lang(self) -> str:
        """The language of its prose."""
        ...

    @property
    def inner(self) -> str:
        """Its path relative to docs_dir."""
        ...


def value_of(subject: Subject, name: str, steps: tuple[str, ...]) -> Any:
    """What a document says under a key or in a role, as its field's type makes it, else as it is written."""
    part = subject.type.aspects.get(name)
    if part:
        return getattr(subject, part)
    found = inward(subject.values, name, steps)
    if found is None or (isinstance(found, list) and None in found):
        written = inward(subject.given, name, steps)
        return found if written is None else written
    return found


def written_of(subject: Subject, name: str, steps: tuple[str, ...]) -> Any:
    """What a document says under a key or in a role, as it is written."""
    part = subject.type.aspects.get(name)
    return getattr(subject, part) if part else inward(subject.given, name, steps)


def inward(values: Any, name: str, steps: tuple[str, ...]) -> Any:
    """What stands under a key, whose dots lead inwards; in a list of mappings, the values of all of them."""
    if name in values:
        return values[name]
    if len(steps) == 1:
        return None
    for number, step in enumerate(steps):
        if isinstance(values, list):
            return _across(values, steps[number:])
        if not isinstance(values, dict):
            return None
        values = values.get(step)
    return values


def _across(rows: list[Any], steps: tuple[str, ...]) -> list[Any]:
    name = ".".join(steps)
    return [found for row in rows if isinstance(row, dict) and (found := inward(row, name, steps)) is not None]


def is_given(subject: Subject, name: str, steps: tuple[str, ...]) -> bool:
    """Whether a key stands in the front matter, with or without a value."""
    part = subject.type.aspects.get(name)
    if part:
        return part in ("inner", "lang") or any(key in subject.given for key in subject.type.roles.keys(part))
    if name in subject.given:
        return True
    values: Any = subject.given
    for step in steps[:-1]:
        values = values.get(step) if isinstance(values, dict) else None
    return isinstance(values, dict) and steps[-1] in values


def is_nothing(value: Any, none_words: frozenset[str]) -> bool:
    """Whether a value says nothing: empty, blank, a word that means none, or holding only such."""
    if value is None:
        return True
    if isinstance(value, str):
        return not (word := value.strip()) or word.casefold() in none_words
    if isinstance(value, list):
        return all(is_nothing(item, none_words) for item in value)
    if isinstance(value, dict):
        return all(is_nothing(item, none_words) for item in value.values())
    return False


def says(value: Any, words: frozenset[str]) -> bool:
    """Whether a value is one of some words, or a list with one of them."""
    if isinstance(value, str):
        return value in words
    if isinstance(value, bool):
        return ("true" if value else "false") in words
    if isinstance(value, list):
        return any(says(item, words) for item in value)
    return value is not None and not isinstance(value, dict) and str(value) in words
