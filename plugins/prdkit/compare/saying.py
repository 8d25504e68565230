"""To say a change in the words of one language: where it is, what stood there and stands there now."""

from collections.abc import Iterator
from typing import Any

from prdkit.blocks.sign_offs.ledger import Changed
from prdkit.blocks.views import Words
from prdkit.compare.canon import below, is_empty, listed
from prdkit.compare.change import Change, Step
from prdkit.compare.document import Comparison
from prdkit.compare.signing import SECTION, VOID
from prdkit.config.fields import Field
from prdkit.model.document import Document
from prdkit.model.normative import REST, squeezed

LONGEST = 160
"""Characters shown of one value."""
_PARTS = 4
"""Values shown of one row."""


class Saying:
    """The words for the changes of one document."""

    def __init__(self, comparison: Comparison, words: Words) -> None:
        self.words = words
        self.document: Document = comparison.document

    def where(self, change: Change) -> str:
        """The way to the place, from the field down; its first step is left out where the group says the same."""
        steps = [said for step in change.where if (said := self._step(step))]
        if len(steps) > 1 and steps[0] == self.words(f"diff.group.{change.group}"):
            del steps[0]
        return " › ".join(steps) or self.words(f"diff.subject.{change.subject}")

    def _step(self, step: Step) -> str:
        label = squeezed(self.words.say(step.label))
        if step.row and label and label != step.key:
            return clipped(f"{step.key} {label}", 80)
        return clipped(label or (self.words("diff.opening") if step.key == "_start" else step.key), 80)

    def old(self, change: Change) -> str:
        """What stood there, in words; empty where nothing did."""
        return self._value(change, change.old)

    def new(self, change: Change) -> str:
        """What stands there now, in words; empty where nothing does."""
        return self._value(change, change.new)

    def _value(self, change: Change, value: Any) -> str:
        if change.subject == "signoff" and isinstance(value, list):
            return self.words("list.separator").join(self._part(one) for one in value)
        if change.subject in ("status", "document") and change.act != "renamed":
            status = self.document.type.statuses.get(str(value))
            return self.words.say(status.label) if status else squeezed(str(value or ""))
        return clipped(self._said(value, change.spec or Field("")), LONGEST)

    def _part(self, name: str) -> str:
        if name == VOID:
            return self.words("diff.void")
        is_section = name.startswith(SECTION)
        part = Changed("sections" if is_section else "front_matter", name.removeprefix(SECTION))
        return part_said(self.document, part, self.words)

    def note(self, change: Change) -> str:
        """What more there is to say of it: by how much a date moved, which gates were passed."""
        return self.words("list.separator").join(self._notes(change))

    def _notes(self, change: Change) -> Iterator[str]:
        gates = self.document.config.process.gates
        for key, names in (("diff.passed", change.passed), ("diff.lost", change.lost)):
            if names:
                told = (f"{name} {self.words.say(gates.get(name, ''))}".strip() for name in names)
                yield self.words(key, gates=self.words("list.separator").join(told))
        if change.workdays is not None:
            yield self._moved(change.workdays)
        if change.wording is not None:
            yield self.words("diff.words", added=change.wording.added, removed=change.wording.removed)

    def _moved(self, days: int) -> str:
        if not days:
            return self.words("diff.same_workday")
        key = "diff.later" if days > 0 else "diff.earlier"
        return self.words(f"{key}.one" if abs(days) == 1 else key, count=abs(days))

    def _said(self, value: Any, spec: Field) -> str:
        """A value in words, as its field shows it."""
        if is_empty(value):
            return ""
        if isinstance(value, dict):
            return self.words.say(value) if spec.type == "localized" else self._row(value, spec)
        if isinstance(value, list) or spec.type == "list":
            item = spec.items or Field("")
            return self.words("list.separator").join(self._said(one, item) for one in listed(value, spec))
        return squeezed(self._word(str(value), spec))

    def _word(self, value: str, spec: Field) -> str:
        words, config = self.words, self.words.config
        match spec.type:
            case "enum":
                return words.say(spec.values.get(value, value))
            case "department":
                return words.department(value)
            case "person":
                return words.person(value)
            case "product":
                return words.say(config.org.products.get(value, value))
            case "stage":
                return words.say(config.process.stages.get(value, value))
            case "bool":
                return words({"true": "value.yes", "false": "value.no"}.get(value, value))
            case _:
                return value

    def _row(self, row: dict[str, Any], spec: Field) -> str:
        """A row in short: its first values, and how much it holds besides."""
        parts = []
        for key, value in row.items():
            inner = below(spec, key)
            if is_empty(value) or key == "id":
                continue
            if isinstance(value, list | dict) and inner.type != "localized":
                parts.append(f"{self.words.say(inner.label) or key} ({len(value)})")
            else:
                parts.append(clipped(self._said(value, inner), 60))
        return " · ".join(parts[:_PARTS]) + (" …" if len(parts) > _PARTS else "")


def part_said(document: Document, part: Changed, words: Words) -> str:
    """A part of a document that was signed, in words."""
    if part.name == REST:
        return words("diff.outside")
    kind = document.type
    known = kind.fields.get(part.name) if part.kind == "front_matter" else kind.sections.get(part.name)
    return (words.say(known.label) if known else "") or part.name


def clipped(text: str, longest: int) -> str:
    """A text on one line, cut where it is longer than so many characters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
