"""To read a state machine as its author wrote it, and to say what follows from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from prdkit.blocks.states.elements import (
    Event,
    Excuse,
    State,
    Transition,
    events_of,
    excuses_of,
    given,
    states_of,
    transitions_of,
)
from prdkit.config.fields import Text
from prdkit.model.document import Document
from prdkit.reading.problem import Key, Path, Problem

BLOCK = "state_machines"


@dataclass(frozen=True)
class Stranger:
    """A word that should name a state or an event of the machine and does not."""

    at: Path
    word: str
    kind: str


@dataclass(frozen=True)
class StateMachine:
    """One state machine. `visible`: users notice it.

    `tracked` holds the events of the document's tracking plan, None where that plan cannot be read in full.
    """

    path: Path
    id: str
    entity: Text
    initial: str
    states: Mapping[str, State]
    events: Mapping[str, Event]
    transitions: tuple[Transition, ...]
    excuses: tuple[Excuse, ...]
    cyclic: bool = False
    no_abnormal: Text = ""
    note: Text = ""
    visible: bool = True
    tracked: frozenset[str] | None = frozenset()

    @classmethod
    def parts(cls, document: Document) -> tuple[Self, ...]:
        """The machines of a document, without those whose shape is broken."""
        broken = broken_rows(document.problems, BLOCK)
        return tuple(machine for machine in cls.legible(document) if machine.path[1] not in broken)

    @classmethod
    def legible(cls, document: Document) -> tuple[Self, ...]:
        """The machines of a document as far as they can be read."""
        if BLOCK not in document.parts:
            given = document.values.get(BLOCK) if BLOCK in document.type.blocks else ()
            rows = enumerate(given or ())
            document.parts[BLOCK] = tuple(cls.of(document, number, row) for number, row in rows if row is not None)
        made: tuple[Self, ...] = document.parts[BLOCK]
        return made

    @classmethod
    def of(cls, document: Document, number: int, row: Mapping[str, Any]) -> Self:
        """The machine in a row of the block."""
        return cls(
            path=(BLOCK, number),
            id=row.get("id", ""),
            entity=row.get("entity", ""),
            initial=row.get("initial", ""),
            states=states_of(row),
            events=events_of(row),
            transitions=transitions_of(row),
            excuses=excuses_of(row),
            cyclic=row.get("cyclic", False),
            no_abnormal=row.get("no_abnormal", ""),
            note=row.get("note", ""),
            visible=row.get("user_visible", document.values.get("user_visible", True)),
            tracked=_tracked(document),
        )

    @cached_property
    def strangers(self) -> tuple[Stranger, ...]:
        """The names that the machine uses and does not declare, in the order of the front matter."""
        return tuple(
            Stranger(at, word, kind)
            for at, word, kind in self._names()
            if word and word not in (self.states if kind == "state" else self.events)
        )

    @cached_property
    def sound(self) -> bool:
        """Whether it has states and transitions, and uses no name that it does not declare."""
        return bool(self.states and self.transitions) and not self.strangers

    @cached_property
    def leaving(self) -> Mapping[str, tuple[Transition, ...]]:
        """The transitions out of each state."""
        found: dict[str, list[Transition]] = defaultdict(list)
        for transition in self.transitions:
            for origin in dict.fromkeys(transition.origins):
                found[origin].append(transition)
        return {state: tuple(transitions) for state, transitions in found.items()}

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], tuple[Transition, ...]]:
        """The transitions of each state and event."""
        found: dict[tuple[str, str], list[Transition]] = defaultdict(list)
        for state, transitions in self.leaving.items():
            for transition in transitions:
                found[state, transition.event].append(transition)
        return {cell: tuple(transitions) for cell, transitions in found.items()}

    @cached_property
    def excused(self) -> Mapping[tuple[str, str], Excuse]:
        """What is said of each state and event without a transition; the first row where two speak of it."""
        return {(excuse.state, excuse.event): excuse for excuse in reversed(self.excuses)}

    @cached_property
    def reached(self) -> frozenset[str]:
        """The states that can come about, from the initial one."""
        ways = {state: [t.to for t in transitions] for state, transitions in self.leaving.items()}
        return reach([self.initial], ways)

    @cached_property
    def ending(self) -> frozenset[str]:
        """The states from which a final one can be reached, the final ones among them."""
        ways: dict[str, list[str]] = defaultdict(list)
        for state, transitions in self.leaving.items():
            for transition in transitions:
                ways[transition.to].append(state)
        return reach([state.id for state in self.states.values() if state.final], ways)

    def holes(self, state: str) -> tuple[str, ...]:
        """The events that can happen in a state and of which nothing is said there."""
        return tuple(
            event.id
            for event in self.events.values()
            if event.happens_in(state) and (state, event.id) not in self.cells and (state, event.id) not in self.excused
        )

    def _names(self) -> Iterator[tuple[Path, str, str]]:
        yield ("initial",), self.initial, "state"
        for event in self.events.values():
            for number, state in enumerate(event.only_in or ()):
                yield ("events", event.id, "only_in", number), state, "state"
        for transition in self.transitions:
            for number, state in enumerate(transition.origins):
                yield (*transition.at, "from", number), state, "state"
            yield (*transition.at, "event"), transition.event, "event"
            yield (*transition.at, "to"), transition.to, "state"
            yield (*transition.at, "compensate"), transition.compensate, "event"
        for excuse in self.excuses:
            yield (*excuse.at, "state"), excuse.state, "state"
            yield (*excuse.at, "event"), excuse.event, "event"


def reach(starts: Iterable[str], ways: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Everything that ways lead to from some starts, and the starts."""
    found = set(starts)
    ahead = list(found)
    while ahead:
        new = [place for place in ways.get(ahead.pop(), ()) if place not in found]
        found.update(new)
        ahead += new
    return frozenset(found)


def broken_rows(problems: Iterable[Problem], block: str) -> frozenset[str | int]:
    """The numbers of the rows of a block that have a problem of shape inside them."""
    places = (p.at.path if isinstance(p.at, Key) else p.at for p in problems)
    return frozenset(at[1] for at in places if isinstance(at, tuple) and len(at) > 1 and at[0] == block)


def _tracked(document: Document) -> frozenset[str] | None:
    if broken_rows(document.problems, "tracking"):
        return None
    return frozenset(str(row.get("event", "")) for _, row in given(document.values, "tracking"))
