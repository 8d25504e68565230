"""To write findings as workflow commands, which GitHub Actions shows beside the lines of a pull request."""

import re
from pathlib import PurePosixPath

from prdkit.check.finding import Finding
from prdkit.link.site import Site

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}

_CONTROLS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What a terminal obeys and nobody reads; line ends are escaped instead, and kept."""


def write(findings: list[Finding], site: Site, *, base: str = "", **_: object) -> str:  # noqa: ARG001
    """One command a finding; paths are relative to the repository, in which the project lies at `base`."""
    return "".join(_command(finding, base) for finding in findings)


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
    return _CONTROLS.sub(" ", text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
