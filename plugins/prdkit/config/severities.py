"""To hold how much a team lets a rule weigh, from which day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Dated:
    """A severity that changes on a day: `now` before it, `then` from it on; empty is the rule's own."""

    now: str
    since: date
    then: str


Severities: TypeAlias = Mapping[str, "str | Dated"]


def severities(raw: Mapping[str, Any]) -> Severities:
    """The severities in the converted values of `rules` in project.yml."""
    return {name: _one(told) for name, told in raw.items()}


def _one(told: Any) -> str | Dated:
    if isinstance(told, str):
        return told
    return Dated(told.get("now") or "info", told["from"], told.get("then") or "")


def on_day(severities: Severities, rule: str, day: date) -> str:
    """What a rule weighs on a day by configuration; empty where that is left to the rule."""
    told = severities.get(rule, "")
    if isinstance(told, Dated):
        return told.now if day < told.since else told.then
    return told
