"""To find the order in which names mostly follow each other, and who keeps it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, pairwise

_MOST = 60
"""Names beyond these are put behind, by the place where they first stand."""


def usual_order(rows: Sequence[Sequence[str]], names: Collection[str] | None = None) -> list[str]:
    """The names of all rows in the order that most rows agree with; the most frequent ones decide."""
    counted = Counter(name for row in rows for name in row if names is None or name in names)
    first = list(counted)
    frequent = sorted(first, key=lambda name: -counted[name])
    before = _before(rows, frozenset(frequent[:_MOST]))
    made: list[str] = []
    for name in frequent[:_MOST]:
        made.insert(_place(name, made, before), name)
    late = frozenset(frequent[_MOST:])
    return made + [name for name in first if name in late]


def _before(rows: Sequence[Sequence[str]], names: Collection[str]) -> Mapping[tuple[str, str], int]:
    """How often one name stands before another."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        found.update(combinations(dict.fromkeys(name for name in row if name in names), 2))
    return found


def _place(name: str, made: Sequence[str], before: Mapping[tuple[str, str], int]) -> int:
    """Where a name fits best among others: behind those it mostly follows, before those that mostly follow it."""
    worth = best = 0
    place = len(made)
    for index in range(len(made) - 1, -1, -1):
        other = made[index]
        worth += before.get((name, other), 0) - before.get((other, name), 0)
        if worth > best:
            best, place = worth, index
    return place


def keeping(rows: Sequence[Sequence[str]], order: Sequence[str]) -> int:
    """How many rows have their names in an order."""
    rank = {name: index for index, name in enumerate(order)}
    return sum(_rises([rank[name] for name in row if name in rank]) for row in rows)


def _rises(places: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(places))
