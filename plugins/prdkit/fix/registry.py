"""To declare a fix: a function that yields the changes by which a document keeps a rule."""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TypeAlias

from prdkit.link.site import Site
from prdkit.model.document import Document


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to put right: in words, and as an edit from a file's bytes to its new bytes.

    `holds` says of the document after the edit whether it was meant so; else no new fault may come with it.
    """

    what: str
    edit: Callable[[bytes], bytes]
    holds: Callable[[Document], bool] | None = None


Find: TypeAlias = Callable[[Document, Site], Iterator[Change]]


@dataclass(frozen=True, slots=True)
class Fix:
    """A fix, and the name of the rule whose findings it takes away."""

    rule: str
    find: Find


def fix(rule: str) -> Callable[[Find], Fix]:
    """Declare the decorated function the fix of a rule. It only says what to change; the caller decides and edits."""
    return lambda find: Fix(rule, find)


@cache
def all_fixes() -> tuple[Fix, ...]:
    """Every fix, sorted by its rule."""
    from prdkit.fix import fixes

    modules = [import_module(f"{fixes.__name__}.{found.name}") for found in pkgutil.iter_modules(fixes.__path__)]
    found = [thing for module in modules for thing in vars(module).values() if isinstance(thing, Fix)]
    return tuple(sorted(set(found), key=lambda fix: fix.rule))
