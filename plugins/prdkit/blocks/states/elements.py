"""To hold what a state machine is made of, as its author wrote it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from prdkit.config.fields import Text, say
from prdkit.reading.problem import Path

PATHS = ("normal", "reverse", "abnormal", "recovery", "timeout")
ELSE = "else"

Made = TypeVar("Made", "State", "Event", "Transition", "Excuse")


class State(NamedTuple):
    """A state. `kind`: normal, abnormal or waiting; `handler` is the department that looks after it."""

    id: str
    name: Text = ""
    kind: str = "normal"
    final: bool = False
    handler: str = ""
    waits_for: str = ""
    help: Text = ""

    @property
    def waits(self) -> bool:
        """Whether it goes on only when somebody outside does something."""
        return not self.final and (self.kind == "waiting" or bool(self.waits_for))


class Event(NamedTuple):
    """What can happen. `only_in` names the states it can happen in; None means any."""

    id: str
    name: Text = ""
    actor: str = ""
    only_in: tuple[str, ...] | None = None
    help: Text = ""

    def happens_in(self, state: str) -> bool:
        """Whether its author lets it happen in a state."""
        return self.only_in is None or state in self.only_in


class Transition(NamedTuple):
    """A way from some states to another; `number` counts from 1 in the order of the front matter."""

    number: int
    origins: tuple[str, ...]
    event: str = ""
    to: str = ""
    path: str = "normal"
    guard: Text = ""
    action: Text = ""
    user_sees: Text = ""
    handler: str = ""
    effect: str = ""
    idempotency_key: str = ""
    compensate: str = ""
    tracking: str = ""
    after: str = ""
    note: Text = ""
    support_says: Text = ""

    @property
    def at(self) -> Path:
        """Where it stands in its machine."""
        return ("transitions", self.number - 1)

    @property
    def condition(self) -> str:
        """The guard without what makes no difference to it; empty where there is none."""
        return " ".join(say(self.guard, "en").split()).casefold() if self.guard else ""

    @property
    def is_else(self) -> bool:
        """Whether it is taken when no other guard of its event holds."""
        return self.condition == ELSE

    @property
    def steps_off(self) -> bool:
        """Whether it leaves the way things are meant to go, so that somebody has to be told."""
        return self.path in ("reverse", "abnormal", "timeout")


class Excuse(NamedTuple):
    """A row of `ignore` or `impossible`: why an event does nothing in a state."""

    at: Path
    state: str = ""
    event: str = ""
    reason: Text = ""

    @property
    def kind(self) -> str:
        """`ignore` or `impossible`."""
        return str(self.at[0])


def open_ended(transitions: Iterable[Transition]) -> bool:
    """Whether there may be a case in which none of them is taken."""
    return all(transition.condition and not transition.is_else for transition in transitions)


_GIVEN = frozenset(("id", "at", "number", "origins"))
_FIELDS: Mapping[Any, frozenset[str]] = {
    kind: frozenset(kind._fields) - _GIVEN for kind in (State, Event, Transition, Excuse)
}


def states_of(row: Mapping[str, Any]) -> dict[str, State]:
    """The states that a row of the block declares, by id."""
    return {name: _made(State, inner, id=name) for name, inner in (row.get("states") or {}).items()}


def events_of(row: Mapping[str, Any]) -> dict[str, Event]:
    """The events that a row of the block declares, by id."""
    return {name: _event(name, inner) for name, inner in (row.get("events") or {}).items()}


def transitions_of(row: Mapping[str, Any]) -> tuple[Transition, ...]:
    """The transitions of a row of the block."""
    return tuple(
        _made(Transition, values, number=index + 1, origins=_words(values.get("from") or ()))
        for index, values in given(row, "transitions")
    )


def excuses_of(row: Mapping[str, Any]) -> tuple[Excuse, ...]:
    """What a row of the block says of events that do nothing."""
    kinds = ("ignore", "impossible")
    return tuple(_made(Excuse, values, at=(kind, index)) for kind in kinds for index, values in given(row, kind))


def given(values: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows under a key that could be read, with their index."""
    return ((index, row) for index, row in enumerate(values.get(name) or ()) if row is not None)


def _made(kind: type[Made], values: Mapping[str, Any], **given: Any) -> Made:
    """A part of its declared fields; fields that a team has added to the block stay out of it."""
    known = _FIELDS[kind]
    if not values.keys() <= known:
        values = {name: value for name, value in values.items() if name in known}
    return kind(**given, **values)


def _event(name: str, values: Mapping[str, Any]) -> Event:
    if "only_in" in values:
        values = {**values, "only_in": _words(values["only_in"])}
    return _made(Event, values, id=name)


def _words(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(value for value in values if value is not None)
