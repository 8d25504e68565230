"""To show over all documents who is trained for what before users notice it, and who is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from prdkit.blocks.collaboration.view import in_order
from prdkit.blocks.training.sessions import answers, sessions, touched
from prdkit.blocks.training.view import SessionView, shown
from prdkit.blocks.views import Words
from prdkit.link.launches import go_live
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.page import SEARCHED_ROWS, PageView
from prdkit.view.used import has_block

PAGE = "training.md"


class Trained(NamedTuple):
    """A department's trainings for one document; where it has none and takes part, `lack` is missing or ahead."""

    department: str
    sessions: tuple[SessionView, ...]
    lack: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A launch, or a PRD that no launch brings, with the trainings for it, department by department."""

    document: str
    lang: str
    live: date | None
    cells: tuple[Trained, ...]


@dataclass(frozen=True, slots=True)
class TrainingBoard:
    """Departments across, documents down."""

    departments: tuple[str, ...]
    subjects: tuple[Subject, ...]


def subject(document: Document, site: Site, words: Words) -> Subject:
    """The trainings for a document, each once: two documents may tell of the same one."""
    held: dict[str, dict[tuple[object, ...], SessionView]] = {}
    for session in sessions(document, site):
        key = (session.day, session.invited, session.attended, session.waiver and words.say(session.waiver))
        held.setdefault(session.department, {}).setdefault(key, shown(session, site, words))
    wanted = touched(document, site) if answers(document, site) else ()
    names = in_order((*held, *wanted), site.config)
    lack = "missing" if document.is_near("training/untrained-department") else "ahead"
    cells = (Trained(n, tuple(held.get(n, {}).values()), lack if n in wanted and n not in held else "") for n in names)
    return Subject(document.id, document.lang, go_live(document), tuple(cells))


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """The board, where any type carries trainings; it is about work inside."""
    if site.readers != "internal" or not has_block(site.config, "training"):
        return
    chosen = (d for d in sorted(site.documents, key=lambda d: d.id) if _belongs(d, site))
    subjects = tuple(one for document in chosen if (one := subject(document, site, words)).cells)
    departments = in_order((cell.department for one in subjects for cell in one.cells), site.config)
    rows = tuple(_aligned(one, departments) for one in sorted(subjects, key=_newest_first))
    small = len(rows) <= SEARCHED_ROWS
    yield PageView(
        PAGE, words("training.all"), "pages/training.html.j2", TrainingBoard(departments, rows), search=small
    )


def _belongs(document: Document, site: Site) -> bool:
    """Whether a document is one that answers for trainings, or holds some that no launch of it shows."""
    if document.state.side or document.is_draft:
        return False
    told = bool(document.rows("training")) and not site.launches.of(document)
    return told or answers(document, site)


def _newest_first(one: Subject) -> tuple[int, str]:
    return -(one.live or date.max).toordinal(), one.document


def _aligned(one: Subject, departments: tuple[str, ...]) -> Subject:
    """The same with a cell for every department."""
    given = {cell.department: cell for cell in one.cells}
    cells = tuple(given.get(name) or Trained(name, ()) for name in departments)
    return Subject(one.document, one.lang, one.live, cells)
