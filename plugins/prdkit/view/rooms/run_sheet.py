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
        named = (site.find(str(name)) for name in launch.values.get("releases") or () if name)
        rows = tuple(row for release in named if release is not None for row in runbook_view(release, site, words))
    return RoomPart("run-sheet", words("runbook.title"), "blocks/runbook.html.j2", rows, paper=True) if rows else None
