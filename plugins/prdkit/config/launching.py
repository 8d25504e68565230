"""To hold what a launch must have ready by its tier: areas, topics, a rehearsal, reviews, who votes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from prdkit.config.condition_faults import check_condition
from prdkit.config.conditions import Condition, condition
from prdkit.config.fields import Text
from prdkit.config.naming import Complain, named
from prdkit.config.subjects import Subject
from prdkit.config.types import DocumentType

FILE = "launch.yml"
VOTERS = ("departments", "areas")


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that the checklist must speak of in a row of an area."""

    name: str
    label: Text
    area: str
    words: tuple[str, ...]

    def is_named_in(self, text: str) -> bool:
        """Whether a text names it by one of its words, in whatever case."""
        said = text.casefold()
        return any(word.casefold() in said for word in self.words)


@dataclass(frozen=True, slots=True)
class Tier:
    """What launches of one size need. `reviews` are days after going live."""

    name: str
    label: Text
    areas: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    rehearsal: bool = False
    reviews: tuple[int, ...] = ()
    release_note: bool = False


@dataclass(frozen=True, slots=True)
class Further:
    """An area that is asked for of launches of some tiers, where a condition holds."""

    area: str
    tiers: tuple[str, ...]
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Launching:
    """Everything that `launch.yml` decides."""

    tiers: Mapping[str, Tier]
    further: tuple[Further, ...] = ()
    topics: Mapping[str, Topic] | None = None
    voters: str = VOTERS[0]

    def tier(self, said: object) -> Tier | None:
        """The tier that a document names; None where it names none of these."""
        return self.tiers.get(str(said)) if said is not None else None

    def areas(self, tier: Tier, subject: Subject) -> tuple[str, ...]:
        """The areas that a tier asks a document for."""
        more = (
            one.area for one in self.further if tier.name in one.tiers and (not one.when or one.when.holds(subject))
        )
        return tuple(dict.fromkeys((*tier.areas, *more)))

    def topics_of(self, tier: Tier) -> tuple[Topic, ...]:
        """The topics that a tier asks for."""
        known = self.topics or {}
        return tuple(known[name] for name in tier.topics if name in known)


def launching(raw: Mapping[str, Any], departments: Collection[str]) -> Launching:
    """What the checked values of `launch.yml` say; areas that the project has no department for are left out."""
    topics = {name: _topic(name, topic) for name, topic in (raw.get("topics") or {}).items() if topic}
    further = (
        Further(row["area"], tuple(row.get("tiers") or raw["tiers"]), condition(row.get("when")))
        for row in raw.get("further_areas") or ()
        if row["area"] in departments
    )
    return Launching(
        tiers={name: _tier(name, tier, departments) for name, tier in (raw.get("tiers") or {}).items()},
        further=tuple(further),
        topics={name: topic for name, topic in topics.items() if topic.area in departments},
        voters=raw.get("voters") or VOTERS[0],
    )


def _topic(name: str, raw: Mapping[str, Any]) -> Topic:
    return Topic(name, raw.get("label") or name, raw["area"], tuple(raw.get("words") or ()))


def _tier(name: str, raw: Mapping[str, Any], departments: Collection[str]) -> Tier:
    return Tier(
        name=name,
        label=raw.get("label") or name,
        areas=tuple(area for area in raw.get("areas") or () if area in departments),
        topics=tuple(raw.get("topics") or ()),
        rehearsal=bool(raw.get("rehearsal")),
        reviews=tuple(sorted(raw.get("reviews") or ())),
        release_note=bool(raw.get("release_note")),
    )


def cross_check(
    raw: Mapping[str, Any],
    departments: Collection[str],
    types: Mapping[str, DocumentType],
    complain: Complain,
) -> None:
    """Report areas that are no department, topics and tiers that there are not, and conditions that say nothing.

    `complain` keeps silent about what was shipped and the project took the aim of away.
    """
    tiers, topics = raw.get("tiers") or {}, raw.get("topics") or {}
    for name, tier in tiers.items():
        for number, area in enumerate(tier.get("areas") or ()):
            named(complain, FILE, ("tiers", name, "areas", number), area, departments, "department of org.yml")
        for number, topic in enumerate(tier.get("topics") or ()):
            named(complain, FILE, ("tiers", name, "topics", number), topic, topics, "topic of this file")
    for name, topic in topics.items():
        named(complain, FILE, ("topics", name, "area"), topic["area"], departments, "department of org.yml")
    for number, row in enumerate(raw.get("further_areas") or ()):
        at = ("further_areas", number)
        named(complain, FILE, (*at, "area"), row["area"], departments, "department of org.yml")
        for place, tier in enumerate(row.get("tiers") or ()):
            named(complain, FILE, (*at, "tiers", place), tier, tiers, "tier of this file")
        if row.get("when") is not None and (kind := types.get("launch")) is not None:
            check_condition(FILE, kind, row["when"], (*at, "when"), complain)
