"""To tell what of the product's own process the types of a project use: no page and no link speaks of the rest."""

from collections.abc import Iterable

from prdkit.config.config import Config
from prdkit.config.fields import Field


def has_block(config: Config, block: str) -> bool:
    """Whether documents of some type may carry a block."""
    return any(block in kind.blocks for kind in config.types.values())


def has_gates(config: Config) -> bool:
    """Whether some status has a gate before it."""
    return any(status.gate for kind in config.types.values() for status in kind.statuses.values())


def has_departments(config: Config) -> bool:
    """Whether some document can name a department, as its own or as one that signs."""
    if config.sign_offs.on or has_block(config, "collaboration"):
        return True
    return any(_names("department", kind.fields.values()) for kind in config.types.values())


def has_waivers(config: Config) -> bool:
    """Whether findings can be waived in a document, or are waived for several."""
    return bool(config.waivers.rows) or any("waive" in kind.fields for kind in config.types.values())


def _names(wanted: str, fields: Iterable[Field]) -> bool:
    return any(field.type == wanted or _names(wanted, _inside(field)) for field in fields)


def _inside(field: Field) -> Iterable[Field]:
    inner = (field.items, field.keys, field.values_of)
    return (*field.fields.values(), *(one for one in inner if one is not None))
