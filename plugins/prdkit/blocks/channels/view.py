"""To set the channels of a launch side by side: weight, money, and what came of each beside what was wanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from prdkit.blocks.channels.mix import (
    BLOCK,
    CAC,
    REVENUE,
    ROI,
    USERS,
    Channel,
    ChannelMix,
    cost_per_user,
    plain,
    return_on,
)
from prdkit.blocks.views import Words, view
from prdkit.check.run import parts
from prdkit.link.site import Site
from prdkit.model.document import Document


class Figure(NamedTuple):
    """A measure of a channel: what came of it, what was wanted, and `verdict` met, missed or empty."""

    result: str = ""
    target: str = ""
    share: str = ""
    verdict: str = ""


class ChannelRow(NamedTuple):
    """A channel, or the total of all, whose name is empty. `bar` is the weight as a share of 100."""

    anchor: str
    name: str
    about: tuple[str, ...]
    weight: str
    bar: float
    budget: str
    cost: str
    spent: str
    figures: tuple[Figure, ...]
    owner: str
    note: str


@dataclass(frozen=True, slots=True)
class MixView:
    """The table: `heads` are the words above its columns, `measures` those above the figures."""

    heads: Mapping[str, str]
    measures: tuple[str, ...]
    rows: tuple[ChannelRow, ...]
    total: ChannelRow | None


@view(BLOCK)
def channel_mix(document: Document, site: Site, words: Words) -> MixView | None:
    """The channels of a document, None where none of them can be read."""
    found = parts(document, ChannelMix)
    return _Layout(found[0], words).view() if found else None


class _Layout:
    """One mix in one language."""

    def __init__(self, mix: ChannelMix, words: Words) -> None:
        self.mix = mix
        self.words = words
        self.fields = mix.document.type.blocks[BLOCK].fields
        named = [name for channel in mix.channels for name in (*_wanted(channel), *_got(channel))]
        last = [name for name in (CAC, ROI) if name in named]
        self.measures = [*(name for name in dict.fromkeys(named) if name not in last), *last]

    def view(self) -> MixView:
        channels = self.mix.channels
        return MixView(
            heads=self.heads(),
            measures=tuple(self.measure(name) for name in self.measures),
            rows=tuple(self.row(channel) for channel in channels),
            total=self.total() if len(channels) > 1 else None,
        )

    def heads(self) -> Mapping[str, str]:
        """The words above the columns that any channel fills; money says in which currency."""
        shown = ["channel", *(key for key in ("weight", "budget", "cost") if self.sum(key) is not None)]
        currency = self.words.say(self.mix.document.record("budget").get("currency"))
        unit = {key: f" ({currency})" for key in ("budget", "cost") if currency}
        return {key: self.words.say(self.fields[key].label) + unit.get(key, "") for key in shown}

    def measure(self, name: str) -> str:
        """What a measure is called: as the product calls it, as a metric of the document does, else by its key."""
        key = f"measure.{name}"
        if (said := self.words(key)) != key:
            return said
        metrics = (row for _, row in self.mix.document.rows("metrics"))
        return self.words.say(next((row.get("name") for row in metrics if row.get("id") == name), "")) or name

    def row(self, channel: Channel) -> ChannelRow:
        wanted, got = _wanted(channel), _got(channel)
        return ChannelRow(
            anchor=channel.id,
            name=self.words.say(channel.name),
            about=tuple(self.choices(channel)),
            weight=_number(channel.weight),
            bar=min(max(channel.weight or 0.0, 0.0), 100.0),
            budget=_number(channel.budget),
            cost=_number(channel.cost),
            spent=_share(channel.cost, channel.budget),
            figures=tuple(self.figure(name, wanted.get(name), got.get(name)) for name in self.measures),
            owner=channel.owner,
            note=self.words.say(channel.note),
        )

    def choices(self, channel: Channel) -> list[str]:
        given = (("kind", channel.kind), ("line", channel.line))
        return [self.words.say(self.fields[key].values.get(value, value)) for key, value in given if value]

    def sum(self, key: str) -> float | None:
        """What all channels together give; None where none gives any."""
        given = [number for channel in self.mix.channels if (number := getattr(channel, key)) is not None]
        return sum(given) if given else None

    def total(self) -> ChannelRow:
        """All channels together: people and money are added up, what one person costs is calculated anew."""
        wanted = _with_ratios(self.sum("budget"), self.added("target"))
        got = _with_ratios(self.sum("cost"), self.added("result"))
        return ChannelRow(
            anchor="",
            name="",
            about=(),
            weight=_number(self.sum("weight")),
            bar=0.0,
            budget=_number(self.sum("budget")),
            cost=_number(self.sum("cost")),
            spent=_share(self.sum("cost"), self.sum("budget")),
            figures=tuple(self.figure(name, wanted.get(name), got.get(name)) for name in self.measures),
            owner="",
            note="",
        )

    def added(self, key: str) -> Mapping[str, float]:
        """The sums of what may be added up, where every channel tells it."""
        told: list[Mapping[str, float]] = [getattr(channel, key) for channel in self.mix.channels]
        return {name: sum(one[name] for one in told) for name in (USERS, REVENUE) if all(name in one for one in told)}

    def figure(self, name: str, target: float | None, result: float | None) -> Figure:
        share = _share(result, target) if name != ROI else ""
        verdict = ""
        if target is not None and result is not None:
            met = result <= target if name in self.mix.downward else result >= target
            verdict = "met" if met else "missed"
        return Figure(_said(name, result), _said(name, target), share, verdict)


def _wanted(channel: Channel) -> Mapping[str, float]:
    return _with_ratios(channel.budget, channel.target)


def _got(channel: Channel) -> Mapping[str, float]:
    return _with_ratios(channel.cost, channel.result)


def _with_ratios(money: float | None, figures: Mapping[str, float]) -> Mapping[str, float]:
    """Figures with cost per user and return as they follow from the others, where they do."""
    made = {CAC: cost_per_user(money, figures), ROI: return_on(money, figures)}
    return {**figures, **{name: value for name, value in made.items() if value is not None}}


def _said(name: str, value: float | None) -> str:
    if value is None:
        return ""
    if name == CAC:
        return f"{value:,.2f}"
    return f"{value:.0%}" if name == ROI else plain(value)


def _number(value: float | None) -> str:
    return "" if value is None else plain(value)


def _share(part: float | None, whole: float | None) -> str:
    """One number as a share of another; what is nearly all of it does not read as all."""
    if part is None or not whole:
        return ""
    share = part / whole
    return f"{share:.1%}" if share != 1 and f"{share:.0%}" == "100%" else f"{share:.0%}"
