"""To hold one finding: a rule's problem at its place in a file, with the weight it has there."""

from dataclasses import dataclass, fields
from typing import Any

from prdkit.check.registry import Severity

LEVELS: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding. Lines and columns count from 1, columns in characters; the end is exclusive.

    `path` is relative to the project, `document` the id of the document, `field` the front-matter path
    (`features.0.id`) or empty, `url` the address of the rule's page where the project names one.
    """

    rule: str
    severity: Severity
    message: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    document: str = ""
    field: str = ""
    hint: str = ""
    url: str = ""

    def as_json(self) -> dict[str, Any]:
        """The finding as plain values, in the order of its declaration."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    @property
    def place(self) -> tuple[str, int, int, str, str]:
        """What findings are sorted by."""
        return self.path, self.line, self.column, self.rule, self.message


def counts(findings: list[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    return {level: sum(f.severity == level for f in findings) for level in LEVELS}
