"""To find mixes whose weights or money do not add up."""

from collections.abc import Iterator, Mapping

from prdkit.blocks.channels.mix import ChannelMix, plain
from prdkit.check.registry import Problem, Site, rule
from prdkit.config.fields import Text, say
from prdkit.reading.problem import Key

_TOLERANCE = 0.01 + 1e-9
_WHOLE = 100


@rule(on=ChannelMix)
def wrong_weights(mix: ChannelMix, site: Site) -> Iterator[Problem]:
    """The weights of the channels do not sum to 100.

    A weight says how much of the effort a channel gets. When one is raised, another one has to give. A mix
    that gives no weights at all is not asked for any.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: draft
    owner: pm.lead
    created: 2026-03-09
    channel_mix:  # here
      - {channel: Own community, weight: 40}
      - {channel: Shop posters, weight: 35}
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: draft
    owner: pm.lead
    created: 2026-03-09
    channel_mix:
      - {channel: Own community, weight: 62.5}
      - {channel: Shop posters, weight: 37.5}
    ---
    ```
    """
    given = [channel.weight for channel in mix.channels if channel.weight is not None]
    if not mix.whole or not given or abs(sum(given) - _WHOLE) <= _TOLERANCE:
        return
    said = f"the weights sum to {plain(sum(given))}, not to {_WHOLE}"
    without = [f"`{channel.called}`" for channel in mix.channels if channel.weight is None]
    if without:
        yield Problem(Key(()), said, f"Give a weight to {', '.join(without)}.")
    else:
        gap = sum(given) - _WHOLE
        more = f"Take {plain(gap)} away from" if gap > 0 else f"Give {plain(-gap)} more to"
        yield Problem(Key(()), said, f"{more} the channels.")


@rule(on=ChannelMix)
def over_budget(mix: ChannelMix, site: Site) -> Iterator[Problem]:
    """The channels may spend more than the launch has.

    Their budgets together fit the `total` of the budget, and a channel fits the line of the budget that bears
    its name. Otherwise somebody signs a contract that nobody has approved.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: draft
    owner: pm.lead
    created: 2026-03-09
    channel_mix:
      - {channel: Own community, weight: 60, budget: 40000}
      - {channel: Shop posters, weight: 40, budget: 25000}  # here
    budget:
      total: 70000
      lines: [{item: Own community, planned: 40000}, {item: Shop posters, planned: 20000}]
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: draft
    owner: pm.lead
    created: 2026-03-09
    channel_mix:
      - {channel: Own community, weight: 60, budget: 40000}
      - {channel: Shop posters, weight: 40, budget: 25000}
    budget:
      total: 70000
      lines: [{item: Own community, planned: 40000}, {item: Shop posters, planned: 25000}]
    ---
    ```
    """
    budget = mix.document.record("budget")
    asked = sum(channel.budget or 0 for channel in mix.channels)
    total = budget.get("total")
    if total is not None and asked > total:
        said = f"the channels may spend {plain(asked)}, the launch has {plain(total)}"
        yield Problem(Key(()), said, "Lower the budgets of channels, or have a higher `budget.total` approved.")
    lines = _lines(budget)
    for channel in mix.channels:
        planned = lines.get(_folded(channel.name))
        if planned is not None and channel.budget is not None and channel.budget > planned:
            said = (
                f"`{channel.called}` may spend {plain(channel.budget)}, its line of the budget plans {plain(planned)}"
            )
            yield Problem((channel.number, "budget"), said, "Make both say the same.")


def _lines(budget: Mapping[str, object]) -> dict[str, float]:
    rows = budget.get("lines")
    found = [row for row in rows if row and row.get("planned") is not None] if isinstance(rows, list) else []
    return {_folded(row.get("item")): row["planned"] for row in found if row.get("item")}


def _folded(name: Text | None) -> str:
    return say(name, "en").strip().casefold()
