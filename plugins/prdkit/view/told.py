"""To gather for each department the trainings that it has, and what it has to tell others."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from prdkit.blocks.comms import Telling, tellings
from prdkit.blocks.training.sessions import Session
from prdkit.blocks.training.view import SessionView, shown
from prdkit.blocks.views import Words
from prdkit.check.run import parts
from prdkit.link.site import Site
from prdkit.model.document import Document

_OVER = frozenset(("past",))


@dataclass(frozen=True, slots=True)
class Told:
    """The trainings of a department by day, and what its people tell others that is not over."""

    sessions: tuple[SessionView, ...] = ()
    tellings: tuple[Telling, ...] = ()


NOTHING = Told()


def told_by_department(site: Site, words: Words) -> Mapping[str, Told]:
    """What documents that are still moving say of trainings and of telling, by department."""
    if site.readers != "internal":
        return {}
    sessions: dict[str, list[SessionView]] = defaultdict(list)
    told: dict[str, list[Telling]] = defaultdict(list)
    people = site.config.org.people
    for document in _moving(site):
        for session in parts(document, Session):
            sessions[session.department].append(shown(session, site, words))
        for telling in tellings(document, site, words) if document.rows("comms") else ():
            if telling.owner in people and telling.state not in _OVER:
                told[people[telling.owner].dept].append(telling)
    return {
        name: Told(
            tuple(sorted(sessions.get(name, ()), key=lambda one: (one.day or date.max, one.document))),
            tuple(sorted(told.get(name, ()), key=lambda one: (one.day or date.max, one.document))),
        )
        for name in {*sessions, *told}
    }


def _moving(site: Site) -> Iterator[Document]:
    for document in sorted(site.documents, key=lambda d: d.id):
        if document.type.common and not document.state.side and document.status != document.type.last:
            yield document
