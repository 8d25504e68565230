"""To find channels whose results are missing, named otherwise than their targets, or calculated wrongly."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from prdkit.blocks.channels.mix import CAC, ROI, Channel, ChannelMix, cost_per_user, plain, return_on, rounds_to
from prdkit.check.registry import Problem, Site, rule
from prdkit.reading.problem import Key


@rule(on=ChannelMix)
def no_result(mix: ChannelMix, site: Site) -> Iterator[Problem]:
    """A launch is being evaluated, and a channel of it has no result, or nobody says what it cost.

    The next launch spends its money where this one found people. Without numbers it spends it by habit.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: evaluating
    owner: pm.lead
    created: 2026-03-09
    channel_mix:
      - {channel: Own community, budget: 40000, cost: 40000, target: {new_users: 6000}, result: {new_users: 6900}}
      - {channel: Shop posters, budget: 25000, target: {new_users: 2400}}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: evaluating
    owner: pm.lead
    created: 2026-03-09
    channel_mix:
      - {channel: Own community, budget: 40000, cost: 40000, target: {new_users: 6000}, result: {new_users: 6900}}
      - {channel: Shop posters, budget: 25000, cost: 22000, target: {new_users: 2400}, result: {new_users: 2200}}
    ---
    ```
    """
    for channel in mix.channels if mix.finished else ():
        missing = ["result"] if not channel.result else []
        missing += ["cost"] if channel.budget and channel.cost is None else []
        if missing:
            said = f"channel `{channel.called}` is over and has no {' and no '.join(f'`{name}`' for name in missing)}"
            example = {"result": "`result: {new_users: 2200}`", "cost": "`cost: 22000`, 0 where nothing was spent"}
            yield Problem((channel.number, "channel"), said, f"Add {' and '.join(example[n] for n in missing)}.")


@rule(on=ChannelMix)
def other_measure(mix: ChannelMix, site: Site) -> Iterator[Problem]:
    """The result of a channel does not name a measure that its target names.

    Target and result can only be set side by side where both count the same thing. A result may name more
    than the target.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: evaluating
    owner: pm.lead
    created: 2026-03-09
    channel_mix:
      - channel: Own community
        cost: 40000
        target: {new_users: 6000}
        result:
          new_user: 6900  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: evaluating
    owner: pm.lead
    created: 2026-03-09
    channel_mix:
      - channel: Own community
        cost: 40000
        target: {new_users: 6000}
        result:
          new_users: 6900
          shares: 310
    ---
    ```
    """
    for channel in mix.channels:
        extra = [name for name in channel.result if name not in channel.target]
        for name in channel.target if channel.result else ():
            if name in channel.result:
                continue
            said = f"the target of `{channel.called}` counts `{name}`, its result does not"
            meant = get_close_matches(name, extra, 1)
            if meant:
                extra.remove(meant[0])
                yield Problem(Key((channel.number, "result", meant[0])), said, f"Did you mean `{name}`?")
            else:
                yield Problem(Key((channel.number, "result")), said, f"Add `{name}` with what came of it.")


@rule(on=ChannelMix)
def miscalculated(mix: ChannelMix, site: Site) -> Iterator[Problem]:
    """A cost per new user or a return that a channel states is not what its own numbers give.

    `cac` is the cost by the new users, `roi` is (revenue − cost) / cost. Targets reckon with the budget,
    results with what was spent. The last decimal that is stated may be rounded.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: evaluating
    owner: pm.lead
    created: 2026-03-09
    channel_mix:
      - channel: Own community
        cost: 40000
        result:
          new_users: 6900
          cac: 6.5  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: evaluating
    owner: pm.lead
    created: 2026-03-09
    channel_mix:
      - channel: Own community
        cost: 40000
        result:
          new_users: 6900
          cac: 5.8
    ---
    ```
    """
    for channel in mix.channels:
        yield from _checked(channel, "target", channel.budget, channel.target)
        yield from _checked(channel, "result", channel.cost, channel.result)


def _checked(channel: Channel, key: str, money: float | None, figures: Mapping[str, float]) -> Iterator[Problem]:
    word = "budget" if key == "target" else "cost"
    formulas = {
        CAC: (cost_per_user(money, figures), f"{word} / new users"),
        ROI: (return_on(money, figures), f"(revenue − {word}) / {word}"),
    }
    for name, (made, formula) in formulas.items():
        stated = figures.get(name)
        if stated is not None and made is not None and not rounds_to(made, stated):
            said = f"`{name}` of `{channel.called}` is stated as {plain(stated)}, {formula} gives {made:,.2f}"
            hint = f"Correct `{name}`, or the numbers it is made of."
            yield Problem((channel.number, key, name), said, hint)
