"""To catch names in project.yml that no rule has, before they silence nothing or everything."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from prdkit.check.registry import Rule
from prdkit.config.config import Config, ConfigError, Fault
from prdkit.config.layers import layers


def nearest(name: str, rules: Iterable[Rule]) -> str:
    """The next step for a name that no rule has."""
    names = [rule.name for rule in rules]
    families = sorted({name.partition("/")[0] for name in names})
    meant = get_close_matches(name.rstrip("/*"), families, 1, 0.7)
    if not meant or not name.endswith(("/*", "/")):
        ending = [known for known in names if known.endswith(f"/{name}")]
        meant = ending or get_close_matches(name, names, 1, 0.5) or meant
    listed = "`prd rule` lists all rules."
    return f"Did you mean `{meant[0]}`? {listed}" if meant else listed


def check_severities(config: Config, rules: Sequence[Rule]) -> None:
    """Refuse a severity in project.yml for a rule that does not exist."""
    known = {rule.name for rule in rules}
    unknown = [name for name in config.severities if name not in known]
    if not unknown:
        return
    faults = []
    for layer in layers("project.yml", config.root):
        for name in unknown:
            at = layer.span(("rules", name), key=True)
            if at is not None:
                hint = nearest(name, rules)
                faults.append(Fault(layer.path, at.line, at.column, f"no rule is called `{name}`", hint))
    raise ConfigError(faults)
