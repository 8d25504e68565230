"""To give customer service one page for each launch: what changed, what users see when it fails, what to answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from prdkit.blocks.states.shown import TransitionRow
from prdkit.blocks.states.view import told
from prdkit.blocks.views import Words
from prdkit.link.launches import go_live, is_launch
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.page import PageView
from prdkit.view.used import has_block

INDEX = "support/index.md"
_TOLD = ("cs", "user")
"""Readers whose release notes customer service needs, its own first."""
_ENDED = frozenset(("closed", "done", "resolved"))


class Day(NamedTuple):
    """When a document reaches users: `live` once that day has come."""

    document: str
    day: date | None
    live: bool


class Contact(NamedTuple):
    """Whom to ask: a team with its channel, hours and person, then the departments above it, nearest first."""

    document: str
    team: str
    channel: str
    hours: str
    person: str
    escalation: tuple[str, ...]
    note: str


class Change(NamedTuple):
    """A release note of a PRD, in the words of its readers."""

    document: str
    text: str
    primary: bool


class Changes(NamedTuple):
    """What one kind of readers is told."""

    audience: str
    label: str
    changes: tuple[Change, ...]


class Answer(NamedTuple):
    """A question with its answer."""

    document: str
    question: str
    answer: str


class Told(NamedTuple):
    """What a user is told on one way of a machine."""

    document: str
    machine: str
    way: TransitionRow


class Stuck(NamedTuple):
    """An abnormal state: who looks after what is in it, and the ways out."""

    document: str
    anchor: str
    machine: str
    name: str
    meaning: str
    handler: str
    ways_out: tuple[str, ...]


class Issue(NamedTuple):
    """Something that is known to go wrong."""

    document: str
    id: str
    what: str
    severity: str
    workaround: str
    due: date | None


@dataclass(frozen=True)
class Pack:
    """Everything that customer service needs of a launch, or of a PRD that no launch brings."""

    document: str
    lang: str
    days: tuple[Day, ...]
    contacts: tuple[Contact, ...]
    changes: tuple[Changes, ...]
    answers: tuple[Answer, ...]
    told: tuple[Told, ...]
    stuck: tuple[Stuck, ...]
    issues: tuple[Issue, ...]


def pack_page(document: str) -> str:
    """Where the pack of a document stands."""
    return f"support/{document}.md"


def has_pack(document: Document, site: Site) -> bool:
    """Whether there is a pack of a document: a launch that users notice, or such a PRD that no launch brings."""
    if site.readers != "internal" or not document.type.common or document.state.side or document.is_draft:
        return False
    if not is_launch(document) and (document.type.name != "prd" or site.launches.of(document)):
        return False
    return site.launches.is_seen(document)


def pack(document: Document, site: Site, words: Words) -> Pack:
    """The pack of a document with those of its PRDs that users notice."""
    brought = site.launches.brought_by(document) if is_launch(document) else ()
    prds = tuple(prd for prd in brought if site.launches.is_seen(prd) and not prd.state.side)
    every, releases = (document, *prds), site.launches.releases(document)
    return Pack(
        document=document.id,
        lang=document.lang,
        days=tuple(_day(one, site) for one in (*every, *releases)),
        contacts=tuple(_each_once(c for one in every for c in _contacts(one, words))),
        changes=tuple(_changes(every, words)),
        answers=tuple(_each_once(a for one in every for a in _answers(one, words))),
        told=tuple(Told(one.id, name, way) for one in every for _, name, ways in told(one, words) for way in ways),
        stuck=tuple(stuck for one in every for stuck in _stuck(one, words)),
        issues=tuple(issue for one in (*every, *releases) for issue in _issues(one, words)),
    )


def _each_once(rows: Iterable[Any]) -> Iterator[Any]:
    """Rows without those that say the same as one of another document."""
    seen = set()
    for row in rows:
        if row[1:] not in seen:
            seen.add(row[1:])
            yield row


def _day(document: Document, site: Site) -> Day:
    released = document.values.get("released")
    day = released or document.values.get("planned") or go_live(document)
    live = bool(released) or document.state.stage in ("launch", "measure")
    return Day(document.id, day, live and (day is None or day <= site.as_of))


def _contacts(document: Document, words: Words) -> Iterator[Contact]:
    given = document.record("support")
    if given:
        escalation = tuple(name for name in given.get("escalation") or () if name)
        made = Contact(
            document=document.id,
            team=words.say(given.get("team")),
            channel=words.say(given.get("channel")),
            hours=words.say(given.get("hours")),
            person=given.get("contact") or "",
            escalation=escalation,
            note=words.say(given.get("note")),
        )
        if any(made[1:]):
            yield made


def _changes(documents: Iterable[Document], words: Words) -> Iterator[Changes]:
    rows = [(d, row) for d in documents for _, row in d.rows("release_notes") if row.get("text")]
    for audience in _TOLD:
        mine = [
            Change(d.id, words.say(row["text"]), row.get("level") == "primary")
            for d, row in rows
            if row.get("audience", "user") == audience
        ]
        if mine:
            yield Changes(audience, words(f"audience.{audience}"), tuple(sorted(mine, key=lambda c: not c.primary)))


def _answers(document: Document, words: Words) -> Iterator[Answer]:
    for row in document.record("support").get("faq") or ():
        if row and row.get("q"):
            yield Answer(document.id, words.say(row["q"]), words.say(row.get("a")))


def _stuck(document: Document, words: Words) -> Iterator[Stuck]:
    for machine, label, _ in told(document, words):
        for state in machine.states.values():
            if state.kind == "abnormal" and not state.final:
                ways = (way.event for way in machine.leaving.get(state.id, ()))
                named = (machine.events[event].name or event if event in machine.events else event for event in ways)
                yield Stuck(
                    document=document.id,
                    anchor=f"{machine.id}.{state.id}",
                    machine=label,
                    name=words.say(state.name) or state.id,
                    meaning=words.say(state.help),
                    handler=state.handler,
                    ways_out=tuple(dict.fromkeys(words.say(name) for name in named)),
                )


def _issues(document: Document, words: Words) -> Iterator[Issue]:
    """What is open, in the words that the block has for how bad it is; what to do until then, else what is done."""
    for _, row in document.rows("issues"):
        if row.get("what") and row.get("status") not in _ENDED:
            severity = document.type.blocks["issues"].fields["severity"].values
            yield Issue(
                document=document.id,
                id=str(row.get("id") or ""),
                what=words.say(row["what"]),
                severity=words.say(severity.get(row.get("severity") or "", "")),
                workaround=words.say(row.get("workaround")),
                due=row.get("due"),
            )


class PackRow(NamedTuple):
    """A pack in the list of all, with how much it holds."""

    document: str
    lang: str
    page: str
    day: date | None
    texts: int
    answers: int
    contact: bool


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """A pack for each launch and each PRD without one, and the list of them, where documents tell of support."""
    if site.readers != "internal" or not has_block(site.config, "support"):
        return
    made = [pack(document, site, words) for document in site.documents if has_pack(document, site)]
    for one in made:
        title = words("pack.title", id=one.document)
        yield PageView(pack_page(one.document), title, "pages/support.html.j2", one, _toc(one, words))
    rows = sorted((_row(one) for one in made), key=lambda row: (-(row.day or date.max).toordinal(), row.document))
    yield PageView(INDEX, words("pack.all"), "pages/support_packs.html.j2", tuple(rows))


def _row(one: Pack) -> PackRow:
    seen = sum(bool(told.way.user_sees) for told in one.told)
    contact = any(contact.escalation for contact in one.contacts)
    return PackRow(one.document, one.lang, pack_page(one.document), one.days[0].day, seen, len(one.answers), contact)


def _toc(one: Pack, words: Words) -> tuple[tuple[int, str, str], ...]:
    parts = (
        ("changed", one.changes),
        ("faq", one.answers),
        ("texts", one.told),
        ("stuck", one.stuck),
        ("escalation", one.contacts),
        ("issues", one.issues),
        ("days", one.days),
    )
    return tuple((2, name, words(f"pack.{name}")) for name, rows in parts if rows)
