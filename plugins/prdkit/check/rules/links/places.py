"""To say where a link stands, and what its author may have meant."""

from collections.abc import Iterator
from difflib import get_close_matches
from posixpath import relpath

from prdkit.check.registry import Site
from prdkit.link.targets import Broken, Fault, Targets
from prdkit.model.document import Document, Page
from prdkit.reading.problem import Span

GUESSES = 20
"""How many wrong links of one file are compared with what is there, which takes time."""
_LONGEST = 200


def broken(thing: Document | Page, site: Site, fault: Fault) -> Iterator[Broken]:
    """The links of a file that lead nowhere for one reason."""
    return (one for one in site.targets.broken(thing) if one.fault == fault)


def span(thing: Document | Page, start: int, end: int) -> Span:
    """The place of a stretch of the body."""
    outline = thing.source.outline
    return Span(*outline.position(start), *outline.position(end))


def short(words: str) -> str:
    """Words as messages show them: in one line, and not without end."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def near(one: Broken, thing: Document | Page, targets: Targets) -> str:
    """The way to the file that was probably meant: one of nearly this name, or one of this name elsewhere."""
    folder, _, name = one.path.rpartition("/")
    names = {other.lower(): other for other in targets.files.by_folder.get(folder, ())}
    close = get_close_matches(name.lower(), names, 1, cutoff=0.75)
    elsewhere = targets.by_name.get(name.lower(), ())
    if close:
        path = f"{folder}/{names[close[0]]}" if folder else names[close[0]]
    elif len(elsewhere) == 1:
        path = elsewhere[0]
    else:
        return ""
    return relpath(f"/{path}", f"/{thing.path.rpartition('/')[0]}")
