"""To show the campaigns of a document: days, people, what they get and what it may cost."""

from datetime import date
from typing import NamedTuple

from prdkit.blocks.campaigns.campaign import BLOCK, Campaign, Reward
from prdkit.blocks.channels.mix import plain
from prdkit.blocks.views import Words, view
from prdkit.check.run import parts
from prdkit.link.site import Site
from prdkit.model.document import Document

TONES = {"planned": "track", "running": "launch", "ended": "measure", "cancelled": "neutral"}


class RewardView(NamedTuple):
    """What a participant gets, with its cap and cost in words, and who approved it."""

    rule: str
    limits: tuple[str, ...]
    approval: str


class CampaignView(NamedTuple):
    """A campaign; `length` is how many days it lasts."""

    id: str
    name: str
    state: str
    label: str
    tone: str
    start: date | None
    end: date | None
    length: str
    audience: str
    mechanism: str
    goal: str
    page: str
    budget: str
    rewards: tuple[RewardView, ...]
    owner: str
    note: str


@view(BLOCK)
def campaigns(document: Document, site: Site, words: Words) -> tuple[CampaignView, ...]:
    """The campaigns of a document in their order."""
    return tuple(shown(campaign, site, words) for campaign in parts(document, Campaign))


def shown(campaign: Campaign, site: Site, words: Words) -> CampaignView:
    """A campaign in words."""
    state = campaign.state(site.as_of)
    days = campaign.days
    known = campaign.document.type.blocks[BLOCK].fields["status"].values
    return CampaignView(
        id=campaign.id,
        name=words.say(campaign.name),
        state=state,
        label=words.say(known.get(state, state)),
        tone=TONES.get(state, "neutral"),
        start=campaign.start,
        end=campaign.end,
        length=words("campaign.days", count=(days[1] - days[0]).days + 1) if days else "",
        audience=words.say(campaign.audience),
        mechanism=words.say(campaign.mechanism),
        goal=words.say(campaign.goal),
        page=campaign.page,
        budget="" if campaign.budget is None else plain(campaign.budget),
        rewards=tuple(_reward(reward, words) for reward in campaign.rewards),
        owner=campaign.owner,
        note=words.say(campaign.note),
    )


def _reward(reward: Reward, words: Words) -> RewardView:
    given = (("cap", reward.cap), ("cost", reward.cost))
    limits = (words(f"campaign.{key}", number=plain(number)) for key, number in given if number is not None)
    return RewardView(words.say(reward.rule), tuple(limits), reward.approval)
