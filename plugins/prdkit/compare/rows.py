"""To find out which row of a list was which before, however they were moved about."""

import json
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from prdkit.compare.canon import Definitions, below, canon, is_empty
from prdkit.compare.subjects import Known
from prdkit.config.fields import Field


class Match(NamedTuple):
    """A row by its index before and now; None where there was, or is, none."""

    old: int | None
    new: int | None


def matched(old: list[Any], new: list[Any], item: Field, known: Known, definitions: Definitions) -> list[Match]:
    """The rows of two lists side by side, in the order of the new one; what is gone stands where it stood."""
    rows = _Rows(old, item, definitions), _Rows(new, item, definitions)
    pairs: dict[int, int] = {}
    for names in ((), *known.attempts):
        _pair(*rows, names, pairs)
    if known.loosely:
        _pair_what_is_alike(*rows, known.names, pairs)
    return _in_order(len(old), len(new), pairs)


def spelt(row: Any, item: Field, definitions: Definitions) -> str:
    """A value as text that is the same for values that say the same."""
    return json.dumps(canon(row, item, definitions), sort_keys=True, ensure_ascii=False)


class _Rows:
    """The rows of one list, of which those that found no partner are `left`."""

    def __init__(self, rows: list[Any], item: Field, definitions: Definitions) -> None:
        self.rows = rows
        self.item = item
        self.definitions = definitions
        self.left = list(range(len(rows)))

    def name(self, at: int, names: tuple[str, ...]) -> Hashable:
        """What a row is known by: some of its fields, or all of it; None where it has none of them."""
        row = self.rows[at]
        if not names:
            return spelt(row, self.item, self.definitions)
        if not isinstance(row, dict) or all(is_empty(row.get(name)) for name in names):
            return None
        return tuple(spelt(row.get(name), below(self.item, name), self.definitions) for name in names)


def _pair(old: _Rows, new: _Rows, names: tuple[str, ...], pairs: dict[int, int]) -> None:
    """Pair the rows that are known by the same, the first with the first."""
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for at in old.left:
        if (name := old.name(at, names)) is not None:
            waiting[name].append(at)
    for at in new.left:
        name = new.name(at, names)
        if name is not None and waiting.get(name):
            pairs[at] = waiting[name].popleft()
    _leave(old, new, pairs)


def _leave(old: _Rows, new: _Rows, pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    old.left = [at for at in old.left if at not in taken]
    new.left = [at for at in new.left if at not in pairs]


def _pair_what_is_alike(old: _Rows, new: _Rows, names: tuple[str, ...], pairs: dict[int, int]) -> None:
    """Pair what is left over in its order, as far as two rows have half of their values in common.

    Rows with ids are told apart by these, however alike they are.
    """
    before, now = ([at for at in rows.left if not _has_id(rows.rows[at], names)] for rows in (old, new))
    for was, at in zip(before, now, strict=False):
        one, other = old.rows[was], new.rows[at]
        if isinstance(one, dict) and isinstance(other, dict):
            same = sum(not is_empty(one[key]) and one[key] == other.get(key) for key in one)
            if 2 * same >= max(len(one), len(other)):
                pairs[at] = was
    _leave(old, new, pairs)


def _has_id(row: Any, names: tuple[str, ...]) -> bool:
    return isinstance(row, dict) and "id" in names and not is_empty(row.get("id"))


def _in_order(old: int, new: int, pairs: dict[int, int]) -> list[Match]:
    kept = set(pairs.values())
    gone = deque(at for at in range(old) if at not in kept)
    found: list[Match] = []
    for now in range(new):
        before = pairs.get(now)
        while gone and before is not None and gone[0] < before:
            found.append(Match(gone.popleft(), None))
        found.append(Match(before, now))
    return found + [Match(at, None) for at in gone]


def is_reordered(matches: Iterable[Match]) -> bool:
    """Whether rows that were there before stand in another order now."""
    places = [match.old for match in matches if match.old is not None and match.new is not None]
    return any(later < earlier for earlier, later in pairwise(places))
