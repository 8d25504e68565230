"""To write findings as a Code Quality report, which GitLab shows in a merge request."""

import json
from pathlib import PurePosixPath
from typing import Any

from prdkit.check.finding import Finding
from prdkit.check.fingerprint import fingerprints
from prdkit.link.site import Site

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(findings: list[Finding], site: Site, *, base: str = "", **_: object) -> str:
    """A list with one object a finding; paths are relative to the repository, the project at `base`.

    The format has no place for what is waived or known: that is left out.
    """
    known = fingerprints(findings, site)
    whole = [_issue(finding, base, known[finding]) for finding in findings]
    written = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    return written.encode("utf-8", "replace").decode("utf-8")


def _issue(finding: Finding, base: str, fingerprint: str) -> dict[str, Any]:
    return {
        "description": f"{finding.message}. {finding.hint}" if finding.hint else finding.message,
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": str(PurePosixPath(base, finding.path)),
            "lines": {"begin": finding.line, "end": finding.end_line},
        },
    }
