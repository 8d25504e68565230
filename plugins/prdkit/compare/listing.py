"""To choose which changes are shown where there is room for so many characters only."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from prdkit.blocks.views import Words
from prdkit.compare.change import GROUPS, Change
from prdkit.compare.document import Comparison
from prdkit.compare.saying import Saying

FOOT = 700
"""Characters kept for the words above all documents, and for those about what was left out."""
LEAST = 2000
"""The least room that a listing of anything needs."""


class Scope(NamedTuple):
    """What was compared, and where the rest of a listing is: by a command, or at an address.

    `new` is empty where it is the working tree.
    """

    old: str
    new: str
    command: str = ""
    rest_url: str = ""


@dataclass(frozen=True)
class Listing:
    """The documents to show with their changes, and how many changes of how many documents were left out."""

    documents: tuple[tuple[Comparison, tuple[Change, ...]], ...]
    left_out: int = 0
    left_in: int = 0


Entry = Callable[[Saying, Change], str]


def listing(compared: Sequence[Comparison], words: Words, entry: Entry, limit: int, head: int = 0) -> Listing:
    """All changes, or as many as fit into `limit` characters (0: all), the most important of all documents first.

    `entry` writes a change as the format does; `head` is what the heading of a document or group takes beside
    its words.
    """
    if not limit:
        return Listing(tuple((one, one.changes) for one in compared))
    room = limit - FOOT
    kept: dict[int, list[Change]] = {}
    groups: set[tuple[int, str]] = set()
    sayings = [Saying(one, words) for one in compared]
    for number, change in _by_weight(compared):
        cost = len(entry(sayings[number], change)) + 1
        if number not in kept:
            cost += len(compared[number].document.title) + len(compared[number].path) + head
        if (number, change.group) not in groups:
            cost += len(words(f"diff.group.{change.group}")) + head
        if cost > room:
            break
        room -= cost
        kept.setdefault(number, []).append(change)
        groups.add((number, change.group))
    return _kept(compared, kept)


def _by_weight(compared: Sequence[Comparison]) -> Iterator[tuple[int, Change]]:
    for group in GROUPS:
        for number, one in enumerate(compared):
            yield from ((number, change) for change in one.changes if change.group == group)


def _kept(compared: Sequence[Comparison], kept: dict[int, list[Change]]) -> Listing:
    documents = tuple((compared[number], tuple(kept[number])) for number in sorted(kept))
    fewer = [len(one.changes) - len(kept.get(number, ())) for number, one in enumerate(compared)]
    return Listing(documents, sum(fewer), sum(count > 0 for count in fewer))


def by_group(changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    """Changes under their groups, in the order of these."""
    for group in GROUPS:
        if found := [change for change in changes if change.group == group]:
            yield group, found
