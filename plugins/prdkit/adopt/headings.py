"""To guess the sections of a type from the headings that many documents share."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import islice

from prdkit.adopt.families import Family
from prdkit.adopt.order import keeping, usual_order
from prdkit.adopt.words import is_plain
from prdkit.model.content import has_content
from prdkit.model.headings import bare
from prdkit.reading.markdown import Heading, Outline, visible
from prdkit.reading.source import Source

_MOST_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A heading of many documents: how it is mostly written, other spellings, in how many it stands and is empty.

    `under` is the section that it stands below, where it is a part of one. `fixed`: many leave the template's text.
    """

    name: str
    aliases: tuple[str, ...]
    documents: int
    empty: int
    under: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a family in their usual order, the levels they stand at, and whether the order is kept.

    `documents` is the number of documents whose headings were read. `instead` are pairs of sections of which nearly
    every document has one.
    """

    found: tuple[Found, ...]
    levels: tuple[int, ...]
    ordered: int
    documents: int
    instead: tuple[tuple[str, str, int], ...] = ()
    comments: bool = False


def sections(family: Family, templates: Sequence[Source], placeholders: frozenset[str]) -> Sections:
    """The sections that a third of the documents have, or a fifth where the template has them too."""
    read = [source for source in family.sources if source.outline.headings]
    wanted = {bare(_clean(heading.title)) for one in templates for heading in one.outline.headings}
    firsts = [_firsts(source) for source in read]
    counted = Counter(name for held in firsts for name in held)
    total = len(family.sources)
    names = [name for name, n in counted.items() if n >= 2 and n >= (0.2 if name in wanted else 0.34) * total]
    names = [name for name in names if name and is_plain(name) and not name.isdecimal()]
    levels = _levels(names, firsts)
    rows = [sorted(held, key=lambda name: held[name][0]) for held in firsts]
    order = usual_order(rows, frozenset(names))
    near = _near(order, counted)
    parents = _parents(order, read, firsts, levels)
    seen = [_found(name, near[name], read, firsts, levels, placeholders, parents.get(name, "")) for name in order]
    labels = {name: one.name for name, one in zip(order, seen, strict=True)}
    meant = {name for name in order if _stays(name, read, firsts, templates, placeholders)}
    found = [
        replace(one, under=labels.get(one.under, ""), fixed=name in meant)
        for name, one in zip(order, seen, strict=True)
    ]
    return Sections(
        _below_parents([one for one in found if one.documents]),
        levels,
        keeping(rows, order),
        total,
        _instead(order, firsts, total),
        any("<!--" in h.title for source in read for h in source.outline.headings if bare(_clean(h.title)) in names),
    )


def _clean(title: str) -> str:
    return visible(title).strip()


def _firsts(source: Source) -> dict[str, tuple[int, Heading]]:
    """For each heading of a document, by its bare words, the highest one and its index."""
    found: dict[str, tuple[int, Heading]] = {}
    for index, heading in enumerate(source.outline.headings):
        name = bare(_clean(heading.title))
        if heading.level <= _MOST_LEVEL and (name not in found or heading.level < found[name][1].level):
            found[name] = (index, heading)
    return found


def _levels(names: Sequence[str], firsts: Sequence[dict[str, tuple[int, Heading]]]) -> tuple[int, ...]:
    """The levels at which some of the documents have most of their sections."""
    counted: Counter[int] = Counter()
    for held in firsts:
        mine = Counter(held[name][1].level for name in names if name in held)
        if mine:
            counted[mine.most_common(1)[0][0]] += 1
    least = max(2, 0.02 * sum(counted.values())) if sum(counted.values()) > 2 else 1
    return tuple(sorted(level for level, times in counted.items() if times >= least))


def _near(order: Sequence[str], counted: Counter[str]) -> dict[str, tuple[str, ...]]:
    """For each section the rarer headings that are nearly the same words."""
    found: dict[str, list[str]] = {name: [] for name in order}
    for other, times in counted.items():
        if times < 2 or other in found or not is_plain(other):
            continue
        close = [name for name in order if counted[name] > 3 * times and _is_near(other, name)]
        if len(close) == 1:
            found[close[0]].append(other)
    return {name: tuple(sorted(others)) for name, others in found.items()}


def _is_near(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 3 or min(len(one), len(other)) < 4:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.9


def _found(
    name: str,
    near: Sequence[str],
    read: Sequence[Source],
    firsts: Sequence[dict[str, tuple[int, Heading]]],
    levels: Sequence[int],
    placeholders: frozenset[str],
    under: str,
) -> Found:
    """What documents have of one section, at the levels where sections stand, or below another one."""
    spelt: Counter[str] = Counter()
    others: Counter[str] = Counter()
    documents = empty = 0
    for source, held in zip(read, firsts, strict=True):
        there = (held[word] for word in (name, *near) if word in held)
        mine = next((one for one in there if under or one[1].level in levels), None)
        if mine is None:
            continue
        index, heading = mine
        documents += 1
        title = _clean(heading.title)
        (spelt if bare(title) == name else others)[title] += 1
        empty += not _is_filled(source.outline, index, placeholders)
    label = _label(name, spelt)
    aliases = {bare(text): text for text, _ in reversed(_frequent(others)) if is_plain(text)}
    return Found(label, tuple(sorted(aliases.values())), documents, empty, under)


def _label(name: str, spelt: Counter[str]) -> str:
    """How a section is mostly written: without numbers and marks where some documents do without them."""
    texts = [text for text, _ in _frequent(spelt) if is_plain(text)]
    bare_ones = [text for text in texts if text.casefold() == name]
    uncased = name if name.upper() == name else ""
    return next(iter(bare_ones), "") or uncased or next(iter(texts), name)


def _parents(
    order: Sequence[str],
    read: Sequence[Source],
    firsts: Sequence[dict[str, tuple[int, Heading]]],
    levels: Sequence[int],
) -> dict[str, str]:
    """The section that each part stands below in nearly all documents; names at the sections' levels have none."""
    found: dict[str, Counter[str]] = {name: Counter() for name in order}
    for source, held in zip(read, firsts, strict=True):
        for name in order:
            if name in held:
                found[name][_parent(source.outline, held[name][0], levels)] += 1
    most = {name: times.most_common(1)[0] for name, times in found.items() if times}
    return {name: above for name, (above, n) in most.items() if above in order and n >= 0.95 * found[name].total()}


def _parent(outline: Outline, index: int, levels: Sequence[int]) -> str:
    """The words of the section above a heading that is deeper than sections are; empty for one that is not."""
    heading = outline.headings[index]
    if heading.level in levels:
        return ""
    above = (outline.headings[place] for place in range(index - 1, -1, -1))
    return next((bare(_clean(one.title)) for one in above if one.level < heading.level), "")


def _below_parents(found: Sequence[Found]) -> tuple[Found, ...]:
    """Sections in order, each followed by its parts; a part of one that is not there is left out."""
    names = {one.name for one in found if not one.under}
    parts = [one for one in found if one.under in names]
    whole = (one for one in found if not one.under)
    return tuple(each for one in whole for each in (one, *(part for part in parts if part.under == one.name)))


def _stays(
    name: str,
    read: Sequence[Source],
    firsts: Sequence[dict[str, tuple[int, Heading]]],
    templates: Sequence[Source],
    placeholders: frozenset[str],
) -> bool:
    """Whether the template's text of a section is meant to stay, as a licence is: a third of the documents have it."""
    given = next((one for one in templates[:1] if name in _firsts(one)), None)
    if given is None or not _is_filled(given.outline, _firsts(given)[name][0], placeholders):
        return False
    text = _text(given.outline, _firsts(given)[name][0])
    held = [_text(one.outline, own[name][0]) for one, own in zip(read, firsts, strict=True) if name in own]
    return held.count(text) >= max(3, len(held) / 3)


def _text(outline: Outline, index: int) -> str:
    """What stands below a heading, down to the next one of its level or above."""
    heading = outline.headings[index]
    later = (other.start for other in islice(outline.headings, index + 1, None) if other.level <= heading.level)
    return outline.body[heading.end : next(later, len(outline.body))].strip()


def _is_filled(outline: Outline, index: int, placeholders: frozenset[str]) -> bool:
    """Whether something stands below a heading, down to the next one of its level or above."""
    heading = outline.headings[index]
    later = (other.start for other in islice(outline.headings, index + 1, None) if other.level <= heading.level)
    return has_content(outline, heading.end, next(later, len(outline.body)), placeholders)


def _frequent(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _instead(
    order: Sequence[str], firsts: Sequence[dict[str, tuple[int, Heading]]], total: int
) -> tuple[tuple[str, str, int], ...]:
    """Pairs of sections that stand for each other: nearly every document has one, hardly any both."""
    held = {name: {i for i, one in enumerate(firsts) if name in one} for name in order}
    found = []
    for index, one in enumerate(order):
        for other in order[index + 1 :]:
            either, both = held[one] | held[other], held[one] & held[other]
            partly = max(len(held[one]), len(held[other])) < 0.95 * total
            if partly and len(either) >= 0.97 * total and len(both) <= 0.02 * total:
                found.append((one, other, len(either)))
    return tuple(found)
