"""To settle which day counts as today, so that two builds of one commit agree."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from prdkit.config.config import Config
from prdkit.history.git import GitError, call


def as_of(config: Config, given: date | None = None) -> date:
    """The given day, else the project's `as_of`, else SOURCE_DATE_EPOCH's, else the last commit's, else today."""
    if given is not None:
        return given
    return config.as_of or _from_environment() or last_commit(config.root) or datetime.now(UTC).date()


def _from_environment() -> date | None:
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not told:
        return None
    try:
        return datetime.fromtimestamp(int(told), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"SOURCE_DATE_EPOCH is `{told}`, but seconds since 1970 were wanted") from None


def last_commit(root: Path) -> date | None:
    """The day of the last commit of the repository that a folder lies in, None without one."""
    try:
        said = call(root, "log", "-1", "--format=%cs", "--").stdout
        return date.fromisoformat(said.decode("ascii", "replace").strip())
    except (GitError, ValueError):
        return None
