"""To show the run sheet: one row a step, with room on paper for when it was done and by whom."""

from typing import NamedTuple

from prdkit.blocks.runbook.steps import BLOCK, Step, steps
from prdkit.blocks.views import Words, view
from prdkit.link.site import Site
from prdkit.model.document import Document


class StepView(NamedTuple):
    """A step in words; `owner` is a handle."""

    step: str
    at: str
    do: str
    owner: str
    success: str
    abort: str
    note: str


@view(BLOCK)
def runbook_view(document: Document, site: Site, words: Words) -> tuple[StepView, ...]:
    """The steps of a document's run sheet."""
    return tuple(_step(step, words) for step in steps(document))


def _step(step: Step, words: Words) -> StepView:
    number = step.step if step.step is not None else step.number + 1
    said = (words.say(text) for text in (step.success, step.abort, step.note))
    return StepView(str(number), step.at, words.say(step.do), step.owner, *said)
