"""To find campaigns that begin before what they speak of is there, or that ask the same people twice at a time."""

from collections.abc import Iterator
from itertools import combinations

from prdkit.blocks.campaigns.campaign import BLOCK, Campaign
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.check.run import parts
from prdkit.config.fields import say
from prdkit.link.launches import go_live


@rule(on=Campaign)
def undated(campaign: Campaign, site: Site) -> Iterator[Problem]:
    """A campaign does not say from when to when it lasts.

    It then stands on no calendar, and nobody notices when it goes on too long.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    campaigns:
      - {id: CP1, name: Double points week, from: 2026-04-21}  # here
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
      - {id: CP1, name: Double points week, from: 2026-04-21, to: 2026-04-27}
    ---
    ```
    """
    missing = [f"`{key}`" for key, day in (("from", campaign.start), ("to", campaign.end)) if day is None]
    if missing and not campaign.off:
        said = f"campaign {campaign.called} has no {' and no '.join(missing)}"
        yield Problem(("id",), said, "Add its first and its last day.")


@rule(on=Campaign, severity="warning")
def before_launch(campaign: Campaign, site: Site) -> Iterator[Problem]:
    """A campaign begins before the day of going live.

    Who comes early finds nothing. The day of going live is that of the milestone with `type: launch`, else the
    one on which the rollout begins.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    milestones: [{id: M4, name: Live, type: launch, baseline: 2026-04-17, forecast: 2026-04-21}]
    campaigns:
      - id: CP1
        name: Double points week
        from: 2026-04-17  # here
        to: 2026-04-27
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
    milestones: [{id: M4, name: Live, type: launch, baseline: 2026-04-17, forecast: 2026-04-21}]
    campaigns:
      - id: CP1
        name: Double points week
        from: 2026-04-21
        to: 2026-04-27
    ---
    ```
    """
    live = go_live(campaign.document)
    if live is not None and campaign.start is not None and campaign.start < live and not campaign.off:
        said = f"campaign {campaign.called} begins on {campaign.start}, going live is on {live}"
        yield Problem(("from",), said, "Move one of the two, or cancel the campaign.")


@rule(on=Document, severity="warning")
def overlapping(document: Document, site: Site) -> Iterator[Problem]:
    """Two campaigns of a launch give the same people rewards at the same time.

    Nobody can tell afterwards which one worked, and some take both. Only campaigns whose `audience` is the
    same to the letter are compared.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    campaigns:
      - {id: CP1, name: Double points, from: 2026-04-21, to: 2026-04-27, audience: all guests,
         rewards: [{rule: double, cap: 200, approval: fin.lead}]}
      - id: CP2
        name: Voucher week
        from: 2026-04-25  # here
        to: 2026-05-02
        audience: all guests
        rewards: [{rule: 5 off, cap: 1, approval: fin.lead}]
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
      - {id: CP1, name: Double points, from: 2026-04-21, to: 2026-04-27, audience: all guests,
         rewards: [{rule: double, cap: 200, approval: fin.lead}]}
      - id: CP2
        name: Voucher week
        from: 2026-04-28
        to: 2026-05-02
        audience: all guests
        rewards: [{rule: 5 off, cap: 1, approval: fin.lead}]
    ---
    ```
    """
    if not document.rows(BLOCK):
        return
    given = [c for c in parts(document, Campaign) if c.rewards and c.audience and c.days and not c.off]
    given.sort(key=lambda campaign: campaign.days or ())
    for one, other in combinations(given[:_MOST], 2):
        if one.days and other.days and other.days[0] <= one.days[1] and _people(one) == _people(other):
            said = f"{one.called} and {other.called} give the same people rewards from {other.days[0]} on"
            hint = "Move one of them, or say in `audience:` who is meant by each."
            yield Problem((*other.path, "from" if other.start else "to"), said, hint)


_MOST = 200
"""Campaigns of one plan that are compared with each other."""


def _people(campaign: Campaign) -> str:
    return " ".join(say(campaign.audience, "en").split()).casefold()
