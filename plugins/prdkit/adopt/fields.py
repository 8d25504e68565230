"""To write what is known of each field of a type."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from prdkit.adopt.families import Family
from prdkit.adopt.kinds import Known, Spec, demand, guess, joined
from prdkit.adopt.order import keeping, usual_order
from prdkit.adopt.words import is_plain

_KEPT = 0.95


class Column(NamedTuple):
    """One field: its key, what is proposed for it, and what speaks for that."""

    key: str
    spec: Spec
    note: str


def columns(family: Family, known: Known, texts: Sequence[str]) -> tuple[Column, ...]:
    """The fields of a family in their usual order; `texts` are keys whose values another part of the type judges."""
    read = family.read
    counted = Counter(key for source in read for key in source.values)
    found = []
    for key in usual_order([list(source.values) for source in read]):
        if not is_plain(key) or _is_slip(key, counted):
            continue
        values = [source.values[key] for source in read if key in source.values]
        told = demand(len(values), values, len(read))
        seen = guess(key, values, known) if key not in texts else None
        spec = joined(seen.spec if seen else {}, told.spec)
        found.append(Column(key, spec, "; ".join(filter(None, (told.note, seen.note if seen else "")))))
    return tuple(found)


def _is_slip(key: str, counted: "Counter[str]") -> bool:
    """Whether a key of one or two documents is another one misspelt."""
    return any(
        counted[other] >= 20 * counted[key] and SequenceMatcher(None, key, other, autojunk=False).ratio() >= 0.85
        for other in counted
        if other != key and abs(len(other) - len(key)) <= 3
    )


def keeps_order(family: Family, keys: Sequence[str]) -> bool:
    """Whether nearly all documents have their keys in an order, and there are enough to tell."""
    rows = [list(source.values) for source in family.read]
    return len(keys) > 1 and len(rows) >= 5 and keeping(rows, keys) >= _KEPT * len(rows)
