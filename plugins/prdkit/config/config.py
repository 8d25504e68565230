"""To load the whole configuration of a project, checked against its schema, or to say what is wrong with it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, TypeAlias

from prdkit.config import build, calendar, launching, sign_offs, stores, wording
from prdkit.config.audiences import AUDIENCES, rank
from prdkit.config.baseline import BadBaseline, Baseline, parse
from prdkit.config.calendar import Calendar
from prdkit.config.collaboration import Collaboration, collaboration, cross_check
from prdkit.config.condition_faults import check_conditions, check_shared_conditions
from prdkit.config.field_faults import check_fields, check_patterns
from prdkit.config.fields import LANGUAGES, Field, Text, make, say
from prdkit.config.gate_faults import check_gates
from prdkit.config.gates import Demand, Gates, arrange, read_gates, signed_before
from prdkit.config.inventories import Inventory, inventories
from prdkit.config.layers import Layer, layers, merge, names, read_layer, shipped
from prdkit.config.naming import Complain, named
from prdkit.config.patterns import Patterns, patterns
from prdkit.config.reference_faults import check_references
from prdkit.config.section_faults import check_sections
from prdkit.config.severities import Severities, severities
from prdkit.config.stores import Store
from prdkit.config.templates import templates
from prdkit.config.types import BlockType, DocumentType
from prdkit.config.values import Report, Unfit, compile_field, untyped
from prdkit.config.waivers import Waivers, waivers
from prdkit.config.wording import Wording
from prdkit.reading.markdown import Flavour
from prdkit.reading.problem import Key, Problem, Span
from prdkit.reading.problem import Path as KeyPath
from prdkit.reading.source import Source

_FILES = (
    "project.yml",
    "process.yml",
    "org.yml",
    "common.yml",
    "collaboration.yml",
    "calendar.yml",
    "launch.yml",
    "stores.yml",
    "sign_offs.yml",
    "waivers.yml",
    "schema.yml",
    "wording.yml",
)
Raw: TypeAlias = Mapping[str, Any]
_FOLDERS = ("types", "blocks", "labels", "assets")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a configuration file."""

    path: str
    line: int
    column: int
    message: str
    hint: str

    def __str__(self) -> str:
        said = f"{self.path}:{self.line}:{self.column}: {self.message}"
        return f"{said}\n    {self.hint}" if self.hint else said


class ConfigError(Exception):
    """The configuration does not fit its schema; `faults` lists everything found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Person:
    """A person of org.yml, by handle. `email` is the mail address that git knows the person by.

    `audience` is who may see the handle and the label; empty where nothing was said.
    """

    name: str
    dept: str
    label: Text
    active: bool = True
    email: str = ""
    audience: str = ""


@dataclass(frozen=True)
class Process:
    """How work moves: stages, gates, words that are no content, cannot be tested or settle a question.

    `gates` are in their order. `demands` names for each rule that weighs less before a gate who asks for it.
    """

    stages: Mapping[str, Text]
    gates: Mapping[str, Text]
    gate_help: Mapping[str, Text]
    demands: Mapping[str, tuple[Demand, ...]]
    placeholders: tuple[str, ...]
    vague: Mapping[str, tuple[str, ...]]
    exact: Mapping[str, tuple[str, ...]]
    settled: tuple[str, ...]
    none_words: tuple[str, ...] = ()
    placeholder_patterns: tuple[str, ...] = ()

    @cached_property
    def no_values(self) -> frozenset[str]:
        """The words that mean no value, folded."""
        return frozenset(word.casefold() for word in self.none_words)

    def gates_of(self, rule: str) -> tuple[str, ...]:
        """The gates that ask for a rule of any document, in their order."""
        asking = {demand.gate for demand in self.demands.get(rule, ())}
        return tuple(gate for gate in self.gates if gate in asking)


@dataclass(frozen=True)
class Org:
    """Who takes part: departments, people, products, each by key.

    `audiences` are those that departments and products are marked for, by key.
    """

    departments: Mapping[str, Text]
    people: Mapping[str, Person]
    products: Mapping[str, Text]
    audiences: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Config:
    """Everything that a team decides by data. `root` is the project's folder, which findings are relative to."""

    root: Path
    docs_dir: str
    lang: str
    languages: tuple[str, ...]
    as_of: date | None
    severities: Severities
    types: Mapping[str, DocumentType]
    blocks: Mapping[str, BlockType]
    process: Process
    org: Org
    collaboration: Collaboration
    launching: launching.Launching
    sign_offs: sign_offs.SignOffTerms
    labels: Mapping[str, Mapping[str, str]]
    definitions: Mapping[str, Field]
    rules_url: str = ""
    ignore: Patterns | None = None
    markdown: Flavour = "python"
    links_root: str = "docs"
    links_case: str = ""
    waivers: Waivers = field(default_factory=Waivers)
    baseline: Baseline | None = None
    templates: Mapping[str, Source] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    wording: Wording = field(default_factory=Wording)
    open_pages: Mapping[str, Patterns] = field(default_factory=dict)
    stores: Mapping[str, Store] = field(default_factory=dict)
    inventories: tuple[Inventory, ...] = ()

    def label(self, key: str, lang: str) -> str:
        """What the product prints for `key` in a language, English where a language lacks it."""
        words = self.labels.get(lang, {}).get(key)
        return words if words is not None else self.labels.get("en", {}).get(key, key)

    @property
    def prefix(self) -> str:
        """What the paths of all documents begin with: docs_dir and a slash; nothing where that is the project."""
        return "" if self.docs_dir == "." else f"{self.docs_dir}/"

    def below(self, path: str) -> str:
        """A path relative to docs_dir, of one relative to the project."""
        return path.removeprefix(self.prefix)

    def ignores(self, path: str) -> bool:
        """Whether a file below docs_dir, by its path there, is neither a document nor a page."""
        return self.ignore is not None and self.ignore.match(path)

    def audience_of_page(self, path: str) -> str:
        """Who may read a page that is no document, by its path below docs_dir; `internal` unless some pattern fits."""
        fitting = (audience for audience, chosen in self.open_pages.items() if chosen.match(path))
        return min(fitting, key=rank, default=AUDIENCES[0])

    def types_of_path(self, path: str) -> Iterator[DocumentType]:
        """The types that a file of this path below docs_dir may have, the likeliest first."""
        return (kind for kind in self.types.values() if kind.takes(path))

    def department(self, key: str, lang: str) -> str:
        """A department's name."""
        return say(self.org.departments.get(key, key), lang)


@cache
def schema() -> tuple[Mapping[str, Field], Mapping[str, Field]]:
    """The definitions and the file kinds of `schema.yml`."""
    layer = read_layer("prdkit:site_config/schema.yml", shipped().joinpath("schema.yml").read_bytes())
    if layer.problems:
        raise RuntimeError(f"the shipped schema is broken: {layer.problems}")
    raw = untyped(layer.values)
    definitions = {name: make(name, spec) for name, spec in raw["definitions"].items()}
    return definitions, {name: make(name, spec) for name, spec in raw["files"].items()}


class _Loading:
    """To read one file kind after another, gathering every fault before giving up."""

    def __init__(self, root: Path | None) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.definitions, self.kinds = schema()
        self.layers: dict[str, list[Layer]] = {}

    def file(
        self, name: str, kind: str, *, own_only: tuple[str, ...] = (), shape: Callable[[Any], Any] = lambda raw: raw
    ) -> dict[str, Any]:
        """The merged and converted values of a file; `own_only` keys do not come from the shipped layer."""
        found = self.layers[name] = list(layers(name, self.root))
        merged: Any = {}
        for layer in found:
            self._note(layer, layer.problems)
            values = layer.values
            if self.root is not None and layer.path.startswith("prdkit:"):
                values = {key: value for key, value in values.items() if key not in own_only}
            merged = merge(merged, values)
        return self._convert(found, shape(merged), kind)

    def _convert(self, found: list[Layer], merged: Any, kind: str) -> dict[str, Any]:
        report = Report()
        try:
            made: dict[str, Any] = compile_field(self.kinds[kind], self.definitions)(merged, (), report)
        except Unfit:
            made = {}
        for problem in report.problems:
            self.fault(found, problem)
        return made

    def labels(self, lang: str) -> dict[str, str]:
        """The words of a language, the project's over the shipped ones."""
        merged: dict[str, str] = {}
        for layer in layers(f"labels/{lang}.yml", self.root):
            self._note(layer, layer.problems)
            for key, value in layer.values.items():
                if isinstance(value, str):
                    merged[key] = value
                elif value is not None:
                    wrong = Problem((key,), f"`{key}` is not text", "A label is one line of words.")
                    self.fault([layer], wrong)
        return merged

    def strays(self) -> None:
        """Report YAML files of `site_config/` that nothing reads: a misspelt name would be ignored in silence."""
        folder = self.root / "site_config" if self.root else None
        if folder is None or not folder.is_dir():
            return
        for path in sorted(folder.rglob("*.y*ml")):
            inner = path.relative_to(folder)
            holder = inner.parts[0] if len(inner.parts) > 1 else ""
            if inner.as_posix() in (*_FILES, "mkdocs.yml") or (holder in _FOLDERS and path.suffix == ".yml"):
                continue
            close = get_close_matches(inner.as_posix(), [*_FILES, *(f"{name}/{path.stem}.yml" for name in _FOLDERS)], 1)
            hint = f"Did you mean `site_config/{close[0]}`?" if close else f"Known: {', '.join(_FILES)}."
            wrong = Problem(Span(1, 1, 1, 1), "nothing reads a file of this name", hint)
            self._add(f"site_config/{inner.as_posix()}", Span(1, 1, 1, 1), wrong)

    def fault(self, found: list[Layer], problem: Problem) -> None:
        """Blame a problem on the most specific layer that holds its place."""
        key = isinstance(problem.at, Key)
        path: KeyPath = problem.at.path if isinstance(problem.at, Key) else problem.at  # type: ignore[assignment]
        for layer in reversed(found):
            span = layer.span(path, key=key) if path else None
            if span is not None:
                self._add(layer.path, span, problem)
                return
        if found:
            self._add(found[-1].path, Span(1, 1, 1, 1), problem)

    def _note(self, layer: Layer, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            at = problem.at if isinstance(problem.at, Span) else Span(1, 1, 1, 1)
            self._add(layer.path, at, problem)

    def _add(self, path: str, at: Span, problem: Problem) -> None:
        self.faults.append(Fault(path, at.line, at.column, problem.message, problem.hint))

    def give_up_on_faults(self) -> None:
        """Raise ConfigError with what was found, if anything was."""
        if self.faults:
            raise ConfigError(self.faults)

    def complain(self, name: str, at: KeyPath | Key, message: str, hint: str = "") -> None:
        """Blame something that the schema cannot see on a key of a file."""
        self.fault(self.layers[name], Problem(at, message, hint))

    def own(self, name: str, path: KeyPath) -> bool:
        """Whether the project's own layer of a file holds a path."""
        return any(layer.holds(path) for layer in self.layers[name] if not layer.path.startswith("prdkit:"))

    def complain_own(self, name: str, at: KeyPath | Key, message: str, hint: str = "") -> None:
        """Blame something on a key of a file, unless it is we who wrote it and the project that took its aim away."""
        path = at.path if isinstance(at, Key) else at
        if isinstance(path[-1], int) and not self.own(name, path):
            at = path = path[:-1]
        if self.root is None or self.own(name, path):
            self.complain(name, at, message, hint)


class _Files(NamedTuple):
    """What the files of a project's configuration say, checked against the schema and no further."""

    project: Raw
    process: Raw
    org: Raw
    common: Raw
    shared_work: Raw
    launching: Raw
    signing: Raw
    granted: Raw
    days: Raw
    shops: Raw
    wording: Raw
    blocks: Mapping[str, Raw]
    types: Mapping[str, Raw]
    made: Mapping[str, BlockType]
    gates: Gates


def load(root: Path | None, *, with_baseline: bool = True) -> Config:
    """The configuration of the project in `root` over the shipped defaults (None: the defaults alone).

    Without its baseline, the file that project.yml names is not read.

    Raises ConfigError with every fault of every file.
    """
    loading = _Loading(root)
    files = _read(loading)
    labels = {lang: loading.labels(lang) for lang in LANGUAGES}
    around = build.Around(files.common, files.process, files.made, files.gates, loading.own)
    baseline = None
    others: tuple[Inventory, ...] = ()
    if not loading.faults:
        _check_names(files, around, loading)
        baseline = _baseline(files.project.get("baseline") if with_baseline else None, root, loading.complain)
        others = inventories(files.project.get("inventories") or (), root, loading.complain)
    loading.give_up_on_faults()
    types = {name: build.document_type(name, raw, around) for name, raw in files.types.items()}
    docs_dir = PurePosixPath(files.project.get("docs_dir") or "prd").as_posix()
    left_behind = templates(types, docs_dir, root, loading.complain)
    _check_types(types, files, loading)
    loading.give_up_on_faults()
    project = files.project
    links = project.get("links") or {}
    return Config(
        root=root or Path(),
        docs_dir=docs_dir,
        lang=project.get("lang") or "en",
        languages=tuple(project.get("languages") or ()),
        as_of=project.get("as_of"),
        severities=severities(project.get("rules") or {}),
        types=types,
        blocks=files.made,
        process=_process(files.process, files.gates),
        org=_org(files.org),
        collaboration=collaboration(files.shared_work),
        launching=launching.launching(files.launching, files.org.get("departments") or {}),
        sign_offs=sign_offs.sign_off_terms(files.signing),
        labels=labels,
        definitions=loading.definitions,
        rules_url=project.get("rules_url") or "",
        ignore=patterns(project.get("ignore") or ()),
        markdown=project.get("markdown") or "python",
        links_root=links.get("root") or "docs",
        links_case=links.get("case") or "",
        waivers=waivers(files.granted, root),
        baseline=baseline,
        templates=left_behind,
        calendar=calendar.calendar(files.days),
        wording=wording.wording(files.wording),
        open_pages=_open_pages(project.get("pages") or {}),
        stores=stores.stores(files.shops),
        inventories=others,
    )


def _read(loading: _Loading) -> _Files:
    """All files but the labels, without what the shared ones say of types that the project does not have."""
    project = loading.file("project.yml", "project")
    process = loading.file("process.yml", "process", shape=arrange)
    org = loading.file("org.yml", "org", own_only=("people", "products"))
    common = loading.file("common.yml", "common")
    shared_work = loading.file("collaboration.yml", "collaboration")
    at_launch = loading.file(launching.FILE, "launching")
    signing = loading.file(sign_offs.FILE, "sign_offs")
    granted = loading.file("waivers.yml", "waivers", own_only=("waivers",))
    said = loading.file(wording.FILE, "wording")
    days = loading.file(calendar.FILE, "calendar", own_only=("holidays", "working", "freezes"))
    shops = loading.file(stores.FILE, "stores")
    known = shops.get("stores") or {}
    shape = partial(stores.filled, known=known)
    raw_blocks = {n: loading.file(f"blocks/{n}.yml", "block", shape=shape) for n in names("blocks", loading.root)}
    blocks = {n: build.block(n, raw) for n, raw in raw_blocks.items()}
    every = names("types", loading.root)
    chosen = _chosen(project, every, loading.complain)
    types = {n: loading.file(f"types/{n}.yml", "type", shape=build.whole) for n in chosen}
    if others := frozenset(every).difference(chosen):
        blocks = {name: replace(b, types=tuple(t for t in b.types if t not in others)) for name, b in blocks.items()}
        process = _gates_without(others, process)
        signing = {**signing, "types": _without(others, signing.get("types"))}
        shared_work = {**shared_work, "stages": _without(others, shared_work.get("stages"))}
    loading.strays()
    gates = read_gates(process, loading.layers["process.yml"])
    signing = dict(signed_before(signing, gates, loading.own))
    return _Files(
        project,
        process,
        org,
        common,
        shared_work,
        at_launch,
        signing,
        granted,
        days,
        shops,
        said,
        raw_blocks,
        types,
        blocks,
        gates,
    )


def _check_names(files: _Files, around: build.Around, loading: _Loading) -> None:
    """Report what one file says of another and what is not there."""
    process, complain = files.process, loading.complain
    _cross_check_project(files.project, files.org, complain)
    known = {name: build.known(name, raw, files.common, files.made) for name, raw in files.types.items()}
    check_gates(process, files.gates, loading.layers["process.yml"], known, loading.complain_own)
    _cross_check_waivers(files.granted, files.org, complain)
    _check_fields(files.common, files.types, files.blocks, files.signing, process, complain)
    for name, raw in files.types.items():
        build.cross_check(name, raw, around, complain)
    for block in files.made.values():
        build.cross_check_block(block, files.types, complain)
    cross_check(files.shared_work, process.get("stages") or {}, files.types, complain)
    calendar.cross_check(files.days, complain)
    wording.cross_check(files.wording, complain)
    stores.cross_check(files.shops, complain)
    sign_offs.cross_check(files.signing, files.types, process, files.org, complain)


def _check_types(types: Mapping[str, DocumentType], files: _Files, loading: _Loading) -> None:
    """Report what types say that only shows when they are made: conditions, sections, references."""
    for name, raw in files.types.items():
        check_conditions(types[name], raw, loading.complain)
        check_sections(types[name], raw, loading.complain)
        check_references(types[name], raw, types, loading.complain_own)
    departments = files.org.get("departments") or {}
    launching.cross_check(files.launching, departments, types, loading.complain_own)
    shared = {"common.yml": files.common, **{f"blocks/{name}.yml": raw for name, raw in files.blocks.items()}}
    for file, raw in shared.items():
        check_shared_conditions(file, raw, loading.complain)


def _open_pages(raw: Raw) -> dict[str, Patterns]:
    made = {audience: patterns(lines or ()) for audience, lines in raw.items()}
    return {audience: chosen for audience, chosen in made.items() if chosen is not None}


def _chosen(project: Mapping[str, Any], known: list[str], complain: Complain) -> list[str]:
    """The types that a project has: those that it names, else all."""
    wanted = project.get("types") or ()
    for index, name in enumerate(wanted):
        named(complain, "project.yml", ("types", index), name, known, "type of site_config/types")
    return [name for name in known if name in wanted] if wanted else known


def _without(others: Collection[str], asked: Any) -> Any:
    """What is said by type, without types that the project does not have."""
    return {name: said for name, said in asked.items() if name not in others} if isinstance(asked, dict) else asked


def _gates_without(others: Collection[str], process: dict[str, Any]) -> dict[str, Any]:
    """The process without what its gates ask of types that the project does not have."""
    gates = process.get("gates") or {}
    kept = {n: {**g, "types": _without(others, g["types"])} if g.get("types") else g for n, g in gates.items()}
    return {**process, "gates": kept} if gates else process


def _check_fields(
    common: Mapping[str, Any],
    types: Mapping[str, Any],
    blocks: Mapping[str, Any],
    signing: Mapping[str, Any],
    process: Mapping[str, Any],
    complain: Complain,
) -> None:
    """Report what is wrong in the fields of all files."""
    holders = {"common.yml": common, sign_offs.FILE: signing}
    holders |= {f"types/{name}.yml": raw for name, raw in types.items()}
    holders |= {f"blocks/{name}.yml": raw for name, raw in blocks.items()}
    for file, raw in holders.items():
        check_fields(file, raw.get("fields") or {}, ("fields",), complain)
    check_patterns("process.yml", process.get("placeholder_patterns"), ("placeholder_patterns",), complain)


def _cross_check_project(project: Mapping[str, Any], org: Mapping[str, Any], complain: Complain) -> None:
    """Report a documents' folder outside the project, and people of departments that there are not."""
    folder = project.get("docs_dir") or "prd"
    if Path(folder).is_absolute() or ".." in Path(folder).parts:
        complain("project.yml", ("docs_dir",), f"`docs_dir: {folder}` leads out of the project", "Name a folder in it.")
    departments = org.get("departments") or {}
    for name, person in (org.get("people") or {}).items():
        if person["dept"] not in departments:
            close = get_close_matches(person["dept"], list(departments), 1)
            hint = (
                f"Did you mean `{close[0]}`?" if close else "Known: " + ", ".join(f"`{d}`" for d in departments) + "."
            )
            complain("org.yml", ("people", name, "dept"), f"`{person['dept']}` is not a department of this file", hint)


def _cross_check_waivers(granted: Mapping[str, Any], org: Mapping[str, Any], complain: Complain) -> None:
    """Report waivers that are given by nobody of org.yml."""
    people = org.get("people") or {}
    for number, row in enumerate(granted.get("waivers") or ()):
        if row and people and row["by"] not in people:
            close = get_close_matches(row["by"], list(people), 1)
            hint = f"Did you mean `{close[0]}`?" if close else "Add the person to `site_config/org.yml`."
            complain("waivers.yml", ("waivers", number, "by"), f"`{row['by']}` is no person of `org.yml`", hint)


def _baseline(name: str | None, root: Path | None, complain: Complain) -> Baseline | None:
    """The baseline that project.yml names."""
    if not name or root is None:
        return None
    if Path(name).is_absolute() or ".." in Path(name).parts:
        hint = "Name a file in the project."
        complain("project.yml", ("baseline",), f"`baseline: {name}` leads out of the project", hint)
        return None
    try:
        return read_baseline(root / name, name)
    except ConfigError as error:
        fault = error.faults[0]
        told = f"{fault.path}:{fault.line}: {fault.message}" if fault.line else fault.message
        complain("project.yml", ("baseline",), told, fault.hint)
        return None


def read_baseline(path: Path, name: str) -> Baseline:
    """The baseline in a file, of which people are told by `name`. Raises ConfigError."""
    try:
        return parse(name, path.read_bytes())
    except OSError as error:
        hint = f"Write it with `prd check --write-baseline {name}`."
        what = f"the baseline `{name}` cannot be read ({error.strerror or error})"
        raise ConfigError([Fault(name, 1, 1, what, hint)]) from None
    except BadBaseline as error:
        raise ConfigError([Fault(name, error.line, 1, error.message, error.hint)]) from None


def _process(raw: Mapping[str, Any], gates: Gates) -> Process:
    specs = raw.get("gates") or {}
    return Process(
        stages={name: stage["label"] for name, stage in (raw.get("stages") or {}).items()},
        gates={name: gate["label"] for name, gate in specs.items()},
        gate_help={name: gate.get("help", "") for name, gate in specs.items()},
        demands=gates.rules,
        placeholders=tuple(raw.get("placeholders") or ()),
        vague={lang: tuple(words) for lang, words in (raw.get("vague") or {}).items()},
        exact={lang: tuple(words) for lang, words in (raw.get("exact") or {}).items()},
        settled=tuple(raw.get("settled") or ()),
        none_words=tuple(raw.get("none_words") or ()),
        placeholder_patterns=tuple(raw.get("placeholder_patterns") or ()),
    )


def _org(raw: Mapping[str, Any]) -> Org:
    return Org(
        departments={name: dept["label"] for name, dept in (raw.get("departments") or {}).items()},
        people={name: _person(name, person) for name, person in (raw.get("people") or {}).items()},
        products={name: product["label"] for name, product in (raw.get("products") or {}).items()},
        audiences={
            name: one["audience"]
            for kind in ("departments", "products")
            for name, one in (raw.get(kind) or {}).items()
            if one.get("audience")
        },
    )


def _person(name: str, raw: Mapping[str, Any]) -> Person:
    told = {key: raw.get(key) or "" for key in ("email", "audience")}
    return Person(name, raw["dept"], raw.get("label") or name, raw.get("active", True), **told)
