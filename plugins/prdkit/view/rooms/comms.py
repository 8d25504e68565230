"""To show in the room of a launch who is told what, and when."""

from prdkit.blocks.comms import BLOCK, tellings
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.room import RoomPart

ORDER = 72


def part(launch: Document, site: Site, words: Words) -> RoomPart | None:
    """What a launch tells, where it tells anything."""
    made = tellings(launch, site, words) if BLOCK in launch.type.blocks else ()
    if not made:
        return None
    block = launch.type.blocks[BLOCK]
    return RoomPart("comms", words.say(block.label), "rooms/comms.html.j2", (made, block))
