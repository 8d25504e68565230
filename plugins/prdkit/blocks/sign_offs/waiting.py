"""To list which sign-offs are waited for, over all documents, and to say why."""

from collections.abc import Iterator
from typing import NamedTuple

from prdkit.blocks.collaboration.nodes import CollaborationMatrix
from prdkit.blocks.sign_offs.ledger import Standing, is_due, ledger, part_changes, terms_of
from prdkit.check.run import parts
from prdkit.link.site import Site
from prdkit.model.document import Document


class Waiting(NamedTuple):
    """A document that waits for a department."""

    document: Document
    standing: Standing


def waiting(site: Site) -> Iterator[Waiting]:
    """What waits for whom, by document: where signing is due, and where somebody's word no longer holds."""
    for document in sorted(site.documents, key=lambda document: document.id):
        if is_due(document):
            yield from (Waiting(document, standing) for standing in ledger(document, site) if standing.waits)


def why(one: Waiting) -> str:
    """Why a department is waited for, in one line."""
    standing, row = one.standing, one.standing.sign_off
    terms = terms_of(one.document)
    if row is None:
        told = {"requester": "asked for it", "stage": f"has a part at stage `{terms.stage}`" if terms else ""}
        return " and ".join(told[reason] for reason in standing.reasons)
    if standing.state == "rejected":
        return f"refused by `{row.by}`" + (f": {row.note}" if row.note else "")
    if standing.state == "void":
        return f"void since {standing.since}" + (f" ({standing.void})" if standing.void else "")
    if not standing.changed:
        return f"signed on {row.on}, and it cannot be told what"
    return f"signed on {row.on}; since then {part_changes(standing.changed)} changed"


def duty_of(document: Document, dept: str) -> str:
    """What the collaboration obliges a department to at the stage in which the document is signed."""
    terms = terms_of(document)
    found = (
        letter.duty
        for matrix in parts(document, CollaborationMatrix)
        for node in matrix.at_stage(terms.stage if terms else "")
        for cell in node.cells
        if cell.department == dept
        for letter in cell.letters
    )
    return next(iter(sorted(found, key=lambda duty: duty not in ("answers", "works"))), "")
