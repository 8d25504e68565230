"""To say the changes between two PRDs in short, for tests."""

from prdkit.compare.change import Change
from prdkit.compare.document import compare
from prdkit.testing import document


def changes(old: str, new: str, old_body: str | None = None, new_body: str | None = None) -> tuple[Change, ...]:
    """What differs between the default PRD with one front matter and body, and with another."""
    return compare(document(old, old_body), document(new, new_body)).changes


def told(old: str, new: str, old_body: str | None = None, new_body: str | None = None) -> list[str]:
    """The same as `kind path: old -> new`."""
    found = changes(old, new, old_body, new_body)
    return [f"{c.kind} {'/'.join(c.path)}: {_short(c.old)} -> {_short(c.new)}" for c in found]


def _short(value: object) -> str:
    return "…" if isinstance(value, list | dict) else str(value)
