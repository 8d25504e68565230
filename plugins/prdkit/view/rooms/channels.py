"""To show in the room of a launch through which channels it is spread, and what comes of each."""

from prdkit.blocks.channels.mix import BLOCK
from prdkit.blocks.channels.view import channel_mix
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.room import RoomPart

ORDER = 80


def part(launch: Document, site: Site, words: Words) -> RoomPart | None:
    """The mix of channels of a launch, where it has one."""
    made = channel_mix(launch, site, words)
    if made is None:
        return None
    title = words.say(launch.type.blocks[BLOCK].label)
    return RoomPart("channels", title, "rooms/channels.html.j2", (made, launch.type.blocks[BLOCK]))
