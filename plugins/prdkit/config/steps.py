"""To find the steps by which a document may go from one status to another."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from prdkit.config.types import DocumentType


class Step(NamedTuple):
    """One edge of a workflow. `ahead` goes on along the line; the others owe a `reason` where they say so."""

    origin: str
    target: str
    ahead: bool = True
    reason: bool = False
    voids_sign_off: bool = False


def steps(kind: DocumentType, status: str) -> Iterator[Step]:
    """The steps that a document may take from a status, the next one on the line first.

    A type of its own process that declares no way at all lets every one be.
    """
    if kind.is_free:
        yield from (Step(status, name) for name in kind.edges(status))
        return
    if status in kind.line:
        for target in kind.line[kind.line.index(status) + 1 :][:1]:
            yield Step(status, target)
    for edge in kind.transitions:
        if status in edge.origins or "*" in edge.origins:
            for target in edge.targets:
                yield Step(status, target, False, edge.reason, edge.voids_sign_off)
    if status in kind.line:
        for target, state in kind.statuses.items():
            if state.anywhere:
                yield Step(status, target, False, state.reason)


def step(kind: DocumentType, origin: str, target: str) -> Step | None:
    """The step that leads straight from one status to another, None where the workflow has none."""
    return next((one for one in steps(kind, origin) if one.target == target), None)


def walk(kind: DocumentType, statuses: Iterable[str]) -> Iterator[tuple[str, str, Step | None]]:
    """Each change of status along some that a document was in one after another, with the step that it took."""
    for origin, target in pairwise(name for name, _ in groupby(statuses)):
        yield origin, target, step(kind, origin, target)
