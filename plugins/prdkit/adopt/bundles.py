"""To find the files that stand beside each document, where every document has a folder of its own."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from prdkit.adopt.families import Family
from prdkit.adopt.words import is_plain

_FEW = 3


class Companion(NamedTuple):
    """A file beside documents, and how many have it."""

    file: str
    documents: int


def _counts(name: str, without: str) -> bool:
    return is_plain(name) and name != without and name[:1] != "."


def companions(family: Family, paths: Sequence[str], without: str = "") -> tuple[Companion, ...]:
    """The files that half of the documents' folders hold, but for one name; none where documents share a folder."""
    folders = [source.path.rpartition("/")[0] for source in family.sources]
    if len(folders) < _FEW or len(set(folders)) < len(folders) or "" in folders:
        return ()
    own = {source.path for source in family.sources}
    inside: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        inside[path.rpartition("/")[0]].append(path)
    counted = Counter(PurePosixPath(path).name for folder in folders for path in inside[folder] if path not in own)
    often = [
        Companion(name, times)
        for name, times in counted.items()
        if 2 * times >= len(folders) and _counts(name, without)
    ]
    return tuple(sorted(often, key=lambda one: (-one.documents, one.file)))
