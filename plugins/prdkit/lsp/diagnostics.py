"""To turn findings of the check into what editors underline."""

from collections.abc import Iterable

from lsprotocol import types

from prdkit.check.finding import Finding
from prdkit.config.config import Fault
from prdkit.lsp.positions import Text

_SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def diagnostic(finding: Finding, text: Text) -> types.Diagnostic:
    """A finding at its place: the message with the next step below it, and the rule with its page."""
    message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    start, end = text.position(finding.line, finding.column), text.position(finding.end_line, finding.end_column)
    return types.Diagnostic(
        range=types.Range(start, max(start, end, key=lambda at: (at.line, at.character))),
        message=message,
        severity=_SEVERITY[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(finding.url) if finding.url else None,
        source="prd",
    )


def of_fault(fault: Fault) -> types.Diagnostic:
    """Something wrong in a configuration file, marked to the end of its line."""
    line = max(fault.line - 1, 0)
    message = f"{fault.message}\n{fault.hint}" if fault.hint else fault.message
    start, end = types.Position(line, max(fault.column - 1, 0)), types.Position(line, 10_000)
    return types.Diagnostic(range=types.Range(start, end), message=message, severity=_SEVERITY["error"], source="prd")


def by_path(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by the file that they stand in."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.path, []).append(finding)
    return found
