"""To write findings as workflow commands, which GitHub Actions shows beside the lines of a pull request."""

import re
from pathlib import PurePosixPath

from prdkit.check.finding import LEVELS, Finding, counts
from prdkit.link.site import Site

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}

SHOWN = 10
"""How many errors, warnings and notices each GitHub shows for a step."""

_CONTROLS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What a terminal obeys and nobody reads; line ends are escaped instead, and kept."""


def write(findings: list[Finding], site: Site, *, base: str = "", **_: object) -> str:  # noqa: ARG001
    """One command a finding; paths are relative to the repository, in which the project lies at `base`.

    Where GitHub will not show them all beside the lines, the first command says so.
    """
    return _overflow(findings) + "".join(_command(finding, base) for finding in findings)


def _overflow(findings: list[Finding]) -> str:
    """A notice of how many findings a step is too small for. It comes first: notices are dropped from the tenth too."""
    by_level = counts(findings)
    over = [(by_level[level] - SHOWN, by_level[level], level) for level in LEVELS if by_level[level] > SHOWN]
    if not over:
        return ""
    told = ", ".join(f"{more} of {whole} {level}s" for more, whole, level in over)
    return f"::notice title=prd check::Not shown beside the lines: {told}. This log has them all.\n"


def _command(finding: Finding, base: str) -> str:
    properties = {
        "file": str(PurePosixPath(base, finding.path)),
        "line": finding.line,
        "col": finding.column,
        "endLine": finding.end_line,
        # The runner counts the last column in, findings count it out.
        "endColumn": max(finding.end_column - 1, 1),
        "title": finding.rule,
    }
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(message)}\n"


def _data(text: str) -> str:
    tame = _CONTROLS.sub(" ", text).replace("##[", "#\u2060#[")
    return tame.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
