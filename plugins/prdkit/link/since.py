"""To read from git what a project was before a change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from prdkit.config.config import Config
from prdkit.config.steps import step
from prdkit.history.log import Change
from prdkit.history.repository import DEEPER, Repository
from prdkit.link.base import Base, Buried, compare, is_named, is_sign_offs
from prdkit.link.files import MARKDOWN, Files
from prdkit.link.site import Site, sign_off_folder
from prdkit.model.document import Document, Reader
from prdkit.reading.code_owners import PLACES, code_owners
from prdkit.reading.source import MAX_FILE_BYTES, Source, read, read_yaml, unread

CONFIGURATION = "site_config"


@dataclass(frozen=True)
class Since:
    """A site with its base, and what a person is told of how the two were compared."""

    site: Site
    told: tuple[str, ...]


def read_base(site: Site, revision: str) -> Since:
    """The site beside what it was where a revision and HEAD parted. Raises GitError.

    A clone too shallow to know that place is compared with the revision itself, which is said.
    """
    repository = Repository.find(site.config.root)
    commit = repository.resolve(revision)
    fork = repository.merge_base(commit)
    changes = repository.changed(fork or commit, folders=[site.config.docs_dir, CONFIGURATION])
    documents = [change for change in changes if _is_text(change, site)]
    base = compare(site, _then(repository, documents), _paths(documents), _moves(documents))
    signed = tuple(sorted(path for path in base.changed & site.by_path.keys() if is_sign_offs(path)))
    base = replace(
        base,
        site=replace(base.site, files=_files_then(site.files, changes)),
        passed=dict(_passed(repository, site, base, fork or commit)),
        signers=dict(_signers(repository, signed, fork or commit)),
        unowned=tuple(_unowned(repository, signed)),
        buried=tuple(_buried(repository, base, fork or commit)),
        reconfigured=any(_is_setting(change) for change in changes),
    )
    told = (_place(revision, commit, fork, base), *_unknown(repository, revision, fork, base))
    return Since(replace(site, base=base), told)


def _is_text(change: Change, site: Site) -> bool:
    return any(_is_read(path, site.config) for path in (change.path, change.old_path) if path)


def _is_read(path: str, config: Config) -> bool:
    """Whether a file is one that a site holds: Markdown, or a file of sign-offs."""
    inner = PurePosixPath(path.removeprefix(f"{config.prefix}"))
    if not path.startswith(f"{config.prefix}") or any(part.startswith(".") for part in inner.parts):
        return False
    signed = path.startswith(f"{sign_off_folder(config)}/") and config.sign_offs.on
    return inner.suffix.lower() in MARKDOWN or (signed and is_sign_offs(path))


def _is_setting(change: Change) -> bool:
    return any(path.startswith(f"{CONFIGURATION}/") for path in (change.path, change.old_path))


def _paths(changes: Iterable[Change]) -> set[str]:
    return {path for change in changes for path in (change.path, change.old_path) if path}


def _moves(changes: Iterable[Change]) -> Mapping[str, str]:
    return {change.path: change.old_path for change in changes if change.status == "R"}


def _files_then(files: Files, changes: Iterable[Change]) -> Files:
    """The files of the project as they were, as far as folders of documents are concerned."""
    then = {change.old_path for change in changes if change.old}
    now = {change.path for change in changes if change.status != "D"}
    return files.before(then - now, now - then)


def _then(repository: Repository, changes: list[Change]) -> Iterator[Source]:
    held = repository.blobs(change.old for change in changes)
    for change in changes:
        if change.old:
            yield _source(change.old_path, held.get(change.old))


def _source(path: str, data: bytes | None) -> Source:
    if data is None:
        return unread(path, "git does not have it, or it is too long")
    return read_yaml(path, data) if is_sign_offs(path) else read(path, data)


def _buried(repository: Repository, base: Base, commit: str) -> Iterator[Buried]:
    """The documents deleted before the base whose ids documents that are new since then have."""
    new = {document.id for document in base.added} - base.site.by_id.keys()
    if not new:
        return
    config = base.site.config
    met = [
        (when, change)
        for when, change in repository.deleted([config.docs_dir], until=commit)
        if _is_read(change.path, config) and any(is_named(change.path, one) for one in new)
    ]
    held = repository.blobs(change.old for _, change in met)
    reader = Reader(config)
    for when, change in met:
        document = reader.document(_source(change.path, held.get(change.old)))
        if isinstance(document, Document) and document.id in new:
            yield Buried(document, when.id[:12], f"{when.when:%Y-%m-%d}")


def _passed(repository: Repository, site: Site, base: Base, commit: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """By document whose status changed by no single step, the statuses that commits since the base left it in."""
    jumped = {
        path: old
        for path, old in base.was.items()
        if isinstance(now := site.by_path[path], Document) and now.status != old.status
        if step(now.type, old.status, now.status) is None
    }
    if not jumped:
        return
    names = {name: path for path, old in jumped.items() for name in (old.path, path)}
    commits = repository.commits(sorted(names), since=commit)
    left = [(names[change.path], change.new) for one in commits for change in one.changes if change.path in names]
    held = repository.blobs(blob for _, blob in left if blob)
    reader = Reader(site.config)
    for path in jumped:
        told = [_status(reader, where, data) for where, blob in left if where == path and (data := held.get(blob))]
        yield path, tuple(filter(None, reversed(told)))


def _status(reader: Reader, path: str, data: bytes) -> str:
    document = reader.document(read(path, data))
    return document.status if isinstance(document, Document) else ""


def _signers(repository: Repository, signed: tuple[str, ...], commit: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """By file of sign-offs, who committed to it since the base."""
    commits = list(repository.commits(signed, since=commit)) if signed else []
    for path in signed:
        by = (one.email for one in commits if any(change.path == path for change in one.changes))
        yield path, tuple(dict.fromkeys(by))


def _unowned(repository: Repository, signed: tuple[str, ...]) -> Iterator[str]:
    """The files of sign-offs that the repository's CODEOWNERS, where it has one, leaves to everybody."""
    top = Path(repository.top)
    places = (top / place for place in PLACES) if signed else ()
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        return
    with found.open("rb") as file:
        owners = code_owners(file.read(MAX_FILE_BYTES).decode("utf-8", "replace"))
    for path in signed:
        if not owners.owns(repository.prefix + path):
            yield path


def _place(revision: str, commit: str, fork: str, base: Base) -> str:
    """What was compared, in one sentence."""
    where = f"where `{revision}` and HEAD parted" if fork not in ("", commit) else f"`{revision}`"
    number = len({*base.was, *(d.path for d in (*base.gone, *base.added))})
    what = f"{number} document{'s' * (number != 1)} differ{'s' * (number == 1)}"
    if base.reconfigured:
        what += f"; {CONFIGURATION}/ differs, so every finding counts"
    return f"compared with {(fork or commit)[:12]}, {where}: {what}"


def _unknown(repository: Repository, revision: str, fork: str, base: Base) -> Iterator[str]:
    """What the clone does not know."""
    if not fork:
        why = "the clone is shallow" if repository.is_shallow else "their histories have nothing in common"
        yield (
            f"it is not known where `{revision}` and HEAD parted, since {why}; "
            f"what changed on `{revision}` meanwhile counts as changed here"
        )
    lost = sorted(d.path for d in base.site.documents if d.path in base.changed and _is_unknown(d.source))
    if lost:
        number = "1 old version is" if len(lost) == 1 else f"{len(lost)} old versions are"
        listed = ", ".join(lost[:3]) + (", …" if len(lost) > 3 else "")
        yield f"{number} not in this clone, or too long to read: {listed}"
    if repository.is_shallow:
        yield f"the clone is shallow: ids of documents deleted before its first commit are not known. {DEEPER}"


def _is_unknown(source: Source) -> bool:
    return not source.text and any(problem.fault == "unreadable" for problem in source.problems)
