"""To list the addresses inside a document: `F1`, `F1.AC1`, `points_txn.frozen`, `points_txn.t3`."""

from collections.abc import Iterator, Mapping
from typing import Any

from prdkit.config.types import BlockType
from prdkit.model.document import Document


def addresses(document: Document) -> frozenset[str]:
    """Everything that may stand after `#` in a link to the document."""
    return frozenset(_all(document))


def _all(document: Document) -> Iterator[str]:
    for heading in document.source.outline.headings:
        if heading.anchor:
            yield heading.anchor
    for section in document.sections:
        yield section.heading.anchor or section.name
    for name in document.blocks:
        block = document.type.blocks[name]
        yield document.home(name) or name
        yield from _of_block(block, document.values[name])


def _of_block(block: BlockType, value: Any) -> Iterator[str]:
    rows = value if isinstance(value, list) else [value]
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        own = str(row.get(block.anchor) or "") if block.anchor else ""
        if own:
            yield own
        for field in block.addresses:
            yield from (f"{own}.{part}" if own else part for part in _inside(field, row.get(field)))


def _inside(field: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value
    elif isinstance(value, list):
        for number, row in enumerate(value, 1):
            named = row.get("id") if isinstance(row, Mapping) else None
            yield str(named or f"{field[0]}{number}")
