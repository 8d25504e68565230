"""To read what a launch plan is measured by: its tier, the areas that this asks for, the day of going live."""

from datetime import date, datetime

from prdkit.config.launching import Tier
from prdkit.model.document import Document


def is_launch(document: Document) -> bool:
    """Whether a document is a launch plan."""
    return document.type.name == "launch" and document.type.common


def tier_of(document: Document) -> Tier | None:
    """The tier that a plan names, as far as `launch.yml` has it."""
    return document.config.launching.tier(document.values.get("tier"))


def areas_of(document: Document) -> tuple[str, ...]:
    """The departments that a plan's tier asks to have something on the checklist."""
    tier = tier_of(document)
    return document.config.launching.areas(tier, document) if tier is not None else ()


def go_live(document: Document) -> date | None:
    """The day of going live: that of the milestone of this type, else that on which the rollout begins."""
    for row in document.values.get("milestones") or ():
        if row and row.get("type") == "launch":
            day: date | None = row.get("actual") or row.get("forecast") or row.get("baseline")
            if day is not None:
                return day
    window = (document.values.get("rollout") or {}).get("window") or {}
    begins = window.get("from")
    return begins.date() if isinstance(begins, datetime) else begins


def has_gone_live(document: Document) -> bool:
    """Whether something of it has reached users."""
    return document.reached("live")
