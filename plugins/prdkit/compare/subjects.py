"""To tell what a place of the front matter is of, and by what its rows are known."""

from collections.abc import Mapping
from typing import NamedTuple

from prdkit.config.fields import Field
from prdkit.config.types import DocumentType

ROW = "*"
_SUBJECTS: Mapping[tuple[str, ...], str] = {
    ("version",): "version",
    ("state_machines",): "machine",
    ("state_machines", ROW, "states"): "state",
    ("state_machines", ROW, "events"): "event",
    ("state_machines", ROW, "transitions"): "transition",
    ("state_machines", ROW, "ignore"): "ignored",
    ("state_machines", ROW, "impossible"): "impossible",
    ("collaboration",): "collaboration",
    ("collaboration", "nodes"): "node",
    ("collaboration", "nodes", ROW, "cells"): "cell",
    ("metrics",): "metric",
    ("metrics", ROW, "readings"): "reading",
    ("features",): "feature",
    ("features", ROW, "acceptance"): "criterion",
    ("no_gos",): "scope",
    ("rabbit_holes",): "scope",
}
"""What has a name of its own among changes. Everything else is a `row` or a `block` of its block, or a `field`."""
_KEYS: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("state_machines", ROW, "transitions"): (("from", "event", "guard"), ("from", "event"), ("event", "to")),
    ("state_machines", ROW, "ignore"): (("state", "event"),),
    ("state_machines", ROW, "impossible"): (("state", "event"),),
}
"""What tells rows apart that have no id; each next attempt is for those that the one before left alone."""


class Known(NamedTuple):
    """By which fields rows are known, attempt by attempt, and by which they are called.

    `loosely` where rows that nothing tells apart may be paired by likeness.
    """

    attempts: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]
    loosely: bool = False


_WORDS = frozenset(("text", "localized", "number", "int"))


def subject(place: tuple[str, ...], kind: DocumentType) -> str:
    """What a place is of; rows stand in it as `*`."""
    for length in range(len(place), 0, -1):
        if found := _SUBJECTS.get(place[:length]):
            return found
    if place and place[0] in kind.blocks:
        return "row" if ROW in place else "block"
    return "field"


def known(place: tuple[str, ...], item: Field, kind: DocumentType) -> Known:
    """How the rows of a list are told apart: by declared ids, else by what they must hold."""
    if place in _KEYS:
        return Known(_KEYS[place], _KEYS[place][0])
    block = kind.blocks.get(place[0]) if len(place) == 1 else None
    anchor = block.anchor if block is not None else ""
    own = anchor or ("id" if "id" in item.fields else "")
    required = tuple(name for name, field in item.fields.items() if field.required)
    named = tuple(name for name in required if item.fields[name].type not in _WORDS)
    first = (required or tuple(item.fields))[:1]
    attempts = dict.fromkeys(found for found in ((own,) if own else (), required, named, first) if found)
    return Known(tuple(attempts), (own,) if own else named or first, loosely=True)
