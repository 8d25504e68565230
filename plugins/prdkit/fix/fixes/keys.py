"""To spell keys as the type does."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial
from typing import Any

from prdkit.edit.front_matter import rename_key
from prdkit.fix.fields import field_at, raw_at
from prdkit.fix.registry import Change, fix
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.reading.problem import Key, Path

_ALIKE = 0.75
"""From which likeness on a word is taken for another one misspelt: the hint of the check guesses more freely."""


@fix("fields/unknown")
def spelling(document: Document, site: Site) -> Iterator[Change]:  # noqa: ARG001
    """Keys that are spelt nearly like one that is known there, and like no other."""
    for problem in document.problems:
        if problem.fault == "unknown" and isinstance(problem.at, Key):
            name = meant(document, problem.at.path)
            if name:
                path = problem.at.path
                edit, holds = partial(rename_key, path=path, name=name), partial(_fits, path=(*path[:-1], name))
                yield Change(f"key `{path[-1]}` → `{name}`", edit, holds)


def _fits(document: Document, path: Path) -> bool:
    """Whether a value is of the kind that its key wants; what is wrong inside it came to light and is no harm."""
    value: Any = document.values
    for step in path:
        value = value.get(step) if isinstance(step, str) else value[step]
        if value is None:
            break
    return value is not None or raw_at(document, path) is None


def meant(document: Document, path: Path) -> str:
    """The one known key that an unknown one is spelt nearly like, if it is not there already."""
    spec, holder = field_at(document, path[:-1]), raw_at(document, path[:-1])
    if spec is None or spec.type != "map" or not isinstance(holder, dict):
        return ""
    close = get_close_matches(str(path[-1]).casefold(), spec.fields, 2, cutoff=_ALIKE)
    return close[0] if len(close) == 1 and close[0] not in holder else ""
