"""To show what was tested, and whether it passed."""

from dataclasses import dataclass
from typing import NamedTuple

from prdkit.blocks.acceptance.rows import BLOCK, Acceptance, TestRow
from prdkit.blocks.table import Pair, pairs_of
from prdkit.blocks.views import Words, view
from prdkit.link.site import Site
from prdkit.model.document import Document

_TONES = {"pass": "good", "fail": "bad"}


class TestView(NamedTuple):
    """A row of tests; `tone` is good, bad or empty."""

    type: str
    quality: str
    cases: str
    target: str
    actual: str
    result: str
    tone: str
    report: str
    note: str


@dataclass(frozen=True)
class AcceptanceView:
    """The facts of an acceptance, and its tests."""

    facts: tuple[Pair, ...]
    tests: tuple[TestView, ...]


@view(BLOCK)
def acceptance_view(document: Document, site: Site, words: Words) -> AcceptanceView | None:
    """The acceptance of a document, None where nothing of it could be read."""
    made = Acceptance.parts(document)
    if not made:
        return None
    fields = document.type.blocks[BLOCK].fields
    shown = {key: fields[key] for key in ("env", "on", "by", "build", "note") if key in fields}
    inner = fields["tests"].items.fields if fields["tests"].items is not None else {}

    def label(field: str, value: str) -> str:
        return words.say(inner[field].values.get(value, value)) if value and field in inner else value

    def row(test: TestRow) -> TestView:
        counted = test.cases is not None and test.passed is not None
        result = label("result", test.outcome) if test.outcome != "open" else words("acceptance.open")
        return TestView(
            label("type", test.type),
            label("quality", test.quality),
            f"{test.passed} / {test.cases}" if counted else str(test.cases or ""),
            test.target,
            test.actual,
            result,
            _TONES.get(test.outcome, ""),
            test.report,
            words.say(test.note),
        )

    return AcceptanceView(pairs_of(shown, made[0].values, words), tuple(row(test) for test in made[0].tests))
