"""To say what a document lacks to go on: what the gate ahead asks for and does not find, each with its place."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from prdkit.check.finding import LEVELS, Finding
from prdkit.check.lack_words import problem_of
from prdkit.check.lacks import EMPTY, MISSING, UNFILLED, lacks
from prdkit.check.registry import Rule
from prdkit.check.run import counts, finding_of, findings_of
from prdkit.check.waiver import all_waivers
from prdkit.check.waivers import apply
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
    """To find the gaps of one document after another; the rules are sorted once.

    `findings` are those of a check: what they say of parts of a document is not looked for again.
    """

    def __init__(self, site: Site, rules: Sequence[Rule], findings: Iterable[Finding] | None = None) -> None:
        self.site = site
        self._known: dict[str, list[Finding]] | None = None if findings is None else {}
        for finding in findings or ():
            self._known.setdefault(finding.path, []).append(finding)  # type: ignore[union-attr]
        self._rules = {r.name: r for r in rules if counts(site, r.name)}
        self._waivers = all_waivers(site)

    def to_next(self, document: Document) -> tuple[Gap, ...]:
        """What a document lacks for the gate ahead of its status; nothing where there is none."""
        ahead = document.type.next_entry(document.status)
        return self.to(document, ahead) if ahead else ()

    def to(self, document: Document, status: str) -> tuple[Gap, ...]:
        """What a document lacks to enter a status: of every gate on the way, but for what is waived."""
        gates = document.type.gates.get(status, frozenset())
        gaps = (*self._lacking(document, gates), *self._wrong(document, status, gates))
        counted = set(apply([gap.finding for gap in gaps], self._waivers, self.site)[0])
        return tuple(gap for gap in gaps if gap.finding in counted)

    def _lacking(self, document: Document, gates: frozenset[str]) -> Iterator[Gap]:
        anchors = _Anchors(document)
        for lack in lacks(document, gates):
            rule = self._rules.get(_RULES[lack.what])
            if rule is not None:
                finding = finding_of(rule, document, problem_of(document, lack), self.site)
                if finding.severity in LEVELS:
                    yield Gap(lack.what, lack.name, lack.gate, finding, anchors.of_section(lack.section))

    def _wrong(self, document: Document, status: str, gates: frozenset[str]) -> Iterator[Gap]:
        """What the rules of the gates find, as if the document stood in the status already: some wait for it."""
        held = {
            name: gate
            for name, asking in document.asked.rules.items()
            if name in self._rules and name not in _TOLD and (gate := next((g for g in asking if g in gates), ""))
        }
        anchors, rules = _Anchors(document), [self._rules[name] for name in held]
        for finding in sorted(self._found(document, status, rules), key=lambda finding: finding.place):
            anchor = anchors.of(finding) if finding.path == document.path else ""
            yield Gap(FOUND, finding.rule, held[finding.rule], finding, anchor)

    def _found(self, document: Document, status: str, rules: Sequence[Rule]) -> Iterator[Finding]:
        """What rules find in a document and in its sign-offs. Those on parts do not ask for the status."""
        whole = [rule for rule in rules if rule.on is Document]
        inner = [rule for rule in rules if rule.on is not Document]
        yield from findings_of(document.at(status), whole, self.site)
        file = self.site.signed(document)
        if file is not None:
            yield from findings_of(file, inner, self.site)
        if self._known is None:
            yield from findings_of(document, inner, self.site)
        else:
            names = {rule.name for rule in inner}
            yield from (finding for finding in self._known.get(document.path, ()) if finding.rule in names)


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
