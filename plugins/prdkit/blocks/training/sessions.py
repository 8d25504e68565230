"""To read the trainings of a document, and to say which departments need one before it goes live."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from prdkit.blocks.collaboration.nodes import CollaborationMatrix
from prdkit.check.run import parts
from prdkit.config.fields import Text
from prdkit.link.launches import is_launch
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.reading.problem import Key, Path

BLOCK = "training"


@dataclass(frozen=True)
class Session:
    """A row of `training`: one department, on one day."""

    document: Document
    path: Path
    department: str
    topic: Text
    material: str
    day: date | None
    trainer: str
    invited: int | None
    attended: int | None
    waiver: Text
    note: Text

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The trainings of a document, without those that hold a value that does not fit."""
        rows = document.rows(BLOCK)
        broken = {_number(problem.at) for problem in document.problems} if rows else ()
        return tuple(cls.of(document, n, row) for n, row in rows if row.get("dept") and n not in broken)

    @classmethod
    def of(cls, document: Document, number: int, row: Mapping[str, Any]) -> Self:
        """The training in a row of the block."""
        return cls(
            document=document,
            path=(BLOCK, number),
            department=row["dept"],
            topic=row.get("topic") or "",
            material=row.get("doc") or "",
            day=row.get("on"),
            trainer=row.get("trainer") or "",
            invited=row.get("invited"),
            attended=row.get("attended"),
            waiver=row.get("waiver") or "",
            note=row.get("note") or "",
        )

    @property
    def share(self) -> float | None:
        """How many of those invited came; None where that is not known."""
        return self.attended / self.invited if self.attended is not None and self.invited else None

    def state(self, today: date) -> str:
        """`waived`, `planned`, `undated`, `uncounted` (over, and nobody counted), `low` or `held`."""
        if self.waiver:
            return "waived"
        if self.day is None:
            return "undated"
        if self.day > today:
            return "planned"
        if self.attended is None:
            return "uncounted"
        wanted = self.document.config.collaboration.attendance
        return "low" if self.share is not None and self.share < wanted else "held"


def _number(at: object) -> object:
    path = at.path if isinstance(at, Key) else at
    return path[1] if isinstance(path, tuple) and len(path) > 1 and path[0] == BLOCK else None


def answers(document: Document, site: Site) -> bool:
    """Whether trainings are asked of a document: a launch that users notice, or such a PRD that no launch brings."""
    if not document.type.common or BLOCK not in document.type.blocks or not site.launches.is_seen(document):
        return False
    return is_launch(document) or not site.launches.of(document)


def sessions(document: Document, site: Site) -> tuple[Session, ...]:
    """The trainings of a document, and of the PRDs that it brings."""
    return tuple(session for one in _with_prds(document, site) for session in parts(one, Session))


def touched(document: Document, site: Site) -> tuple[str, ...]:
    """The departments to be trained: those of `training` in collaboration.yml that take part when it goes live."""
    rules = site.config.collaboration
    active: set[str] = set()
    for one in _with_prds(document, site):
        if one is document or site.launches.is_seen(one):
            active.update(_taking_part(one, rules.support_stage))
    return tuple(name for name in rules.trained if name in active)


def _with_prds(document: Document, site: Site) -> tuple[Document, ...]:
    return (document, *site.launches.brought_by(document)) if is_launch(document) else (document,)


def _taking_part(document: Document, stage: str) -> Iterator[str]:
    """Who does more than being told at a stage; who is named at all, where nobody wrote a matrix."""
    matrices = parts(document, CollaborationMatrix)
    if not matrices:
        yield from (name for name in document.values.get("departments") or () if name)
    for matrix in matrices:
        for node in matrix.at_stage(stage):
            yield from (cell.department for cell in node.cells if cell.takes_part)
