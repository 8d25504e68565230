"""To match headings to the sections that a type knows, each at its level and below its parent."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from operator import attrgetter, itemgetter

from prdkit.config.types import DocumentType, SectionType
from prdkit.model.headings import as_written, bare, slug
from prdkit.reading.markdown import Heading, Outline

_ID_COMMENT = re.compile(r"<!--+\s*(?:(?:id|section)\s*[:=]\s*)?[#\"']?([^<>\n]{1,200}?)[\"']?\s*--+>")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that is a section of the type; `index` counts among the outline's headings."""

    name: str
    heading: Heading
    index: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A section that only a comment names: it has no heading, and reaches from `start` to `end`."""

    name: str
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Layout:
    """Where the sections of a type stand in a document.

    `sections` are those in their places, in the order of the file. `marked` have a comment and no heading. `astray`
    are headings at a level that is not theirs and `misplaced` those outside their parent, of sections that stand
    nowhere else. `level` is the one at which the document's own sections stand.
    """

    sections: tuple[Section, ...]
    level: int
    marked: Mapping[str, Marked] = field(default_factory=dict)
    astray: Mapping[str, Section] = field(default_factory=dict)
    misplaced: Mapping[str, Section] = field(default_factory=dict)
    named: frozenset[int] = frozenset()

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Section, ...]]:
        """The sections in their places by name."""
        found: dict[str, list[Section]] = {}
        for section in self.sections:
            found.setdefault(section.name, []).append(section)
        return {name: tuple(sections) for name, sections in found.items()}


class Names:
    """The headings that mean the sections of one type. Several sections may have one name, below different parents."""

    def __init__(self, kind: DocumentType) -> None:
        self.kind = kind
        self.terms = kind.demands.headings
        self.plain: dict[str, tuple[str, ...]] = {}
        self.words: dict[str, tuple[str, ...]] = {}
        self.anchors: dict[str, str] = {}
        self.comments: dict[str, str] = {}
        for name, section in kind.sections.items():
            self._add(name, section)

    def _add(self, name: str, section: SectionType) -> None:
        for words in spellings(section):
            for known, told in ((self.plain, as_written(words, self.terms)), (self.words, bare(words, self.terms))):
                if told and name not in known.get(told, ()):
                    known[told] = (*known.get(told, ()), name)
        self.anchors.setdefault(name, name)
        self.anchors.setdefault(slug(name), name)
        if section.comment:
            self.comments.setdefault(section.comment.strip().casefold(), name)

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The section that each sub-section stands below, by name."""
        return {name: self.named(s.under) for name, s in self.kind.sections.items() if s.under}

    def named(self, words: str) -> str:
        """The section that a key, label or alias means."""
        return words if words in self.kind.sections else next(iter(self.of(words)), "")

    def of(self, title: str) -> tuple[str, ...]:
        """The sections that a heading of these words may be, whatever its place."""
        return self.plain.get(as_written(title, self.terms)) or self.words.get(bare(title, self.terms), ())

    def levels(self, name: str) -> tuple[int, ...]:
        """The levels that a section's heading may have; of sub-sections any, where it does not say."""
        section = self.kind.sections[name]
        return section.levels or (_ANY if section.under else self.kind.section_levels)


_ANY = (1, 2, 3, 4, 5, 6)


def spellings(section: SectionType) -> Iterator[str]:
    """Every heading that means a section as its type says."""
    labels = section.label.values() if isinstance(section.label, Mapping) else (section.label,)
    yield from (*labels, *section.aliases, section.name, section.name.replace("_", " "))


def names_of(kind: DocumentType) -> Names:
    """The headings that mean the sections of a type."""
    return _names(_ByIdentity(kind))


@lru_cache(maxsize=64)
def _names(kind: "_ByIdentity") -> Names:
    return Names(kind.type)


class _ByIdentity:
    """A type as a cache key: types hold mappings and cannot be hashed by value."""

    def __init__(self, kind: DocumentType) -> None:
        self.type = kind

    def __hash__(self) -> int:
        return id(self.type)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.type is self.type


def name_of(heading: Heading, kind: DocumentType) -> str:
    """The section that a heading is, by `{#id}`, by id, or by any label or alias in any language."""
    names = names_of(kind)
    if heading.level in kind.heading_levels and heading.anchor in names.anchors:
        return names.anchors[heading.anchor]
    fitting = (name for name in names.of(heading.title) if heading.level in names.levels(name))
    return next(fitting, "")


def find(outline: Outline, kind: DocumentType) -> Layout:
    """Where the sections of a type stand in a document."""
    if kind.common and not any(section.under or section.comment for section in kind.sections.values()):
        named = ((name_of(heading, kind), heading, index) for index, heading in enumerate(outline.headings))
        found = tuple(Section(name, heading, index) for name, heading, index in named if name)
        return Layout(found, _own_level(found, kind))
    return _Finding(outline, kind).layout()


def _own_level(found: Iterable[Section], kind: DocumentType) -> int:
    """The level at which most of the sections stand that have none above them; the highest one of several."""
    if len(kind.section_levels) == 1:
        return kind.section_levels[0]
    names: dict[int, set[str]] = {}
    for section in found:
        names.setdefault(section.heading.level, set()).add(section.name)
    return max(sorted(names), key=lambda level: len(names[level]), default=0)


def extent(outline: Outline, index: int) -> tuple[int, int]:
    """Where the text under a heading begins, and where the next heading of its level or above does."""
    heading = outline.headings[index]
    following = islice(outline.headings, index + 1, None)
    return heading.end, next((h.start for h in following if h.level <= heading.level), len(outline.body))


def enclosing(headings: Iterable[Heading]) -> list[int]:
    """For each heading the one that it stands below, by index; -1 where there is none."""
    found: list[int] = []
    way: list[tuple[int, int]] = []
    for index, heading in enumerate(headings):
        while way and way[-1][0] >= heading.level:
            way.pop()
        found.append(way[-1][1] if way else -1)
        way.append((heading.level, index))
    return found


class _Finding:
    """To place the headings of one document, sections before the sub-sections that stand below them."""

    def __init__(self, outline: Outline, kind: DocumentType) -> None:
        self.outline = outline
        self.headings = outline.headings
        self.kind = kind
        self.names = names_of(kind)
        self.taken: dict[int, str] = {}
        self.astray: dict[str, Section] = {}
        self.misplaced: dict[str, Section] = {}
        self.meant: dict[str, list[int]] = {}

    def layout(self) -> Layout:
        """The document's sections, and what stands elsewhere."""
        beside, marked = id_comments(self.outline, self.names.comments) if self.names.comments else ({}, {})
        for index, heading in enumerate(self.headings):
            for name in (beside[index],) if index in beside else self._means(heading):
                self.meant.setdefault(name, []).append(index)
        tops = [name for name, section in self.kind.sections.items() if not section.under]
        own = _own_level([self._section(name, index) for name in tops for index in self._fitting(name)], self.kind)
        for name in tops:
            self._place(name, own)
        self._place_parts()
        sections = tuple(self._section(name, index) for index, name in sorted(self.taken.items()))
        elsewhere = (*self.astray.values(), *self.misplaced.values())
        named = frozenset((*self.taken, *(section.index for section in elsewhere)))
        level = own or _level_of_unknown(self.headings, self.kind)
        return Layout(sections, level, marked, self.astray, self.misplaced, named)

    def _means(self, heading: Heading) -> tuple[str, ...]:
        if heading.anchor in self.names.anchors:
            return (self.names.anchors[heading.anchor],)
        return self.names.of(heading.title)

    def _section(self, name: str, index: int) -> Section:
        return Section(name, self.headings[index], index)

    def _fitting(self, name: str) -> list[int]:
        levels = self.names.levels(name)
        return [index for index in self.meant.get(name, ()) if self.headings[index].level in levels]

    def _place(self, name: str, own: int) -> None:
        """A section at the level of the document's sections, else at another one that it may have."""
        fitting = self._fitting(name)
        for index in [n for n in fitting if self.headings[n].level == own] or fitting:
            self.taken.setdefault(index, name)
        if not fitting and name in self.meant:
            self.astray[name] = self._section(name, self.meant[name][0])

    def _place_parts(self) -> None:
        """Sub-sections below their parents, which come before them; then those that stand elsewhere."""
        parts = _by_depth(self.names.parents)
        above = enclosing(self.headings) if parts else []
        found = set()
        for name in parts:
            parents = self._parents(self.names.parents[name])
            inside = [index for index in self.meant.get(name, ()) if _is_below(index, parents, above)]
            fitting = [n for n in inside if self.headings[n].level in self.names.levels(name)]
            self.taken.update(dict.fromkeys(fitting, name))
            if inside:
                found.add(name)
            if inside and not fitting:
                self.astray[name] = self._section(name, inside[0])
        self._misplace([name for name in parts if name not in found])

    def _misplace(self, parts: list[str]) -> None:
        """Headings of sub-sections that stand elsewhere, each for one: first for those whose parent is there."""
        free = {index for indexes in self.meant.values() for index in indexes} - self.taken.keys()
        for name in sorted(parts, key=lambda name: self.names.parents[name] not in self.meant):
            index = next((n for n in self.meant.get(name, ()) if n in free), None)
            if index is not None:
                free.discard(index)
                self.misplaced[name] = self._section(name, index)

    def _parents(self, name: str) -> set[int]:
        """The headings that a sub-section may stand below, even if these stand elsewhere than they should."""
        placed = {index for index, taken in self.taken.items() if taken == name}
        return placed or set(self.meant.get(name, ()))


def _by_depth(parents: Mapping[str, str]) -> list[str]:
    """Sub-sections with those first that others stand below."""
    depth: dict[str, int] = {}
    for name in parents:
        steps, at = 0, name
        while at in parents and steps <= len(parents):
            steps, at = steps + 1, parents[at]
        depth[name] = steps
    return sorted(depth, key=depth.__getitem__)


def _is_below(index: int, parents: set[int], above: list[int]) -> bool:
    while (index := above[index]) >= 0:
        if index in parents:
            return True
    return False


def _level_of_unknown(headings: tuple[Heading, ...], kind: DocumentType) -> int:
    """The level of the sections of a document that has none of its type's: the highest but for its title."""
    title = 1 if headings and headings[0].level == 1 else 0
    levels = [heading.level for heading in headings[title:] if heading.level in kind.section_levels]
    return min(levels, default=kind.section_levels[0])


def id_comments(outline: Outline, known: Mapping[str, str]) -> tuple[dict[int, str], dict[str, Marked]]:
    """The headings that a comment beside them names, by index, and the sections that have a comment alone."""
    beside: dict[int, str] = {}
    alone: list[tuple[str, int, int]] = []
    for found in _ID_COMMENT.finditer(outline.body):
        name = known.get(found[1].strip().casefold(), "")
        if name and not _is_code(outline, found.start()):
            index = _beside(outline, found.start(), found.end())
            if index is None:
                alone.append((name, found.start(), found.end()))
            else:
                beside.setdefault(index, name)
    marked: dict[str, Marked] = {}
    for number, (name, start, end) in enumerate(alone):
        until = alone[number + 1][1] if number + 1 < len(alone) else len(outline.body)
        after = bisect_left(outline.headings, end, key=attrgetter("start"))
        heading = outline.headings[after].start if after < len(outline.headings) else until
        marked.setdefault(name, Marked(name, outline.position(start)[0], end, min(until, heading)))
    return beside, marked


def _is_code(outline: Outline, offset: int) -> bool:
    """Whether an offset lies in a fence, where a comment is an example."""
    place = bisect_right(outline.hidden, offset, key=itemgetter(0)) - 1
    if place < 0 or offset >= outline.hidden[place][1]:
        return False
    start = outline.hidden[place][0]
    return outline.body[start : start + 20].lstrip(" \t>").startswith(("```", "~~~"))


def _beside(outline: Outline, start: int, end: int) -> int | None:
    """The heading that a comment stands in, right above or right below, whichever is nearer."""
    after = bisect_left(outline.headings, start, key=attrgetter("start"))
    choices = []
    if after:
        gap = outline.body[outline.headings[after - 1].end : start]
        if not gap.strip():
            choices.append((gap.count("\n"), 1, after - 1))
    if after < len(outline.headings):
        gap = outline.body[end : outline.headings[after].start]
        if not gap.strip():
            choices.append((gap.count("\n"), 0, after))
    return min(choices)[2] if choices else None
