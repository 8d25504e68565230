"""To make real repositories for tests: files in, commits out."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

WHO = ("Product lead", "pm.lead@example.com")


def git(root: Path, *arguments: str, day: str = "2026-06-01", who: tuple[str, str] = WHO) -> str:
    """What git says to a command in a folder, with nothing of this machine's own settings."""
    name, email = who
    told = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    told |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    told |= {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_DATE": f"{day}T09:00:00Z"}
    told |= {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email, "GIT_COMMITTER_DATE": f"{day}T09:00:00Z"}
    done = subprocess.run(["git", *arguments], cwd=root, env=told, check=True, capture_output=True)
    return os.fsdecode(done.stdout).strip()


def start(root: Path, files: Mapping[str, str | bytes | None] | None = None) -> str:
    """A repository on the branch `main`, with a first commit of some files where there are any."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    return commit(root, files) if files else ""


def write(root: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Files by path in the working tree; None takes one away."""
    for path, content in files.items():
        target = root / path
        if content is None:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())


def commit(
    root: Path,
    files: Mapping[str, str | bytes | None] | None = None,
    message: str = "Change",
    *,
    day: str = "2026-06-01",
    who: tuple[str, str] = WHO,
) -> str:
    """A commit of everything in the working tree after some files are written; its name."""
    write(root, files or {})
    git(root, "add", "--all", "--force", ".")
    git(root, "commit", "-q", "--allow-empty", "-m", message, day=day, who=who)
    return git(root, "rev-parse", "HEAD")


def branch(root: Path, name: str, at: str = "HEAD") -> None:
    """Go on a new branch."""
    git(root, "checkout", "-q", "-b", name, at)
