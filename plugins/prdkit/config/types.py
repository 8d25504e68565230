"""To hold one type of document: its fields, sections, statuses and the gates between them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from prdkit.config.conditions import Condition, Demanded, glob
from prdkit.config.demands import Demands
from prdkit.config.depending import Depending, depending
from prdkit.config.fields import Field, Text
from prdkit.config.gates import Asked, Demand
from prdkit.config.paths import Template, path_template
from prdkit.config.patterns import Patterns
from prdkit.config.roles import Roles

_BRACKETS = re.compile(r"(?P<status>[^(（]*[^(（\s])\s*[(（](?P<reason>.*)[)）]", re.DOTALL)
"""A status with what stands behind it: `Withdrawn (superseded by 12)`."""


@dataclass(frozen=True, slots=True)
class Status:
    """A status; `gate` must hold to enter it; a `side` status stands off the line of the others.

    `anywhere` marks a side status common to all types, which every status of the line may go to. `rank` is how mature a
    document in it is, `folder` the name of the folder that its documents stand in.
    """

    name: str
    label: Text
    stage: str = ""
    gate: str = ""
    side: bool = False
    reason: bool = False
    tone: str = "neutral"
    like: str = ""
    anywhere: bool = False
    rank: int | None = None
    aliases: tuple[str, ...] = ()
    folder: str = ""


@dataclass(frozen=True)
class Folder:
    """Where the documents of a status stand below docs_dir: as people read it, and as a pattern."""

    shown: str
    pattern: str

    @cached_property
    def _matches(self) -> re.Pattern[str]:
        return re.compile(glob(self.pattern).pattern, re.DOTALL | re.IGNORECASE)

    def holds(self, path: str) -> bool:
        """Whether a path lies there."""
        return self._matches.fullmatch(path) is not None


@dataclass(frozen=True, slots=True)
class Transition:
    """An edge between statuses beside "the next one in order"."""

    origins: tuple[str, ...]
    targets: tuple[str, ...]
    label: Text = ""
    reason: bool = False
    voids_sign_off: bool = False


@dataclass(frozen=True, slots=True)
class SectionType:
    """A section that a type knows: `gate` is the first gate from which it must hold content, or empty.

    `demands` says for each gate in which profiles it asks for the section, `profiles` all of these. Without gates,
    `required`, `recommended` and `allowed` say when it stands there. `levels` are those of its heading, where empty
    those of the type; `under` is the section that it stands below; `or_field` a field that stands in for it. One that
    is `never_empty` holds content wherever it stands; `fixed` is text of the template that is meant to stay.
    `audience` is who may read it at most; empty where that is left to the document.
    """

    name: str
    label: Text
    gate: str = ""
    profiles: tuple[str, ...] = ()
    demands: tuple[Demand, ...] = ()
    aliases: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    guidance: Text = ""
    normative: bool = True
    required: Demanded = False
    recommended: Demanded = False
    allowed: Demanded = True
    levels: tuple[int, ...] = ()
    under: str = ""
    or_field: str = ""
    may_be_empty: bool = False
    never_empty: bool = False
    fixed: bool = False
    comment: str = ""
    audience: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether its type asks something of it by itself, without a gate."""
        asked = self.required or self.recommended or self.allowed is not True
        return bool(asked or self.levels or self.under or self.never_empty)


@dataclass(frozen=True, slots=True)
class BlockType:
    """A front-matter key with a shape: rows, or one record. `types` carry it without listing it.

    `audience` is who may read it at most; empty where that is left to the document.
    """

    name: str
    label: Text
    field: Field
    fields: Mapping[str, Field]
    help: Text = ""
    section: str = ""
    table: tuple[str, ...] = ()
    anchor: str = ""
    addresses: tuple[str, ...] = ()
    normative: bool = True
    example: str = ""
    types: tuple[str, ...] = ()
    audience: str = ""

    @property
    def rows(self) -> bool:
        """Whether the block is a list of rows."""
        return self.field.type == "list"


@dataclass(frozen=True)
class DocumentType:
    """A type of document, as `site_config/types/<name>.yml` declares it.

    `asked` says by profile what the gates ask of it, `gate_order` how all gates of the process follow each other.
    `common` is whether it has what all types of the project share. Documents are the files whose path fits `paths`, or
    that lie in `folder` where there are none, and that `when` holds for. `unlisted` are fields that the file names as
    parts alone, such as the key of the status.
    """

    name: str
    label: Text
    plural: Text
    help: Text
    folder: str
    profiles: tuple[str, ...]
    default_profile: str
    fields: Mapping[str, Field]
    blocks: Mapping[str, BlockType]
    statuses: Mapping[str, Status]
    transitions: tuple[Transition, ...]
    sections: Mapping[str, SectionType]
    section_levels: tuple[int, ...]
    card: tuple[str, ...]
    index: tuple[str, ...]
    path: str = field(default="", compare=False)
    gate_order: tuple[str, ...] = ()
    asked: Mapping[str, Asked] = field(default_factory=dict)
    common: bool = True
    paths: Patterns | None = None
    when: Condition | None = None
    template: str = ""
    metadata: str = ""
    roles: Roles = field(default_factory=Roles)
    unknown_fields: bool = False
    field_order: bool = False
    unknown_sections: bool = True
    section_order: bool | None = None
    demands: Demands = field(default_factory=Demands)
    unlisted: frozenset[str] = frozenset()

    @cached_property
    def asks_keys(self) -> bool:
        """Whether a document of it owes any key of front matter."""
        return self.common or self.roles.id.required or any(spec.required for spec in self.fields.values())

    @cached_property
    def asks_sections(self) -> bool:
        """Whether it asks something of sections that no gate asks."""
        return bool(self.demands.one_of) or any(section.is_asked for section in self.sections.values())

    @cached_property
    def line(self) -> tuple[str, ...]:
        """The statuses in order, without those off the line."""
        return tuple(name for name, status in self.statuses.items() if not status.side)

    @property
    def last(self) -> str:
        """The status at the end of the line; empty where the type has none."""
        return self.line[-1] if self.line else ""

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """For each block that a section claims, that section."""
        found: dict[str, str] = {}
        for section in self.sections.values():
            for block in section.blocks:
                found.setdefault(block, section.name)
        return found

    @cached_property
    def gates(self) -> Mapping[str, frozenset[str]]:
        """For each status, the gates passed on the way to it.

        A gate that the line does not have is passed with the next one behind it that it has.
        """
        passed: set[str] = set()
        by_status = {}
        for name in self.line:
            if gate := self.statuses[name].gate:
                passed.update((gate, *self._skipped(gate)))
            by_status[name] = frozenset(passed)
        for name, status in self.statuses.items():
            if status.side:
                by_status[name] = by_status.get(status.like, frozenset())
        return by_status

    def _skipped(self, gate: str) -> tuple[str, ...]:
        """The gates before one that no status of the line names."""
        before = self.gate_order[: self.gate_order.index(gate)] if gate in self.gate_order else ()
        own = {self.statuses[name].gate for name in self.line}
        return tuple(name for name in before if name not in own)

    @cached_property
    def id_regex(self) -> re.Pattern[str]:
        """The pattern that an id of this type matches as a whole."""
        return re.compile(self.id_pattern or ".+")

    @property
    def id_pattern(self) -> str:
        """The regular expression that an id of this type matches as a whole; empty where any text does."""
        return self.roles.id.pattern

    @property
    def id_format(self) -> str:
        """How the next id is made."""
        return self.roles.id.format

    @property
    def id_example(self) -> str:
        """One id to show, or empty."""
        return self.roles.id.example

    @cached_property
    def place(self) -> Template | None:
        """Where its documents stand by their id, where the type says so."""
        return path_template(self.roles.id.path, self.id_pattern) if self.roles.id.path else None

    def takes(self, path: str) -> bool:
        """Whether a file of this path below docs_dir may be a document of this type."""
        if self.paths is not None:
            return self.paths.match(path)
        if not self.folder or not path.startswith(self.folder + "/"):
            return False
        return PurePosixPath(path).stem.lower() not in ("index", "readme")

    @cached_property
    def aspects(self) -> Mapping[str, str]:
        """Which names in a condition mean something of a document that is more than one of its keys: its attribute."""
        own = self.fields.keys() - self.unlisted
        found = {name: name for name in ("id", "title", "status") if name not in own or name in self.roles.id.keys}
        if self.common or "lang" not in own:
            found["lang"] = "lang"
        if "path" not in own:
            found["path"] = "inner"
        return {**found, **dict.fromkeys(self.roles.status.keys, "status")}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of the field that a key means by another spelling."""
        return {alias: name for name, spec in self.fields.items() for alias in spec.aliases if alias not in self.fields}

    @cached_property
    def depending(self) -> tuple[Depending, ...]:
        """The fields that are wanted or allowed in some documents only."""
        return tuple(depending(self.fields))

    @cached_property
    def heading_levels(self) -> frozenset[int]:
        """The levels of headings that can be sections."""
        return frozenset((*self.section_levels, *(n for s in self.sections.values() for n in s.levels)))

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        fold = str.casefold if self.roles.status.any_case else str
        for name, status in self.statuses.items():
            for word in (name, *status.aliases):
                found.setdefault(fold(word), name)
        return found

    def status_named(self, word: str) -> str:
        """The status that a document means by a word; the word itself where it is none."""
        return self.split_status(word)[0]

    def split_status(self, word: str) -> tuple[str, str]:
        """The status that a document means by a word, and the reason that stands in brackets behind it."""
        fold = str.casefold if self.roles.status.any_case else str
        known = self._spellings.get(fold(word))
        found = _BRACKETS.fullmatch(word) if known is None and self.roles.status.brackets else None
        if found is None:
            return known or word, ""
        return self._spellings.get(fold(found["status"]), found["status"]), found["reason"].strip()

    @cached_property
    def status_folders(self) -> Mapping[str, Folder]:
        """For each status that says where its documents stand, that place below docs_dir.

        A name that is no name of a folder stands for itself in any case, with any mark between its words.
        """
        whole = self.roles.status.folder
        pattern, found = whole or "{status}/**", {}
        for name, status in self.statuses.items():
            folder = status.folder.strip("/")
            if whole or folder:
                shown, loose = (pattern.replace("{status}", folder or word) for word in (name, name.replace(" ", "?")))
                found[name] = Folder(shown, loose)
        return found

    def rank(self, status: str) -> int | None:
        """How mature a status is: its rank, else its place on the line; None for one that has no place there."""
        known = self.statuses.get(status)
        if known is None:
            return None
        if known.rank is not None:
            return known.rank
        place = known.like if known.side else status
        return self.line.index(place) if place in self.line else None

    def next_gate(self, status: str) -> str:
        """The first gate ahead of a status on the line, or empty."""
        ahead = self.next_entry(status)
        return self.statuses[ahead].gate if ahead else ""

    def next_entry(self, status: str) -> str:
        """The first status ahead on the line that a gate must hold for, or empty."""
        ahead = self.line[self.line.index(status) + 1 :] if status in self.line else ()
        return next((name for name in ahead if self.statuses[name].gate), "")

    def entering(self, status: str) -> frozenset[str]:
        """The gates that hold once the next one ahead of a status is passed; none where there is none ahead."""
        return self.gates.get(self.next_entry(status), frozenset())

    def reaches(self, status: str, other: str) -> bool:
        """Whether `status` stands on the line at `other` or after it; `like` places a side status."""
        place = self.statuses[status].like if status in self.statuses and self.statuses[status].side else status
        return place in self.line and other in self.line and self.line.index(place) >= self.line.index(other)

    @property
    def is_free(self) -> bool:
        """Whether any status may follow any other: the type has a process of its own and declares no way."""
        return not self.common and not self.transitions

    def edges(self, status: str) -> tuple[str, ...]:
        """The statuses that a document in `status` may go to, the next one on the line first.

        A type of its own process that declares no way at all lets every one be.
        """
        if self.is_free:
            return tuple(name for name in self.statuses if name != status)
        ahead = self.line[self.line.index(status) + 1 :][:1] if status in self.line else ()
        others = (to for t in self.transitions if status in t.origins or "*" in t.origins for to in t.targets)
        side = (name for name, s in self.statuses.items() if s.anywhere and status in self.line)
        return tuple(dict.fromkeys((*ahead, *others, *side)))
