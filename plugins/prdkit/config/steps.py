"""To find the steps by which a document may go from one status to another."""

from collections import deque
from collections.abc import Iterator
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
    """The steps that a document may take from a status, the next one on the line first."""
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


def way(kind: DocumentType, origin: str, target: str) -> tuple[Step, ...]:
    """The shortest way from one status to another in one change, empty where there is none.

    It may go on along the line as far as it likes, since every gate on the way is checked, but takes one other
    step at most: a document holds one reason.
    """
    queue: deque[tuple[str, bool, tuple[Step, ...]]] = deque([(origin, False, ())])
    seen = {(origin, False)}
    while queue:
        status, strayed, taken = queue.popleft()
        for step in steps(kind, status):
            place = (step.target, strayed or not step.ahead)
            if (strayed and not step.ahead) or place in seen:
                continue
            if step.target == target:
                return (*taken, step)
            seen.add(place)
            queue.append((*place, (*taken, step)))
    return ()
