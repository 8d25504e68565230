"""To show in the room of a launch how far its releases are in the stores."""

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.room import RoomPart
from prdkit.view.stores import version_of

ORDER = 90


def part(launch: Document, site: Site, words: Words) -> RoomPart | None:
    """The stores of the releases that a launch names."""
    named = (site.find(str(name)) for name in launch.values.get("releases") or () if name)
    made = tuple(version_of(release, site, words) for release in named if release is not None)
    shown = tuple(one for one in made if one.total)
    return RoomPart("stores", words("stores.title"), "rooms/stores.html.j2", shown) if shown else None
