"""To lay campaigns of all launches on one calendar: quarters, weeks across, campaigns down."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from prdkit.blocks.campaigns.campaign import BLOCK, Campaign
from prdkit.blocks.campaigns.view import TONES
from prdkit.blocks.views import Words
from prdkit.check.run import parts
from prdkit.link.launches import go_live, is_launch
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.page import SEARCHED_ROWS, PageView
from prdkit.view.used import has_block

PAGE = "campaigns.md"
_WEEK = timedelta(days=7)
_MOST_QUARTERS = 8
"""How far one campaign is drawn; its last day stands beside it in any case."""


class Stretch(NamedTuple):
    """A campaign, or the day of going live (without an id), as it is drawn."""

    document: str
    lang: str
    id: str
    name: str
    start: date
    end: date
    state: str
    label: str
    tone: str


class Week(NamedTuple):
    """A week by its Monday; `now` where today lies in it."""

    monday: date
    now: bool


class Share(NamedTuple):
    """How many days of a week a campaign lasts, and how many of them pass before."""

    days: int
    before: int


class Line(NamedTuple):
    """A campaign over the weeks of a quarter."""

    stretch: Stretch
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months: the weeks that begin or end in them, and what runs then."""

    anchor: str
    label: str
    weeks: tuple[Week, ...]
    lines: tuple[Line, ...]


def calendar(documents: Iterable[Document], site: Site, words: Words) -> tuple[Quarter, ...]:
    """The campaigns of documents by quarter, latest quarter first; cancelled ones and those without days left out."""
    found: dict[tuple[int, int], list[Stretch]] = {}
    for stretch in sorted(_stretches(documents, site, words), key=lambda s: (s.start, s.end, s.document, s.id)):
        for quarter in _quarters(stretch):
            found.setdefault(quarter, []).append(stretch)
    return tuple(_quarter(*key, found[key], site.as_of, words) for key in sorted(found, reverse=True))


def _stretches(documents: Iterable[Document], site: Site, words: Words) -> Iterator[Stretch]:
    for document in documents:
        given = [one for one in parts(document, Campaign) if one.days and not one.off]
        live = go_live(document) if given and is_launch(document) else None
        if live is not None:
            name = words("campaign.live")
            yield Stretch(document.id, words.lang, "", name, live, live, "live", name, "good")
        for campaign in given:
            start, end = campaign.days or (date.max, date.min)
            state = campaign.state(site.as_of)
            name, label = words.say(campaign.name), words(f"campaign.{state}")
            lang, tone = document.lang, TONES.get(state, "neutral")
            yield Stretch(document.id, lang, campaign.id, name, start, end, state, label, tone)


def _quarters(stretch: Stretch) -> Iterator[tuple[int, int]]:
    first, last = _number(stretch.start), _number(stretch.end)
    yield from (divmod(number, 4) for number in range(first, min(last, first + _MOST_QUARTERS - 1) + 1))


def _number(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _quarter(year: int, number: int, stretches: list[Stretch], today: date, words: Words) -> Quarter:
    months = range(number * 3 + 1, number * 3 + 4)
    first = date(year, months[0], 1)
    days = sum(monthrange(year, month)[1] for month in months)
    monday = first - timedelta(days=first.weekday())
    count = ((first - monday).days + days + 6) // 7
    weeks = [Week(monday + n * _WEEK, (today - monday).days // len(_DAYS) == n) for n in range(count)]
    lines = tuple(Line(one, tuple(_share(one, week.monday) for week in weeks)) for one in stretches)
    label = words("campaign.quarter", year=year, number=number + 1)
    return Quarter(f"q{year}-{number + 1}", label, tuple(weeks), lines)


_DAYS = range(7)


def _share(stretch: Stretch, monday: date) -> Share:
    before = max((stretch.start - monday).days, 0)
    last = min((stretch.end - monday).days, len(_DAYS) - 1)
    return Share(max(last - before + 1, 0), min(before, len(_DAYS)))


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """The calendar over all launches, where any type carries campaigns."""
    if not has_block(site.config, BLOCK):
        return
    going = (document for document in sorted(site.documents, key=lambda d: d.id) if not document.state.side)
    made = calendar(going, site, words)
    toc = tuple((2, quarter.anchor, quarter.label) for quarter in made)
    small = sum(len(quarter.lines) for quarter in made) <= SEARCHED_ROWS
    yield PageView(PAGE, words("campaign.all"), "pages/campaigns.html.j2", made, toc, search=small)
