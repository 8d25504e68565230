"""To show who is told what, by date, with what has been said and what is still to come."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from prdkit.blocks.table import Cell, cell_of
from prdkit.blocks.views import Words, view
from prdkit.link.site import Site
from prdkit.model.document import Document

BLOCK = "comms"
TONES = {"past": "measure", "today": "launch", "running": "launch", "coming": "track", "undated": "neutral"}


class Telling(NamedTuple):
    """Something that is said to somebody. `state` is one of `TONES`: by its day, and by whether it comes again."""

    document: str
    day: date | None
    audience: str
    channel: str
    what: str
    cadence: str
    owner: str
    link: Cell
    state: str
    label: str
    tone: str


@view(BLOCK)
def tellings(document: Document, site: Site, words: Words) -> tuple[Telling, ...]:
    """What a document tells, by date; what has none stands last."""
    return tuple(sorted(_tellings(document, site, words), key=lambda telling: telling.day or date.max))


def _tellings(document: Document, site: Site, words: Words) -> Iterator[Telling]:
    fields = document.type.blocks[BLOCK].fields
    for _, row in document.rows(BLOCK):
        if row.get("audience"):
            day, cadence = row.get("on"), row.get("cadence") or ""
            state = _state(day, cadence, site.as_of)
            yield Telling(
                document=document.id,
                day=day,
                audience=words.say(row["audience"]),
                channel=words.say(row.get("channel")),
                what=words.say(row.get("what")),
                cadence=words.say(fields["cadence"].values.get(cadence, cadence)),
                owner=row.get("owner") or "",
                link=cell_of(fields["url"], row.get("url"), words),
                state=state,
                label=words(f"comms.{state}"),
                tone=TONES[state],
            )


def _state(day: date | None, cadence: str, today: date) -> str:
    if day is None:
        return "running" if cadence not in ("", "once") else "undated"
    if day > today:
        return "coming"
    if cadence not in ("", "once"):
        return "running"
    return "today" if day == today else "past"
