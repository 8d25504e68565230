"""To show in the room of a launch when its campaigns run."""

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.campaigns import calendar
from prdkit.view.room import RoomPart

ORDER = 85


def part(launch: Document, site: Site, words: Words) -> RoomPart | None:
    """The calendar of a launch's campaigns, where it has any with days."""
    made = calendar((launch,), site, words)
    return RoomPart("campaigns", words("campaign.title"), "rooms/campaigns.html.j2", made) if made else None
