"""To hold what is known of one type that is proposed."""

from dataclasses import dataclass

from prdkit.adopt.bundles import Companion
from prdkit.adopt.families import Family
from prdkit.adopt.fields import Column
from prdkit.adopt.headings import Sections
from prdkit.adopt.identity import Identity
from prdkit.adopt.statuses import Statuses
from prdkit.reading.source import Source


@dataclass(frozen=True, slots=True)
class Told:
    """By what documents of a type are told from others: a field and its value, or nothing."""

    key: str = ""
    value: str = ""


@dataclass(frozen=True)
class Kind:
    """One type with its documents and everything that they have in common.

    `metadata` is the file beside each that holds its front matter. `roles` are keys by the part that they play.
    """

    name: str
    family: Family
    told: Told
    paths: tuple[str, ...]
    metadata: str
    template: Source | None
    identity: Identity
    title: str
    statuses: Statuses | None
    roles: dict[str, tuple[str, ...]]
    columns: tuple[Column, ...]
    field_order: bool
    sections: Sections
    companions: tuple[Companion, ...]
    mention: str = ""
