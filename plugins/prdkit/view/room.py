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
    status: str
    parts: tuple[RoomPart, ...]


Part: TypeAlias = Callable[[Document, Site, Words], RoomPart | None]


def room_page(launch: str) -> str:
    """Where the room of a launch stands."""
    return f"rooms/{launch}.md"


@cache
def _parts() -> tuple[Part, ...]:
    """The parts in the order of their modules' `ORDER`; a module without one stands last."""
    found = pkgutil.iter_modules(prdkit.view.rooms.__path__)
    modules = [import_module(f"prdkit.view.rooms.{module.name}") for module in found]
    modules.sort(key=lambda module: (getattr(module, "ORDER", 99), module.__name__))
    return tuple(module.part for module in modules if hasattr(module, "part"))


def room(launch: Document, site: Site, words: Words) -> Room:
    """The room of a launch."""
    made = (part(launch, site, words) for part in _parts())
    status = words.say(launch.state.label) or launch.status
    return Room(launch.id, launch.title_in(words.lang), status, tuple(one for one in made if one is not None))


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """A room for each launch."""
    kind = site.config.types.get("launch")
    if kind is None or not kind.common:
        return
    for launch in site.of_type("launch"):
        made = room(launch, site, words)
        title = f"{words('room.title')} {launch.id}"
        toc = tuple((2, part.anchor, part.title) for part in made.parts)
        yield PageView(room_page(launch.id), title, "pages/room.html.j2", made, toc)
