"""To write files below a folder, never out of it and never through a link."""

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from prdkit.publish.data_files import DataFile

_STEP = re.compile(r"[\w.+-]+")


class Outside(Exception):
    """A file would lie outside its folder, or be written through a link: `path` says which."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def is_step(name: str) -> bool:
    """Whether a name may be a folder or a file of ours: an id may hold anything."""
    return bool(_STEP.fullmatch(name) and name.strip("."))


def write_tree(folder: Path, files: Iterable[DataFile]) -> list[Path]:
    """Write files below a folder, each in one step; gives their paths. Raises Outside before anything is written."""
    made = {folder.joinpath(*_steps(file.path)): file.content for file in files}
    for path in made:
        _is_held(path, folder)
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
    return list(made)


def _steps(path: str) -> list[str]:
    steps = path.split("/")
    if not all(map(is_step, steps)):
        raise Outside(path)
    return steps


def _is_held(path: Path, folder: Path) -> None:
    """Refuse a path that a link below the folder takes part in."""
    inner = path.relative_to(folder)
    for depth in range(1, len(inner.parts) + 1):
        at = folder.joinpath(*inner.parts[:depth])
        if at.is_symlink():
            raise Outside(str(at))


def _write(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".prd-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """What the process takes off the permissions of new files; it can only be read by setting it."""
    held = os.umask(0o022)
    os.umask(held)
    return held
