"""To hold what a baseline and a check have to say to each other, for the rule that watches over it."""

from dataclasses import dataclass

from prdkit.config.baseline import Entry


@dataclass(frozen=True, slots=True)
class Compared:
    """A baseline's path, and its entries that nothing fits although their rules ran."""

    path: str
    gone: tuple[Entry, ...]
