"""To settle which day counts as today, so that two builds of one commit agree."""

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from prdkit.config.config import Config


def as_of(config: Config, given: date | None = None) -> date:
    """The given day, else the project's `as_of`, else SOURCE_DATE_EPOCH's, else the last commit's, else today."""
    if given is not None:
        return given
    return config.as_of or _from_environment() or last_commit(config.root) or datetime.now(UTC).date()


def _from_environment() -> date | None:
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(told), UTC).date() if told.isdigit() else None


def last_commit(root: Path) -> date | None:
    """The day of the last commit of the repository that a folder lies in, None without one."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%cs", "--"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout  # noqa: S603
        return date.fromisoformat(said.strip())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
