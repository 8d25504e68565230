"""To say of which documents something holds: a mapping of front-matter keys to what they must be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

Demanded: TypeAlias = "bool | Condition"
"""Whether something is asked for: always, never, or of the documents that a condition holds for."""


class Subject(Protocol):
    """What a condition is asked of."""

    def told(self, name: str) -> Any:
        """What a document says under a key, or in a role; None where it says nothing."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """A condition as it is written in a file of `site_config/types/`."""

    raw: Mapping[str, Any]

    def holds(self, subject: Subject) -> bool:
        """Whether it holds for a document. Never raises, whatever the document says."""
        return all(_fits(subject.told(name), wanted) for name, wanted in self.raw.items())


def _fits(value: Any, wanted: Any) -> bool:
    said = value if isinstance(value, list) else [value]
    words = wanted if isinstance(wanted, list) else [wanted]
    return any(str(one) == str(word) for one in said if one is not None for word in words)


def condition(raw: Any) -> Condition | None:
    """The condition in the checked values of a file; None where there is none."""
    return Condition(raw) if isinstance(raw, Mapping) and raw else None


def demanded(raw: Any) -> Demanded:
    """What `true`, `false` or `{when: …}` asks."""
    if isinstance(raw, Mapping):
        return condition(raw.get("when")) or False
    return raw is True or raw == "true"


def asks(demand: Demanded, subject: Subject) -> bool:
    """Whether something is asked for of a document."""
    return demand.holds(subject) if isinstance(demand, Condition) else demand
