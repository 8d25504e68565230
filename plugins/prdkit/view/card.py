"""To say where a document stands: its status among the others, its facts, what its next gate still lacks."""

from collections.abc import Iterator
from dataclasses import dataclass

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.views import Words
from prdkit.check.finding import Finding
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.facts import Fact, fact


@dataclass(frozen=True, slots=True)
class Step:
    """One status of the line: `state` is done, current or ahead; `gate` is the gate before it."""

    label: str
    state: str
    gate: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the next gate lacks, in words, with the place on the page to go to, or the line to edit."""

    text: str
    anchor: str
    line: int = 0


@dataclass(frozen=True)
class Backlink:
    """A document that speaks of this one, and in which field (empty: in its text)."""

    id: str
    relation: str
    anchor: str


@dataclass(frozen=True)
class Card:
    """Everything above and below a document's own words."""

    id: str
    title: str
    type_label: str
    index: str
    status: str
    side: bool
    reason: str
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    gate: str
    gate_label: str
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]
    backlinks: tuple[Backlink, ...]


def card(document: Document, site: Site, words: Words, findings: tuple[Finding, ...]) -> Card:
    """The card of a document in one language."""
    gate = document.type.next_gate(document.status)
    facts = (fact(document, name, site, words) for name in document.type.card)
    return Card(
        id=document.id,
        title=document.title,
        type_label=words.say(document.type.label),
        index=f"{document.type.folder}/index.md",
        status=words.say(document.state.label) or document.status,
        side=document.state.side,
        reason=_reason(document, words),
        steps=tuple(_steps(document, words)),
        facts=tuple(f for f in facts if f.values),
        gate=gate,
        gate_label=words.say(site.config.process.gates.get(gate, "")),
        gaps=tuple((*_section_gaps(document, gate, words), *_rule_gaps(findings, gate))) if gate else (),
        findings=findings,
        backlinks=tuple(_backlinks(document, site, words)),
    )


def _reason(document: Document, words: Words) -> str:
    told = document.values.get("status_reason") or {}
    parts = [words.say(told.get("reason")), words.person(told["by"]) if told.get("by") else "", str(told.get("on") or "")]
    return " · ".join(part for part in parts if part) if document.state.reason else ""


def _steps(document: Document, words: Words) -> Iterator[Step]:
    here = document.state.like or document.status
    line = document.type.line
    place = line.index(here) if here in line else -1
    for number, name in enumerate(line):
        state = "done" if number < place else "current" if number == place else "ahead"
        status = document.type.statuses[name]
        yield Step(words.say(status.label), state, status.gate)


def _section_gaps(document: Document, gate: str, words: Words) -> Iterator[Gap]:
    for section in document.type.sections.values():
        due = section.gate == gate or section.gate in document.passed
        if not due or not document.wants(section) or document.fills(section.name):
            continue
        found = document.section(section.name)
        key = "gate.section_empty" if found else "gate.section_missing"
        text = words(key, name=words.say(section.label))
        yield Gap(text, (found.heading.anchor or section.name) if found else "", found.heading.line if found else 0)


def _rule_gaps(findings: tuple[Finding, ...], gate: str) -> Iterator[Gap]:
    gates = {rule.name: rule.gate for rule in all_rules()}
    for finding in findings:
        if gates.get(finding.rule) == gate:
            yield Gap(finding.message, "", finding.line)


def _backlinks(document: Document, site: Site, words: Words) -> Iterator[Backlink]:
    for other, reference in site.backlinks.get(document.id, ()):
        label = other.type.fields[reference.field].label if reference.field in other.type.fields else ""
        yield Backlink(other.id, words.say(label) if label else "", reference.anchor)
