"""To catch names in project.yml and process.yml that no rule has, before they silence nothing or everything."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from prdkit.check.names import means
from prdkit.check.registry import Rule
from prdkit.config.config import Config, ConfigError, Fault
from prdkit.config.layers import layers
from prdkit.reading.problem import Path


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
    """Refuse a severity in project.yml or of a type, or a demand of a gate in process.yml, for a rule that is none."""
    known = {rule.name for rule in rules}
    unknown = {name for name in (*config.severities, *config.process.demands) if name not in known}
    faults = [*_in_types(config, rules)]
    if not unknown and not faults:
        return
    faults += [
        Fault(layer.path, at.line, at.column, f"no rule is called `{path[-1]}`", nearest(str(path[-1]), rules))
        for file in ("project.yml", "process.yml")
        for layer in layers(file, config.root)
        for path in _naming(layer.values, unknown)
        if (at := layer.span(path, key=True)) is not None
    ]
    raise ConfigError(faults)


def _in_types(config: Config, rules: Sequence[Rule]) -> Iterator[Fault]:
    """The names and patterns in the severities of types that mean no rule."""
    for kind in config.types.values():
        for row, line in enumerate(kind.demands.weights):
            for number, name in enumerate(line.rules):
                if not any(means(name, rule.name) for rule in rules):
                    at = ("severities", row, "rules", number)
                    yield _fault(f"types/{kind.name}.yml", at, name, config, rules)


def _fault(file: str, at: Path, name: str, config: Config, rules: Sequence[Rule]) -> Fault:
    found = ((layer.path, layer.span(at) or layer.span(at[:-1])) for layer in layers(file, config.root))
    path, span = next(((path, span) for path, span in reversed([*found]) if span), (file, None))
    line, column = (span.line, span.column) if span else (1, 1)
    return Fault(path, line, column, f"no rule is called `{name}`", nearest(name, rules))


def _naming(values: Any, unknown: Collection[str], at: Path = ()) -> Iterator[Path]:
    """Where a file names rules that there are not: in any `rules` of it."""
    for key, value in values.items() if isinstance(values, dict) else ():
        if key == "rules" and isinstance(value, dict):
            yield from ((*at, key, name) for name in value if name in unknown)
        else:
            yield from _naming(value, unknown, (*at, key))
