"""To show the steps of a rollout as a staircase: how many users, watched for how long, and what came of it."""

from dataclasses import dataclass
from typing import NamedTuple

from prdkit.blocks.durations import duration
from prdkit.blocks.rollout.steps import BLOCK, Rollout, Step
from prdkit.blocks.table import Pair, pairs_of
from prdkit.blocks.views import Words, view
from prdkit.link.site import Site
from prdkit.model.document import Document

_FACTS = ("method", "flag", "window", "extra_cost", "migration", "note")


class StepView(NamedTuple):
    """A step: `percent` as words and as the length of a bar, `taken` whether it has a day."""

    number: int
    percent: str
    bar: float
    who: str
    hold: str
    criterion: str
    on: str
    result: str
    taken: bool


@dataclass(frozen=True)
class RolloutView:
    """The facts of a rollout and its steps."""

    facts: tuple[Pair, ...]
    steps: tuple[StepView, ...]


@view(BLOCK)
def rollout_view(document: Document, site: Site, words: Words) -> RolloutView | None:
    """The rollout of a document, None where nothing of it could be read."""
    rollout = Rollout.of(document)
    if rollout is None:
        return None
    fields = document.type.blocks[BLOCK].fields
    facts = pairs_of({key: fields[key] for key in _FACTS if key in fields}, rollout.values, words)
    return RolloutView(facts, tuple(_step(step, words) for step in rollout.steps))


def _step(step: Step, words: Words) -> StepView:
    return StepView(
        step.number + 1,
        f"{step.percent:g} %" if step.percent is not None else "",
        step.percent or 0.0,
        words.say(step.who),
        duration(step.hold, words) if step.hold else "",
        words.say(step.criterion),
        step.on.isoformat() if step.on is not None else "",
        words.say(step.result),
        step.on is not None,
    )
