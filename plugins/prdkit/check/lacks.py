"""To find the sections and blocks that gates ask a document for and that it does not have."""

from collections.abc import Iterator
from typing import NamedTuple

from prdkit.model.document import Document
from prdkit.reading.problem import Key

MISSING, EMPTY, UNFILLED = "section_missing", "section_empty", "block_missing"


class Lack(NamedTuple):
    """What a gate asks for: `what` is one of the three above, `name` a section or a block.

    `section` is where it belongs, `blocks` those that the same gates ask for in a missing section.
    """

    what: str
    name: str
    gate: str
    section: str
    blocks: tuple[str, ...] = ()


def lacks(document: Document, gates: frozenset[str]) -> Iterator[Lack]:
    """What some gates ask for in vain, in the order of the type's sections; each thing once.

    A block that is not there is told by itself where its section has a heading, and with the section otherwise.
    """
    wanted = _unfilled(document, gates)
    for name, gate in document.asked.sections.items():
        own = wanted.pop(name, ())
        if gate not in gates or document.fills(name):
            yield from own
        elif document.section(name) is None:
            yield Lack(MISSING, name, gate, name, tuple(lack.name for lack in own))
        elif own:
            yield from own
        else:
            yield Lack(EMPTY, name, gate, name)
    for own in wanted.values():
        yield from own


def _unfilled(document: Document, gates: frozenset[str]) -> dict[str, tuple[Lack, ...]]:
    """The blocks that gates ask for in vain, by the section they belong to."""
    found: dict[str, tuple[Lack, ...]] = {}
    for name, gate in document.asked.blocks.items():
        if gate in gates and not is_filled(document, name) and not is_broken(document, name):
            home = document.home(name)
            found[home] = (*found.get(home, ()), Lack(UNFILLED, name, gate, home))
    return found


def is_filled(document: Document, block: str) -> bool:
    """Whether a block holds a row, or everything that it cannot be without; a record of rows holds one of these."""
    kind, value = document.type.blocks[block], document.values.get(block)
    if kind.rows:
        return any(value or ())
    if isinstance(value, dict) and kind.addresses and not any(value.get(name) for name in kind.addresses):
        return False
    needed = [name for name, inner in kind.fields.items() if inner.required]
    return isinstance(value, dict) and bool(value) and all(value.get(name) for name in needed)


def is_broken(document: Document, block: str) -> bool:
    """Whether something in the block did not fit, which is reported there."""
    places = (problem.at.path if isinstance(problem.at, Key) else problem.at for problem in document.problems)
    return document.source.is_lost or any(isinstance(at, tuple) and at[:1] == (block,) for at in places)


def spoken(document: Document, gates: frozenset[str]) -> Iterator[Lack]:
    """The blocks that gates will ask for, while their section speaks in words and nothing else stands there."""
    for name, gate in document.asked.blocks.items():
        home = document.home(name)
        if gate in gates and home in document.asked.sections and document.section(home) and document.fills(home):
            others = set(document.bound(home)) - {name}
            if not others and not is_filled(document, name) and not is_broken(document, name):
                yield Lack(UNFILLED, name, gate, home)
