"""To set what departments signed beside what they were asked for: who agreed, who is waited for, and why."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from prdkit.blocks.collaboration.nodes import CollaborationMatrix
from prdkit.check.run import parts
from prdkit.config.sign_offs import Asked
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.model.normative import REST
from prdkit.model.sign_offs import SignOff

STATES = ("rejected", "stale", "void", "missing", "signed")
"""How a department stands to a document; all but the last wait for it."""


class Changed(NamedTuple):
    """A part that is not what was signed: `kind` is front_matter or sections, `name` its key or its section."""

    kind: str
    name: str

    def __str__(self) -> str:
        if self.kind == "front_matter":
            return f"`{self.name}`"
        return "the text outside its sections" if self.name == REST else f"the section `{self.name}`"


class Standing(NamedTuple):
    """How one department stands to a document.

    `reasons` say why it is asked: `stage` for its part in the collaboration, `requester`; none where it signed
    unasked. `since` is the day from which it has been waited for, as far as that is known.
    """

    dept: str
    state: str
    sign_off: SignOff | None
    reasons: tuple[str, ...]
    changed: tuple[Changed, ...] = ()
    since: date | None = None
    void: str = ""

    @property
    def waits(self) -> bool:
        """Whether the document waits for the department."""
        return self.state != "signed" and bool(self.reasons)


def terms_of(document: Document) -> Asked | None:
    """What is asked of a document of this type, None where it is not signed."""
    return document.config.sign_offs.types.get(document.type.name)


def asked(document: Document) -> Mapping[str, tuple[str, ...]]:
    """The departments that have to sign a document, each with why, in the order they are named in."""
    terms = terms_of(document)
    found: dict[str, tuple[str, ...]] = {}
    if terms is None:
        return found
    for matrix in parts(document, CollaborationMatrix):
        for node in matrix.at_stage(terms.stage):
            for cell in node.cells:
                if cell.takes_part:
                    found[cell.department] = ("stage",)
    for name in _requesters(document):
        if "requester" not in found.get(name, ()):
            found[name] = (*found.get(name, ()), "requester")
    known = document.config.org.departments
    return {name: why for name, why in found.items() if not known or name in known}


def _requesters(document: Document) -> Iterator[str]:
    rows = (document.values.get("sources") or {}).get("internal") or ()
    return (row["dept"] for row in rows if row and row.get("dept"))


def is_due(document: Document) -> bool:
    """Whether departments are asked by now: the document has come to the stage in which it is signed."""
    terms = terms_of(document)
    if terms is None or document.state.side:
        return False
    if terms.gate in document.passed:
        return True
    first = next((name for name in document.type.line if document.type.statuses[name].stage == terms.stage), "")
    return bool(first) and document.reached(first)


def is_past(document: Document) -> bool:
    """Whether the document has passed the gate before which it is signed."""
    terms = terms_of(document)
    return terms is not None and terms.gate in document.passed


def ledger(document: Document, site: Site) -> tuple[Standing, ...]:
    """How every department that is asked, or that signed, stands to a document; made once and kept with it."""
    if Standing not in document.parts:
        document.parts[Standing] = tuple(_ledger(document, site))
    made: tuple[Standing, ...] = document.parts[Standing]
    return made


def standing_of(document: Document, site: Site, dept: str) -> Standing | None:
    """How one department stands to a document; None where it neither was asked nor signed."""
    return next((standing for standing in ledger(document, site) if standing.dept == dept), None)


def _ledger(document: Document, site: Site) -> Iterator[Standing]:
    wanted, file = asked(document), site.signed(document)
    given = file.standing if file else {}
    for dept in dict.fromkeys((*wanted, *given)):
        reasons, row = wanted.get(dept, ()), given.get(dept)
        if file is None or row is None:
            yield Standing(dept, "missing", None, reasons, since=document.updated)
        else:
            yield _standing(dept, row, document, site, reasons)


def _standing(dept: str, row: SignOff, document: Document, site: Site, reasons: tuple[str, ...]) -> Standing:
    void = voided(row, document)
    if void is not None:
        return Standing(dept, "void", row, reasons, since=void[0], void=void[1])
    changed = changed_since(row, document, site)
    if row.decision in document.config.sign_offs.refusals:
        return Standing(dept, "rejected", row, reasons, changed or (), since=row.on)
    if changed is None or changed:
        return Standing(dept, "stale", row, reasons, changed or (), since=document.updated)
    return Standing(dept, "signed", row, reasons)


def voided(row: SignOff, document: Document) -> tuple[date, str] | None:
    """Since when a sign-off does not count, and why: by its own mark, or by a change that was approved later."""
    if row.void_on is not None:
        return row.void_on, row.void_reason
    changes = [change for change in document.values.get("changes") or () if change and _voids(change, row)]
    last = max(changes, key=lambda change: change["on"], default=None)
    return (last["on"], str(last.get("id") or "")) if last else None


def _voids(change: Mapping[str, Any], row: SignOff) -> bool:
    decided = change.get("decision") == "approved" and change.get("voids_sign_off") is True
    return decided and change.get("on") is not None and change["on"] > row.on


def changed_since(row: SignOff, document: Document, site: Site) -> tuple[Changed, ...] | None:
    """The parts that are not what was signed, none where all is; None where nothing tells which they are."""
    now, file = site.normative(document), site.signed(document)
    if row.fingerprint == now.fingerprint:
        return ()
    if file is None or not file.is_sealed(row):
        return None
    return tuple(Changed(kind, name) for kind, name in file.signed[row.fingerprint].changed(now))


def part_changes(changed: tuple[Changed, ...]) -> str:
    """The parts that changed, in words."""
    return ", ".join(map(str, changed))


def approvals(document: Document, site: Site) -> tuple[SignOff, ...]:
    """The sign-offs that agree to what the document says now."""
    return tuple(s.sign_off for s in ledger(document, site) if s.state == "signed" and s.sign_off is not None)
