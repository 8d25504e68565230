"""To gather what each department still owes to checklists: items that are open, soonest first, over all documents."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from prdkit.blocks.checklist.items import BLOCK, Item
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document


class Owed(NamedTuple):
    """An item of a checklist that is not settled."""

    document: str
    lang: str
    id: str
    name: str
    owner: str
    due: date | None
    late: bool
    blocking: bool
    state: str
    status: str


def owed_by_department(site: Site, words: Words) -> Mapping[str, tuple[Owed, ...]]:
    """The open items by department, of documents that still move; undated ones last."""
    found: dict[str, list[Owed]] = {}
    for document in site.documents:
        over = document.state.side or document.status == document.type.last
        if document.values.get(BLOCK) and not over:
            for item in Item.all(document):
                if item.area and not item.settled:
                    found.setdefault(item.area, []).append(_owed(item, document, site, words))
    return {name: tuple(sorted(rows, key=_by_day)) for name, rows in found.items()}


def _by_day(row: Owed) -> tuple[date, str, str]:
    return row.due or date.max, row.document, row.id


def _owed(item: Item, document: Document, site: Site, words: Words) -> Owed:
    labels = document.type.blocks[BLOCK].fields["status"].values
    return Owed(
        document=document.id,
        lang=document.lang,
        id=item.id,
        name=words.say(item.name),
        owner=item.owner,
        due=item.due,
        late=item.due is not None and item.due < site.as_of,
        blocking=item.blocking,
        state=item.status,
        status=words.say(labels.get(item.status, item.status)),
    )
