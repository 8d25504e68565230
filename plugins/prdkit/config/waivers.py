"""To hold what a team has agreed to overlook for a while: `site_config/waivers.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from prdkit.config.fields import Text
from prdkit.config.layers import layers
from prdkit.reading.problem import Span

FILE = "waivers.yml"


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """One row: which rule, in which documents (by id or path; all where neither is given), why, by whom, how long."""

    rule: str
    reason: Text
    by: str
    until: date
    at: str
    documents: tuple[str, ...]
    paths: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Waivers:
    """The file: its rows, how many days a waiver may last, what may not be waived. `text` is the file as it stands."""

    rows: tuple[WaiverRow, ...] = ()
    longest: int | None = None
    never: tuple[str, ...] = ()
    text: str = ""

    @property
    def path(self) -> str:
        """The file's path relative to the project."""
        return f"site_config/{FILE}"


def waivers(raw: Mapping[str, Any], root: Path | None) -> Waivers:
    """The waivers in the converted values of the file; rows know where they stand in the project's own."""
    own = [layer for layer in layers(FILE, root) if not layer.path.startswith("prdkit:")]
    rows = []
    for number, row in enumerate(raw.get("waivers") or ()):
        span = own[-1].span(("waivers", number)) if own else None
        rows.append(_row(row, span or Span(1, 1, 1, 1)))
    return Waivers(tuple(rows), raw.get("longest"), tuple(raw.get("never") or ()), own[-1].text if own else "")


def _row(row: Mapping[str, Any], span: Span) -> WaiverRow:
    return WaiverRow(
        rule=row["rule"],
        reason=row["reason"],
        by=row["by"],
        until=row["until"],
        at=row.get("at") or "",
        documents=tuple(row.get("documents") or ()),
        paths=tuple(row.get("paths") or ()),
        span=span,
    )
