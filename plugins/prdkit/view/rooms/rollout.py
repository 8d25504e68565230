"""To show in the room of a launch how it reaches its users step by step."""

from prdkit.blocks.rollout.view import rollout_view
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.room import RoomPart

ORDER = 55


def part(launch: Document, site: Site, words: Words) -> RoomPart | None:
    """The rollout of a launch."""
    made = rollout_view(launch, site, words)
    return (
        RoomPart("rollout", words("room.rollout"), "blocks/rollout.html.j2", made, paper=True)
        if made is not None
        else None
    )
