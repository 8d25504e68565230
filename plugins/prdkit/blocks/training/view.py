"""To show the trainings of a document: who, when, and how many came, drawn as bars."""

from datetime import date
from typing import NamedTuple

from prdkit.blocks.table import Cell, cell_of
from prdkit.blocks.training.sessions import BLOCK, Session
from prdkit.blocks.views import Words, view
from prdkit.check.run import parts
from prdkit.link.site import Site
from prdkit.model.document import Document

TONES = {"held": "good", "waived": "neutral", "planned": "neutral", "undated": "bad", "uncounted": "bad", "low": "bad"}


class SessionView(NamedTuple):
    """A training. `bar` is the share of those invited who came, of 100; `label` says its state in words."""

    document: str
    department: str
    topic: str
    material: Cell
    day: date | None
    trainer: str
    came: str
    bar: float | None
    state: str
    label: str
    tone: str
    about: str


@view(BLOCK)
def trainings(document: Document, site: Site, words: Words) -> tuple[SessionView, ...]:
    """The trainings of a document in their order."""
    return tuple(shown(session, site, words) for session in parts(document, Session))


def shown(session: Session, site: Site, words: Words) -> SessionView:
    """A training in words."""
    state = session.state(site.as_of)
    fields = session.document.type.blocks[BLOCK].fields
    return SessionView(
        document=session.document.id,
        department=session.department,
        topic=words.say(session.topic),
        material=cell_of(fields["doc"], session.material, words),
        day=session.day,
        trainer=session.trainer,
        came=_came(session, words),
        bar=None if session.share is None else min(session.share, 1.0) * 100,
        state=state,
        label=words(f"training.{state}"),
        tone=TONES[state],
        about=words.say(session.waiver) or words.say(session.note),
    )


def _came(session: Session, words: Words) -> str:
    if session.attended is None:
        return "" if session.invited is None else words("training.invited", count=session.invited)
    return f"{session.attended} / {'–' if session.invited is None else session.invited}"
