"""To find what a type asks of sections by itself, without a gate, and how a document falls short of it."""

from collections.abc import Iterator
from typing import NamedTuple

from prdkit.config.conditions import Comparison, Condition, asks
from prdkit.config.types import SectionType
from prdkit.model.document import Document
from prdkit.model.sections import Names, names_of
from prdkit.reading.markdown import Heading

MISSING, EMPTY, SWALLOWED, COMMENTED = "missing", "empty", "swallowed", "commented"
LEVEL, MISPLACED, NOT_ALLOWED, ONE_OF, RECOMMENDED = "level", "misplaced", "not-allowed", "one-of", "recommended"


class Shortfall(NamedTuple):
    """What is wrong with a section: `kind` is one of the words above, `heading` where it is seen, if anywhere.

    `wanted` is why it should be otherwise, None where it always should. `others` are sections that would do as well.
    """

    kind: str
    section: SectionType
    heading: Heading | None = None
    wanted: Condition | None = None
    others: tuple[SectionType, ...] = ()


def shortfalls(document: Document) -> tuple[Shortfall, ...]:
    """How a document falls short of what its type asks of sections; of each section one thing at most."""
    source = document.source
    # Front matter that is never closed swallows the text: that is told once.
    if not document.type.asks_sections or (source.is_lost and not source.body):
        return ()
    key = (Shortfall, document.status)
    if key not in document.parts:
        looking = _Looking(document)
        document.parts[key] = (*looking.at_sections(), *looking.at_groups())
    made: tuple[Shortfall, ...] = document.parts[key]
    return made


class _Looking:
    """To look at the sections of one document, one after another in the order of its type."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.layout = document.layout
        self.sections = document.type.sections
        self.names: Names = names_of(document.type)
        self.told: set[str] = set()

    def at_sections(self) -> Iterator[Shortfall]:
        """What is wrong with each section by itself."""
        for name, section in self.sections.items():
            found = self._standing(section) if self.stands(name) else self._elsewhere(section)
            if found is not None:
                self.told.add(name)
                yield found

    def at_groups(self) -> Iterator[Shortfall]:
        """What is wrong with the groups of which one section must stand there."""
        for group in self.document.type.demands.one_of:
            names = [self.names.named(words) for words in group.sections]
            if (group.when is None or group.when.holds(self.document)) and self.told.isdisjoint(names):
                members = [self.sections[name] for name in names if name]
                found = self._of_group(members, group.when)
                if found is not None:
                    self.told.add(found.section.name)
                    yield found

    def stands(self, name: str) -> bool:
        """Whether a section stands in its place."""
        return name in self.layout.by_name or name in self.layout.marked

    def _standing(self, section: SectionType) -> Shortfall | None:
        """What is wrong with a section that is there: it may not be, or nothing stands below it."""
        heading = self._heading(section.name)
        if not asks(section.allowed, self.document):
            return Shortfall(NOT_ALLOWED, section, heading, _condition(section.allowed))
        if section.may_be_empty or self.document.fills(section.name) or self._field_stands_in(section):
            return None
        if section.never_empty or self._is_required(section):
            return Shortfall(EMPTY, section, heading, _condition(section.required))
        return Shortfall(RECOMMENDED, section, heading) if self._is_recommended(section) else None

    def _heading(self, name: str) -> Heading | None:
        found = self.layout.by_name.get(name)
        return found[0].heading if found else None

    def _elsewhere(self, section: SectionType) -> Shortfall | None:
        """What is wrong with a section that does not stand in its place."""
        if not asks(section.allowed, self.document) or self._field_stands_in(section):
            return None
        required = self._is_required(section)
        if (astray := self.layout.astray.get(section.name)) and (required or section.levels):
            return Shortfall(LEVEL, section, astray.heading)
        if not self._has_parent(section):
            return None
        if misplaced := self.layout.misplaced.get(section.name):
            return Shortfall(MISPLACED, section, misplaced.heading)
        if required:
            return self._hidden(section) or Shortfall(MISSING, section, None, _condition(section.required))
        if self._is_recommended(section):
            return Shortfall(RECOMMENDED, section, None, _condition(section.recommended))
        return None

    def _hidden(self, section: SectionType) -> Shortfall | None:
        """The section inside a fence that is never closed, or in a comment."""
        outline = self.document.source.outline
        for kind, headings in ((SWALLOWED, outline.swallowed), (COMMENTED, outline.commented)):
            for heading in headings:
                if section.name in self.names.of(heading.title):
                    return Shortfall(kind, section, heading)
        return None

    def _of_group(self, members: list[SectionType], wanted: Condition | None) -> Shortfall | None:
        standing = [section for section in members if self.stands(section.name)]
        if any(map(self._field_stands_in, members)):
            return None
        if standing:
            said = any(section.may_be_empty or self.document.fills(section.name) for section in standing)
            return None if said else Shortfall(EMPTY, standing[0], self._heading(standing[0].name), wanted)
        for section in members:
            if astray := self.layout.astray.get(section.name):
                return Shortfall(LEVEL, section, astray.heading)
            if hidden := self._hidden(section):
                return hidden
        return Shortfall(ONE_OF, members[0], None, wanted, tuple(members)) if members else None

    def _is_required(self, section: SectionType) -> bool:
        """Whether a type asks for it by itself; where a gate does, that decides."""
        return not section.gate and asks(section.required, self.document)

    def _is_recommended(self, section: SectionType) -> bool:
        return asks(section.recommended, self.document)

    def _field_stands_in(self, section: SectionType) -> bool:
        return bool(section.or_field) and _filled(section.or_field).holds(self.document)

    def _has_parent(self, section: SectionType) -> bool:
        """Whether the section above it is there at all, or need not be: one that is missing is told by itself."""
        parent = self.names.parents.get(section.name, "")
        if not parent or self.stands(parent) or parent in self.layout.astray or parent in self.layout.misplaced:
            return True
        return section.name in self.layout.misplaced and not self._is_required(self.sections[parent])


def _condition(demand: object) -> Condition | None:
    return demand if isinstance(demand, Condition) else None


def _filled(key: str) -> Condition:
    return Condition((Comparison(key, "set", True),))
