"""To compare what two versions of a document say in prose, section by section."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prdkit.compare.change import Change, Step, Wording
from prdkit.compare.wording import Effort, wording
from prdkit.config.fields import Text
from prdkit.model.document import Document
from prdkit.model.headings import bare
from prdkit.model.normative import prose, squeezed
from prdkit.reading.markdown import Heading

START = "_start"
"""The name of what stands above the first heading."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A heading with the words directly under it. `name` is the section it is, or the way there by headings."""

    name: str
    title: str
    label: Text
    text: str
    line: int


def sections(old: Document, new: Document, effort: Effort) -> Iterator[Change]:
    """What differs between the texts of two documents, in the order of the new one, then what is gone."""
    if old.source.body == new.source.body and old.type is new.type:
        return
    before, now = _passages(old), _passages(new)
    renamed = _renamed(before, now)
    for name, passage in now.items():
        yield from _compared(before.get(renamed.get(name, name)), passage, effort)
    for name, passage in before.items():
        if name not in now and name not in renamed.values() and (passage.text or passage.title):
            yield _change(passage, "removed", in_old=True)


def _passages(document: Document) -> Mapping[str, _Passage]:
    outline = document.source.outline
    named = {section.index: section.name for section in document.sections}
    headings = outline.headings
    first = headings[0].start if headings else len(outline.body)
    found: dict[str, _Passage] = {}
    opening = prose(outline.pieces(0, first))
    if opening:
        found[START] = _Passage(START, "", "", opening, document.source.body_line)
    way: list[tuple[int, str]] = []
    seen: Counter[str] = Counter()
    for index, heading in enumerate(headings):
        end = headings[index + 1].start if index + 1 < len(headings) else len(outline.body)
        name = _name(heading, named.get(index, ""), way)
        seen[name] += 1
        name = name if seen[name] == 1 else f"{name} ({seen[name]})"
        label = document.type.sections[named[index]].label if index in named else heading.title
        text = prose(outline.pieces(heading.end, end))
        found[name] = _Passage(name, squeezed(heading.title), label, text, heading.line)
    return found


def _name(heading: Heading, section: str, way: list[tuple[int, str]]) -> str:
    """The section that a heading is, else its words below those of the headings above it."""
    while way and way[-1][0] >= heading.level:
        way.pop()
    above = way[-1][1] if way else ""
    said = bare(heading.title)
    name = section or (f"{above} / {said}" if above else said)
    way.append((heading.level, name))
    return name


def _renamed(before: Mapping[str, _Passage], now: Mapping[str, _Passage]) -> Mapping[str, str]:
    """Passages under another heading than before, by the same words below it: new name → old name."""
    gone: dict[str, str] = {}
    for name, passage in before.items():
        if name not in now and passage.text:
            gone.setdefault(passage.text, name)
    found = {}
    for name, passage in now.items():
        if name not in before and passage.text in gone:
            found[name] = gone.pop(passage.text)
    return found


def _compared(old: _Passage | None, new: _Passage, effort: Effort) -> Iterator[Change]:
    if old is None:
        yield _change(new, "added")
        return
    if old.title != new.title:
        yield Change("section", "renamed", (_step(new),), old.title, new.title, line=new.line)
    if old.text != new.text:
        yield Change("section", "changed", (_step(new),), line=new.line, wording=wording(old.text, new.text, effort))


def _change(passage: _Passage, act: str, *, in_old: bool = False) -> Change:
    told: Wording = wording(passage.text, "") if in_old else wording("", passage.text)
    return Change(
        "section",
        "removed" if act == "removed" else "added",
        (_step(passage),),
        line=passage.line,
        in_old=in_old,
        wording=told,
    )


def _step(passage: _Passage) -> Step:
    return Step(passage.name, passage.title or passage.label)
