"""To find what of a document or page fewer people may read than the whole of it, and by whose word."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

from prdkit.config.audiences import AUDIENCES, narrowest, reaches
from prdkit.config.config import Config
from prdkit.config.fields import Field
from prdkit.config.types import DocumentType
from prdkit.model.document import Document, Page
from prdkit.model.headings import bare
from prdkit.model.sections import Section, extent, names_of
from prdkit.reading.markdown import Outline
from prdkit.reading.outline import covers

_DOUBTFUL = frozenset(("unreadable", "unknown-type", "duplicate-key"))
KEY = "audiences"
"""The key of front matter that says of sections, blocks and fields who may read them."""
_REMARK = re.compile(
    r"<!--+\s*(?:prd\s*[:：.]\s*)?audiences?\s*[:：=]\s*[\"'`「“]?\s*(?P<word>(?:(?!-->|<!--)[^\n]){0,200}?)\s*[\"'`」”]?\s*--+!?>",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[ \t>]*\Z")


class Remark(NamedTuple):
    """A comment `<!-- audience: internal -->` in a body: its word, and the heading that it stands below, if any.

    `is_right` says that it stands right under that heading, `ahead` names a heading that it stands right above.
    """

    word: str
    start: int
    end: int
    heading: int | None
    is_right: bool
    ahead: int | None


def remarks(outline: Outline) -> Iterator[Remark]:
    """The narrowing comments of a body; what stands in code is an example."""
    if "audience" not in outline.body.lower():
        return
    for found in _REMARK.finditer(outline.body):
        if not _is_example(outline, found):
            yield _remark(outline, found)


def _is_example(outline: Outline, found: re.Match[str]) -> bool:
    """Whether a comment stands in a fence, or inside code on a line of other words."""
    start, body = found.start(), outline.body
    if covers(outline.hidden, start):
        place = bisect_right(outline.hidden, start, key=lambda span: span[0]) - 1
        return body[outline.hidden[place][0] :].lstrip(" \t>").startswith(("```", "~~~"))
    line = body.rfind("\n", 0, start) + 1
    return _ALONE.match(body[line:start]) is None and not outline.is_prose(start - 1)


def _remark(outline: Outline, found: re.Match[str]) -> Remark:
    body, headings = outline.body, outline.headings
    after = bisect_right(headings, found.start(), key=attrgetter("start"))
    above = after - 1 if after else None
    is_right = above is not None and not body[headings[above].end : found.start()].strip()
    ahead = after if after < len(headings) and not body[found.end() : headings[after].start].strip() else None
    return Remark(found["word"], found.start(), found.end(), above, is_right, None if is_right else ahead)


def audience_of(thing: Document | Page, config: Config) -> str:
    """Who may read a document or page: an audience, `internal` wherever that is not said beyond doubt."""
    source = thing.source.beside or thing.source
    problems = (*thing.problems, *source.problems)
    if source.is_lost or any(problem.fault in _DOUBTFUL for problem in problems):
        return AUDIENCES[0]
    if isinstance(thing, Page):
        return _of_page(thing, config)
    odd = [word for name, word in told(thing).items() if not is_known(thing, name)]
    return narrowest(thing.audience, *odd)


def told(document: Document) -> Mapping[str, str]:
    """What a document's front matter says of its parts: an audience by the name of a section, block or field."""
    raw = document.source.values.get(KEY)
    if not isinstance(raw, dict):
        return {} if raw is None else {str(raw): AUDIENCES[0]}
    return {name: str(word) for name, word in raw.items()}


def is_known(document: Document, name: str) -> bool:
    """Whether a name in `audiences` means a section, a block or a field."""
    kind = document.type
    return name in kind.fields or name in kind.names or bool(sections_named(document, name))


def least(document: Document, name: str, own: str) -> str:
    """Who may read a part at most: of the document's audience and what is declared of the part, the narrowest."""
    kind = document.type
    field, block = kind.fields.get(kind.names.get(name, name)), kind.blocks.get(name)
    declared = [spec.audience for spec in (field, block) if spec is not None]
    declared += [kind.sections[section].audience for section in sections_named(document, name)]
    return narrowest(own, *filter(None, declared))


def sections_named(document: Document, name: str) -> tuple[str, ...]:
    """The sections of its type that a word means: their key, a label or an alias."""
    names = names_of(document.type)
    return (name,) if name in document.type.sections else names.of(name)


def _of_page(page: Page, config: Config) -> str:
    """Who may read a page: as its front matter says, else as `pages` of project.yml does."""
    if "audience" in page.source.values:
        said = page.source.values["audience"]
        return narrowest(said if isinstance(said, str) else "")
    return config.audience_of_page(config.below(page.path))


def stretches(thing: Document | Page, readers: str) -> Iterator[tuple[int, int]]:
    """The stretches of a body that readers may not see, each with its heading."""
    outline = thing.source.outline
    yield from _by_remarks(outline, readers)
    if isinstance(thing, Document):
        hidden = hidden_sections(thing, readers)
        yield from (_whole(outline, index) for index in _headings(thing, readers))
        yield from (_whole(outline, found.index) for found in _standing(thing) if found.name in hidden)
        yield from ((m.start, m.end) for name, m in thing.layout.marked.items() if name in hidden)


def _headings(document: Document, readers: str) -> Iterator[int]:
    """The headings that say the name of a block or field which the document itself keeps from readers."""
    kind, terms = document.type, document.type.demands.headings
    away = {kind.names.get(name, name) for name, word in told(document).items() if not reaches(word, readers)}
    spelt = {bare(word, terms) for name in away & kind.fields.keys() for word in _called(kind.fields[name])}
    if spelt:
        headings = document.source.outline.headings
        yield from (index for index, heading in enumerate(headings) if bare(heading.title, terms) in spelt)


def _called(spec: Field) -> tuple[str, ...]:
    labels = spec.label.values() if isinstance(spec.label, Mapping) else (spec.label,)
    return (spec.name, spec.name.replace("_", " "), *labels)


def _by_remarks(outline: Outline, readers: str) -> Iterator[tuple[int, int]]:
    for remark in remarks(outline):
        if reaches(remark.word, readers):
            continue
        if remark.heading is not None:
            yield _whole(outline, remark.heading)
        else:
            yield 0, outline.headings[0].start if outline.headings else len(outline.body)
        if remark.ahead is not None:
            yield _whole(outline, remark.ahead)


def _whole(outline: Outline, index: int) -> tuple[int, int]:
    """A heading with the text under it."""
    return outline.headings[index].start, extent(outline, index)[1]


def _standing(document: Document) -> tuple[Section, ...]:
    """Sections wherever they stand, in their places or elsewhere."""
    layout = document.layout
    return (*layout.sections, *layout.astray.values(), *layout.misplaced.values())


def hidden_sections(document: Document, readers: str) -> frozenset[str]:
    """The sections whose words readers may not see.

    One of which nothing is said is for the readers of the first block that is shown under it.
    """
    kind = document.type
    silent = (name for name, section in kind.sections.items() if not section.audience)
    return _told_sections(document, readers) | {name for name in silent if _is_of_blocks(kind, name, readers)}


def _told_sections(document: Document, readers: str) -> frozenset[str]:
    """The sections that readers may not see by their type's or the document's word."""
    kind = document.type
    found = {name for name, section in kind.sections.items() if not reaches(section.audience or "public", readers)}
    for name, word in told(document).items():
        if not reaches(word, readers):
            found.update(sections_named(document, name))
    return frozenset(found)


def _is_of_blocks(kind: DocumentType, section: str, readers: str) -> bool:
    """Whether a section holds tables, the first of which readers may not see."""
    listed = [name for name in kind.sections[section].blocks if name in kind.blocks]
    held = listed or [name for name, block in kind.blocks.items() if block.section == section]
    return bool(held) and not reaches(kind.blocks[held[0]].audience or "public", readers)


def hidden_keys(document: Document, readers: str) -> frozenset[str]:
    """The keys of front matter that readers may not see: fields, blocks, and blocks of sections they may not see.

    What fields say inside of themselves is left to those who go through their values.
    """
    kind, found = document.type, {KEY, "waive"}
    found |= {name for name, spec in kind.fields.items() if not reaches(spec.audience or "public", readers)}
    found |= {name for name, block in kind.blocks.items() if not reaches(block.audience or "public", readers)}
    for name, word in told(document).items():
        if not reaches(word, readers):
            found.add(kind.names.get(name, name))
    away = _told_sections(document, readers) | _under_remarks(document, readers)
    return frozenset(found | {name for name in kind.blocks if document.home(name) in away})


def _under_remarks(document: Document, readers: str) -> frozenset[str]:
    """The sections that lie in what comments take away."""
    away = list(_by_remarks(document.source.outline, readers))
    return frozenset(
        section.name
        for section in _standing(document)
        if any(start <= section.heading.start < end for start, end in away)
    )
