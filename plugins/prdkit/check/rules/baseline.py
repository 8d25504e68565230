"""To make the baseline shrink."""

from collections.abc import Iterator

from prdkit.check.compared import Compared
from prdkit.check.registry import Problem, Site, rule
from prdkit.reading.problem import Span

_SHOWN = 5


@rule(on=Compared, severity="warning", fixed=True)
def fixed(compared: Compared, site: Site) -> Iterator[Problem]:
    """The baseline holds findings that are no longer there.

    Whoever brings such a fault back would not be told. Written again, the file is shorter, and the fault
    would be new.

    Bad:

    ```config project.yml
    baseline: prd-baseline.json
    ```

    ```project prd-baseline.json
    {"version": 1, "fingerprint": "prdkitFinding/v1", "findings": [
      {"rule": "fields/missing", "severity": "error", "document": "PRD-2026-001", "count": 1,
       "fingerprint": "0123456789abcdef0123456789abcdef", "message": "`owner` is missing"}]}
    ```

    Good:

    ```config project.yml
    baseline: prd-baseline.json
    ```

    ```project prd-baseline.json
    {"version": 1, "fingerprint": "prdkitFinding/v1", "findings": []}
    ```
    """
    gone = compared.gone
    if gone:
        listed = "; ".join(f"`{one.rule}` in {one.document}" for one in gone[:_SHOWN])
        more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
        count = "1 finding of the baseline is" if len(gone) == 1 else f"{len(gone)} findings of the baseline are"
        at = Span(gone[0].line, 1, gone[0].line, 1)
        hint = f"Run `prd check --write-baseline {compared.path}` and commit the file."
        yield Problem(at, f"{count} gone: {listed}{more}", hint)
