"""To find the stretches of a file that name a document, by its id or by the path of its file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from prdkit.edit.splices import Splice
from prdkit.link.references import Reference, in_front_matter, in_text
from prdkit.link.site import Site
from prdkit.model.document import Document, Page
from prdkit.reading.problem import Span
from prdkit.reading.source import Source


@dataclass(frozen=True, slots=True)
class Renamed:
    """What changes: an id, and with it a file's path below the project."""

    old: str
    new: str
    old_path: str
    new_path: str


def of_thing(thing: Document | Page, renamed: Renamed, site: Site) -> list[Splice]:
    """What to put where in a Markdown file, so that it names the document by its new id and path."""
    lines = Lines(thing.source.text)
    found = {}
    for reference in references(thing, site):
        start, end = lines.stretch(reference.at)
        at = thing.source.text.find(renamed.old, start, end)
        if reference.target == renamed.old and at >= 0:
            found[at] = Splice(at, at + len(renamed.old), renamed.new)
    for splice in _links(thing.source, renamed):
        found[splice.start] = splice
    return [found[at] for at in sorted(found)]


def references(thing: Document | Page, site: Site) -> Iterator[Reference]:
    """Every mention of a document in a Markdown file with its span, whatever field it stands in."""
    holder = thing if isinstance(thing, Document) else None
    own = {*holder.type.roles.id.keys, "former_ids"} if holder is not None else {"id", "former_ids"}
    for reference in in_front_matter(thing.source, site.ids, site.heads, holder):
        if reference.field not in own:
            yield reference
    yield from in_text(thing.source, site.ids, site.heads, holder)


def _links(source: Source, renamed: Renamed) -> Iterator[Splice]:
    """Links to the file itself, in prose: `](../prds/PRD-2026-001-points.md#scope)`."""
    old, new = (path.rpartition("/")[2] for path in (renamed.old_path, renamed.new_path))
    start = len(source.text) - len(source.body)
    for spelt, put in dict.fromkeys(((old, new), (quote(old), quote(new)))):
        for found in re.finditer(rf"(?P<way>[^\s()<>\[\]\"']*/)?{re.escape(spelt)}(?=[\s)>\"'#?]|$)", source.body):
            before = source.body[: found.start()]
            is_link = before.endswith(("](", "](<")) or re.search(
                r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?$", before[-200:], re.M
            )
            way = normpath(join(dirname(source.path), unquote(found["way"] or ""), old))
            if is_link and way == renamed.old_path and source.outline.is_prose(found.start()):
                yield Splice(start + found.end() - len(spelt), start + found.end(), put)


def of_text(text: str, renamed: Renamed, base: str = "") -> list[Splice]:
    """The same for a text that is no Markdown: ids as whole words, and paths relative to the project or to `base`.

    Comments that begin a line are left.
    """
    paths = {(renamed.old_path, renamed.new_path)}
    if base and renamed.old_path.startswith(f"{base}/"):
        paths.add((renamed.old_path.removeprefix(f"{base}/"), renamed.new_path.removeprefix(f"{base}/")))
    found: dict[int, Splice] = {}
    for old, new in (*sorted(paths, key=lambda pair: -len(pair[0])), (renamed.old, renamed.new)):
        for match in word(old).finditer(text):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            if not line.lstrip().startswith("#") and not any(s.start <= match.start() < s.end for s in found.values()):
                found[match.start()] = Splice(match.start(), match.end(), new)
    return [found[at] for at in sorted(found)]


def word(name: str) -> re.Pattern[str]:
    """An id or a path that is no part of a longer one."""
    return re.compile(rf"(?<![A-Za-z0-9_.-]){re.escape(name)}(?![A-Za-z0-9_-]|\.[A-Za-z0-9_])")


class Lines:
    """The lines of a text by number, to turn places into offsets and back."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def stretch(self, at: object) -> tuple[int, int]:
        """The offsets of a span; lines and columns count from 1."""
        if not isinstance(at, Span):
            return 0, 0
        return self.starts[at.line - 1] + at.column - 1, self.starts[at.end_line - 1] + at.end_column - 1
