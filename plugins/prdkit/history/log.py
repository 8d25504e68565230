"""To take apart what git prints of commits and of the files they changed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias

Status: TypeAlias = Literal["A", "M", "D", "R"]

FORMAT = "tformat:%x00%H%x00%ct%x00%aE%x00%aN"
"""What `git log -z` is to print of each commit; an empty word begins one."""

_FILES = frozenset(("100644", "100755"))
"""The modes of files; links and submodules are of other modes and hold no text of ours."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file that was added, modified, deleted or renamed; paths are relative to the project.

    `old_path` is the path before, also where it is the same; `old` and `new` name the blobs, empty where there
    is no file on that side, and `new` also where the file stands in the working tree only.
    """

    status: Status
    path: str
    old_path: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: when it was made, by whom it was written, and which files it changed."""

    id: str
    when: datetime
    email: str
    name: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A file as a commit left it."""

    commit: Commit
    path: str
    blob: str


def words(printed: bytes) -> list[str]:
    """The words between NUL bytes; paths that are no UTF-8 survive as the file system gives them."""
    parts = printed.split(b"\0")
    return [os.fsdecode(part) for part in parts[: len(parts) - (parts[-1] == b"")]]


def changes(printed: list[str]) -> Iterator[Change]:
    """The changes that `--raw -z` prints."""
    place = 0
    while place < len(printed):
        change, place = _change(printed, place)
        if change is not None:
            yield change


def commits(printed: list[str]) -> Iterator[Commit]:
    """The commits that `git log -z --raw` prints with `FORMAT`, in the order they are printed."""
    place = 0
    while place < len(printed):
        _, commit, seconds, email, name = printed[place : place + 5]
        place += 5
        found = []
        while place < len(printed) and printed[place].lstrip("\n").startswith(":"):
            change, place = _change(printed, place)
            if change is not None:
                found.append(change)
        yield Commit(commit, _when(seconds), email, name, tuple(found))


def _when(seconds: str) -> datetime:
    """The time of a commit; 1970 where it says none, or one that no calendar has."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _change(printed: list[str], place: int) -> tuple[Change | None, int]:
    """One change, and where the next one begins: `:mode mode blob blob S`, path, and the new path of a rename."""
    old_mode, new_mode, old, new, letter = printed[place].lstrip("\n:").split(" ")
    renamed = letter[0] in "RC"
    old_path, path = printed[place + 1], printed[place + 1 + renamed]
    place += 2 + renamed
    was, stays = old_mode in _FILES, new_mode in _FILES
    if letter[0] == "C":
        was = False
    if not was and not stays:
        return None, place
    status: Status = "A" if not was else "D" if not stays else "R" if renamed else "M"
    return Change(status, path, old_path if was else "", _blob(old) if was else "", _blob(new)), place


def _blob(name: str) -> str:
    return name if name.strip("0") else ""
