"""To gather what has a date in documents that are still moving, for calendars."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.publish.calendars import Event
from prdkit.publish.data_files import Place
from prdkit.render.links import inner_path
from prdkit.view.tasks import by_department

_ROWS = {
    "milestones": ("name", ("forecast", "baseline"), "dept", "owner"),
    "checklist": ("item", ("due",), "area", "owner"),
    "training": ("topic", ("on",), "dept", "trainer"),
    "comms": ("what", ("on",), "", "owner"),
    "campaigns": ("name", ("from",), "", "owner"),
}
"""By block: the keys of what a row is called, of its day, its department and its person."""
_SETTLED = frozenset(("done", "na", "cancelled"))


def events(site: Site, words: Words, place: Place) -> Iterator[Event]:
    """Everything with a date: rows of blocks, rollouts, releases to come, what departments do at nodes."""
    for document in site.documents:
        if document.type.common and not document.state.side and document.status != document.type.last:
            yield from _of(document, site, words, place)
    for department, tasks in by_department(site, words).items():
        for task in tasks:
            if task.due is not None and task.state != "done" and task.document in site.by_id:
                title = task.deliverable or task.does or task.name
                key = f"collaboration/{task.node}/{department}"
                yield _event(site.by_id[task.document], key, title, (task.due, None), (department, ""), site, place)


def _of(document: Document, site: Site, words: Words, place: Place) -> Iterator[Event]:
    for block in _ROWS:
        for number, row in document.rows(block):
            found = _row(block, row, words, site)
            if found is not None:
                title, days, who = found
                yield _event(document, f"{block}/{row.get('id') or number}", title, days, who, site, place)
    yield from _rollout(document, site, words, place)
    yield from _release(document, site, words, place)


def _rollout(document: Document, site: Site, words: Words, place: Place) -> Iterator[Event]:
    rollout = document.record("rollout")
    window = rollout.get("window") or {}
    if window.get("from"):
        title = words("calendar.rollout")
        yield _event(document, "rollout", title, (window["from"], window.get("to")), ("", ""), site, place)
    for number, step in enumerate(rollout.get("steps") or ()):
        if step and step.get("on") and not step.get("result"):
            title = f"{words('calendar.rollout')} {step.get('percent', 0):g} %"
            yield _event(document, f"rollout/{number}", title, (step["on"], None), ("", ""), site, place)


def _release(document: Document, site: Site, words: Words, place: Place) -> Iterator[Event]:
    for number, row in document.rows("stores"):
        if row.get("submit_on") and row.get("status") in (None, "preparing"):
            store = site.config.stores.get(str(row.get("store")))
            title = f"{words('calendar.stores')}: {words.say(store.label) if store else row.get('store', '')}"
            yield _event(document, f"stores/{number}", title, (row["submit_on"], None), ("", ""), site, place)
    if document.type.name == "release" and not document.values.get("released") and document.values.get("planned"):
        title = words("calendar.release")
        yield _event(document, "planned", title, (document.values["planned"], None), ("", ""), site, place)


def _row(
    block: str, row: Mapping[str, Any], words: Words, site: Site
) -> tuple[str, tuple[date, date | None], tuple[str, str]] | None:
    """What a row is called, its days, and whose it is; None where it is settled or has no day."""
    name, days, department, owner = _ROWS[block]
    day = next((row[key] for key in days if row.get(key)), None)
    if day is None or row.get("actual") or row.get("status") in _SETTLED or row.get("waiver"):
        return None
    title = words.say(row.get(name)) or words.say(row.get("audience")) or words(f"calendar.{block}")
    person = str(row.get(owner) or "")
    known = site.config.org.people.get(person)
    return title, (day, row.get("to")), (str(row.get(department) or (known.dept if known else "")), person)


def _event(
    document: Document,
    key: str,
    title: str,
    days: tuple[date, date | None],
    who: tuple[str, str],
    site: Site,
    place: Place,
) -> Event:
    url = place.whole(inner_path(site, document.path)) if place.url else ""
    return Event(f"{document.id}/{key}", f"{document.id} · {title}", *days, document.id, url, *who)
