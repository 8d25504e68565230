"""To rank those whom a site may be for, and to say which of them what is written for somebody reaches."""

from collections.abc import Mapping
from types import MappingProxyType

AUDIENCES = ("internal", "partner", "public")
"""Who may read, from few to many."""

_NOTES: Mapping[str, str] = MappingProxyType({"user": "public", "partner": "partner"})
"""Readers of release notes who are outside: what is written for users, everybody may read."""


def rank(audience: str) -> int:
    """How many may read: 0 for insiders, and for any word that is no audience."""
    return AUDIENCES.index(audience) if audience in AUDIENCES else 0


def reaches(audience: str, readers: str) -> bool:
    """Whether what is for an audience may stand in a site for readers."""
    return rank(audience) >= rank(readers)


def narrowest(*audiences: str) -> str:
    """The one of some audiences that has the fewest readers; words that are none count as `internal`."""
    return AUDIENCES[min(map(rank, audiences))]


def least_shown(*audiences: str) -> str:
    """The one of some audiences whose site shows least."""
    return max(audiences, key=rank)


def note_reaches(addressee: str, readers: str) -> bool:
    """Whether a release note for `user`, `partner`, `cs`, … may stand in a site for readers."""
    return reaches(_NOTES.get(addressee, addressee), readers)
