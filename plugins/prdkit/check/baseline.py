"""To set findings against those that were known, and to write those down."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from prdkit.check.finding import Finding
from prdkit.check.fingerprint import VERSION, fingerprint
from prdkit.config.baseline import Baseline, Entry
from prdkit.link.site import Site

NEVER = frozenset(("waivers", "baseline"))
"""Families that no baseline may hold: they watch over exceptions, of which it is one."""

_CODE = re.compile(r"(`[^`]*`)")


def compare(
    findings: Iterable[Finding], site: Site, baseline: Baseline
) -> tuple[list[Finding], list[Finding], list[Entry]]:
    """The findings that are new, those that were known, and the entries that nothing fits any more.

    Of several alike, as many are known as the baseline counts. What weighs more than when it was written
    down, as after a gate, is new.
    """
    known = {entry.fingerprint: entry for entry in baseline.entries}
    met: Counter[str] = Counter()
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in findings:
        one = fingerprint(finding, site)
        entry = known.get(one)
        fits = entry is not None and met[one] < entry.count and entry.outweighs(finding.severity)
        met[one] += 1
        (old if fits else new).append(finding)
    return new, old, [entry for entry in baseline.entries if met[entry.fingerprint] < entry.count]


def written(findings: Iterable[Finding], site: Site) -> str:
    """The text of a baseline of findings: one a line, sorted, the same whatever the day and the lines."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.rule.partition("/")[0] not in NEVER:
            grouped.setdefault(fingerprint(finding, site), []).append(finding)
    rows = sorted((_row(one, alike) for one, alike in grouped.items()), key=_order)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    inner = f"\n{lines}\n" if lines else ""
    text = f'{{\n"version": 1,\n"fingerprint": "{VERSION}",\n"findings": [{inner}]\n}}\n'
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _row(one: str, alike: Sequence[Finding]) -> dict[str, Any]:
    first = alike[0]
    return {
        "rule": first.rule,
        "severity": first.severity,
        "document": first.document or first.path,
        "fingerprint": one,
        "count": len(alike),
        "message": _timeless(first.message),
    }


def _order(row: dict[str, Any]) -> tuple[str, ...]:
    return row["document"], row["rule"], row["message"], row["fingerprint"]


def _timeless(message: str) -> str:
    """A message without the counts that change by themselves; the document's own words stand in backticks."""
    parts = _CODE.split(message)
    return "".join(part if n % 2 else re.sub(r"[\d-]*\d", "N", part) for n, part in enumerate(parts))
