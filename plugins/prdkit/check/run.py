"""To run rules over a site and weigh what they find."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from prdkit.check.finding import Finding
from prdkit.check.registry import Rule, Severity
from prdkit.link.site import Site, Thing
from prdkit.model.document import Document, Page
from prdkit.model.sign_offs import SignOffFile
from prdkit.reading.memory import long_lived
from prdkit.reading.problem import Key, Path, Place, Problem, Span
from prdkit.reading.source import Source

_LOWER: dict[Severity, Severity] = {"error": "warning", "warning": "info", "info": "info"}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules run: names or patterns such as `states/*`; an empty `select` means all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, name: str) -> bool:
        """Whether a rule is to run."""
        chosen = not self.select or any(_matches(name, pattern) for pattern in self.select)
        return chosen and not any(_matches(name, pattern) for pattern in self.ignore)


def _matches(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) or name.startswith(pattern.rstrip("/") + "/")


class RuleFailed(Exception):
    """A rule raised: a bug of ours, named by rule and document so that it can be reported."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(f"rule {name} failed on {path}")


def check(
    site: Site,
    rules: Iterable[Rule],
    selection: Selection = Selection(),
    seen: Callable[[int, int], None] | None = None,
) -> list[Finding]:
    """All findings of a site, sorted by path and line. `seen` is told how many documents are done, of all."""
    chosen = [r for r in rules if selection.takes(r.name) and site.config.severities.get(r.name) != "off"]
    by_kind: dict[type, list[Rule]] = {}
    for rule in chosen:
        if rule.on is not Site:
            by_kind.setdefault(rule.on, []).append(rule)
    found: set[Finding] = set()
    things: tuple[Thing, ...] = (*site.documents, *site.pages, *site.sign_offs)
    with long_lived():
        for number, thing in enumerate(things, 1):
            found.update(_of_thing(thing, by_kind, site))
            if seen is not None:
                seen(number, len(things))
        for rule in chosen:
            if rule.on is Site:
                found.update(_of_site(rule, site))
    return sorted(found, key=lambda finding: finding.place)


def _of_thing(thing: Thing, rules: Mapping[type, list[Rule]], site: Site) -> Iterator[Finding]:
    for kind, on_kind in rules.items():
        for seen, base in _looked_at(thing, kind):
            for rule in on_kind:
                for problem in _problems(rule, thing.path, seen, site):
                    where = site.by_path[problem.file] if problem.file else thing
                    yield _finding(rule, where, base, problem, site)


def _looked_at(thing: Thing, kind: type) -> Iterable[tuple[Any, Path]]:
    """What rules on a kind see of a document, a page or a file of sign-offs, with the path their places begin at."""
    if isinstance(thing, kind) or (kind is Source and not isinstance(thing, SignOffFile)):
        return ((thing, ()),)
    if isinstance(thing, Document) and kind not in (Page, SignOffFile):
        return ((part, part.path) for part in parts(thing, kind))
    return ()


def parts(document: Document, kind: Any) -> tuple[Any, ...]:
    """The parts of a kind in a document, made once and kept with it."""
    if kind is Document:
        return ()
    if kind not in document.parts:
        document.parts[kind] = kind.parts(document)
    made: tuple[Any, ...] = document.parts[kind]
    return made


def _of_site(rule: Rule, site: Site) -> Iterator[Finding]:
    for problem in _problems(rule, "the site", site):
        thing = site.by_path[problem.file]
        yield _finding(rule, thing, (), problem, site)


def _problems(rule: Rule, path: str, *seen: Any) -> list[Problem]:
    try:
        return list(rule.check(*seen))
    except Exception as error:
        raise RuleFailed(rule.name, path) from error


def _finding(rule: Rule, thing: Thing, base: Path, problem: Problem, site: Site) -> Finding:
    at = _absolute(problem.at, base)
    span = thing.source.span(at)
    path: Path = at.path if isinstance(at, Key) else at if isinstance(at, tuple) else ()
    return Finding(
        rule=rule.name,
        severity=severity(rule, thing, site),
        message=problem.message,
        path=thing.path,
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        document=_spoken_of(thing),
        field=".".join(map(str, path)),
        hint=problem.hint,
        url=f"{site.config.rules_url}{rule.name}/" if site.config.rules_url else "",
    )


def _spoken_of(thing: Thing) -> str:
    """The id of the document that a finding is about; empty for a page."""
    if isinstance(thing, SignOffFile):
        return thing.name
    return thing.id if isinstance(thing, Document) else ""


def _absolute(at: Place, base: Path) -> Path | Key | Span:
    if isinstance(at, Span):
        return at
    if isinstance(at, Key):
        return Key((*base, *at.path))
    return (*base, at) if isinstance(at, str) else (*base, *at)


def severity(rule: Rule, thing: Thing, site: Site) -> Severity:
    """How much a rule weighs in a document: by configuration, then gate, then whether it is a draft.

    Sign-offs weigh as the document that they are about.
    """
    told = site.config.severities.get(rule.name)
    if told is not None:
        return told  # type: ignore[return-value]
    base = rule.severity
    if isinstance(thing, SignOffFile):
        thing = site.by_id.get(thing.name, thing)
    if not isinstance(thing, Document):
        return base
    if rule.gate and not _is_past(rule.gate, thing, site):
        base = _LOWER[base]
    return _LOWER[base] if thing.is_draft and not rule.fixed else base


def _is_past(gate: str, document: Document, site: Site) -> bool:
    """Whether a document has passed a gate, or one behind it where its own line has no such gate."""
    if gate in document.passed:
        return True
    order = list(site.config.process.gates)
    if gate not in order or any(status.gate == gate for status in document.type.statuses.values()):
        return False
    return not document.passed.isdisjoint(order[order.index(gate) + 1 :])
