"""To gather every rule of the product by walking its packages, so that a new rule edits no list."""

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

import prdkit.blocks
import prdkit.check.rules
from prdkit.check.registry import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by name."""
    found = {rule.name: rule for package in (prdkit.check.rules, prdkit.blocks) for rule in _of(package)}
    return tuple(found[name] for name in sorted(found))


def _of(package: ModuleType) -> list[Rule]:
    modules = [import_module(found.name) for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return [
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, Rule) and thing.check.__module__ == module.__name__
    ]
