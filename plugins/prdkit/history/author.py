"""To ask git who is at the keyboard."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Author:
    """Whom git would name as the author of a commit; parts that are not set are empty."""

    name: str = ""
    email: str = ""


def author(folder: Path) -> Author:
    """The user that git is set up for in a folder."""
    return Author(_setting(folder, "user.name"), _setting(folder, "user.email"))


def _setting(folder: Path, key: str) -> str:
    command = ["git", "-C", str(folder), "config", "--get", key]
    try:
        done = subprocess.run(command, capture_output=True, timeout=30, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()
