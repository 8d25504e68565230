"""To hold what a check came to: what counts, what is waived, what was known before, and what is gone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from prdkit.check.finding import Finding
from prdkit.check.waiver import Waiver
from prdkit.config.baseline import Entry


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that does not count, and the waiver that says why and until when."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings that count, sorted; those that waivers or the baseline hold back; what the baseline may forget.

    `origins` says of findings what their rule looked at: a path, or nothing for the whole site.
    """

    findings: list[Finding]
    waived: tuple[Waived, ...] = ()
    known: tuple[Finding, ...] = ()
    gone: tuple[Entry, ...] = ()
    origins: Mapping[Finding, str] = field(default_factory=dict, repr=False)

    def within(self, keeps: Callable[[Finding], bool]) -> "Outcome":
        """The part of it that speaks of certain findings."""
        return replace(
            self,
            findings=[finding for finding in self.findings if keeps(finding)],
            waived=tuple(one for one in self.waived if keeps(one.finding)),
            known=tuple(finding for finding in self.known if keeps(finding)),
        )
