"""To say where a document stands: its status among the others, its facts, what its next gate still lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from prdkit.blocks.views import Words
from prdkit.check.finding import Finding
from prdkit.check.gaps import FOUND, Gap
from prdkit.check.lacks import UNFILLED
from prdkit.config.fields import say
from prdkit.link.references import Reference
from prdkit.link.site import Site
from prdkit.model.document import Document, alike
from prdkit.view.chosen import by_rank, shown_on_card
from prdkit.view.facts import Fact, fact
from prdkit.view.made_of import made_of
from prdkit.view.sign_offs import WAITING, SignOffs, sign_offs, waiting_gaps
from prdkit.view.waivers import WaiverView, current


class Step(NamedTuple):
    """One status of the line: `state` is done, current or ahead; `gate` is the gate before it, with its name."""

    label: str
    state: str
    gate: str
    gate_label: str


class Lacking(NamedTuple):
    """Something that the next gate lacks, in words of a language, with the place on the page, or the line to edit.

    `gate` is named where another one asks that was passed or passed over. A section or a block has the name that
    it has, or would have, in the document.
    """

    text: str
    lang: str
    anchor: str
    line: int = 0
    gate: str = ""


class Jump(NamedTuple):
    """Tables of this page under one section, and where they stand."""

    label: str
    anchor: str


class Backlink(NamedTuple):
    """A document that speaks of this one, and as what: seen from this one."""

    id: str
    relation: str
    anchor: str


@dataclass(frozen=True)
class Card:
    """Everything above and below a document's own words; `pages` are those made of it, as (words, path)."""

    id: str
    title: str
    type_label: str
    index: str
    index_label: str
    status: str
    side: bool
    reason: str
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    gate: str
    gate_label: str
    last: bool
    gaps: tuple[Lacking, ...]
    findings: tuple[Finding, ...]
    pages: tuple[tuple[str, str], ...]
    jumps: tuple[Jump, ...]
    backlinks: tuple[Backlink, ...]
    waivers: tuple[WaiverView, ...]
    sign_offs: SignOffs | None = None
    named: bool = True
    """Whether the id stands before the title: it does not where both are the same words."""


def card(
    document: Document,
    site: Site,
    words: Words,
    findings: tuple[Finding, ...],
    gaps: tuple[Gap, ...] = (),
    *,
    index: str = "",
) -> Card:
    """The card of a document in one language; `gaps` are those to its next gate, `index` the page that lists it."""
    inside = site.readers == "internal"
    gate = document.type.next_gate(document.status) if inside else ""
    facts = (fact(document, name, site, words) for name in shown_on_card(document.type) if inside or name != "audience")
    return Card(
        id=document.id,
        title=document.title,
        type_label=words.say(document.type.label),
        index=index or f"{document.type.folder}/index.md",
        index_label=words.say(document.type.plural),
        status=words.say(document.state.label) or document.status,
        side=document.state.side,
        reason=_reason(document, words),
        steps=tuple(_steps(document, words, gates=inside)),
        facts=tuple(f for f in facts if f.values),
        gate=gate,
        gate_label=words.say(site.config.process.gates.get(gate, "")),
        last=inside and bool(document.passed) and not gate and not document.state.side,
        gaps=tuple(lacks(document, gaps, site, words)),
        findings=findings,
        pages=made_of(document, site, words),
        jumps=tuple(_jumps(document, words)),
        backlinks=tuple(_backlinks(document, site, words)),
        waivers=current(document, site, words),
        sign_offs=sign_offs(document, site, words),
        named=not alike(document.id, document.title),
    )


def _reason(document: Document, words: Words) -> str:
    told = document.values.get("status_reason") or {}
    if not isinstance(told, dict):
        return str(told) if document.state.reason else ""
    if not told and document.status_reason:
        return document.status_reason
    by = words.person(told["by"]) if told.get("by") else ""
    parts = [words.say(told.get("reason")), by, str(told.get("on") or "")]
    return " · ".join(part for part in parts if part) if document.state.reason else ""


def _steps(document: Document, words: Words, *, gates: bool) -> Iterator[Step]:
    """The line of statuses. Those of one rank are one step, which has the name of the document's own if it is there.

    With `gates` it tells what must hold before each.
    """
    kind = document.type
    here = document.state.like or document.state.name
    steps = [list(names) for _, names in groupby(by_rank(kind)[: len(kind.line)], key=kind.rank)]
    place = next((number for number, names in enumerate(steps) if here in names), -1)
    for number, names in enumerate(steps):
        state = "done" if number < place else "current" if number == place else "ahead"
        shown = [here] if number == place else names
        label = " / ".join(words.say(kind.statuses[name].label) for name in shown)
        gate = kind.statuses[names[0]].gate if gates else ""
        yield Step(label, state, gate, words.say(document.config.process.gates.get(gate, "")))


def lacks(document: Document, gaps: tuple[Gap, ...], site: Site, words: Words) -> Iterator[Lacking]:
    """The gaps in words; those of sign-offs name departments, in the page's language, beside the table of them."""
    signing = [gap for gap in gaps if gap.what == FOUND and gap.name in WAITING]
    yield from (_lacking(document, gap, words) for gap in gaps if gap not in signing)
    anchor = "sign-offs" if sign_offs(document, site, words) else ""
    for text in waiting_gaps(document, site, words) if signing else ():
        yield Lacking(text, words.lang, anchor)


def _lacking(document: Document, gap: Gap, words: Words) -> Lacking:
    """A gap in words: those of the page's language, but for what rules say, which is English."""
    at, line = gap.finding.path == document.path, gap.finding.line
    gate = gap.gate if gap.gate != document.type.next_gate(document.status) else ""
    if gap.what == FOUND:
        return Lacking(gap.finding.message, "en", gap.anchor, line if at else 0, gate)
    known = document.type.blocks if gap.what == UNFILLED else document.type.sections
    name = say(known[gap.name].label, document.lang)
    return Lacking(words(f"gate.{gap.what}", name=name), words.lang, gap.anchor, line if gap.anchor else 0, gate)


def _jumps(document: Document, words: Words) -> Iterator[Jump]:
    """One jump for each section that holds tables, in the order they stand on the page."""
    homes: dict[str, list[str]] = {}
    for block in document.blocks:
        label = words.say(document.type.blocks[block].label)
        homes.setdefault(document.home(block) or block, []).append(label)
    order = list(document.type.sections)
    for home in sorted(homes, key=lambda name: order.index(name) if name in order else len(order)):
        found = document.section(home)
        yield Jump(words("list.separator").join(homes[home]), found.heading.anchor or home if found else home)


def _backlinks(document: Document, site: Site, words: Words) -> Iterator[Backlink]:
    for other, reference in site.backlinks(document):
        yield Backlink(site.name(other), _relation(other, document, reference, words), reference.anchor)
    if not document.type.common:
        named = {other.path for other, _ in site.backlinks(document)}
        for other in site.targets.linking.get(document.path, ()):
            if other.path not in named:
                yield Backlink(site.name(other), words("links.mentions.inverse"), "")


def _relation(other: Document, document: Document, reference: Reference, words: Words) -> str:
    """What another document's mention makes it to this one: the inverse of the link where that has a name."""
    if not reference.field:
        return words("links.mentions.inverse")
    if reference.spec is not None and (back := document.type.fields.get(reference.spec.inverse)) is not None:
        return words.say(back.label)
    at = reference.at if isinstance(reference.at, tuple) else ()
    name = str(at[1]) if reference.field == "links" and len(at) > 1 else reference.field
    if not other.type.common:
        own = other.type.fields.get(name)
        return words.say(own.label) if own else name
    key = f"links.{name}.inverse"
    if (said := words(key)) != key:
        return said
    field = other.type.fields.get(name)
    return words.say(field.label) if field else words("links.mentions.inverse")
