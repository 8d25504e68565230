"""To ask git who is at the keyboard."""

from dataclasses import dataclass
from pathlib import Path

from prdkit.history.git import GitError, call


@dataclass(frozen=True, slots=True)
class Author:
    """Whom git would name as the author of a commit; parts that are not set are empty."""

    name: str = ""
    email: str = ""


def author(folder: Path) -> Author:
    """The user that git is set up for in a folder."""
    return Author(_setting(folder, "user.name"), _setting(folder, "user.email"))


def _setting(folder: Path, key: str) -> str:
    try:
        done = call(folder, "config", "--get", key, fine=(0, 1))
    except GitError:
        return ""
    return done.stdout.decode("utf-8", "replace").strip()
