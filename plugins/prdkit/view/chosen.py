"""To choose which fields stand on the card and in the index of a type that does not say so."""

from collections.abc import Mapping

from prdkit.config.fields import Field
from prdkit.config.types import DocumentType

ROLES = ("id", "title", "status")
"""What stands first in an index, under whatever keys documents give it."""
_ON_CARD = 12
_SHORT = frozenset(("bool", "date", "datetime", "department", "enum", "int", "language", "mention", "moment"))
_SHORT |= {"number", "person", "product", "ref", "stage", "text"}


def role_of(kind: DocumentType, key: str) -> str:
    """The part that a key plays among `ROLES`, else the key itself."""
    if kind.common:
        return key
    return next((role for role in ROLES if key == role or key in kind.roles.keys(role)), key)


def shown_on_card(kind: DocumentType) -> tuple[str, ...]:
    """The fields of the card: those that the type names, else all that it declares, up to a dozen."""
    return kind.card if kind.card or kind.common else tuple(_fields(kind))[:_ON_CARD]


def shown_in_index(kind: DocumentType) -> tuple[str, ...]:
    """The columns of the index: those that the type names, else all that fit into a cell."""
    named = kind.index or (*ROLES, *(name for name, field in _fields(kind).items() if _is_short(field)))
    return tuple(dict.fromkeys(role_of(kind, name) for name in named))


def by_rank(kind: DocumentType) -> list[str]:
    """The statuses by rank, those of the same as they are declared; those off the line come last."""
    line = sorted(kind.line, key=lambda name: kind.rank(name) or 0)
    return [*line, *(name for name in kind.statuses if name not in kind.line)]


def _fields(kind: DocumentType) -> Mapping[str, Field]:
    """The fields without blocks, and without those that play a part which every page shows."""
    return {
        name: field
        for name, field in kind.fields.items()
        if name != "type" and name not in kind.blocks and role_of(kind, name) not in ROLES
    }


def _is_short(field: Field) -> bool:
    inner = field.items if field.type == "list" and field.items else field
    return inner.type in _SHORT
