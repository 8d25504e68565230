"""To show the way back so that it can be followed at night: when, which steps, by whose word."""

from dataclasses import dataclass
from typing import NamedTuple

from prdkit.blocks.durations import duration
from prdkit.blocks.rollback.plan import BLOCK, Rollback, Trigger
from prdkit.blocks.table import Pair, pairs_of
from prdkit.blocks.views import Words, view
from prdkit.link.site import Site
from prdkit.model.document import Document

_FACTS = ("decider", "owner", "rto_min", "data_safe", "data_note", "user_notice", "note")


class TriggerView(NamedTuple):
    """A trigger: the metric, the condition in words, and for how long it holds."""

    metric: str
    condition: str
    window: str


@dataclass(frozen=True)
class RollbackView:
    """A rollback; `tested_on` is the day of its rehearsal, empty where there was none and one is asked for."""

    triggers: tuple[TriggerView, ...]
    steps: tuple[str, ...]
    facts: tuple[Pair, ...]
    tested_on: str
    wants_test: bool


@view(BLOCK)
def rollback_view(document: Document, site: Site, words: Words) -> RollbackView | None:
    """The rollback of a document, None where nothing of it could be read."""
    rollback = Rollback.of(document)
    if rollback is None:
        return None
    fields = document.type.blocks[BLOCK].fields
    return RollbackView(
        tuple(_trigger(trigger, words) for trigger in rollback.triggers),
        tuple(words.say(step) for step in rollback.values.get("steps") or () if step),
        pairs_of({key: fields[key] for key in _FACTS if key in fields}, rollback.values, words),
        rollback.tested_on.isoformat() if rollback.tested_on is not None else "",
        rollback.is_rehearsed_here,
    )


def _trigger(trigger: Trigger, words: Words) -> TriggerView:
    value = f"{trigger.value:,.10g}" if trigger.value is not None else ""
    condition = f"{trigger.op} {value}".strip()
    return TriggerView(trigger.metric, condition, duration(trigger.window, words) if trigger.window else "")
