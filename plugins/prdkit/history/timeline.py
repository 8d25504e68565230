"""To tell from git in which statuses a document was, since when, and for how long."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache as remembered
from pathlib import Path
from typing import NamedTuple

from prdkit.history.log import Commit, Version
from prdkit.history.repository import Repository
from prdkit.reading.source import read

VERSION = 1
"""Of what the cache holds; another way to read a status gets another number."""
_FRONT_MATTER = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
_KEYS = ("status",)


class Stay(NamedTuple):
    """A document's time in one status. `since` is None where it began before what git knows here.

    `commit` is what brought it there, empty where it stands in the working tree only. `until` is None now.
    """

    status: str
    since: date | None
    until: date | None
    commit: str = ""


@dataclass(frozen=True)
class Timeline:
    """The statuses of one document, the oldest first, as of a day.

    `unknown_before` is the day before which a shallow clone knows nothing; None where all is known.
    """

    stays: tuple[Stay, ...]
    as_of: date
    unknown_before: date | None = None

    def days(self, stay: Stay) -> int | None:
        """How many days it lasted; None where its beginning is not known, or lies after today."""
        until = stay.until or self.as_of
        return None if stay.since is None or until < stay.since else (until - stay.since).days

    @property
    def totals(self) -> Mapping[str, int]:
        """By status, all its days that are known."""
        found: dict[str, int] = {}
        for stay in self.stays:
            found[stay.status] = found.get(stay.status, 0) + (self.days(stay) or 0)
        return found

    @property
    def now(self) -> Stay:
        """The status of today."""
        return self.stays[-1]


@dataclass(frozen=True)
class Past:
    """What git knows of the documents of a project: the versions of each, the newest first, and their statuses.

    Documents go by a name that their files keep when they are moved: the id that the file is called by.
    """

    versions: Mapping[str, tuple[Version, ...]]
    statuses: Mapping[str, str]
    oldest: str
    is_shallow: bool

    def timeline(
        self, name: str, status: str, as_of: date, meaning: Callable[[str], str] | None = None
    ) -> Timeline | None:
        """The timeline of a document that has a status in the working tree; None where git does not know it.

        `meaning` leads from the words that stood there to the statuses of its type.
        """
        versions = self.versions.get(name)
        if not versions:
            return None
        is_cut = self.is_shallow and versions[-1].commit.id == self.oldest
        told = self.statuses
        if meaning is not None:
            told = {v.blob: meaning(word) for v in versions if (word := self.statuses.get(v.blob, ""))}
        stays = list(_stays(versions, told, is_cut))
        if not stays or stays[-1].status != status:
            _close(stays, as_of)
            stays.append(Stay(status, as_of, None))
        return Timeline(tuple(stays), as_of, versions[-1].commit.when.date() if is_cut else None)


def past(
    repository: Repository,
    folder: str,
    name_of: Callable[[str], str],
    cache: Path | None = None,
    keys: Sequence[str] = _KEYS,
) -> Past:
    """The past of the documents in a folder: one pass over git's log, and one over versions never read before.

    `cache` is a file of statuses by blob, which may be deleted at any time. `keys` are those that a status may stand
    under, the first that is there counts. Raises GitError.
    """
    commits = list(repository.commits((folder,), mainline=True))
    versions = _by_name(commits, name_of)
    blobs = {version.blob for found in versions.values() for version in found}
    statuses = _statuses(repository, blobs, cache, keys)
    return Past(versions, statuses, commits[-1].id if commits else "", repository.is_shallow)


def _by_name(commits: Iterable[Commit], name_of: Callable[[str], str]) -> dict[str, tuple[Version, ...]]:
    """The versions of every document, the newest first; a document that got another id keeps its past."""
    found: dict[str, list[Version]] = defaultdict(list)
    later: dict[str, str] = {}
    for commit in commits:
        for change in commit.changes:
            if change.status == "D" or not (name := name_of(change.path)):
                continue
            name = later.get(name, name)
            found[name].append(Version(commit, change.path, change.new))
            old = name_of(change.old_path) if change.status == "R" else ""
            if old and old not in (name, name_of(change.path)):
                later.setdefault(old, name)
    return {name: tuple(versions) for name, versions in found.items()}


def _stays(versions: tuple[Version, ...], statuses: Mapping[str, str], is_cut: bool) -> Iterator[Stay]:
    """The statuses in the order they were taken; what could not be read is passed over."""
    stays: list[Stay] = []
    day: date | None = None
    for number, version in enumerate(reversed(versions)):
        status = statuses.get(version.blob, "")
        # Clocks differ: what came later in history is not earlier in time.
        day = max(day, version.commit.when.date()) if day else version.commit.when.date()
        if not status or (stays and stays[-1].status == status):
            continue
        _close(stays, day)
        stays.append(Stay(status, None if is_cut and number == 0 else day, None, version.commit.id))
    yield from stays


def _close(stays: list[Stay], day: date) -> None:
    if stays:
        stays[-1] = stays[-1]._replace(until=day)


def _statuses(repository: Repository, blobs: set[str], cache: Path | None, keys: Sequence[str]) -> dict[str, str]:
    """The status in every blob, empty where it holds none; without those that cannot be read, now at least."""
    kept = _load(cache, keys)
    known = {blob: kept[blob] for blob in blobs if blob in kept}
    new = sorted(blobs - known.keys())
    for blob, data in repository.each_blob(new):
        if data is not None:
            known[blob] = status_in(data, keys)
    if cache is not None and (new or len(known) != len(kept)):
        _save(cache, known, keys)
    return known


def status_in(data: bytes, keys: Sequence[str] = _KEYS) -> str:
    """The status that a document's front matter states, found without reading the rest of it."""
    front = _FRONT_MATTER.match(data)
    if front is None:
        return ""
    found = _line_of(tuple(keys)).findall(front[1])
    if len(found) == 1:
        return str(found[0].decode("utf-8", "replace"))
    values = read("", data).values
    told = next((values[key] for key in keys if values.get(key) is not None), None)
    return told if isinstance(told, str) else ""


@remembered
def _line_of(keys: tuple[str, ...]) -> re.Pattern[bytes]:
    """A line that gives a status as one plain word."""
    named = b"|".join(re.escape(key.encode()) for key in keys)
    return re.compile(
        rb"""^["']?(?:%s)["']?[ \t]*:[ \t]+["']?([\w.-]+)["']?[ \t]*(?:#[^\n]*)?\r?$""" % named, re.MULTILINE
    )


def _load(cache: Path | None, keys: Sequence[str]) -> dict[str, str]:
    try:
        kept = json.loads(cache.read_text(encoding="utf-8")) if cache is not None else {}
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict) or kept.get("version") != VERSION or kept.get("keys", [*_KEYS]) != [*keys]:
        return {}
    if not isinstance(kept.get("statuses"), dict):
        return {}
    return {blob: status for blob, status in kept["statuses"].items() if isinstance(status, str)}


def _save(cache: Path, statuses: Mapping[str, str], keys: Sequence[str]) -> None:
    """Write the cache in one step, so that another build never reads half of it; without one, all is read again."""
    text = json.dumps({"version": VERSION, "keys": [*keys], "statuses": dict(sorted(statuses.items()))}, indent=0)
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        draft = cache.with_suffix(".new")
        draft.write_text(text, encoding="utf-8")
        draft.replace(cache)
    except OSError:
        return
