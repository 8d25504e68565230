"""To find the waivers of a site, and to tell which findings each of them holds back."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from itertools import islice

from prdkit.check.finding import Finding
from prdkit.check.fingerprint import steady_field
from prdkit.check.names import means
from prdkit.config.fields import Text, say
from prdkit.config.waivers import FILE, WaiverRow
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.reading.problem import Path, Span

BARRED = ("waivers", "baseline")
"""What no waiver covers, whatever a team configures: the rules that watch over exceptions."""

MOST = 50
"""Waivers of one document that are looked at; `fields/range` reports more."""

_QUOTED = re.compile(r"`([^`]*)`")


@dataclass(frozen=True, slots=True)
class Waiver:
    """Leave to overlook a rule until a day: in the `document` that holds it, or where `row` says.

    `at` is where it stands: in the document's front matter, or in waivers.yml.
    """

    rule: str
    reason: Text
    by: str
    until: date
    part: str
    at: Path | Span
    document: Document | None = None
    row: WaiverRow | None = None

    @property
    def path(self) -> str:
        """The file that holds it."""
        return self.document.path if self.document is not None else f"site_config/{FILE}"

    @property
    def told(self) -> str:
        """Until when, who said so and why, in English where there is a choice."""
        return f"waived until {self.until} by {self.by}: {say(self.reason, 'en')}"

    def holds(self, day: date) -> bool:
        """Whether it still counts on a day; `until` is its last."""
        return day <= self.until

    def covers(self, finding: Finding, site: Site) -> bool:
        """Whether it speaks of a finding."""
        return means(self.rule, finding.rule) and self.reaches(finding) and _is_at(self.part, finding, site)

    def reaches(self, finding: Finding) -> bool:
        """Whether a finding stands in a document that it is for."""
        if self.row is None:
            return self.document is not None and finding.path == self.document.path
        return self.is_for(finding.document, finding.path)

    def is_for(self, document: str, path: str) -> bool:
        """Whether a row of waivers.yml is for a document of an id (if any) and a path."""
        row = self.row
        if row is None or not (row.documents or row.paths):
            return row is not None
        named = document and any(fnmatchcase(document, pattern) for pattern in row.documents)
        return bool(named) or any(fnmatchcase(path, pattern) for pattern in row.paths)


def waivers_of(document: Document) -> Iterator[Waiver]:
    """The waivers in a document's front matter, without those whose shape is broken."""
    for number, row in enumerate(islice(document.values.get("waive") or (), MOST)):
        if row and all(row.get(key) for key in ("rule", "reason", "by", "until")):
            place = ("waive", number)
            yield Waiver(row["rule"], row["reason"], row["by"], row["until"], row.get("at") or "", place, document)


def shared_waivers(site: Site) -> Iterator[Waiver]:
    """The waivers of waivers.yml."""
    for row in site.config.waivers.rows:
        yield Waiver(row.rule, row.reason, row.by, row.until, row.at, row.span, row=row)


def all_waivers(site: Site) -> tuple[Waiver, ...]:
    """Every waiver of a site, those of documents first."""
    own = (waiver for document in site.documents for waiver in waivers_of(document))
    return (*own, *shared_waivers(site))


def _is_at(part: str, finding: Finding, site: Site) -> bool:
    """Whether a finding stands at a front-matter path, or in a section, or names that section."""
    if not part:
        return True
    if finding.field:
        paths = (finding.field, steady_field(finding, site))
        if any(path == part or path.startswith(f"{part}.") for path in paths):
            return True
    thing = site.by_path.get(finding.path)
    return isinstance(thing, Document) and _is_in_section(part, finding, thing)


def _is_in_section(name: str, finding: Finding, document: Document) -> bool:
    above = bisect_right(document.sections, finding.line, key=lambda section: section.heading.line)
    if not finding.field and above and document.sections[above - 1].name == name:
        return True
    kind = document.type.sections.get(name)
    labels = {say(kind.label, lang) for lang in ("en", "zh-Hans", "zh-Hant")} if kind else set()
    return not labels.isdisjoint(_QUOTED.findall(finding.message))
