"""To name the pages that are made of a document, for its card."""

from prdkit.blocks.launch.plan import is_launch
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.battle_cards import card_page, has_card
from prdkit.view.notes import notes_page
from prdkit.view.places import room_page
from prdkit.view.support import has_pack, pack_page


def made_of(document: Document, site: Site, words: Words) -> tuple[tuple[str, str], ...]:
    """The words and the paths of the pages that are made of a document."""
    found = []
    if document.type.name == "release":
        found.append((words("notes.title"), notes_page(document.id)))
    if is_launch(document) and site.readers == "internal":
        found.append((words("room.title"), room_page(document.id)))
    if has_pack(document, site):
        found.append((words("pack.name"), pack_page(document.id)))
    if has_card(document, site):
        found.append((words("battle.name"), card_page(document.id)))
    return tuple(found)
