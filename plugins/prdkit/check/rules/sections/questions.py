"""To report questions that are left open."""

import re
from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.model.content import is_rule
from prdkit.model.document import Document
from prdkit.reading.problem import Span

_ROW = re.compile(r"^[ ]{0,3}(?:\||[-*+][ \t]|\d+[.)][ \t])", re.MULTILINE)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


_PIECES = re.compile(r"[|;；:：,，。()（）\[\]—*_]+")


@rule(on=Document)
def open_questions(document: Document, site: Site) -> Iterator[Problem]:
    """An open question has no owner or no due date, or is still open after its day or its gate.

    One row or list item of the section is one question. It names a person or a department of org.yml and
    a day; it is settled when a cell says so (`decided`, `已定`), when it is ticked `[x]` or struck through.

    Bad:

    ```markdown
    ## Open questions

    | Question | Owner | Due |
    |---|---|---|
    | Do points expire in bank years? | fin.lead | 2026-07-01 |
    | May shop staff collect points? | | | <!-- here -->
    ```

    Good:

    ```markdown
    ## Open questions

    | Question | Owner | Due | Answer |
    |---|---|---|---|
    | Do points expire in bank years? | fin.lead | 2026-07-01 | |
    | May shop staff collect points? | hr.lead | 2026-05-20 | decided: no |
    ```
    """
    for section in document.sections:
        if section.name == "open_questions":
            base = section.heading.end
            text = document.text_of(section)
            for offset, row in _questions(text):
                if document.source.outline.is_prose(base + offset):
                    yield from _unanswered(document, site, base + offset, row)


def _questions(text: str) -> Iterator[tuple[int, str]]:
    """Rows of tables without their heads, and items of lists, with their offsets."""
    lines = text.split("\n")
    offset = 0
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        head = "|" in line and is_rule(below)
        if _ROW.match(line) and not head and not is_rule(line):
            yield offset, line
        offset += len(line) + 1


def _unanswered(document: Document, site: Site, offset: int, row: str) -> Iterator[Problem]:
    pieces = {piece.strip().casefold() for piece in _PIECES.split(row)}
    if "~~" in row or "[x]" in row.lower() or not pieces.isdisjoint(site.config.process.settled):
        return
    told = _lacking(document, site, row)
    if told and any(len(piece) > 1 for piece in pieces):
        line, column = document.source.outline.position(offset)
        at = Span(line, column, line, column + len(row))
        yield Problem(at, f"an open question {told}", "Name who answers it and by when, or write down the answer.")


def _lacking(document: Document, site: Site, row: str) -> str:
    """What is wrong with a question that is still open, or nothing."""
    org = site.config.org
    words = set(re.findall(r"[\w.-]+", row))
    days = _DAY.findall(row)
    owned = not words.isdisjoint(org.people) or not words.isdisjoint(org.departments)
    if not owned or not days:
        return "has " + " and ".join(("no owner",) * (not owned) + ("no due date",) * (not days))
    if max(days) < site.as_of.isoformat():
        return f"was due on {max(days)}"
    passed = [gate for gate in document.type.gate_order if gate in document.passed and _names(row, gate)]
    return f"should have been closed before gate {passed[0]}" if passed else ""


def _names(row: str, gate: str) -> bool:
    """Whether a row speaks of a gate, as a word of its own."""
    return gate in row and re.search(rf"(?<!\w){re.escape(gate)}(?!\w)", row) is not None
