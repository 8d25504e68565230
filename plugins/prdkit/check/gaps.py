"""To say what a document lacks to go on: what the gate ahead asks for and does not find, each with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from prdkit.check.finding import Finding
from prdkit.check.lack_words import problem_of
from prdkit.check.lacks import EMPTY, MISSING, UNFILLED, lacks
from prdkit.check.registry import Rule
from prdkit.check.run import finding_of, findings_of
from prdkit.link.addresses import places
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.reading.markdown import Heading
from prdkit.reading.problem import Path

FOUND = "found"
_TOLD = frozenset(("sections/missing", "sections/empty", "gates/missing-block"))
"""Rules on what is lacking, which is told by itself."""


class Gap(NamedTuple):
    """Something that keeps a document from its next gate.

    `what` is section_missing, section_empty, block_missing, or found for what a rule finds; `name` the section,
    block or rule, `gate` the one that asks, `anchor` the place on the document's page, or empty.
    """

    what: str
    name: str
    gate: str
    finding: Finding
    anchor: str


class Gaps:
    """To find the gaps of one document after another; the rules are sorted once."""

    def __init__(self, site: Site, rules: Sequence[Rule]) -> None:
        self.site = site
        severities = site.config.severities
        self._rules = {r.name: r for r in rules if severities.get(r.name) != "off"}

    def to_next(self, document: Document) -> tuple[Gap, ...]:
        """What a document lacks for the gate ahead of its status; nothing where there is none."""
        ahead = document.type.next_entry(document.status)
        return tuple(self.to(document, ahead)) if ahead else ()

    def to(self, document: Document, status: str) -> Iterator[Gap]:
        """What a document lacks to enter a status: of every gate on the way, as if it stood there already."""
        gates = document.type.gates.get(status, frozenset())
        anchors = _Anchors(document)
        for lack in lacks(document, gates):
            rule = self._rules.get(_RULES[lack.what])
            if rule is not None:
                finding = finding_of(rule, document, problem_of(document, lack), self.site)
                yield Gap(lack.what, lack.name, lack.gate, finding, anchors.of_section(lack.section))
        moved = replace(document, values={**document.values, "status": status}, parts={})
        asked = document.asked.rules
        held = {name: gate for name, given in asked.items() if (gate := next((g for g in given if g in gates), ""))}
        rules = [self._rules[name] for name in held if name in self._rules and name not in _TOLD]
        for finding in sorted(findings_of(moved, rules, self.site), key=lambda found: found.place):
            anchor = anchors.of(finding) if finding.path == document.path else ""
            yield Gap(FOUND, finding.rule, held[finding.rule], finding, anchor)


_RULES = {MISSING: "sections/missing", EMPTY: "sections/empty", UNFILLED: "gates/missing-block"}
"""The rule that reports each kind of lack once the gate is passed."""


class _Anchors:
    """The places on a document's page, found for what stands in its file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._known: dict[Path, str] | None = None

    def of_section(self, name: str) -> str:
        """Where a section stands, or empty where it has no heading."""
        found = self.document.section(name)
        return (found.heading.anchor or name) if found is not None else ""

    def of(self, finding: Finding) -> str:
        """Where the thing stands that a finding is about: its row, its block's section, or the section of its line."""
        if not finding.field:
            return self._above(finding.line)
        path = tuple(int(step) if step.isdigit() else step for step in finding.field.split("."))
        for length in range(len(path), 0, -1):
            if anchor := self._places().get(path[:length]):
                return anchor
        block = str(path[0])
        return (self.document.home(block) or block) if block in self.document.blocks else ""

    def _places(self) -> dict[Path, str]:
        if self._known is None:
            self._known = {}
            for name, at in places(self.document):
                if not isinstance(at, Heading):
                    self._known.setdefault(self._row(at), name)
        return self._known

    def _row(self, at: Path) -> Path:
        """The row that a value gives its address to: `features.0` of `features.0.id`."""
        named = at[-1] == "id" or (len(at) > 1 and at[-1] == self.document.type.blocks[str(at[0])].anchor)
        return at[:-1] if named else at

    def _above(self, line: int) -> str:
        above = [section for section in self.document.sections if section.heading.line <= line]
        return (above[-1].heading.anchor or above[-1].name) if above else ""
