"""To apply waivers to findings, and to say what became of each."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from prdkit.check.finding import Finding
from prdkit.check.names import means
from prdkit.check.outcome import Waived
from prdkit.check.registry import Rule
from prdkit.check.severities import nearest
from prdkit.check.waiver import BARRED, Waiver
from prdkit.link.site import Site


@dataclass(frozen=True, slots=True)
class Granted:
    """A waiver and what became of it, which the rules on waivers look at.

    `rules` are those it means, `barred` those of them that may not be waived. `used` says whether it covers
    a finding, `tried` whether all its rules ran, so that it could have; `near` is the next step where it
    means no rule.
    """

    waiver: Waiver
    rules: tuple[str, ...]
    barred: tuple[str, ...]
    used: bool
    tried: bool
    near: str


def apply(
    findings: Iterable[Finding], waivers: Sequence[Waiver], site: Site
) -> tuple[list[Finding], list[Waived], frozenset[int]]:
    """The findings that count, those that are waived, and the numbers of the waivers that cover any of either."""
    if not waivers:
        return list(findings), [], frozenset()
    own: dict[str, list[tuple[int, Waiver]]] = {}
    shared = []
    for number, waiver in enumerate(waivers):
        if waiver.document is None:
            shared.append((number, waiver))
        else:
            own.setdefault(waiver.document.path, []).append((number, waiver))
    counted: list[Finding] = []
    waived: list[Waived] = []
    used: set[int] = set()
    for finding in findings:
        near = (*own.get(finding.path, ()), *shared)
        covering = [(number, waiver) for number, waiver in near if waiver.covers(finding, site)]
        used.update(number for number, _ in covering)
        holding = (w for _, w in covering if w.holds(site.as_of) and not is_barred(finding.rule, site))
        first = next(holding, None)
        if first is None:
            counted.append(finding)
        else:
            waived.append(Waived(finding, first))
    return counted, waived, frozenset(used)


def is_barred(rule: str, site: Site) -> bool:
    """Whether a rule may never be waived."""
    return any(means(pattern, rule) for pattern in (*BARRED, *site.config.waivers.never))


def granted(
    waivers: Sequence[Waiver], used: Collection[int], rules: Sequence[Rule], ran: Collection[str], site: Site
) -> list[Granted]:
    """What became of each waiver; `rules` are all there are, `ran` the names of those that ran."""
    found = []
    for number, waiver in enumerate(waivers):
        names = tuple(rule.name for rule in rules if means(waiver.rule, rule.name))
        barred = tuple(name for name in names if is_barred(name, site))
        near = "" if names else nearest(waiver.rule, rules)
        found.append(Granted(waiver, names, barred, number in used, all(name in ran for name in names), near))
    return found
