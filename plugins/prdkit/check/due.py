"""To find blocks that a document's section is there for and that nobody filled in."""

from collections.abc import Iterator

from prdkit.model.document import Document
from prdkit.reading.problem import Key, Problem, Span


def unfilled(document: Document, block: str, filled: bool, hint: str) -> Iterator[Problem]:
    """The problem that a section speaks in words, or is due, while its block is not there.

    A section without a heading is the business of `sections/missing`, and a document off the line of none.
    Where several blocks share a section, each of the others fills it too.
    """
    if filled or block not in document.type.blocks or document.state.side or _is_broken(document, block):
        return
    home = document.home(block)
    section, heading = document.type.sections.get(home), document.section(home)
    if section is None or heading is None or not document.wants(section):
        return
    if set(document.bound(home)) - {block} or (not document.is_due(home) and not document.fills(home)):
        return
    line, title = heading.heading.line, heading.heading.title
    at = Span(line, 1, line, 1 + len(document.source.lines[line - 1]))
    told = f"`{block}` is empty" if block in document.source.values else f"the front matter has no `{block}`"
    yield Problem(
        Key((block,)) if block in document.source.values else at,
        f"{told}, which the section `{title}` is there for",
        hint,
    )


def _is_broken(document: Document, block: str) -> bool:
    """Whether something in the block did not fit, which is reported there."""
    places = (problem.at.path if isinstance(problem.at, Key) else problem.at for problem in document.problems)
    return document.source.is_lost or any(isinstance(at, tuple) and at[:1] == (block,) for at in places)
