"""To find rewards that nobody approved or that know no limit, and campaigns for which there is no money."""

from collections.abc import Iterator

from prdkit.blocks.campaigns.campaign import BLOCK, Campaign
from prdkit.blocks.channels.mix import ChannelMix, plain
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.check.run import parts
from prdkit.config.fields import say
from prdkit.reading.problem import Key


@rule(on=Campaign)
def unapproved_reward(campaign: Campaign, site: Site) -> Iterator[Problem]:
    """A reward of a campaign has nobody who approved it.

    A promise to users is kept even when it was a mistake. Somebody who may spend the money says so first.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    campaigns:
      - id: CP1
        name: Double points week
        rewards:
          - {rule: double for every order, cap: 200, cost: 80000}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    campaigns:
      - id: CP1
        name: Double points week
        rewards:
          - {rule: double for every order, cap: 200, cost: 80000, approval: fin.lead}
    ---
    ```
    """
    for reward in () if campaign.off else campaign.rewards:
        if not reward.approval:
            said = f"the reward “{say(reward.rule, 'en')}” of {campaign.called} is approved by nobody"
            yield Problem(("rewards", reward.number), said, "Add `approval:` with who may spend the money.")


@rule(on=Campaign)
def unlimited_reward(campaign: Campaign, site: Site) -> Iterator[Problem]:
    """A reward of a campaign has neither a cap nor a cost.

    A cap says how much one person, or all of them, may get; a cost says what it may come to. Without either
    the first group that shares the link decides.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    campaigns:
      - id: CP1
        name: Double points week
        rewards:
          - {rule: double for every order, approval: fin.lead}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    campaigns:
      - id: CP1
        name: Double points week
        rewards:
          - {rule: double for every order, cap: 200, approval: fin.lead}
    ---
    ```
    """
    for reward in () if campaign.off else campaign.rewards:
        if reward.cap is None and reward.cost is None:
            said = f"the reward “{say(reward.rule, 'en')}” of {campaign.called} has no limit"
            yield Problem(("rewards", reward.number), said, "Add `cap:` or `cost:`.")


@rule(on=Document)
def over_budget(document: Document, site: Site) -> Iterator[Problem]:
    """The channels and campaigns of a launch together may spend more than it has.

    A campaign counts with its `budget`, or where it has none with what its rewards cost. Channels alone that
    spend too much are a finding of `channels/over-budget`.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    channel_mix: [{channel: Own community, budget: 40000}]
    budget: {total: 100000}
    campaigns:  # here
      - {id: CP1, name: Double points week, budget: 80000}
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    channel_mix: [{channel: Own community, budget: 40000}]
    budget: {total: 120000}
    campaigns:
      - {id: CP1, name: Double points week, budget: 80000}
    ---
    ```
    """
    total = document.record("budget").get("total") if document.rows(BLOCK) else None
    if total is None:
        return
    channels = sum(channel.budget or 0 for mix in parts(document, ChannelMix) for channel in mix.channels)
    campaigns = sum(_budget(campaign) for campaign in parts(document, Campaign) if not campaign.off)
    if channels <= total < channels + campaigns:
        beside = f" beside {plain(channels)} for channels" if channels else ""
        said = f"the campaigns may spend {plain(campaigns)}{beside}, the launch has {plain(total)}"
        yield Problem(Key((BLOCK,)), said, "Lower what campaigns may spend, or have a higher `budget.total` approved.")


def _budget(campaign: Campaign) -> float:
    if campaign.budget is not None:
        return campaign.budget
    return sum(reward.cost or 0 for reward in campaign.rewards)
