"""To show in the room of a launch what is done when: its own run sheet, else those of its releases."""

from prdkit.blocks.runbook.view import runbook_view
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.room import RoomPart

ORDER = 50


def part(launch: Document, site: Site, words: Words) -> RoomPart | None:
    """The run sheet of a launch."""
    rows = runbook_view(launch, site, words)
    if not rows:
        released = site.launches.releases(launch)
        rows = tuple(row for release in released for row in runbook_view(release, site, words))
    return RoomPart("run-sheet", words("runbook.title"), "blocks/runbook.html.j2", rows, paper=True) if rows else None
