"""To write SARIF with what counts alone, for code hosts that show everything in it as an open alert, as GitHub does."""

from typing import Any

from prdkit.check.finding import Finding
from prdkit.check.formats import sarif
from prdkit.check.outcome import Outcome
from prdkit.link.site import Site


def write(findings: list[Finding], site: Site, *, outcome: Outcome | None = None, **options: Any) -> str:  # noqa: ARG001
    """As `sarif`, without what is waived, known or gone: such hosts know no suppressions and no baselines."""
    return sarif.write(findings, site, outcome=Outcome(findings), **options)
