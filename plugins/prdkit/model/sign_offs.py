"""To make the sign-offs of a file: who decided what about which version of one document, and what was signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from prdkit.config.config import Config
from prdkit.config.sign_offs import SignOffTerms
from prdkit.config.values import Converter, Report, Unfit, compile_field
from prdkit.model.normative import Normative
from prdkit.reading.problem import Path, Problem
from prdkit.reading.source import Source

ROWS = "sign_offs"
SIGNED = "signed"
UNREAD = frozenset(
    ("unreadable", "unparsable", "conflict", "not-a-mapping", "aliases", "duplicate-key", "non-text-key")
)
"""The faults that keep a file, or a part of it, from being read."""


class SignOff(NamedTuple):
    """One department's decision. `number` is its place in the file; `void` tells since when it counts no more."""

    number: int
    dept: str
    by: str
    on: date
    decision: str
    role: str = ""
    version: str = ""
    note: str = ""
    fingerprint: str = ""
    void_on: date | None = None
    void_reason: str = ""

    def at(self, key: str = "") -> Path:
        """Where it, or one of its values, stands in the file."""
        return (ROWS, self.number, key) if key else (ROWS, self.number)


@dataclass(frozen=True)
class SignOffFile:
    """The sign-offs of one document. `signed` holds, by fingerprint, the digests of the parts that were signed.

    `whole` is false where something could not be read, so that what is missing may only be unreadable.
    """

    source: Source
    document: str
    rows: tuple[SignOff, ...]
    signed: Mapping[str, Normative]
    problems: tuple[Problem, ...]
    whole: bool
    parts: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def path(self) -> str:
        """Path relative to the project."""
        return self.source.path

    @property
    def name(self) -> str:
        """The id that the file is called by."""
        return PurePosixPath(self.path).stem

    def is_sealed(self, row: SignOff) -> bool:
        """Whether the digests of what a sign-off signs are there, and are those of its fingerprint."""
        parts = self.signed.get(row.fingerprint)
        return parts is not None and parts.fingerprint == row.fingerprint

    @cached_property
    def standing(self) -> Mapping[str, SignOff]:
        """By department its last sign-off: what it decided before is history."""
        found: dict[str, SignOff] = {}
        for row in sorted(self.rows, key=lambda row: (row.on, row.number)):
            found[row.dept] = row
        return found


class SignOffReader:
    """To make sign-offs of sources for one configuration."""

    def __init__(self, config: Config) -> None:
        self.terms: SignOffTerms = config.sign_offs
        self._convert: Converter = compile_field(self.terms.file, config.definitions)

    def file(self, source: Source) -> SignOffFile:
        """The sign-offs in a source; never raises."""
        report = Report()
        values: dict[str, Any] = {}
        if not source.is_lost and not any(problem.fault == "unreadable" for problem in source.problems):
            try:
                values = self._convert(source.values, (), report)
            except Unfit:  # pragma: no cover - a mapping always fits a map
                values = {}
        problems = (*source.problems, *report.problems)
        return SignOffFile(
            source=source,
            document=str(values.get("document") or ""),
            rows=tuple(_rows(values.get(ROWS) or ())),
            signed={key: _parts(parts) for key, parts in (values.get(SIGNED) or {}).items()},
            problems=problems,
            whole=not report.problems and not any(problem.fault in UNREAD for problem in source.problems),
        )


def _rows(rows: Any) -> list[SignOff]:
    """The rows that say at least which department decided what and when."""
    made = []
    for number, row in enumerate(rows):
        if row and all(row.get(key) for key in ("dept", "on", "decision")):
            made.append(_row(number, row))
    return made


def _row(number: int, row: Mapping[str, Any]) -> SignOff:
    void = row.get("void") or {}
    return SignOff(
        number=number,
        dept=row["dept"],
        by=row.get("by") or "",
        on=row["on"],
        decision=row["decision"],
        role=row.get("role") or "",
        version=row.get("version") or "",
        note=row.get("note") or "",
        fingerprint=row.get("fingerprint") or "",
        void_on=void.get("on"),
        void_reason=void.get("reason") or "",
    )


def _parts(raw: Any) -> Normative:
    return Normative(dict((raw or {}).get("front_matter") or {}), dict((raw or {}).get("sections") or {}))
