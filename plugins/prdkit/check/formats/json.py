"""To write findings as JSON for programs."""

import json
from typing import Any

from prdkit.check.finding import Finding, counts
from prdkit.check.fingerprint import fingerprints
from prdkit.check.outcome import Outcome, Waived
from prdkit.config.fields import say
from prdkit.link.site import Site

VERSION = 1


def write(findings: list[Finding], site: Site, *, outcome: Outcome | None = None, **_: object) -> str:
    """`{"version": 1, "findings": […], "summary": {…}}`; keys are added, never renamed, within a version."""
    whole = outcome or Outcome(findings)
    waived = [one.finding for one in whole.waived]
    known = fingerprints(sorted((*findings, *waived), key=lambda finding: finding.place), site)
    by_level = counts(findings)
    summary = {
        "documents": len(site.documents),
        "pages": len(site.pages),
        "errors": by_level["error"],
        "warnings": by_level["warning"],
        "infos": by_level["info"],
        "as_of": site.as_of.isoformat(),
        "waived": len(waived),
        "known": len(whole.known),
        "gone": len(whole.gone),
    }
    said = {
        "version": VERSION,
        "findings": [_finding(finding, known) for finding in findings],
        "summary": summary,
        "waived": [_finding(one.finding, known) | {"waiver": _waiver(one)} for one in whole.waived],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, known: dict[Finding, str]) -> dict[str, Any]:
    return finding.as_json() | {"fingerprint": known[finding]}


def _waiver(one: Waived) -> dict[str, Any]:
    waiver = one.waiver
    return {
        "rule": waiver.rule,
        "reason": say(waiver.reason, "en"),
        "by": waiver.by,
        "until": waiver.until.isoformat(),
        "path": waiver.path,
    }
