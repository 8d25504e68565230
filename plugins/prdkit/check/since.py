"""To keep of all findings those that a change brought: in what it touched, and what it broke elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from prdkit.check.finding import Finding
from prdkit.check.fingerprint import fingerprint
from prdkit.check.outcome import Outcome
from prdkit.check.registry import Rule
from prdkit.check.run import again
from prdkit.link.base import Base
from prdkit.link.site import Site, sign_off_path


def brought(came: Outcome, site: Site, rules: Iterable[Rule]) -> Outcome:
    """The part of an outcome that a change since the site's base accounts for; all of it where there is no base.

    That are all findings of what was touched, and elsewhere those that were not there before. To tell, each rule
    that found something elsewhere looks at that place of the base again, and nowhere else.
    """
    base = site.base
    if base is None or base.reconfigured:
        return came
    within = touched(site, base)
    elsewhere = {f: came.origins[f] for f in came.findings if f.path not in within and f in came.origins}
    new = elsewhere.keys() - set(_old(elsewhere, {rule.name: rule for rule in rules}, site, base))
    return came.within(lambda finding: finding.path in within or finding in new)


def touched(site: Site, base: Base) -> frozenset[str]:
    """The paths of files that a change touched; a document and its sign-offs are touched together."""
    found = set(base.changed)
    for document in site.documents:
        signed = sign_off_path(site.config, document.id)
        if document.path in base.changed or signed in base.changed:
            found.update((document.path, signed))
    return frozenset(found)


def _old(found: Mapping[Finding, str], rules: Mapping[str, Rule], site: Site, base: Base) -> Iterator[Finding]:
    """Of findings in places that did not change, those that were found there before."""
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding, path in found.items():
        groups[finding.rule, path].append(finding)
    for (name, path), findings in groups.items():
        was = base.was.get(path)
        before = again(base.site, rules[name], was.path if was is not None else path)
        yield from _matched(findings, before, site, base.site)


def _matched(findings: list[Finding], before: list[Finding], site: Site, old: Site) -> Iterator[Finding]:
    """The findings that one of those before is like; the same place counts before the same words."""
    same = set(findings) & set(before)
    yield from same
    left = Counter(fingerprint(finding, old) for finding in before if finding not in same)
    for finding in findings:
        known = fingerprint(finding, site)
        if finding not in same and left[known]:
            left[known] -= 1
            yield finding
