"""To fix the documents of a site, as often as it takes, and to keep no change that brings a fault with it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from prdkit.edit.splices import Unsafe
from prdkit.fix.registry import Change, Fix
from prdkit.link.site import Site, rejoin
from prdkit.model.document import Document, Reader
from prdkit.reading.source import read

_MOST_ROUNDS = 10
"""One fix makes room for another at most so often; a second call goes on from there."""


@dataclass(frozen=True)
class Mended:
    """What fixes make of one file: its bytes before and after, and what was done, each in words with its rule."""

    path: str
    old: bytes
    new: bytes
    done: tuple[tuple[str, str], ...]


def mend(
    site: Site, fixes: Iterable[Fix], load: Callable[[str], bytes], wanted: Callable[[str], bool]
) -> tuple[Site, list[Mended]]:
    """The site with what the fixes make of its documents, and those that changed, by path.

    `load` gives the bytes of a file by its path, `wanted` says which files may change.
    """
    fixes = [one for one in fixes if site.config.severities.get(one.rule) != "off"]
    reader = Reader(site.config)
    made: dict[str, Mended] = {}
    for _ in range(_MOST_ROUNDS):
        changed = list(_round(site, fixes, made, reader, load, wanted))
        if not changed:
            break
        made |= {mended.path: mended for mended in changed}
        site = rejoin(site, [read(mended.path, mended.new) for mended in changed], reader)
    return site, [made[path] for path in sorted(made)]


def _round(
    site: Site,
    fixes: list[Fix],
    made: Mapping[str, Mended],
    reader: Reader,
    load: Callable[[str], bytes],
    wanted: Callable[[str], bool],
) -> Iterator[Mended]:
    for document in site.documents:
        if not wanted(document.path) or document.source.is_lost or not document.source.values:
            continue
        known = made.get(document.path)
        work = _Work(document, site, reader, known, load)
        for one in fixes:
            work.apply(one)
        if work.mended is not None and work.mended is not known:
            yield work.mended


class _Work:
    """To apply fixes to one document, one change after the other."""

    def __init__(
        self, document: Document, site: Site, reader: Reader, known: Mended | None, load: Callable[[str], bytes]
    ) -> None:
        self.document = document
        self.site = site
        self.reader = reader
        self.mended = known
        self.load = load

    def apply(self, one: Fix) -> None:
        """Make the changes that a fix asks for, leaving out those that cannot be made or would do harm."""
        for change in list(one.find(self.document, self.site)):
            if self.mended is None:
                data = self.load(self.document.path)
                self.mended = Mended(self.document.path, data, data, ())
            self._make(one, change, self.mended)
        if self.mended is not None and not self.mended.done:
            self.mended = None

    def _make(self, one: Fix, change: Change, before: Mended) -> None:
        try:
            data = change.edit(before.new)
        except Unsafe:
            return
        after = self.reader.document(read(self.document.path, data))
        if data != before.new and isinstance(after, Document) and self._holds(change, after):
            self.document = after
            self.mended = replace(before, new=data, done=(*before.done, (one.rule, change.what)))

    def _holds(self, change: Change, after: Document) -> bool:
        return change.holds(after) if change.holds else _faults(after) <= _faults(self.document)


def _faults(document: Document) -> Counter[tuple[str, str]]:
    return Counter((problem.fault, problem.message) for problem in document.problems)
