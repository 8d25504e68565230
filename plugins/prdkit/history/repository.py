"""To read from git what the files of a project were at a commit, and what has changed since."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import IO

from prdkit.history.git import NotARepositoryError, UnknownRevisionError, call, fed
from prdkit.history.log import FORMAT, Change, Commit, Version, changes, commits, words
from prdkit.reading.source import MAX_FILE_BYTES

DEEPER = (
    "Run `git fetch --unshallow`; in GitHub Actions give actions/checkout `fetch-depth: 0`, "
    "in GitLab set `GIT_DEPTH: 0`."
)
"""The way out of a shallow clone."""

_RAW = ("--raw", "-z", "--no-abbrev", "--find-renames", "--relative", "--no-ext-diff", "--no-textconv", "--no-color")
_AT_ONCE = 500
"""Paths given to one call of git, since a command line has an end."""


@dataclass(frozen=True)
class Repository:
    """The repository that a project's folder lies in, which may be a folder below its root.

    All paths, given and returned, are relative to the project; files outside it are not seen. Every method
    raises GitError where git cannot answer.
    """

    root: Path

    @classmethod
    def find(cls, root: Path) -> "Repository":
        """The repository of a folder. Raises NotARepositoryError."""
        found = cls(root)
        if not found.top:
            raise NotARepositoryError(
                "the project lies in no git repository", "Run `git init` and commit, or go there."
            )
        return found

    @cached_property
    def top(self) -> str:
        """The root of the work tree; empty in a bare repository."""
        return os.fsdecode(call(self.root, "rev-parse", "--show-toplevel").stdout).rstrip("\n")

    @cached_property
    def prefix(self) -> str:
        """The way from the root of the work tree to the project, with a slash at its end; empty where they are one."""
        return os.fsdecode(call(self.root, "rev-parse", "--show-prefix").stdout).rstrip("\n")

    @cached_property
    def is_shallow(self) -> bool:
        """Whether the clone lacks older commits."""
        return call(self.root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    @cached_property
    def head(self) -> str:
        """The commit that is checked out; empty in a repository without commits."""
        return self._commit("HEAD")

    def resolve(self, revision: str) -> str:
        """The commit that a branch, tag or other name stands for. Raises UnknownRevisionError."""
        found = "" if _is_unsafe(revision) else self._commit(revision)
        if not found:
            raise self._unknown(revision)
        return found

    def _commit(self, revision: str) -> str:
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        done = call(self.root, *asked, fine=(0, 1, 128))
        said = done.stdout.decode("ascii", "replace").strip()
        return said if done.returncode == 0 and said.isalnum() else ""

    def _unknown(self, revision: str) -> UnknownRevisionError:
        message = f"`{revision}` is no branch, tag or commit of this repository"
        if not self.head:
            return UnknownRevisionError("the repository has no commit yet", "Commit the documents first.")
        close = get_close_matches(revision, self.names(), 3, 0.5)
        far = [name for name in self.names() if name.endswith(f"/{revision}")]
        meant = ", ".join(f"`{name}`" for name in dict.fromkeys((*far, *close)))
        hint = f"Did you mean {meant}?" if meant else "`git branch --all` and `git tag` list what is there."
        if self.is_shallow:
            hint = f"{hint} The clone is shallow. {DEEPER}"
        return UnknownRevisionError(message, hint)

    def names(self) -> list[str]:
        """The names of branches, also of remotes, and of tags."""
        asked = ("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")
        return call(self.root, *asked).stdout.decode("utf-8", "replace").split()

    def merge_base(self, one: str, other: str = "HEAD") -> str:
        """The newest commit that two commits have in common; empty where none is known here."""
        done = call(self.root, "merge-base", "--end-of-options", one, other, fine=(0, 1))
        return done.stdout.decode("ascii", "replace").strip()

    def changed(self, old: str, new: str = "", folders: Sequence[str] = ()) -> tuple[Change, ...]:
        """What differs between two commits, or between one and the working tree with its untracked files."""
        ends = (old, new) if new else (old,)
        done = call(self.root, "diff", *_RAW, "--ignore-submodules=all", "--end-of-options", *ends, "--", *folders)
        found = list(changes(words(done.stdout)))
        if not new:
            known = {change.path for change in found}
            found += [Change("A", path) for path in self._untracked(folders) if path not in known]
        return tuple(sorted(found, key=lambda change: change.path))

    def _untracked(self, folders: Sequence[str]) -> list[str]:
        """Files that git does not keep, ignored ones too: a check reads what is there."""
        said = call(self.root, "ls-files", "-z", "--others", "--", *(folders or (".",))).stdout
        return [path for path in words(said) if not path.endswith("/")]

    def files(self, commit: str, folders: Sequence[str] = ()) -> Mapping[str, str]:
        """The files of a commit, by path, as the names of their blobs."""
        return dict(self._listed(commit, ("-r",), [folder.rstrip("/") for folder in folders]))

    def _listed(self, commit: str, how: Sequence[str], paths: Sequence[str]) -> Iterator[tuple[str, str]]:
        done = call(self.root, "ls-tree", "-z", *how, "--end-of-options", commit, *paths)
        for entry in words(done.stdout):
            about, _, path = entry.partition("\t")
            mode, kind, blob = about.split(" ")[:3]
            if kind == "blob" and mode != "120000":
                yield path, blob

    def read(self, wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], bytes | None]:
        """Files by commit and path; None where there is no such file, or no text of it within the limit."""
        by_commit: dict[str, list[str]] = defaultdict(list)
        for commit, path in wanted:
            by_commit[commit].append(path)
        named: dict[tuple[str, str], str] = {}
        for commit, paths in by_commit.items():
            for start in range(0, len(paths), _AT_ONCE):
                listed = self._listed(commit, (), paths[start : start + _AT_ONCE])
                named |= {(commit, path): blob for path, blob in listed}
        held = self.blobs(named.values())
        return {
            (commit, path): held.get(named.get((commit, path), ""))
            for commit in by_commit
            for path in by_commit[commit]
        }

    def blobs(self, names: Iterable[str], limit: int = MAX_FILE_BYTES) -> Mapping[str, bytes | None]:
        """Blobs by name, read by one process; None for one that is not in this clone or longer than the limit."""
        return dict(self.each_blob(names, limit))

    def each_blob(self, names: Iterable[str], limit: int = MAX_FILE_BYTES) -> Iterator[tuple[str, bytes | None]]:
        """The same one after the other, so that not all of them are held at once."""
        wanted = [name for name in dict.fromkeys(names) if name.isalnum()]
        if wanted:
            with fed(self.root, wanted, "cat-file", "--batch") as printed:
                yield from ((name, _blob(printed, limit)) for name in wanted)

    def commits(
        self, folders: Sequence[str] = (), *, since: str = "", until: str = "HEAD", mainline: bool = False
    ) -> Iterator[Commit]:
        """The commits that touched files in folders, newest first, without those that `since` holds already.

        With `mainline` a merge is one commit with all that it brought, and what lies behind it is passed over.
        """
        span = (until, f"^{since}") if since else (until,)
        way = ("--first-parent", "-m") if mainline else ()
        asked = ("log", *way, *_RAW, f"--format={FORMAT}", "--end-of-options", *span, "--", *(folders or (".",)))
        return commits(words(call(self.root, *asked).stdout)) if self.head else iter(())

    def versions(self, folders: Sequence[str] = ()) -> Mapping[str, tuple[Version, ...]]:
        """For each file at HEAD, what commits left of it, newest first, through renames; in one pass."""
        now = {path: path for path in self.files("HEAD", folders)} if self.head else {}
        found: dict[str, list[Version]] = {path: [] for path in now}
        for commit in self.commits(folders):
            for change in commit.changes:
                later = now.get(change.path)
                if later is None or change.status == "D":
                    continue
                found[later].append(Version(commit, change.path, change.new))
                if change.status in "AR":
                    del now[change.path]
                if change.status == "R":
                    now.setdefault(change.old_path, later)
        return {path: tuple(kept) for path, kept in found.items()}

    def deleted(self, folders: Sequence[str] = (), until: str = "HEAD") -> tuple[tuple[Commit, Change], ...]:
        """Files that a commit took away, newest first; `Change.old` names what they last held."""
        told = self.commits(folders, until=until)
        return tuple((commit, change) for commit in told for change in commit.changes if change.status == "D")


def _is_unsafe(revision: str) -> bool:
    """Whether a name is none that git gives to a revision, and might be taken for something else."""
    return not revision or revision.startswith("-") or not revision.isprintable()


def _blob(printed: IO[bytes], limit: int) -> bytes | None:
    """One answer of `git cat-file --batch`: a line, and as many bytes as it says."""
    told = printed.readline().split()
    if len(told) != 3 or not told[2].isdigit():
        return None
    size = int(told[2])
    kept = printed.read(size) if size <= limit else None
    left = 1 if kept is not None else size + 1
    while left > 0:
        passed = printed.read(min(left, 65536))
        if not passed:
            break
        left -= len(passed)
    return kept if kept is None or len(kept) == size else None
