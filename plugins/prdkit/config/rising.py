"""To find what stands out of order, so that as few things as possible count as misplaced."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any


def longest_rising(ranks: Sequence[Any]) -> set[int]:
    """The positions of a longest run that never falls; of two neighbours that changed places the first is in it."""
    tails: list[Any] = []
    ends: list[list[int]] = []
    for position, rank in enumerate(ranks):
        length = bisect_right(tails, rank)
        if length == len(tails):
            tails.append(rank)
            ends.append([position])
        else:
            tails[length] = rank
            ends[length].append(position)
    kept: set[int] = set()
    behind = len(ranks)
    for places in reversed(ends):
        behind = next(p for p in places if p < behind and (behind == len(ranks) or ranks[p] <= ranks[behind]))
        kept.add(behind)
    return kept
