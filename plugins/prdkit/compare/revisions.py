"""To compare the documents of a project at two revisions, reading only those files that differ."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

from prdkit.compare.document import Comparison, compare
from prdkit.compare.signing import sign_offs
from prdkit.config.config import Config
from prdkit.history.log import Change
from prdkit.history.repository import Repository
from prdkit.link.files import MARKDOWN
from prdkit.link.site import Site, join, sign_off_path
from prdkit.model.document import Document
from prdkit.reading.source import read, read_yaml

Pair: TypeAlias = tuple[Document | None, Document | None]
Files: TypeAlias = dict[str, bytes]


class Ends(NamedTuple):
    """The two sides of a comparison as commits; `new` is empty for the working tree."""

    old: str
    new: str = ""


def between(repository: Repository, config: Config, ends: Ends) -> tuple[Comparison, ...]:
    """Every document that differs between two revisions with its changes, sorted by path.

    Both are read with the configuration that the project has now. Raises GitError.
    """
    changed = [change for change in repository.changed(*ends, (config.docs_dir,)) if _is_ours(change, config)]
    before, now = (_site(config, files) for files in _files(repository, config, ends, changed))
    compared = (compare(old, new, tuple(sign_offs(old, new, before, now))) for old, new in pairs(before, now, changed))
    return tuple(sorted((one for one in compared if one.changes), key=lambda one: one.path))


def _is_ours(change: Change, config: Config) -> bool:
    """Whether a change is of a document or of its sign-offs; hidden files are nobody's."""
    path = change.path or change.old_path
    if any(part.startswith(".") for part in path.removeprefix(f"{config.prefix}").split("/")):
        return False
    return PurePosixPath(path).suffix.lower() in MARKDOWN or _is_signed(path, config)


def _is_signed(path: str, config: Config) -> bool:
    return path == sign_off_path(config, PurePosixPath(path).stem)


def _files(repository: Repository, config: Config, ends: Ends, changed: Iterable[Change]) -> tuple[Files, Files]:
    """The files that differ as they were and as they are, and on both sides what belongs to them and stayed."""
    old = {change.old_path for change in changed if change.old_path}
    new = {change.path for change in changed if change.status != "D"}
    fellows = _fellows(repository, config, ends.new, old | new)
    stayed = _at(repository, config, ends.new, fellows - new - old)
    return stayed | _at(repository, config, ends.old, old), stayed | _at(repository, config, ends.new, new)


def _at(repository: Repository, config: Config, commit: str, paths: Iterable[str]) -> Files:
    """Files at a commit, or in the working tree; those that are not there are left out."""
    if commit:
        found = repository.read((commit, path) for path in sorted(paths))
        return {path: data for (_, path), data in found.items() if data is not None}
    return {path: data for path in sorted(paths) if (data := _on_disk(config, path)) is not None}


def _on_disk(config: Config, path: str) -> bytes | None:
    """A file of the working tree, unless a link leads out of the folder of documents."""
    home, file = (config.root / config.docs_dir).resolve(), config.root / path
    try:
        return file.read_bytes() if file.resolve().is_relative_to(home) and file.is_file() else None
    except OSError:
        return None


def _fellows(repository: Repository, config: Config, commit: str, differing: set[str]) -> set[str]:
    """The files that belong to those that differ: sign-offs to documents, documents to sign-offs."""
    signed = {PurePosixPath(path).stem for path in differing if _is_signed(path, config)}
    ids = {name for path in differing for name in _beginnings(PurePosixPath(path).stem)}
    found = set()
    for path in _listed(repository, config, commit) if differing else ():
        stem = PurePosixPath(path).stem
        if stem in ids if _is_signed(path, config) else not signed.isdisjoint(_beginnings(stem)):
            found.add(path)
    return found


def _beginnings(stem: str) -> list[str]:
    """The ids that a file of this name may be called by: `A-1-words` by `A-1-words`, `A-1` and `A`."""
    parts = stem.split("-")
    return ["-".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _listed(repository: Repository, config: Config, commit: str) -> Iterable[str]:
    """The documents and sign-offs there are."""
    if commit:
        paths: Iterable[str] = repository.files(commit, (config.docs_dir,))
    else:
        paths = (p.relative_to(config.root).as_posix() for p in (config.root / config.docs_dir).rglob("*.*"))
    return [p for p in paths if PurePosixPath(p).suffix.lower() in MARKDOWN or _is_signed(p, config)]


def _site(config: Config, files: Mapping[str, bytes]) -> Site:
    documents = [read(path, data) for path, data in files.items() if not _is_signed(path, config)]
    signed = [read_yaml(path, data) for path, data in files.items() if _is_signed(path, config)]
    return join(config, documents, config.as_of or date.min, signed)


def pairs(before: Site, now: Site, changed: Iterable[Change]) -> Iterator[Pair]:
    """Documents of both sides, matched by id, since that is for ever and a path is not; else by an id that one had.

    What is left is matched as git sees renames.
    """
    renamed = {change.path: change.old_path for change in changed if change.status == "R"}
    old_by_path = {document.path: document for document in before.documents}
    found: dict[str, Document] = {}
    for new in now.documents:
        old = before.by_id.get(new.id)
        if old is not None and now.by_id[new.id] is new:
            found[new.path] = old_by_path.pop(old.path)
    for new in now.documents:
        known = (before.by_id.get(name) for name in reversed(new.former_ids))
        old = next((old for old in known if old is not None and old.path in old_by_path), None)
        if new.path not in found and old is not None:
            found[new.path] = old_by_path.pop(old.path)
    for new in now.documents:
        path = renamed.get(new.path, new.path)
        if new.path not in found and path in old_by_path:
            found[new.path] = old_by_path.pop(path)
        yield found.get(new.path), new
    for gone in old_by_path.values():
        yield gone, None
