"""To know a finding again when lines, rows, files, days and the wording of messages have moved around it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from prdkit.check.finding import Finding
from prdkit.config.baseline import FINGERPRINT as VERSION
from prdkit.link.site import Site

_QUOTED = re.compile(r"`([^`]*)`")
_NAMES: tuple[tuple[str, ...], ...] = (
    ("id",),
    ("name",),
    ("key",),
    ("from", "event"),
    ("state", "event"),
    ("version",),
)
"""What a row is called by, the first that it has."""


def fingerprint(finding: Finding, site: Site) -> str:
    """The same for the same fault in the same document.

    It is made of the rule, the document's id (the path where there is none), the front-matter path with rows
    by their own names, and the values that the message quotes. Lines, numbers of rows, counts, days and the
    words between the quoted values are left out. Outside the front matter, the marked text belongs to it.
    """
    where = steady_field(finding, site) if finding.field else _marked(finding, site)
    parts = (finding.rule, finding.document or finding.path, where, *_QUOTED.findall(finding.message))
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def steady_field(finding: Finding, site: Site) -> str:
    """A finding's front-matter path with rows by their own names: `features.F1.id`."""
    return ".".join(_steady(finding.field, finding.path, site)) if finding.field else ""


def fingerprints(findings: Iterable[Finding], site: Site) -> dict[Finding, str]:
    """The fingerprint of each finding; where several would have the same, they are numbered in order."""
    met: Counter[str] = Counter()
    made = {}
    for finding in findings:
        one = fingerprint(finding, site)
        met[one] += 1
        made[finding] = one if met[one] == 1 else _numbered(one, met[one])
    return made


def _numbered(one: str, number: int) -> str:
    return sha256(f"{one}\0{number}".encode()).hexdigest()[:32]


def _marked(finding: Finding, site: Site) -> str:
    """The text under the caret. The first line of a file is nobody's text: what has no place stands there."""
    thing = site.by_path.get(finding.path)
    if thing is None or finding.line < 2 or finding.line > len(thing.source.lines):
        return ""
    end = finding.end_column - 1 if finding.end_line == finding.line else None
    return " ".join(thing.source.lines[finding.line - 1][finding.column - 1 : end].split())


def _steady(field: str, path: str, site: Site) -> Iterator[str]:
    """The steps of a path, with the name of a row in the place of its number."""
    thing = site.by_path.get(path)
    held: Any = thing.source.values if thing is not None else None
    steps = field.split(".")
    while steps:
        if isinstance(held, dict):
            step = _key(held, steps)
            held = held.get(step)
            yield step
        else:
            step = steps.pop(0)
            held = held[int(step)] if isinstance(held, list) and _counts(step, held) else None
            yield _name(held) if step.isdecimal() else step


def _key(held: dict[str, Any], steps: list[str]) -> str:
    """Take the next key off the steps. A key may hold dots itself."""
    for length in range(1, len(steps) + 1):
        key = ".".join(steps[:length])
        if key in held:
            del steps[:length]
            return key
    return steps.pop(0)


def _counts(step: str, held: Sequence[Any]) -> bool:
    return step.isdecimal() and int(step) < len(held)


def _name(row: Any) -> str:
    """What a row is called: its text, the key it goes by, else the first of its values."""
    if not isinstance(row, dict):
        return str(row) if isinstance(row, str) else "*"
    for keys in _NAMES:
        if all(row.get(key) for key in keys):
            return "/".join(str(row[key]) for key in keys)
    return next((str(value) for value in row.values() if value), "*")


__all__ = ["VERSION", "fingerprint", "fingerprints", "steady_field"]
