"""To read the tests that an acceptance rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from prdkit.config.fields import Text
from prdkit.model.document import Document
from prdkit.reading.problem import Path

BLOCK = "acceptance"


class TestRow(NamedTuple):
    """A row of tests: `cases` and `passed` are numbers of cases, None where none are counted."""

    number: int
    type: str
    quality: str
    cases: int | None
    passed: int | None
    target: str
    actual: str
    result: str
    report: str
    note: Text

    @property
    def outcome(self) -> str:
        """`pass`, `fail`, `partly` or another result that was told, `open` where nobody knows yet."""
        if self.result:
            return self.result
        if self.passed is None:
            return "open"
        return "pass" if self.cases is None or self.passed >= self.cases else "fail"


@dataclass(frozen=True)
class Acceptance:
    """The acceptance of a document."""

    document: Document
    values: Mapping[str, Any]
    tests: tuple[TestRow, ...]
    path: Path = (BLOCK,)

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The acceptance of a document, none where it has none."""
        values = document.record(BLOCK)
        if not values:
            return ()
        rows = enumerate(values.get("tests") or ())
        return (cls(document, values, tuple(_test(number, row) for number, row in rows if row and row.get("type"))),)


def _test(number: int, row: Mapping[str, Any]) -> TestRow:
    return TestRow(
        number,
        row["type"],
        row.get("quality") or "",
        row.get("cases"),
        row.get("passed"),
        row.get("target") or "",
        row.get("actual") or "",
        row.get("result") or "",
        row.get("report") or "",
        row.get("note") or "",
    )
