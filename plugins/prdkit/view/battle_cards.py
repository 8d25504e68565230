"""To give sales one page for each launch: for whom it is, what proves it, what may be promised from when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from prdkit.blocks.views import Words
from prdkit.config.fields import Field, Text
from prdkit.link.launches import go_live, is_launch
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.page import PageView

_PROMISED_TO = ("sales", "partner", "user")
"""Whose release notes say what may be promised, the first that a PRD has."""
_OPEN = ("collect", "analyse")
"""Stages in which nobody has agreed to build it."""
_ABOUT = ("segment", "pains", "gains", "media")


class Group(NamedTuple):
    """Labelled lines under one heading."""

    label: str
    lines: tuple[tuple[str, str], ...]


class Promise(NamedTuple):
    """What may be promised of a PRD. `state`: now, later (not before `day`), never (no day), open (not agreed)."""

    document: str
    texts: tuple[str, ...]
    day: date | None
    state: str


class Competitors(NamedTuple):
    """Who else solves what a PRD solves: names across, what was compared down."""

    document: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class BattleCard:
    """Everything that sales needs of a launch, or of a PRD that no launch brings."""

    document: str
    lang: str
    positioning: str
    people: tuple[Group, ...]
    message: tuple[Group, ...]
    proofs: tuple[str, ...]
    promises: tuple[Promise, ...]
    competitors: tuple[Competitors, ...]
    notes: tuple[tuple[str, str], ...]
    avoid: tuple[str, ...]


def card_page(document: str) -> str:
    """Where the battle card of a document stands."""
    return f"battle-cards/{document}.md"


def has_card(document: Document, site: Site) -> bool:
    """Whether there is a card: a launch that says what it is, or a PRD without one that tells sales something."""
    if site.readers != "internal" or not document.type.common or document.state.side or document.is_draft:
        return False
    if is_launch(document):
        return any(document.values.get(key) for key in ("positioning", "message", "proofs"))
    if document.type.name != "prd" or site.launches.of(document):
        return False
    return any(row.get("audience") == "sales" for _, row in document.rows("release_notes"))


def battle_card(document: Document, site: Site, words: Words) -> BattleCard:
    """The card of a document, with what its PRDs say."""
    brought = site.launches.brought_by(document) if is_launch(document) else (document,)
    prds = tuple(prd for prd in brought if not prd.state.side)
    return BattleCard(
        document=document.id,
        lang=document.lang,
        positioning=words.say(document.values.get("positioning")),
        people=tuple(_people(next((d for d in (document, *prds) if d.rows("personas")), document), words)),
        message=tuple(_message(document, words)),
        proofs=_texts(document.values.get("proofs"), words),
        promises=tuple(_promise(prd, site, words) for prd in prds if site.launches.is_seen(prd)),
        competitors=tuple(made for prd in prds if (made := _competitors(prd, words)).names),
        notes=tuple(_notes(document, prds, site, words)),
        avoid=_texts(document.values.get("avoid"), words),
    )


def _people(document: Document, words: Words) -> Iterator[Group]:
    for _, row in document.rows("personas"):
        if row.get("name"):
            fields = document.type.blocks["personas"].fields
            lines = ((words.say(fields[key].label), _joined(row.get(key), words)) for key in _ABOUT if key in fields)
            yield Group(words.say(row["name"]), tuple(line for line in lines if line[1]))


def _message(document: Document, words: Words) -> Iterator[Group]:
    given, field = document.values.get("message"), document.type.fields.get("message")
    if field is None or not isinstance(given, dict):
        return
    for market, inner in field.fields.items():
        lines = tuple(_lines(inner, given.get(market), words))
        if lines:
            yield Group(words.say(inner.label), lines)


def _lines(field: Field, given: Any, words: Words) -> Iterator[tuple[str, str]]:
    for key, inner in field.fields.items() if isinstance(given, dict) else ():
        if given.get(key):
            yield words.say(inner.label), words.say(given[key])


def _promise(prd: Document, site: Site, words: Words) -> Promise:
    """The latest day of all that a PRD waits for: its own, its launches', its releases'."""
    rows = [row for _, row in prd.rows("release_notes")]
    told = ([r for r in rows if r.get("audience", "user") == name and r.get("text")] for name in _PROMISED_TO)
    chosen = next((found for found in told if found), [])
    releases = (r.values.get("released") or r.values.get("planned") for r in site.launches.releases(prd))
    waited = (go_live(prd), *(go_live(launch) for launch in site.launches.of(prd)), *releases)
    day = max((one for one in waited if one is not None), default=None)
    live = prd.state.stage in ("launch", "measure") and (day is None or day <= site.as_of)
    state = "open" if prd.state.stage in _OPEN else "now" if live else "later" if day else "never"
    return Promise(prd.id, tuple(words.say(row["text"]) for row in chosen), day, state)


def _competitors(prd: Document, words: Words) -> Competitors:
    rows = [row for _, row in prd.rows("competitors") if row.get("name")]
    fields = prd.type.blocks["competitors"].fields if rows else {}
    features = dict.fromkeys(name for row in rows for name in row.get("features") or {})
    compared = [(name, tuple(words.say((row.get("features") or {}).get(name)) for row in rows)) for name in features]
    told = (key for key in ("strengths", "weaknesses") if any(row.get(key) for row in rows))
    compared += [(words.say(fields[key].label), tuple(_joined(row.get(key), words) for row in rows)) for key in told]
    return Competitors(prd.id, tuple(_named(row, words) for row in rows), tuple(compared))


def _named(row: Mapping[str, Any], words: Words) -> str:
    """A competitor with the version that was looked at, and the day."""
    about = " · ".join(str(row[key]) for key in ("version", "checked") if row.get(key))
    return words.say(row["name"]) + (f" ({about})" if about else "")


def _notes(document: Document, prds: Iterable[Document], site: Site, words: Words) -> Iterator[tuple[str, str]]:
    """What release notes tell sales beside what may be promised: those of releases, which belong to no PRD."""
    known = {prd.id for prd in prds}
    for release in site.launches.releases(document):
        for _, row in release.rows("notes"):
            if (
                row.get("audience") == "sales"
                and row.get("text")
                and site.current(row.get("prd") or "") in {"", *known}
            ):
                yield release.id, words.say(row["text"])


def _texts(given: Any, words: Words) -> tuple[str, ...]:
    rows: list[Text | None] = given if isinstance(given, list) else [given]
    return tuple(said for row in rows if (said := words.say(row)))


def _joined(given: Any, words: Words) -> str:
    return words("list.separator").join(_texts(given, words))


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """A card for each launch that says what it is."""
    for document in sorted(site.documents, key=lambda d: d.id):
        if has_card(document, site):
            view = battle_card(document, site, words)
            title = words("battle.title", id=document.id)
            yield PageView(card_page(document.id), title, "pages/battle_card.html.j2", view, _toc(view, words))


def _toc(view: BattleCard, words: Words) -> tuple[tuple[int, str, str], ...]:
    names = ("people", "message", "proofs", "promises", "competitors", "notes", "avoid")
    return tuple((2, name, words(f"battle.{name}")) for name in names if getattr(view, name))
