"""To say in the room of a launch how well customer service is prepared, and where its pack stands."""

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.room import RoomPart
from prdkit.view.support import has_pack, pack

ORDER = 75


def part(launch: Document, site: Site, words: Words) -> RoomPart | None:
    """The pack of a launch in numbers."""
    if not has_pack(launch, site):
        return None
    return RoomPart("support", words("pack.name"), "rooms/support.html.j2", pack(launch, site, words))
