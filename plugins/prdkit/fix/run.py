"""To fix the documents of a site, as often as it takes, and to keep no change that brings a fault with it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from prdkit.check.names import means
from prdkit.check.waiver import all_waivers
from prdkit.config.severities import on_day
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


@dataclass(frozen=True)
class _Job:
    """What does not change from one round to the next."""

    reader: Reader
    fixes: tuple[Fix, ...]
    load: Callable[[str], bytes]
    overlooked: Callable[[Document, str], bool]


def mend(
    site: Site, fixes: Iterable[Fix], load: Callable[[str], bytes], wanted: Callable[[str], bool]
) -> tuple[Site, list[Mended]]:
    """The site with what the fixes make of its documents, and those that changed, by path.

    `load` gives the bytes of a file by its path, `wanted` says which files may change. What a waiver overlooks
    stays.
    """
    said = site.config.severities
    chosen = tuple(one for one in fixes if on_day(said, one.rule, site.as_of) != "off")
    job = _Job(Reader(site.config), chosen, load, _overlooked(site, chosen))
    made: dict[str, Mended] = {}
    for _ in range(_MOST_ROUNDS):
        documents = [document for document in site.documents if wanted(document.path) and _is_readable(document)]
        changed = list(_round(documents, site, made, job))
        if not changed:
            break
        made |= {mended.path: mended for mended in changed}
        site = rejoin(site, [read(mended.path, mended.new) for mended in changed], job.reader)
    return site, [made[path] for path in sorted(made)]


def _is_readable(document: Document) -> bool:
    return bool(document.source.values) and not document.source.is_lost


def _round(documents: Iterable[Document], site: Site, made: Mapping[str, Mended], job: _Job) -> Iterator[Mended]:
    for document in documents:
        known = made.get(document.path)
        work = _Work(document, site, known, job)
        for one in job.fixes:
            if not job.overlooked(document, one.rule):
                work.apply(one)
        if work.mended is not None and work.mended is not known:
            yield work.mended


def _overlooked(site: Site, fixes: Iterable[Fix]) -> Callable[[Document, str], bool]:
    """Whether a waiver that holds lets a document break a rule, be it in one place only."""
    waivers = [waiver for waiver in all_waivers(site) if waiver.holds(site.as_of)]
    by_rule = {one.rule: [waiver for waiver in waivers if means(waiver.rule, one.rule)] for one in fixes}
    own = {(rule, w.document.path) for rule, found in by_rule.items() for w in found if w.document is not None}
    shared = {rule: [waiver for waiver in found if waiver.document is None] for rule, found in by_rule.items()}

    def told(document: Document, rule: str) -> bool:
        here = (waiver.is_for(document.id, document.path) for waiver in shared[rule])
        return (rule, document.path) in own or any(here)

    return told


class _Work:
    """To apply fixes to one document, one change after the other."""

    def __init__(self, document: Document, site: Site, known: Mended | None, job: _Job) -> None:
        self.document = document
        self.site = site
        self.mended = known
        self.job = job

    def apply(self, one: Fix) -> None:
        """Make the changes that a fix asks for, leaving out those that cannot be made or would do harm."""
        for change in list(one.find(self.document, self.site)):
            if self.mended is None:
                data = self.job.load(self.document.path)
                self.mended = Mended(self.document.path, data, data, ())
            self._make(one, change, self.mended)
        if self.mended is not None and not self.mended.done:
            self.mended = None

    def _make(self, one: Fix, change: Change, before: Mended) -> None:
        try:
            data = change.edit(before.new)
        except Unsafe:
            return
        after = self.job.reader.document(read(self.document.path, data))
        if data != before.new and isinstance(after, Document) and self._holds(change, after):
            self.document = after
            self.mended = replace(before, new=data, done=(*before.done, (one.rule, change.what)))

    def _holds(self, change: Change, after: Document) -> bool:
        return change.holds(after) if change.holds else _faults(after) <= _faults(self.document)


def _faults(document: Document) -> Counter[tuple[str, str]]:
    return Counter((problem.fault, problem.message) for problem in document.problems)
