"""To make the changes of a plan on disk: all of them, or none where one fails."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from prdkit.config.config import Config
from prdkit.rename.plan import Change
from prdkit.scaffold.refused import Refused

_BESIDE = (
    "mkdocs.yml",
    "site_config/waivers.yml",
    "CODEOWNERS",
    ".github/CODEOWNERS",
    ".gitlab/CODEOWNERS",
    "docs/CODEOWNERS",
)
_DATA = frozenset((".yml", ".yaml", ".csv", ".json"))
_LARGEST = 4 * 1024 * 1024


def others(config: Config) -> Iterator[str]:
    """The paths of files that are no Markdown and may name documents, sorted."""
    folder = config.root / config.docs_dir
    found = [path for path in folder.rglob("*") if path.suffix.lower() in _DATA]
    found += [config.root / name for name in _BESIDE]
    for path in sorted(found):
        inner = path.relative_to(config.root)
        hidden = any(part.startswith(".") for part in inner.parts[1:])
        if path.is_file() and not path.is_symlink() and not hidden and path.stat().st_size <= _LARGEST:
            yield inner.as_posix()


def apply(root: Path, changes: Sequence[Change]) -> None:
    """Write every changed file, move those that move, and undo all of it where one of them cannot be written."""
    _must_be_as_read(root, changes)
    staged: list[tuple[Change, Path]] = []
    done: list[Change] = []
    try:
        staged.extend((change, _stage(root, change)) for change in changes)
        for change, file in staged:
            done.append(change)
            os.replace(file, (root / change.new_path).resolve())
            if change.new_path != change.path:
                (root / change.path).unlink()
    except BaseException:
        _undo(root, done)
        raise
    finally:
        for _, file in staged:
            file.unlink(missing_ok=True)


def _must_be_as_read(root: Path, changes: Sequence[Change]) -> None:
    for change in changes:
        path, goal = root / change.path, root / change.new_path
        if not path.resolve().is_relative_to(root.resolve()):
            raise Refused(f"`{change.path}` is a link that leads out of the project", "Edit it where it lies.")
        if path.read_bytes() != change.old:
            raise Refused(f"`{change.path}` was changed by somebody else meanwhile", "Run the command again.")
        if change.new_path != change.path and (goal.exists() or path.is_symlink()):
            what = "exists" if goal.exists() else "would take the place of a link"
            raise Refused(f"`{change.new_path}` {what}", "Rename or delete it first.")


def _stage(root: Path, change: Change) -> Path:
    """A file with the new bytes beside the place where it will stand, with the permissions of the old one."""
    goal = (root / change.new_path).resolve()
    handle, name = tempfile.mkstemp(dir=goal.parent, prefix=f".{goal.name[:40]}.")
    with os.fdopen(handle, "wb") as file:
        file.write(change.new)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(name, (root / change.path).stat().st_mode & 0o7777)
    return Path(name)


def _undo(root: Path, done: Sequence[Change]) -> None:
    for change in reversed(done):
        path = root / change.path
        if not path.exists() or path.read_bytes() != change.old:
            path.write_bytes(change.old)
        if change.new_path != change.path:
            (root / change.new_path).unlink(missing_ok=True)
