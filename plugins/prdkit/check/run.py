"""To run rules over a site and weigh what they find."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from prdkit.check.baseline import compare
from prdkit.check.compared import Compared
from prdkit.check.finding import LEVELS, Finding
from prdkit.check.names import means
from prdkit.check.outcome import Outcome
from prdkit.check.registry import Rule, Severity
from prdkit.check.waiver import Waiver, all_waivers
from prdkit.check.waivers import Granted, apply, granted
from prdkit.check.weights import by_type, puts_on
from prdkit.config.baseline import Baseline
from prdkit.config.severities import Dated, on_day
from prdkit.link.site import Site, Thing
from prdkit.model.document import Document, Page
from prdkit.model.sign_offs import SignOffFile
from prdkit.reading.memory import long_lived
from prdkit.reading.problem import Key, Path, Place, Problem, Span
from prdkit.reading.source import Source, plain

LOWER: dict[Severity, Severity] = {"error": "warning", "warning": "info", "info": "info"}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules run: names or patterns such as `states/*`; an empty `select` means all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, name: str) -> bool:
        """Whether a rule is to run."""
        chosen = not self.select or any(means(pattern, name) for pattern in self.select)
        return chosen and not any(means(pattern, name) for pattern in self.ignore)


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
    """The findings of a site that count, sorted by path and line: see `outcome`."""
    return outcome(site, rules, selection, seen).findings


def outcome(
    site: Site,
    rules: Iterable[Rule],
    selection: Selection = Selection(),
    seen: Callable[[int, int], None] | None = None,
) -> Outcome:
    """What the rules find in a site, with waivers and the baseline of its configuration applied.

    `seen` is told how many documents are done, of all.
    """
    known = tuple(rules)
    chosen = [r for r in known if selection.takes(r.name) and counts(site, r.name)]
    origins = _found(site, chosen, seen)
    found = sorted(origins, key=lambda finding: finding.place)
    given = all_waivers(site)
    counted, waived, used = apply(found, given, site)
    baseline = site.config.baseline
    new, old, missed = compare(counted, site, baseline) if baseline is not None else (counted, [], [])
    gone = tuple(entry for entry in missed if selection.takes(entry.rule))
    judged = [r for r in chosen if r.on in _JUDGED_LATER]
    ran = {r.name for r in chosen if site.base is not None or r.family not in _ASK_FOR_A_BASE}
    late = [*_on_waivers(judged, granted(given, used, known, ran, site), site)] if given else []
    if baseline is not None:
        late += _on_baseline(judged, baseline, Compared(baseline.path, gone), site)
    findings = sorted({*new, *late}, key=lambda finding: finding.place) if late else new
    return Outcome(findings, tuple(waived), tuple(old), gone, origins)


_ASK_FOR_A_BASE = frozenset(("history",))
"""Families that find nothing where there is no base to compare with."""

_JUDGED_LATER = (Granted, Compared)
"""What only stands there when everything else was found."""


def _found(site: Site, chosen: Iterable[Rule], seen: Callable[[int, int], None] | None) -> dict[Finding, str]:
    """The findings of all rules, each with the path of what its rule looked at, empty for the site."""
    on_site = [rule for rule in chosen if rule.on is Site]
    by_kind: dict[type, list[Rule]] = {}
    for rule in chosen:
        if rule.on is not Site and rule.on not in _JUDGED_LATER:
            by_kind.setdefault(rule.on, []).append(rule)
    found: dict[Finding, str] = {}
    things: tuple[Thing, ...] = (*site.documents, *site.pages, *site.sign_offs)
    with long_lived():
        for number, thing in enumerate(things, 1):
            for finding in _of_thing(thing, by_kind, site):
                found.setdefault(finding, thing.path)
            if seen is not None:
                seen(number, len(things))
        for rule in on_site:
            for finding in _of_site(rule, site):
                found.setdefault(finding, "")
    return found


def again(site: Site, rule: Rule, path: str) -> list[Finding]:
    """What one rule finds where it looks at what stands at a path, or at the site where that is empty."""
    if rule.on is Site:
        return list(dict.fromkeys(_of_site(rule, site)))
    thing = site.by_path.get(path)
    return list(dict.fromkeys(_of_thing(thing, {rule.on: [rule]}, site) if thing is not None else ()))


def _on_waivers(rules: Iterable[Rule], waivers: Iterable[Granted], site: Site) -> Iterator[Finding]:
    on_waivers = [rule for rule in rules if rule.on is Granted]
    for one in waivers:
        thing = _holder(one.waiver, site)
        for rule in on_waivers:
            for problem in _problems(rule, thing.path, one, site):
                yield _finding(rule, thing, (), problem, site)


def _holder(waiver: Waiver, site: Site) -> Thing:
    return waiver.document or site.by_path[site.config.waivers.path]


def _on_baseline(rules: Iterable[Rule], baseline: Baseline, compared: Compared, site: Site) -> Iterator[Finding]:
    page = Page(plain(baseline.path, ""))
    for rule in rules:
        if rule.on is Compared:
            for problem in _problems(rule, baseline.path, compared, site):
                yield _finding(rule, page, (), problem, site)


def findings_of(thing: Thing, rules: Iterable[Rule], site: Site) -> Iterator[Finding]:
    """What some rules find in one thing as it is given, which need not be the one that the site holds."""
    by_kind: dict[type, list[Rule]] = {}
    for rule in rules:
        by_kind.setdefault(rule.on, []).append(rule)
    yield from _of_thing(thing, by_kind, site)


def finding_of(rule: Rule, document: Document, problem: Problem, site: Site) -> Finding:
    """A problem as a rule's finding in a document; its severity is `off` where the document is exempt."""
    return _finding(rule, document, (), problem, site)


def _of_thing(thing: Thing, rules: Mapping[type, list[Rule]], site: Site) -> Iterator[Finding]:
    for kind, on_kind in rules.items():
        for seen, base in _looked_at(thing, kind):
            for rule in on_kind:
                for problem in _problems(rule, thing.path, seen, site):
                    where = site.at(problem.file) if problem.file else thing
                    if (found := _finding(rule, where, base, problem, site)).severity in LEVELS:
                        yield found


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
        if (found := _finding(rule, site.at(problem.file), (), problem, site)).severity in LEVELS:
            yield found


def _problems(rule: Rule, path: str, *seen: Any) -> list[Problem]:
    try:
        return list(rule.check(*seen))
    except Exception as error:
        raise RuleFailed(rule.name, path) from error


def _finding(rule: Rule, thing: Thing, base: Path, problem: Problem, site: Site) -> Finding:
    at = _absolute(problem.at, base)
    span = thing.source.span(at)
    path: Path = at.path if isinstance(at, Key) else at if isinstance(at, tuple) else ()
    weight = severity(rule, thing, site, problem.gate)
    beside = thing.source.beside
    return Finding(
        rule=rule.name,
        severity=weight,
        message=problem.message,
        path=beside.path if beside is not None and not isinstance(at, Span) else thing.path,
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        document=_spoken_of(thing),
        field=".".join(map(str, path)),
        hint=" ".join(filter(None, (problem.hint, _later(rule, thing, site, weight, problem.gate)))),
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


def severity(rule: Rule, thing: Thing, site: Site, gate: str = "") -> Severity:
    """How much a rule weighs in a document: by its type, by project.yml, then gate, then whether it is a draft.

    `gate` is one that the problem itself waits for. Sign-offs weigh as the document that they are about. A type may
    exempt a document: the rule is `off` there.
    """
    told: Any = by_type(rule.name, _meant(thing, site)) or _weight(site, rule.name)
    return told or _own(rule, thing, site, gate)


def _weight(site: Site, rule: str) -> str:
    """What project.yml says of a rule today; empty where it says nothing."""
    return on_day(site.config.severities, rule, site.as_of)


def counts(site: Site, rule: str) -> bool:
    """Whether a rule is looked for at all: project.yml leaves it on, or a type puts it on for some documents."""
    return _weight(site, rule) != "off" or any(puts_on(kind, rule) for kind in site.config.types.values())


_CALLED = {"error": "an error", "warning": "a warning", "info": "a note", "off": "not looked for any more"}


def _later(rule: Rule, thing: Thing, site: Site, now: Severity, gate: str) -> str:
    """From which day on a finding weighs something else, where project.yml says so."""
    told = site.config.severities.get(rule.name)
    if not isinstance(told, Dated) or site.as_of >= told.since or by_type(rule.name, _meant(thing, site)):
        return ""
    then = told.then or _own(rule, thing, site, gate)
    if then == now:
        return ""
    return f"From {told.since} on this is {_CALLED.get(then, then)}."


def _meant(thing: Thing, site: Site) -> Thing:
    """A thing, or the document that a file of sign-offs is about."""
    return site.by_id.get(thing.name, thing) if isinstance(thing, SignOffFile) else thing


def _own(rule: Rule, thing: Thing, site: Site, gate: str = "") -> Severity:
    base = rule.severity
    thing = _meant(thing, site)
    if not isinstance(thing, Document):
        return base
    asked = thing.type.common and rule.name in site.config.process.demands
    waits = asked and not thing.is_held_to(rule.name)
    if waits or (gate and gate not in thing.passed):
        base = LOWER[base]
    return LOWER[base] if thing.is_draft and not rule.fixed else base
