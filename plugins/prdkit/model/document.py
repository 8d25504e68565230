"""To make a frozen document of a source and its type, or a plain page where it has no type."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from prdkit.config.config import Config
from prdkit.config.fields import LANGUAGES, Field, say
from prdkit.config.gates import Asked
from prdkit.config.templates import hints_of
from prdkit.config.types import DocumentType, Status
from prdkit.config.values import Converter, Report, Unfit, Unsaid, compile_field
from prdkit.model.content import has_content
from prdkit.model.sections import Layout, Section, extent, find
from prdkit.reading.problem import Path, Problem, Span
from prdkit.reading.source import Source, read_yaml, with_front_matter

_UNKNOWN_STATUS = Status("", "")
_NOTHING = Asked()
_STEADY = ("id", "lang", "asked", "layout", "_bound", "blocks", "_filled", "_placeholders")
"""What is worked out of a document once, and is the same in every status."""
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_HARMLESS = frozenset(("line-ends", "byte-order-mark"))
"""Faults of a file that do not keep its front matter from being read."""


@dataclass(frozen=True)
class Page:
    """A Markdown file that is no document: part of the manual, an index. Its links are still checked."""

    source: Source
    problems: tuple[Problem, ...] = ()
    parts: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def path(self) -> str:
        """Path relative to the project."""
        return self.source.path


@dataclass(frozen=True)
class Document:
    """A document: what its front matter says, typed. Values that did not fit are absent and in `problems`.

    `mentions` are the places that name other documents, `words` those that name people, departments,
    products and stages. Paths lead into the front matter: `("features", 0, "id")`.
    """

    source: Source
    type: DocumentType
    config: Config = field(repr=False)
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    mentions: tuple[tuple[Path, str, Field], ...]
    words: tuple[tuple[Path, str, Field], ...]
    parts: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def path(self) -> str:
        """Path relative to the project."""
        return self.source.path

    def role(self, name: str) -> Any:
        """What the document says in a role, such as `owner`; None where no key of that role is filled."""
        for key in self.type.roles.keys(name):
            if (value := self._under(key)) is not None:
                return value
        return None

    def key(self, role: str) -> str:
        """The key that plays a role, as the document spells it; where none is there, the first one that could."""
        keys = self.type.roles.keys(role)
        return self._spelling(next((key for key in keys if key in self.given), (*keys, role)[0]))

    def _spelling(self, name: str) -> str:
        """The key of a field as the document spells it."""
        spec = self.type.fields.get(name) if self.type.names else None
        return spec.spelt(self.source.values) if spec is not None else name

    def spelt(self, name: str) -> str:
        """A key that a condition names, as the document spells it."""
        part = self.type.aspects.get(name)
        return self.key(part) if part in ("id", "title", "status") else self._spelling(name)

    @cached_property
    def given(self) -> Mapping[str, Any]:
        """What its front matter says, as it is written, under the names of its fields."""
        return given(self.source, self.type)

    @property
    def inner(self) -> str:
        """Path relative to docs_dir."""
        return self.config.below(self.path)

    @property
    def none_words(self) -> frozenset[str]:
        """Words that mean no value, folded."""
        return self.config.process.no_values

    def _under(self, key: str) -> Any:
        """The value under a key: as its field made it, else as it stands there."""
        for values in (self.values, self.given):
            if (value := values.get(key)) is not None:
                return value
        first, dot, rest = key.partition(".")
        value = self.values.get(first, self.given.get(first)) if dot else None
        while dot and isinstance(value, dict):
            step, dot, rest = rest.partition(".")
            value = value.get(step)
        return None if dot else value

    @cached_property
    def id(self) -> str:
        """The document's id: what its key says, else what its path says, else the file's name."""
        place = self.type.place
        said, of_path = self.given_id, self.id_of_path
        if said and not (of_path and self.type.id_regex.fullmatch(said) is None):
            return place.canonical(said) if place is not None else said
        return of_path or PurePosixPath(self.path).stem

    @property
    def id_of_path(self) -> str:
        """The id that its path gives, where its type says where documents stand; else empty."""
        place = self.type.place
        return place.match(self.config.below(self.path)) if place is not None else ""

    @property
    def has_id(self) -> bool:
        """Whether a key or its path gives it an id, so that it is not just called by its file."""
        return bool(self.given_id or self.id_of_path)

    @cached_property
    def given_id(self) -> str:
        """The id that a key of its front matter gives, as it stands there; empty where none does."""
        words = (_word(self.source.values.get(key)) for key in self.type.roles.id.keys)
        return next(filter(None, words), "")

    @cached_property
    def lang(self) -> str:
        """The language its prose is in; the project's where it names none."""
        said = self.role("lang")
        return str(said) if said in LANGUAGES else self.config.lang

    @property
    def title(self) -> str:
        """The title in the document's language."""
        return self.title_in(self.lang)

    def title_in(self, lang: str) -> str:
        """The title in a language, as far as it is given."""
        return say(self.role("title"), lang) or self._headline

    @cached_property
    def _headline(self) -> str:
        """The first heading of the first level before any section; else the file's words, else the id."""
        if self.type.common:
            return self.id
        above = self.sections[0].index if self.sections else None
        first = next((h.title for h in self.source.outline.headings[:above] if h.level == 1), "")
        return first or _words_of(self.path, self.id) or self.id

    @cached_property
    def status(self) -> str:
        """The status: the type's own word for it, or as written where that is none of the type's."""
        said = _word(self.role("status"))
        return self.type.status_named(said) if said else ""

    @cached_property
    def stated(self) -> str:
        """The status as it is written, with what stands behind it."""
        return _word(self.role("status"))

    @property
    def status_reason(self) -> str:
        """Why it has its status, where the type lets that stand in brackets behind it."""
        return self.type.split_status(self.stated)[1]

    @property
    def rank(self) -> int | None:
        """How mature it is by its status; None where that has no place among the others."""
        return self.type.rank(self.status)

    @property
    def state(self) -> Status:
        """The status as the type knows it; nameless where the type does not."""
        return self.type.statuses.get(self.status, _UNKNOWN_STATUS)

    @property
    def owner(self) -> str:
        """The owner's handle, or empty."""
        said = self.role("owner")
        return ", ".join(map(str, said)) if isinstance(said, list) else str(said or "")

    @property
    def profile(self) -> str:
        """Which of the type's profiles the document is written to."""
        return str(self.role("profile") or self.type.default_profile)

    @property
    def audience(self) -> str:
        """Who may read it: internal unless it says otherwise."""
        return str(self.role("audience") or "internal")

    @property
    def updated(self) -> date | None:
        """The day of its last change that it states, else the day it was created."""
        said = (self.role(name) for name in ("updated", "created"))
        day = next((day for day in said if isinstance(day, date)), None)
        return day.date() if isinstance(day, datetime) else day

    @property
    def former_ids(self) -> tuple[str, ...]:
        """The ids that it had before."""
        return tuple(str(old) for old in self.values.get("former_ids") or () if old)

    @cached_property
    def passed(self) -> frozenset[str]:
        """The gates passed on the way to its status."""
        return self.type.gates.get(self.status, frozenset())

    @property
    def is_draft(self) -> bool:
        """Whether it stands at the first status, or off the line: findings then weigh one level less."""
        return self.type.common and (self.state.side or self.status == next(iter(self.type.line), ""))

    def at(self, status: str) -> "Document":
        """The document as if it stood in another status. What does not depend on that is not made again."""
        made = replace(self, values={**self.values, self.key("status"): status}, parts=dict(self.parts))
        made.__dict__.update({name: self.__dict__[name] for name in _STEADY if name in self.__dict__})
        return made

    def reached(self, name: str) -> bool:
        """Whether a gate is passed, or a status of the line is reached."""
        return name in self.passed or self.type.reaches(self.status, name)

    @cached_property
    def layout(self) -> Layout:
        """Where the sections of its type stand."""
        return find(self.source.outline, self.type)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its sections, in the order they stand in; one name may stand twice."""
        return self.layout.sections

    def section(self, name: str) -> Section | None:
        """The first section of a name."""
        return next(iter(self.layout.by_name.get(name, ())), None)

    def text_of(self, section: Section) -> str:
        """The Markdown under a section's heading."""
        return self.source.outline.below(section.index)

    @cached_property
    def asked(self) -> Asked:
        """What the gates ask of its type and profile."""
        return self.type.asked.get(self.profile) or self.type.asked.get("", _NOTHING)

    def wants(self, section: str) -> bool:
        """Whether a gate, passed or ahead, asks its profile for a section."""
        return section in self.asked.sections

    def is_due(self, section: str) -> bool:
        """Whether a gate that it has passed asks for a section."""
        return self.asked.sections.get(section, "") in self.passed

    def is_held_to(self, rule: str) -> bool:
        """Whether a gate that it has passed asks for a rule."""
        return not self.passed.isdisjoint(self.asked.rules.get(rule, ()))

    def is_near(self, rule: str) -> bool:
        """Whether a gate that asks for a rule is passed or is the next one, or no gate asks for it."""
        gates = self.asked.rules.get(rule, ())
        return not gates or not self.passed.isdisjoint(gates) or self.type.next_gate(self.status) in gates

    def bound(self, section: str) -> tuple[str, ...]:
        """The blocks it carries that are shown under a section."""
        return self._bound.get(section, ())

    @cached_property
    def _bound(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name in self.blocks:
            home = self.home(name)
            found[home] = (*found.get(home, ()), name)
        return found

    def home(self, block: str) -> str:
        """The section that a block is shown under, by its type, else by the block's own declaration."""
        return self.type.homes.get(block) or self.type.blocks[block].section

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        """The names of the blocks it carries, in the order of its type."""
        return tuple(name for name in self.type.blocks if self.values.get(name))

    def rows(self, block: str) -> tuple[tuple[int, dict[str, Any]], ...]:
        """The rows of a block that could be read, with their numbers; none where its type has no such block."""
        given = self.values.get(block) if block in self.type.blocks else None
        rows = enumerate(given) if isinstance(given, list) else ()
        return tuple((number, row) for number, row in rows if row and isinstance(row, dict))

    def record(self, block: str) -> dict[str, Any]:
        """What a block that is one record says; nothing where its type has no such block."""
        given = self.values.get(block) if block in self.type.blocks else None
        return given if isinstance(given, dict) else {}

    def fills(self, section: str) -> bool:
        """Whether a section holds content: words that are no placeholder, or a block bound to it."""
        if section not in self._filled:
            self._filled[section] = bool(self.bound(section)) or self._is_written(section)
        return self._filled[section]

    @cached_property
    def _filled(self) -> dict[str, bool]:
        return {}

    def _is_written(self, section: str) -> bool:
        return any(self._says(*stretch) for stretch in self.stretches(section))

    def stretches(self, section: str) -> Iterator[tuple[int, int]]:
        """Where the texts of a section begin and end in the body: under its headings, or behind its comment."""
        outline = self.source.outline
        yield from (extent(outline, found.index) for found in self.layout.by_name.get(section, ()))
        if section in self.layout.marked and section not in self.layout.by_name:
            marked = self.layout.marked[section]
            yield marked.start, marked.end

    def _says(self, start: int, end: int) -> bool:
        return has_content(self.source.outline, start, end, self._placeholders, self.type.demands.content)

    @cached_property
    def _placeholders(self) -> frozenset[str]:
        """The words that are no content of a section; words for "none" are, where the type takes them for an answer."""
        words = frozenset(word.casefold() for word in self.config.process.placeholders)
        if self.type.common:
            return words
        return words - self.none_words if self.type.demands.content.none else words | self.none_words


def given(source: Source, kind: DocumentType) -> Mapping[str, Any]:
    """What a front matter says, as it is written, under the names that its keys are other spellings of."""
    if kind.names.keys().isdisjoint(source.values):
        return source.values
    return {**{kind.names.get(key, key): value for key, value in reversed(source.values.items())}}


def _word(value: Any) -> str:
    """A value as one line of text; empty for what is none."""
    return "" if value is None or isinstance(value, (list, dict)) else str(value).strip()


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same words, however they are joined and in whatever case."""
    return _BETWEEN_WORDS.sub("", one).casefold() == _BETWEEN_WORDS.sub("", other).casefold()


def _words_of(path: str, known: str) -> str:
    """The words in a file's name behind its id, or in its folder's where the file is called as all are."""
    place = PurePosixPath(path)
    name = place.parent.name if place.stem.lower() in ("readme", "index") else place.stem
    words = name.removeprefix(known).replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _first_keys(kind: DocumentType) -> str:
    """The keys that a document of a type begins with, for a hint."""
    if kind.common:
        return f"`id: {kind.id_example or 'ID-1'}`, `title: …`, `status: …`, `owner: …`"
    needed = [key for key, spec in kind.fields.items() if spec.required] or list(kind.fields)
    return ", ".join(f"`{key}: …`" for key in needed[:4]) or "`key: value` lines"


class Reader:
    """To make documents of sources for one configuration; compiles every type's fields once."""

    def __init__(self, config: Config, content: Callable[[str], bytes | None] | None = None) -> None:
        self.config = config
        self._content = content or (lambda _path: None)
        self._converters = {t.name: self._compile(t) for t in config.types.values()}
        self._shared = {name: kind for name, kind in config.types.items() if kind.common}

    def _compile(self, kind: DocumentType) -> Converter:
        whole = Field(
            "front matter", "map", fields=kind.fields, closed=not kind.unknown_fields, ordered=kind.field_order
        )
        return compile_field(whole, self.config.definitions, self._unsaid(kind))

    def _unsaid(self, kind: DocumentType) -> Unsaid:
        """What counts as no value. Of placeholders only those are told whose type has a process of its own."""
        process, template = self.config.process, self.config.templates.get(kind.name)
        if kind.common and template is None:
            return Unsaid(process.none_words)
        left = hints_of(template, kind) if template is not None else frozenset()
        return Unsaid(process.none_words, process.placeholders, process.placeholder_patterns, left)

    def document(self, source: Source) -> Document | Page:
        """The document in a source, or a page where neither folder nor `type` makes it one."""
        source = source.written_in(self.config.markdown)
        by_path = self._by_path(source)
        if by_path is not None and not by_path.common:
            return self._document(self._complete(source, by_path), by_path, implied=False)
        named = source.values.get("type") if self._shared else None
        if not isinstance(named, str):
            named = None
        kind = self._shared.get(named) if named else by_path
        by_folder = by_path
        if kind is None:
            return Page(source, self._page_problems(source, named, by_folder is not None))
        return self._document(source, kind, implied=named is None)

    def again(self, document: Document, source: Source) -> Document:
        """A document of the same type, made of another source."""
        implied = "type" not in source.values and document.type.common
        return self._document(source.written_in(self.config.markdown), document.type, implied=implied)

    def _by_path(self, source: Source) -> DocumentType | None:
        """The first type that takes the file by its path, and by what its front matter says where the type asks."""
        for kind in self.config.types_of_path(self.config.below(source.path)):
            template = self.config.templates.get(kind.name)
            if template is not None and template.path == source.path:
                continue
            if kind.when is None or kind.when.holds(self._bare(source, kind)):
                return kind
        return None

    def _bare(self, source: Source, kind: DocumentType) -> Document:
        """A source as a document of a type that it may not be, with nothing of it read but what is written."""
        return Document(source, kind, self.config, {}, (), (), ())

    def _complete(self, source: Source, kind: DocumentType) -> Source:
        """The source with its front matter, where the type keeps that in a file beside the text."""
        if not kind.metadata or source.has_front_matter:
            return source
        path = PurePosixPath(source.path).with_name(kind.metadata).as_posix()
        data = self._content(path)
        return source if data is None else with_front_matter(source, read_yaml(path, data))

    def _page_problems(self, source: Source, named: str | None, expected: bool) -> tuple[Problem, ...]:
        ours = named and (expected or {"id", "status"} & source.values.keys())
        if not ours:
            kept = source.problems
            return kept if source.has_front_matter else tuple(p for p in kept if p.fault == "unreadable")
        close = get_close_matches(named or "", self._shared, 1)
        known = ", ".join(f"`{name}`" for name in self._shared)
        hint = f"Did you mean `{close[0]}`?" if close else f"Known types: {known}."
        unknown = Problem("type", f"`type: {named}` is not a type of this project", hint, "unknown-type")
        return (*source.problems, unknown)

    def _document(self, source: Source, kind: DocumentType, *, implied: bool) -> Document:
        report = Report()
        values: dict[str, Any] = {}
        if source.values:
            raw = {"type": kind.name, **source.values} if implied else source.values
            try:
                values = self._converters[kind.name](raw, (), report)
            except Unfit:  # pragma: no cover - a mapping always fits a map
                values = {}
        problems = (*source.problems, *self._absent(source, kind), *report.problems)
        return Document(source, kind, self.config, values, problems, tuple(report.mentions), tuple(report.words))

    def _absent(self, source: Source, kind: DocumentType) -> tuple[Problem, ...]:
        if source.values or any(problem.fault not in _HARMLESS for problem in source.problems):
            return ()
        if source.beside is not None or not kind.asks_keys:
            return ()
        what = "the front matter is empty" if source.has_front_matter else "the document has no front matter"
        what = what if source.text.strip() else "the file is empty"
        if kind.metadata:
            what = f"the document has no front matter: `{kind.metadata}` does not stand beside it"
        first = Span(1, 1, 1, 2)
        if kind.metadata:
            return (Problem(first, what, f"Write `{kind.metadata}` with {_first_keys(kind)}.", "absent"),)
        hint = f"Begin the file with `---`, {_first_keys(kind)}, `---`."
        return (Problem(first, what, hint, "absent"),)
