"""To show who signed what and when, who is waited for and why: on each document, and for all on one board."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from prdkit.blocks.sign_offs.ledger import Changed, Standing, is_due, ledger, terms_of
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.model.normative import REST
from prdkit.view.page import SEARCHED_ROWS, PageView

BOARD = "sign-offs.md"
WAITING = frozenset(f"sign-offs/{name}" for name in ("missing", "stale", "void", "refused"))
"""The rules that find a department to be waited for."""
_TONES = {"signed": "good", "missing": "track", "stale": "track", "void": "bad", "rejected": "bad"}


class Part(NamedTuple):
    """A part of a document that changed since it was signed, and where it stands on the page."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class SignOffRow:
    """How a department stands to a document. `tone` colours the state; `waits` says whether it has to sign.

    `changed` are the parts that changed since it signed, as far as that can be told.
    """

    document: str
    lang: str
    title: str
    dept: str
    people: tuple[str, ...]
    state: str
    label: str
    tone: str
    waits: bool
    since: date | None
    by: str
    role: str
    on: date | None
    version: str
    decision: str
    note: str
    changed: tuple[Part, ...]
    why: str


@dataclass(frozen=True, slots=True)
class SignOffs:
    """The sign-offs of one document: those waited for first."""

    rows: tuple[SignOffRow, ...]
    asked: int
    signed: int

    @property
    def waits(self) -> bool:
        """Whether anybody has still to sign."""
        return any(row.waits for row in self.rows)


@dataclass(frozen=True, slots=True)
class Board:
    """All sign-offs: what is waited for, and what was given, by department."""

    waiting: tuple[SignOffRow, ...]
    given: tuple[SignOffRow, ...]


def sign_offs(document: Document, site: Site, words: Words) -> SignOffs | None:
    """The sign-offs of a document, None where nobody is asked yet and nobody has signed."""
    standings = ledger(document, site)
    if terms_of(document) is None or not (is_due(document) or any(standing.sign_off for standing in standings)):
        return None
    rows = sorted((_row(document, standing, site, words) for standing in standings), key=lambda row: not row.waits)
    asked = [standing for standing in standings if standing.reasons]
    return SignOffs(tuple(rows), len(asked), sum(standing.state == "signed" for standing in asked))


def _row(document: Document, standing: Standing, site: Site, words: Words) -> SignOffRow:
    row, terms = standing.sign_off, site.config.sign_offs
    roles, decisions = terms.roles, terms.decisions
    decision = words.say(decisions.get(row.decision, row.decision)) if row else ""
    return SignOffRow(
        document=document.id,
        lang=document.lang,
        title=document.title,
        dept=standing.dept,
        people=tuple(p.name for p in site.config.org.people.values() if p.dept == standing.dept and p.active),
        state=standing.state,
        label=decision if standing.state == "signed" else words(f"signing.state.{standing.state}"),
        tone=_TONES[standing.state],
        waits=standing.waits and is_due(document),
        since=standing.since,
        by=row.by if row else "",
        role=words.say(roles.get(row.role, row.role)) if row else "",
        on=row.on if row else None,
        version=row.version if row else "",
        decision=decision,
        note=row.note if row else "",
        changed=parts_of(standing, document, words),
        why=_why(document, standing, words),
    )


def parts_of(standing: Standing, document: Document, words: Words) -> tuple[Part, ...]:
    """The parts that changed since a department signed; a section and its table of one name are one."""
    return tuple(dict.fromkeys(part_of(change, document, words) for change in standing.changed))


def part_of(change: Changed, document: Document, words: Words) -> Part:
    """A part that changed, in words, with its address on the page of its document."""
    kind = document.type
    if change.kind == "sections":
        section = kind.sections.get(change.name)
        label = words("signing.rest") if change.name == REST else words.say(section.label if section else change.name)
        return Part(label, _address(change.name, document))
    block = kind.blocks.get(change.name)
    if block is None:
        field = kind.fields.get(change.name)
        return Part(words.say(field.label) if field else change.name, "")
    return Part(words.say(block.label), _address(document.home(change.name) or change.name, document))


def _address(section: str, document: Document) -> str:
    found = document.section(section)
    if found is not None:
        return found.heading.anchor or section
    return section if any(document.home(block) == section for block in document.blocks) else ""


def _why(document: Document, standing: Standing, words: Words) -> str:
    """Why a department is waited for; where parts changed, those say it."""
    terms = terms_of(document)
    if standing.state == "missing" and terms is not None:
        stage = words.say(document.config.process.stages.get(terms.stage, terms.stage))
        told = (words(f"signing.reason.{reason}", stage=stage) for reason in standing.reasons)
        return words("list.separator").join(told)
    if standing.state == "void":
        return words("signing.void", day=standing.since or "", reason=standing.void).rstrip("：: ")
    return words("signing.untold") if standing.state == "stale" and not standing.changed else ""


def waiting_gaps(document: Document, site: Site, words: Words) -> Iterator[str]:
    """What the gate before which a document is signed lacks, in words: one line for all of whom the same is said."""
    comma = words("list.separator")
    told: dict[tuple[str, str], list[str]] = {}
    for standing in ledger(document, site):
        if standing.waits:
            parts = comma.join(part.label for part in parts_of(standing, document, words))
            state = "void" if standing.state == "stale" and not parts else standing.state
            told.setdefault((state, parts), []).append(words.department(standing.dept))
    for (state, parts), names in told.items():
        yield words(f"signing.gap.{state}", name=comma.join(names), parts=parts)


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """The board of all sign-offs, in a project that signs."""
    if not site.config.sign_offs.on:
        return
    board = _board(site, words)
    toc = tuple((2, name, words(f"signing.{name}")) for name in ("waiting", "given"))
    small = len(board.waiting) + len(board.given) <= SEARCHED_ROWS
    yield PageView(BOARD, words("signing.title"), "pages/sign_offs.html.j2", board, toc, small)


def _board(site: Site, words: Words) -> Board:
    order = {name: number for number, name in enumerate(site.config.org.departments)}
    rows = [
        _row(document, standing, site, words)
        for document in sorted(site.documents, key=lambda document: document.id)
        if terms_of(document) is not None
        for standing in ledger(document, site)
    ]
    rows.sort(key=lambda row: (order.get(row.dept, len(order)), row.document))
    given = sorted((row for row in rows if row.on is not None), key=lambda row: row.on or date.min, reverse=True)
    given.sort(key=lambda row: order.get(row.dept, len(order)))
    return Board(tuple(row for row in rows if row.waits), tuple(given))


def waits_for(dept: str, site: Site) -> int:
    """How many documents wait for a department."""
    return sum(
        standing.waits and standing.dept == dept
        for document in site.documents
        if is_due(document)
        for standing in ledger(document, site)
    )
