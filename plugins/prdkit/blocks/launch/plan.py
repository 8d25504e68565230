"""To read what a launch plan is measured by: its tier, the areas that this asks for, the day of going live."""

from prdkit.config.launching import Tier
from prdkit.link.launches import go_live, is_launch
from prdkit.model.document import Document


def tier_of(document: Document) -> Tier | None:
    """The tier that a plan names, as far as `launch.yml` has it."""
    return document.config.launching.tier(document.values.get("tier"))


def areas_of(document: Document) -> tuple[str, ...]:
    """The departments that a plan's tier asks to have something on the checklist."""
    tier = tier_of(document)
    return document.config.launching.areas(tier, document) if tier is not None else ()


def has_gone_live(document: Document) -> bool:
    """Whether something of it has reached users."""
    return document.reached("live")


__all__ = ["areas_of", "go_live", "has_gone_live", "is_launch", "tier_of"]
