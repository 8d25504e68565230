"""To write findings as JSON for programs."""

import json

from prdkit.check.finding import Finding, counts
from prdkit.link.site import Site

VERSION = 1


def write(findings: list[Finding], site: Site, **_: object) -> str:
    """`{"version": 1, "findings": […], "summary": {…}}`; keys are added, never renamed, within a version."""
    by_level = counts(findings)
    summary = {
        "documents": len(site.documents),
        "pages": len(site.pages),
        "errors": by_level["error"],
        "warnings": by_level["warning"],
        "infos": by_level["info"],
        "as_of": site.as_of.isoformat(),
    }
    whole = {"version": VERSION, "findings": [f.as_json() for f in findings], "summary": summary}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
