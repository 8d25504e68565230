"""To gather what runs a launch on one page: the parts come from the modules of `prdkit.view.rooms`."""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

import prdkit.view.rooms
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.page import PageView
from prdkit.view.places import room_page
from prdkit.view.readiness import FindTo, Readiness, readiness


@dataclass(frozen=True)
class RoomPart:
    """One part of a launch room: its anchor and heading, and the template below `templates/` that prints its data.

    What is `paper` is printed: on paper, a room is the run sheet of its launch.
    """

    anchor: str
    title: str
    template: str
    data: Any
    paper: bool = False


@dataclass(frozen=True)
class Room:
    """A launch with its parts."""

    id: str
    title: str
    lang: str
    status: str
    readiness: Readiness
    releases: tuple[str, ...]
    prds: tuple[str, ...]
    parts: tuple[RoomPart, ...]


Part: TypeAlias = Callable[[Document, Site, Words], RoomPart | None]


@cache
def _parts() -> tuple[Part, ...]:
    """The parts in the order of their modules' `ORDER`; a module without one stands last."""
    found = pkgutil.iter_modules(prdkit.view.rooms.__path__)
    modules = [import_module(f"prdkit.view.rooms.{module.name}") for module in found]
    modules.sort(key=lambda module: (getattr(module, "ORDER", 99), module.__name__))
    return tuple(module.part for module in modules if hasattr(module, "part"))


def room(launch: Document, site: Site, words: Words, find: FindTo) -> Room:
    """The room of a launch: what stands in its way first, then who is ready, then how it is run."""
    made = readiness(launch, site, words, find)
    own = (_countdown(made, words), _matrix(made, words), _decision(made, words))
    others = (part(launch, site, words) for part in _parts())
    return Room(
        launch.id,
        launch.title_in(words.lang),
        launch.lang,
        words.say(launch.state.label) or launch.status,
        made,
        tuple(site.current(str(name)) for name in launch.values.get("releases") or () if name),
        tuple(site.current(str(name)) for name in launch.values.get("prds") or () if name),
        tuple(one for one in (*own, *others) if one is not None),
    )


def _countdown(made: Readiness, words: Words) -> RoomPart | None:
    if not made.countdown:
        return None
    return RoomPart("countdown", words("room.countdown"), "rooms/countdown.html.j2", made.countdown)


def _matrix(made: Readiness, words: Words) -> RoomPart | None:
    if not made.areas:
        return None
    return RoomPart("readiness", words("room.readiness"), "rooms/readiness.html.j2", made)


def _decision(made: Readiness, words: Words) -> RoomPart | None:
    if made.decision is None:
        return None
    return RoomPart("decision", words("room.decision"), "blocks/go_no_go.html.j2", made.decision)


def room_pages(site: Site, words: Words, find: FindTo) -> Iterator[PageView]:
    """A room for each launch, and the list of all; nothing where the readers are not those who run it."""
    kind = site.config.types.get("launch")
    if kind is None or not kind.common or site.readers != "internal":
        return
    rooms = [room(launch, site, words, find) for launch in site.of_type("launch")]
    for made in rooms:
        title = f"{words('room.title')} {made.id}"
        toc = tuple((2, part.anchor, part.title) for part in made.parts)
        yield PageView(room_page(made.id), title, "pages/room.html.j2", made, toc)
    if rooms:
        ordered = sorted(rooms, key=lambda made: (_RANK[made.readiness.state], made.readiness.day, made.id))
        yield PageView("rooms/index.md", words("room.plural"), "pages/rooms.html.j2", tuple(ordered))


_RANK = {"blocked": 0, "ready": 1, "out": 2, "closed": 3, "off": 4}
"""What is to come stands before what has been."""
