"""To put calendars beside the pages: one for each department, person and launch. What is due is inside alone."""

import re
from collections import defaultdict
from collections.abc import Iterator

from prdkit.blocks.views import Words
from prdkit.link.launches import is_launch
from prdkit.link.site import Site
from prdkit.publish.calendars import Event, ics
from prdkit.publish.data_files import DataFile, Place
from prdkit.publish.dates import events
from prdkit.view.places import calendar_path

_NAME = re.compile(r"[\w.-]+")


def files(site: Site, words: Words, place: Place) -> Iterator[DataFile]:
    """The calendars of a site; none where nothing has a date, as RFC 5545 wants an event."""
    if site.readers != "internal":
        return
    found = tuple(events(site, words, place))
    of = {kind: _by(kind, found) for kind in ("department", "person", "document")}
    for key in site.config.org.departments:
        yield from _file("departments", key, words.department(key), of["department"][key], site, words)
    for handle in site.config.org.people:
        yield from _file("people", handle, words.person(handle), of["person"][handle], site, words)
    for launch in filter(is_launch, site.documents):
        if site.by_id.get(launch.id) is launch:
            ids = {launch.id: None} | {one.id: None for one in site.launches.releases(launch)}
            kept = [event for name in ids for event in of["document"][name]]
            yield from _file("launches", launch.id, f"{launch.id} {launch.title}", kept, site, words)


def _by(kind: str, found: tuple[Event, ...]) -> defaultdict[str, list[Event]]:
    grouped: defaultdict[str, list[Event]] = defaultdict(list)
    for event in found:
        grouped[getattr(event, kind)].append(event)
    return grouped


def _file(folder: str, key: str, name: str, kept: list[Event], site: Site, words: Words) -> Iterator[DataFile]:
    if kept and _NAME.fullmatch(key):
        yield DataFile(calendar_path(folder, key), ics(name, words.lang, kept, site.as_of))
