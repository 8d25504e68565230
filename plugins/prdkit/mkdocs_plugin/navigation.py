"""To keep the documents themselves out of the navigation: every page renders every entry of it."""

from collections.abc import Callable
from itertools import pairwise

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page


def leave_documents_out(nav: Navigation, is_document: Callable[[Page], bool]) -> None:
    """Remove documents from a navigation in place; index pages and sections that still hold something stay."""
    removed = [page for page in nav.pages if is_document(page)]
    nav.items = _kept(nav.items, is_document)
    nav.pages = [page for page in nav.pages if not is_document(page)]
    for page in (*removed, *nav.pages):
        page.previous_page = page.next_page = None
    for page in removed:
        page.parent = None
    for page, following in pairwise(nav.pages):
        page.next_page, following.previous_page = following, page


def _kept(items: list[StructureItem], is_document: Callable[[Page], bool]) -> list[StructureItem]:
    kept: list[StructureItem] = []
    for item in items:
        if isinstance(item, Section):
            item.children = _kept(item.children, is_document)
            if item.children:
                kept.append(item)
        elif not (isinstance(item, Page) and is_document(item)):
            kept.append(item)
    return kept
