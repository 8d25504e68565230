"""To find what stands out of order, so that as few things as possible count as misplaced."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any


def longest_rising(ranks: Sequence[Any]) -> set[int]:
    """The positions of a longest run that never falls."""
    tails: list[Any] = []
    ends: list[int] = []
    before: list[int] = []
    for position, rank in enumerate(ranks):
        length = bisect_right(tails, rank)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(rank)
            ends.append(position)
        else:
            tails[length], ends[length] = rank, position
    kept: set[int] = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return kept
