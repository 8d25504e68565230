"""To report parts of a document that links cannot tell apart."""

import re
from collections.abc import Iterator, Mapping

from prdkit.check.registry import Problem, Site, rule
from prdkit.link.addresses import places
from prdkit.model.document import Document
from prdkit.model.leaves import spelt
from prdkit.reading.markdown import Heading
from prdkit.reading.problem import Path, Span

_JUDGED_APART = frozenset(("collaboration",))
"""Blocks whose own rules say that two of their rows have one id."""
_NO_ADDRESS = re.compile(r"[^\w\- ]")


@rule(on=Document)
def duplicate_address(document: Document, site: Site) -> Iterator[Problem]:
    """Two parts of a document have the same address.

    Links to the second one lead to the first, and in a meeting nobody knows which `R1` is meant. All tables
    of a document share its page, and the headings do too: `### Order` has the address `#order` unless it is
    given another. In a state machine `t3` is the third transition, so no state can be called that.

    Bad:

    ```yaml
    rules:
      - {id: R1, if: an order is paid, then: points are credited}
    risks:
      - {id: R1, title: Points run out}  # here
    ```

    Good:

    ```yaml
    rules:
      - {id: R1, if: an order is paid, then: points are credited}
    risks:
      - {id: K1, title: Points run out}
    ```
    """
    first: dict[str, Path | Heading] = {}
    doubled: set[Path] = set()
    for name, at in places(document):
        other = first.setdefault(name, at)
        if other is at or _told_already(at, other, doubled):
            continue
        if isinstance(at, tuple) and _is_own_id(at):
            doubled.add(at[:2])
        where = "a heading" if isinstance(other, Heading) else f"`{spelt(other)}`"
        line = document.source.span(_spot(other, document)).line
        said = f"`#{name}` is the address of {where} on line {line} already"
        yield Problem(_spot(at, document), said, _way_out(name, at, document))
    yield from _taken_by_words(document, first)


def _taken_by_words(document: Document, first: Mapping[str, Path | Heading]) -> Iterator[Problem]:
    """Headings whose words make the address that a row has."""
    sections = {section.index for section in document.sections}
    for index, heading in enumerate(document.source.outline.headings):
        if not heading.anchor and index not in sections:
            name = _slug(heading.title)
            row = first.get(name)
            if isinstance(row, tuple) and len(row) > 1:
                said = f"the heading takes the address `#{name}` from `{spelt(row)}` on line "
                line = document.source.span(row).line
                hint = f"Give the heading an address of its own, such as `{{#about-{name}}}`."
                yield Problem(_spot(heading, document), f"{said}{line}", hint)


def _slug(title: str) -> str:
    """What the page makes of a heading's words for its address."""
    return _NO_ADDRESS.sub("", title).strip().lower().replace(" ", "-")


def _told_already(at: Path | Heading, other: Path | Heading, doubled: set[Path]) -> bool:
    """Whether it was said of the row that holds the part, or is for the rules of its block to say."""
    if isinstance(at, Heading):
        return False
    apart = isinstance(other, tuple) and at[0] == other[0] and at[0] in _JUDGED_APART
    return apart or at[:2] in doubled


def _is_own_id(at: Path) -> bool:
    """Whether a place is the id of a row, not of a part inside one."""
    return len(at) == 3 and isinstance(at[1], int)


def _spot(place: Path | Heading, document: Document) -> Path | Span:
    if not isinstance(place, Heading):
        return place
    return Span(place.line, 1, place.line, 1 + len(document.source.lines[place.line - 1]))


def _way_out(name: str, at: Path | Heading, document: Document) -> str:
    if isinstance(at, Heading):
        return "Give the heading another `{#id}`."
    block = document.type.blocks[str(at[0])]
    row = document.values[block.name][at[1]] if block.rows else {}
    if block.rows and block.anchor and not row.get(block.anchor):
        return f"Give each row of `{block.name}` an `{block.anchor}`: the parts in it are then called after it."
    return f"Give one of them another id. Links to `#{name}` lead to the first."
