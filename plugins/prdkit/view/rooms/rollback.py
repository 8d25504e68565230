"""To show in the room of a launch how it is undone."""

from prdkit.blocks.rollback.view import rollback_view
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.room import RoomPart

ORDER = 60


def part(launch: Document, site: Site, words: Words) -> RoomPart | None:
    """The rollback of a launch."""
    made = rollback_view(launch, site, words)
    return (
        RoomPart("rollback", words("room.rollback"), "blocks/rollback.html.j2", made, paper=True)
        if made is not None
        else None
    )
