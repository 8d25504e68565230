"""To list the addresses inside a document: `F1`, `F1.AC1`, `points_txn.frozen`, `points_txn.t3`."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from prdkit.config.types import BlockType
from prdkit.model.document import Document
from prdkit.reading.anchors import anchors
from prdkit.reading.markdown import Heading
from prdkit.reading.problem import Path

Address: TypeAlias = tuple[str, Path | Heading]
"""What stands after `#`, and the value or the heading that it comes from."""


def addresses(document: Document) -> frozenset[str]:
    """Everything that may stand after `#` in a link to the document.

    Headings of a type with a process of its own have the addresses that their words give them, and no other.
    """
    named = frozenset(name for name, _ in places(document))
    return named if document.type.common else named | anchors(document.source.outline)


def places(document: Document) -> Iterator[Address]:
    """Every address of a document with the place that it comes from: headings and sections, then block by block."""
    headed: set[str] = set()
    for name, heading in _of_headings(document):
        headed.add(name)
        yield name, heading
    for block in document.blocks:
        home = document.home(block) or block
        if home not in headed:
            headed.add(home)
            yield home, (block,)
    for block in document.blocks:
        yield from _of_block(document.type.blocks[block], document.values[block])


def _of_headings(document: Document) -> Iterator[tuple[str, Heading]]:
    """Explicit `{#ids}` and the names of sections; a section that stands twice has its address once."""
    sections = {section.index: section.name for section in document.sections}
    known: set[str] = set()
    for index, heading in enumerate(document.source.outline.headings):
        section = sections.get(index, "")
        name = heading.anchor or (section if document.type.common else "")
        if name and not (section and name in known):
            yield name, heading
        known.add(section)


def _of_block(block: BlockType, value: Any) -> Iterator[Address]:
    rows = enumerate(value) if isinstance(value, list) else ((None, value),)
    for number, row in rows:
        if not isinstance(row, dict):
            continue
        at: Path = (block.name,) if number is None else (block.name, number)
        own = str(row.get(block.anchor) or "") if block.anchor else ""
        if own:
            yield own, (*at, block.anchor)
        for field in block.addresses:
            for part, steps in _inside(field, row.get(field)):
                yield f"{own}.{part}" if own else part, (*at, field, *steps)


def _inside(field: str, value: Any) -> Iterator[tuple[str, Path]]:
    if isinstance(value, dict):
        yield from ((part, (part,)) for part in value)
    elif isinstance(value, list):
        for number, row in enumerate(value):
            named = row.get("id") if isinstance(row, dict) else None
            yield (str(named), (number, "id")) if named else (f"{field[0]}{number + 1}", (number,))
