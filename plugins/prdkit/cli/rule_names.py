"""To choose rules by the names that the command line gives, and catch those that no rule has."""

from collections.abc import Sequence

from prdkit.check.registry import Rule
from prdkit.check.run import Selection
from prdkit.check.severities import nearest
from prdkit.scaffold.refused import Refused


def selection(select: Sequence[str], ignore: Sequence[str], rules: Sequence[Rule]) -> Selection:
    """The rules to run; names may be given with commas between them, patterns such as `states/*` too."""
    chosen = {"--select": _split(select), "--ignore": _split(ignore)}
    for option, patterns in chosen.items():
        for pattern in patterns:
            if not any(Selection((pattern,)).takes(rule.name) for rule in rules):
                raise Refused(f"{option}: no rule is called `{pattern}`", nearest(pattern, rules))
    return Selection(chosen["--select"], chosen["--ignore"])


def _split(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for part in given for name in part.split(",") if name.strip())
