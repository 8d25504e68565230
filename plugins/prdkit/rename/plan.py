"""To work out everything that another id for a document changes, before anything is changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from prdkit.edit.front_matter import add_item, remove_key, set_value
from prdkit.edit.splices import Unsafe, spliced
from prdkit.link.site import Site, join
from prdkit.model.document import Document, Page
from prdkit.reading.source import read
from prdkit.rename.places import Renamed, of_text, of_thing, word
from prdkit.scaffold.refused import Refused


@dataclass(frozen=True, slots=True)
class Change:
    """One file: where it is, where it goes, its bytes before and after, and how many places of it change."""

    path: str
    new_path: str
    old: bytes
    new: bytes
    places: int


@dataclass(frozen=True, slots=True)
class Left:
    """A line that still holds the old id and is left as it is: code, a comment, or a file that is no text."""

    path: str
    line: int


@dataclass(frozen=True)
class Plan:
    """All that a renaming does."""

    renamed: Renamed
    changes: tuple[Change, ...]
    left: tuple[Left, ...]


Bytes: TypeAlias = Callable[[str], bytes]
"""To read a file by its path below the project."""


def plan(site: Site, document: Document, new: str, others: Iterable[str], read_bytes: Bytes) -> Plan:
    """What gives a document the id `new`: edits of its own file, of files that name it, and new file names.

    `others` are the paths of files that are no Markdown and may name documents: sign-offs, waivers, mkdocs.yml.
    """
    renamed = Renamed(document.id, new, document.path, _moved(document.path, document.id, new))
    try:
        changes = [*_markdown(site, document, renamed, read_bytes), *_beside(site, renamed, others, read_bytes)]
    except Unsafe as error:
        raise Refused(f"{document.path}: {error.message}", error.hint) from None
    _verify(site, renamed, changes)
    changes.sort(key=lambda change: change.path)
    return Plan(renamed, tuple(changes), tuple(_left(site, renamed, changes)))


def _moved(path: str, old: str, new: str) -> str:
    """The path with another id at the beginning of the file's name, whose other words stay."""
    place = PurePosixPath(path)
    called = place.stem == old or place.stem.startswith(f"{old}-")
    return str(place.with_name(new + place.name[len(old) :])) if called else path


def _things(site: Site) -> Iterator[Document | Page]:
    yield from site.documents
    yield from site.pages


def _markdown(site: Site, document: Document, renamed: Renamed, read_bytes: Bytes) -> Iterator[Change]:
    for thing in _things(site):
        if thing is not document and renamed.old not in thing.source.text:
            continue
        data = read_bytes(thing.path)
        splices = of_thing(thing, renamed, site)
        new = spliced(data, splices) if splices else data
        if thing is document:
            yield Change(thing.path, renamed.new_path, data, _own(new, document, renamed), len(splices) + 1)
        elif new != data:
            yield Change(thing.path, thing.path, data, new, len(splices))


def _own(data: bytes, document: Document, renamed: Renamed) -> bytes:
    """The document's own file with its new id, and the old one among those that it had."""
    data = set_value(data, ("id",), renamed.new)
    before = [old for old in document.former_ids if old != renamed.new]
    if isinstance(document.source.values.get("former_ids"), list) and len(before) == len(document.former_ids):
        return add_item(data, ("former_ids",), renamed.old)
    if "former_ids" in document.source.values:
        data = remove_key(data, ("former_ids",))
    return set_value(data, ("former_ids",), [*before, renamed.old], order=tuple(document.type.fields))


def _beside(site: Site, renamed: Renamed, others: Iterable[str], read_bytes: Bytes) -> Iterator[Change]:
    """Files that are no Markdown; one that is called by the old id gets the new one."""
    for path in others:
        data = read_bytes(path)
        new_path = _moved(path, renamed.old, renamed.new) if path.startswith(f"{site.config.prefix}") else path
        splices = of_text(read(path, data).text, renamed, site.config.docs_dir)
        new = spliced(data, splices) if splices else data
        if new != data or new_path != path:
            yield Change(path, new_path, data, new, len(splices))


def _verify(site: Site, renamed: Renamed, changes: Iterable[Change]) -> None:
    """Read the site anew with all changes, and refuse where any link would lead elsewhere than before."""
    by_path = {change.path: change for change in changes}
    sources = []
    for thing in _things(site):
        change = by_path.get(thing.path)
        sources.append(thing.source if change is None else read(change.new_path, change.new))
    after = join(site.config, sources, site.as_of)
    document = after.by_id.get(renamed.new)
    led = document is not None and document.path == renamed.new_path and after.find(renamed.old) is document
    if not led or _links(after, {}) != _links(site, {renamed.old: renamed.new}):
        raise Refused(
            f"`{renamed.old}` is named in a way that cannot be changed safely",
            "Change the id by hand; `prd check` then shows what still has the old one.",
        )


def _links(site: Site, renamed: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """How often each document is named by each other one, both told by their ids."""
    found: dict[tuple[str, str], int] = {}
    for thing in _things(site):
        holder = thing.id if isinstance(thing, Document) else thing.path
        for reference in site.references[thing.path]:
            pair = (renamed.get(holder, holder), renamed.get(reference.target, reference.target))
            found[pair] = found.get(pair, 0) + 1
    return found


def _left(site: Site, renamed: Renamed, changes: Iterable[Change]) -> Iterator[Left]:
    by_path = {change.path: change for change in changes}
    for thing in _things(site):
        if renamed.old not in thing.source.text:
            continue
        change = by_path.get(thing.path)
        source = thing.source if change is None else read(thing.path, change.new)
        told = {
            source.span(("former_ids", number)).line for number in range(len(source.values.get("former_ids") or ()))
        }
        for number, line in enumerate(source.lines, 1):
            if number not in told and word(renamed.old).search(line):
                yield Left(thing.path if change is None else change.new_path, number)
