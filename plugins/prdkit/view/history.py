"""To show a document's past: how long it was in each status, and what changed since it was signed."""

from collections.abc import Iterable
from typing import NamedTuple

from prdkit.blocks.sign_offs.ledger import Changed
from prdkit.blocks.views import Words
from prdkit.compare.change import Change, Piece
from prdkit.compare.document import Comparison
from prdkit.compare.past import DocumentHistory, SinceSigned
from prdkit.compare.saying import Saying, part_said
from prdkit.history.timeline import Stay, Timeline
from prdkit.model.document import Document
from prdkit.model.normative import REST

_SHOWN = 60
"""Changes listed for one sign-off."""


class StayView(NamedTuple):
    """One row of the timeline; dates and days are empty where they are not known."""

    status: str
    since: str
    until: str
    days: str
    is_now: bool
    is_written: bool


class ChangeView(NamedTuple):
    """One change: where, what stood there and stands there now, and the words around it where it is a text."""

    act: str
    where: str
    old: str
    new: str
    note: str
    excerpt: tuple[Piece, ...]


class SinceView(NamedTuple):
    """What changed since departments signed one version; `parts` where git does not know that version.

    `changes` are those of what was signed, `others` touch nothing that was.
    """

    anchors: tuple[str, ...]
    title: str
    changes: tuple[ChangeView, ...]
    others: tuple[ChangeView, ...]
    more: int
    parts: tuple[str, ...]


class HistoryView(NamedTuple):
    """Everything that the block on a document's past says."""

    title: str
    stays: tuple[StayView, ...]
    totals: tuple[tuple[str, str], ...]
    unknown: str
    since: tuple[SinceView, ...]


def since_anchor(dept: str) -> str:
    """Where on a document's page it says what changed since a department signed."""
    return f"changed-since-{dept}"


def history_view(document: Document, past: DocumentHistory, words: Words) -> HistoryView:
    """The past of a document in one language."""
    timeline = past.timeline
    return HistoryView(
        title=_title(document, timeline, words) if timeline else "",
        stays=tuple(_stay(stay, timeline, document, words) for stay in timeline.stays) if timeline else (),
        totals=tuple(_totals(document, timeline, words)) if timeline else (),
        unknown=_unknown(timeline, words) if timeline else "",
        since=tuple(_since(document, signed, words) for signed in _together(past.since)),
    )


def _title(document: Document, timeline: Timeline, words: Words) -> str:
    now, days = timeline.now, timeline.days(timeline.now)
    told = _status(document, now.status, words)
    if now.since is None:
        return told
    if days is None:
        return words("history.now.no_days", status=told, since=now.since.isoformat())
    return words("history.now", status=told, since=now.since.isoformat(), days=_days(days, words))


def _stay(stay: Stay, timeline: Timeline, document: Document, words: Words) -> StayView:
    days = timeline.days(stay)
    return StayView(
        status=_status(document, stay.status, words),
        since=stay.since.isoformat() if stay.since else "",
        until=stay.until.isoformat() if stay.until else "",
        days=_days(days, words) if days is not None else "",
        is_now=stay.until is None,
        is_written=bool(stay.commit),
    )


def _totals(document: Document, timeline: Timeline, words: Words) -> list[tuple[str, str]]:
    """The days of each status, where one was taken more than once: else the rows say it already."""
    if len(timeline.totals) == len(timeline.stays):
        return []
    return [(_status(document, name, words), _days(days, words)) for name, days in timeline.totals.items()]


def _unknown(timeline: Timeline, words: Words) -> str:
    before = timeline.unknown_before
    return words("history.shallow", date=before.isoformat()) if before else ""


def _status(document: Document, name: str, words: Words) -> str:
    status = document.type.statuses.get(name)
    return (words.say(status.label) if status else name) or name


def _days(days: int, words: Words) -> str:
    return words("unit.days.one" if days == 1 else "unit.days", count=days)


def _together(since: tuple[SinceSigned, ...]) -> Iterable[list[SinceSigned]]:
    """The sign-offs of one version on one day, which have the same to look at."""
    found: dict[tuple[str, ...], list[SinceSigned]] = {}
    for signed in since:
        row = signed.standing.sign_off
        key = (row.fingerprint, row.version, row.on.isoformat()) if row else ("",)
        found.setdefault(key, []).append(signed)
    return found.values()


def _since(document: Document, signed: list[SinceSigned], words: Words) -> SinceView:
    first = signed[0]
    row, comparison = first.standing.sign_off, first.comparison
    names = (words.department(one.standing.dept) for one in signed)
    told = {
        "dept": words("list.separator").join(names),
        "version": row.version if row else "",
        "on": row.on.isoformat() if row else "",
    }
    of_signed, others = _parted(comparison, first.standing.changed)
    return SinceView(
        anchors=tuple(since_anchor(one.standing.dept) for one in signed),
        title=words("history.since" if told["version"] else "history.since.no_version", **told),
        changes=_views(comparison, of_signed[:_SHOWN], words),
        others=_views(comparison, others[: max(_SHOWN - len(of_signed), 0)], words),
        more=max(len(of_signed) + len(others) - _SHOWN, 0),
        parts=tuple(part_said(document, part, words) for part in first.standing.changed),
    )


def _parted(comparison: Comparison | None, signed: tuple[Changed, ...]) -> tuple[list[Change], list[Change]]:
    """The changes of parts that were signed, and those of other parts; all are the former where nothing tells."""
    found: tuple[list[Change], list[Change]] = ([], [])
    for change in comparison.changes if comparison else ():
        found[bool(signed) and not any(_is_of(change, part) for part in signed)].append(change)
    return found


def _is_of(change: Change, part: Changed) -> bool:
    name = change.path[0] if change.path else ""
    if part.kind == "front_matter":
        return change.subject != "section" and name == part.name
    inside = name == part.name or name.startswith((f"{part.name} ", f"{part.name}/"))
    return change.subject == "section" and (inside or part.name == REST)


def _views(comparison: Comparison | None, changes: list[Change], words: Words) -> tuple[ChangeView, ...]:
    if comparison is None:
        return ()
    saying = Saying(comparison, words)
    return tuple(_view(saying, change) for change in changes)


def _view(saying: Saying, change: Change) -> ChangeView:
    old, new = ("", "") if change.wording else (saying.old(change), saying.new(change))
    excerpt = change.wording.excerpt if change.wording else ()
    return ChangeView(change.act, saying.where(change), old, new, saying.note(change), excerpt)
