"""To show in the room of a launch whom to call: who decides, who is at the desk, who comes next."""

from typing import NamedTuple

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.room import RoomPart

ORDER = 48


class Contacts(NamedTuple):
    """Handles of people, keys of departments, and words."""

    decider: str
    owner: str
    team: str
    channel: str
    hours: str
    contact: str
    escalation: tuple[str, ...]


def part(launch: Document, site: Site, words: Words) -> RoomPart | None:  # noqa: ARG001
    """Whom to call during a launch, as far as its plan says."""
    support = launch.values.get("support") or {}
    back = launch.values.get("rollback") or {}
    made = Contacts(
        decider=back.get("decider") or (launch.values.get("go_no_go") or {}).get("decider") or "",
        owner=launch.owner,
        team=words.say(support.get("team")),
        channel=words.say(support.get("channel")),
        hours=support.get("hours") or "",
        contact=support.get("contact") or "",
        escalation=tuple(support.get("escalation") or ()),
    )
    return (
        RoomPart("contacts", words("room.contacts"), "rooms/contacts.html.j2", made, paper=True) if any(made) else None
    )
