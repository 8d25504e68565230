"""The product's own files as a clone holds them, with what is not yet committed."""

import shutil
import subprocess
from pathlib import Path

from tests.manual import ROOT

IDENTITY = ["-c", "user.name=pm.lead", "-c", "user.email=pm.lead@example.com", "-c", "commit.gpgsign=false"]


def copy(target: Path) -> Path:
    """The files that git knows or would add, in another folder."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    return target


def git(folder: Path, *arguments: str) -> str:
    """git in a folder, with an identity of its own."""
    done = subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def committed(folder: Path) -> str:
    """The revision of a new repository that holds all files of a folder."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "First")
    return git(folder, "rev-parse", "HEAD")
