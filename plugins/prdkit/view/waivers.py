"""To show what does not count for a while: on a document's card, and all of it on one page."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from prdkit.blocks.views import Words
from prdkit.check.waiver import Waiver, all_waivers, shared_waivers, waivers_of
from prdkit.config.fields import LANGUAGES
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.page import SEARCHED_ROWS, PageView
from prdkit.view.used import has_waivers


class WaiverView(NamedTuple):
    """A waiver in words. `document` is the id of the one it stands in, `patterns` those of a shared one."""

    rule: str
    part: str
    document: str
    patterns: tuple[str, ...]
    reason: str
    lang: str
    by: str
    until: date
    ended: bool


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """The page of all waivers, the next to end first, where there can be any."""
    if site.readers != "internal" or not has_waivers(site.config):
        return
    shown = sorted((_shown(waiver, site, words) for waiver in all_waivers(site)), key=lambda view: view.until)
    small = len(shown) <= SEARCHED_ROWS
    yield PageView("waivers.md", words("waivers.title"), "pages/waivers.html.j2", tuple(shown), search=small)


def current(document: Document, site: Site, words: Words) -> tuple[WaiverView, ...]:
    """The waivers that count for a document today."""
    shared = (waiver for waiver in shared_waivers(site) if waiver.is_for(document.id, document.path))
    found = (waiver for waiver in (*waivers_of(document), *shared) if waiver.holds(site.as_of))
    return tuple(_shown(waiver, site, words) for waiver in found)


def _shown(waiver: Waiver, site: Site, words: Words) -> WaiverView:
    return WaiverView(
        rule=waiver.rule,
        part=waiver.part,
        document=waiver.document.id if waiver.document is not None else "",
        patterns=(*waiver.row.documents, *waiver.row.paths) if waiver.row is not None else (),
        reason=words.say(waiver.reason),
        lang=_language(waiver, words),
        by=waiver.by,
        until=waiver.until,
        ended=not waiver.holds(site.as_of),
    )


def _language(waiver: Waiver, words: Words) -> str:
    """The language that the reason is shown in."""
    if isinstance(waiver.reason, str):
        return waiver.document.lang if waiver.document is not None else words.config.lang
    return next((lang for lang in (words.lang, "en", *LANGUAGES) if waiver.reason.get(lang)), "en")
