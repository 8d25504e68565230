"""To show in the room of a launch who is trained for it."""

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.room import RoomPart
from prdkit.view.training import subject

ORDER = 70


def part(launch: Document, site: Site, words: Words) -> RoomPart | None:
    """The trainings of a launch and of what it brings, where there are any or some are missing."""
    made = subject(launch, site, words)
    if site.readers != "internal" or not made.cells:
        return None
    return RoomPart("training", words("training.title"), "rooms/training.html.j2", made)
