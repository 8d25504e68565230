"""To hold what a project was at another commit, beside what it is now."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

from prdkit.config.config import Config
from prdkit.link.site import Site, Thing, sign_off_path
from prdkit.model.document import Document, Page, Reader
from prdkit.model.sign_offs import SignOffFile, SignOffReader
from prdkit.reading.source import Source

_KeyOf: TypeAlias = Callable[[Document], Hashable]
_Fits: TypeAlias = Callable[[Document, Document], bool]


class Buried(NamedTuple):
    """A document that a commit before the base deleted."""

    document: Document
    commit: str
    day: str


@dataclass(frozen=True)
class Base:
    """The site as it was, and how the site of now differs from it.

    What did not change is the same object in both. `changed` are the paths of files that are not as they were,
    of now and of then; `was` leads from the path of a changed document to what it was. `gone` are documents
    that no document of now goes on with, `added` those of now that go on with none. `buried` are documents
    deleted before, as far as their ids are in use again. `reconfigured`: site_config/ is not what it was.
    `passed` are, by path of a document whose status changed, the statuses that commits since the base left it in,
    the oldest first. `signers` are, by path of a changed file of sign-offs, the addresses of those who committed
    it since, and `unowned` those of the changed files that no line of CODEOWNERS covers, where there is one.
    """

    site: Site
    changed: frozenset[str] = frozenset()
    was: Mapping[str, Document] = field(default_factory=dict)
    gone: tuple[Document, ...] = ()
    added: tuple[Document, ...] = ()
    buried: tuple[Buried, ...] = ()
    reconfigured: bool = False
    passed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unowned: tuple[str, ...] = ()

    def before(self, document: Document) -> Document | None:
        """What a document of now was, itself where it has not changed; None for a new one."""
        return self.was.get(document.path) or (None if document.path in self.changed else document)

    def statuses(self, document: Document) -> tuple[str, ...]:
        """The statuses of a document of now that was another then, from the one of then to the one of now."""
        return (self.was[document.path].status, *self.passed.get(document.path, ()), document.status)


def compare(
    site: Site, then: Iterable[Source], changed: Collection[str], moved: Mapping[str, str] | None = None
) -> Base:
    """The base of a site, from what files that changed were `then`.

    `changed` are the paths that differ, of now and of then, and may hold more than do. `moved` leads from
    paths of now to paths of then.
    """
    old = {source.path: source for source in then}
    same = {path for path, source in old.items() if _is_same(site, source)}
    differing = frozenset(changed) - same
    before = _before(site, [source for path, source in old.items() if path not in same], differing)
    by_path = {document.path: document for document in before.documents}
    was = dict(_paired(site, by_path, differing, moved or {}))
    kept = {document.path for document in was.values()}
    gone = tuple(d for d in before.documents if d.path in differing and d.path not in kept)
    added = tuple(d for d in site.documents if d.path in differing and d.path not in was)
    return Base(before, differing, was, gone, added)


def _before(site: Site, then: list[Source], changed: Collection[str]) -> Site:
    """The site as it was: what did not change, and what stood in place of what did."""
    kept = (_shared(thing, site, changed) for thing in site.by_path.values() if thing.path not in changed)
    made = [*kept, *_made(site.config, then)]
    made.sort(key=lambda thing: thing.path)
    return Site(
        site.config,
        tuple(thing for thing in made if isinstance(thing, Document)),
        tuple(thing for thing in made if isinstance(thing, Page)),
        site.as_of,
        tuple(thing for thing in made if isinstance(thing, SignOffFile)),
        files=site.files,
    )


def _shared(thing: Thing, site: Site, changed: Collection[str]) -> Thing:
    """A thing that did not change; a document whose sign-offs did begins anew with what is worked out about it."""
    if isinstance(thing, Document) and sign_off_path(site.config, thing.id) in changed:
        return replace(thing, parts={})
    return thing


def _made(config: Config, then: list[Source]) -> list[Thing]:
    if not then:
        return []
    reader, signing = Reader(config), SignOffReader(config)
    return [signing.file(one) if is_sign_offs(one.path) else reader.document(one) for one in then]


def is_sign_offs(path: str) -> bool:
    """Whether a file that a site holds is one of sign-offs, and not of Markdown."""
    return path.endswith((".yml", ".yaml"))


def _is_same(site: Site, source: Source) -> bool:
    thing = site.by_path.get(source.path)
    return thing is not None and thing.source.text == source.text and thing.source.problems == source.problems


def _paired(
    site: Site, then: Mapping[str, Document], changed: Collection[str], moved: Mapping[str, str]
) -> Iterator[tuple[str, Document]]:
    """The changed documents of now, by path, with what each was: by path, by id, by git's word, by what it says."""
    left = {path: document for path, document in then.items() if path in changed}
    new = {document.path: document for document in site.documents if document.path in changed}

    def stage(then_key: _KeyOf, now_key: _KeyOf, fits: _Fits) -> Iterator[tuple[str, Document]]:
        known: dict[Hashable, list[Document]] = {}
        for old in left.values():
            known.setdefault(then_key(old), []).append(old)
        for path, now in list(new.items()):
            found = next((old for old in known.get(now_key(now), ()) if fits(old, now)), None)
            if found is not None:
                known[now_key(now)].remove(found)
                del new[path], left[found.path]
                yield path, found

    yield from stage(_path_of, _path_of, _is_any)
    yield from stage(lambda document: document.id, lambda document: document.id, is_alike)
    # Documents made from one template look alike to git, so they are asked themselves too.
    yield from stage(_path_of, lambda document: moved.get(document.path, ""), is_alike)
    yield from stage(_words_of, _words_of, is_alike)


def _path_of(document: Document) -> str:
    return document.path


def _is_any(old: Document, now: Document) -> bool:  # noqa: ARG001 - a path is enough
    return True


def _words_of(document: Document) -> tuple[str, str, str]:
    """What is written of a document that moved in the working tree under another id, of which git knows nothing."""
    return document.type.name, repr(document.role("title")), repr(document.role("created"))


def is_alike(one: Document, other: Document) -> bool:
    """Whether two documents may be one at two times: the title or the day it was created has stayed, or is unread."""
    if one.source.is_lost or other.source.is_lost:
        return True
    return one.type.name == other.type.name and (_is_called_alike(one, other) or _is_of_a_day(one, other))


def _is_called_alike(one: Document, other: Document) -> bool:
    return bool(one.role("title")) and one.role("title") == other.role("title")


def _is_of_a_day(one: Document, other: Document) -> bool:
    return bool(one.role("created")) and one.role("created") == other.role("created")


def is_named(path: str, document: str) -> bool:
    """Whether a file is called by an id."""
    stem = PurePosixPath(path).stem
    return stem == document or stem.startswith(f"{document}-")
