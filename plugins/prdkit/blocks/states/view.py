"""To lay out a state machine for its reader: states, transitions, what happens when, and a diagram."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from prdkit.blocks.diagram import Diagram, EdgeShape, StateShape
from prdkit.blocks.durations import duration
from prdkit.blocks.states.elements import PATHS, Event, State, Transition
from prdkit.blocks.states.machine import BLOCK, StateMachine, broken_rows
from prdkit.blocks.states.shown import Cell, EventRow, Link, MachineView, MatrixRow, Move, StateRow, TransitionRow
from prdkit.blocks.views import Words, view
from prdkit.config.fields import Field, Text
from prdkit.link.site import Site
from prdkit.model.document import Document

_ORDER = {path: number for number, path in enumerate(PATHS)}


@view(BLOCK)
def machines(document: Document, site: Site, words: Words) -> tuple[MachineView, ...]:
    """The machines of a document, as far as they can be read."""
    broken = broken_rows(document.problems, BLOCK)
    fields = document.type.blocks[BLOCK].fields
    return tuple(
        _Layout(machine, words, fields).view(whole=machine.path[1] not in broken)
        for machine in StateMachine.legible(document)
    )


def told(document: Document, words: Words) -> Iterator[tuple[StateMachine, str, tuple[TransitionRow, ...]]]:
    """The machines that users notice, with their names, and the ways on which a user is told something."""
    fields = document.type.blocks[BLOCK].fields if document.rows(BLOCK) else {}
    for machine in StateMachine.legible(document):
        if machine.visible:
            layout = _Layout(machine, words, fields)
            ways = (t for t in machine.transitions if t.user_sees or t.support_says or t.steps_off)
            yield machine, layout.label, tuple(layout.transition(way) for way in ways)


_HOLE, _EXCLUDED = Cell("hole"), Cell("excluded")


@dataclass(frozen=True)
class _Layout:
    """One machine in one language."""

    machine: StateMachine
    words: Words
    fields: Mapping[str, Field]

    def view(self, *, whole: bool) -> MachineView:
        machine, say = self.machine, self.words.say
        ordered = sorted(machine.transitions, key=lambda t: _ORDER.get(t.path, len(_ORDER)))
        return MachineView(
            id=machine.id,
            label=self.label,
            whole=whole,
            cyclic=machine.cyclic,
            no_abnormal=say(machine.no_abnormal),
            note=say(machine.note),
            states=tuple(self.state(state) for state in machine.states.values()),
            events=tuple(self.events.values()),
            transitions=tuple(self.transition(transition) for transition in ordered),
            matrix=tuple(self.matrix()),
            diagram=self.diagram(),
        )

    @cached_property
    def label(self) -> str:
        return self.words.say(self.machine.entity) or self.machine.id

    def anchor(self, name: str | int) -> str:
        """The address of a state, or of a transition by its number."""
        return f"{self.machine.id}.t{name}" if isinstance(name, int) else f"{self.machine.id}.{name}"

    def link(self, name: str) -> Link:
        """A state's name, which leads to the state where the machine declares it."""
        return self.links.get(name) or Link(name)

    @cached_property
    def links(self) -> Mapping[str, Link]:
        """A link to each state."""
        say = self.words.say
        return {s.id: Link(say(s.name) or s.id, self.anchor(s.id)) for s in self.machine.states.values()}

    @cached_property
    def events(self) -> Mapping[str, EventRow]:
        """The events as rows."""
        return {event.id: self.event(event) for event in self.machine.events.values()}

    def state(self, state: State) -> StateRow:
        waited = self.fields["states"].values_of
        label, anchor = self.link(state.id)
        return StateRow(
            id=state.id,
            anchor=anchor,
            label=label,
            kind=state.kind,
            initial=state.id == self.machine.initial,
            final=state.final,
            handler=state.handler,
            waits_for=self.choice(waited, "waits_for", state.waits_for),
            meaning=self.words.say(state.help),
        )

    def choice(self, record: Field | None, field: str, value: str) -> str:
        """The label of a chosen value, as the block's declaration words it."""
        known = record.fields[field].values if record and field in record.fields else {}
        return self.words.say(known.get(value, value))

    def event(self, event: Event) -> EventRow:
        departments = self.words.config.org.departments
        general = event.actor and event.actor not in departments
        key = f"actor.{event.actor}"
        said = self.words(key)
        return EventRow(
            id=event.id,
            label=self.words.say(event.name) or event.id,
            actor=(event.actor if said == key else said) if general else "",
            department="" if general else event.actor,
            only_in=tuple(self.link(name) for name in event.only_in or ()),
            meaning=self.words.say(event.help),
        )

    def transition(self, transition: Transition) -> TransitionRow:
        say = self.words.say
        return TransitionRow(
            number=transition.number,
            anchor=self.anchor(transition.number),
            path=transition.path,
            origins=tuple(self.link(name) for name in transition.origins),
            event=self.events.get(transition.event) or self.event(Event(transition.event)),
            target=self.link(transition.to),
            condition=self.words("guard.else") if transition.is_else else say(transition.guard),
            after=duration(transition.after, self.words),
            action=say(transition.action),
            details=tuple(self.details(transition)),
            user_sees=say(transition.user_sees),
            handler=transition.handler,
            tracking=self.tracking(transition.tracking),
            support_says=say(transition.support_says),
        )

    def tracking(self, event: str) -> Link | None:
        """The tracking event; it leads to its row in the tracking plan where there is one."""
        tracked = self.machine.tracked or frozenset()
        return Link(event, event if event in tracked else "") if event else None

    def details(self, transition: Transition) -> Iterable[tuple[str, str]]:
        record = self.fields["transitions"].items
        compensation = self.machine.events.get(transition.compensate)
        given: tuple[tuple[str, Text], ...] = (
            ("effect", self.choice(record, "effect", transition.effect)),
            ("idempotency_key", transition.idempotency_key),
            ("compensate", (compensation and compensation.name) or transition.compensate),
            ("note", transition.note),
        )
        return ((self.words(f"table.{name}"), said) for name, text in given if (said := self.words.say(text)))

    def matrix(self) -> Iterable[MatrixRow]:
        """A row for each state in which something can still be said of some event."""
        for state in self.machine.states.values():
            cells = tuple(self.cell(state, event) for event in self.machine.events.values())
            if not state.final or any(cell.mark != "excluded" for cell in cells):
                yield MatrixRow(self.link(state.id), cells)

    def cell(self, state: State, event: Event) -> Cell:
        found = self.machine.cells.get((state.id, event.id), ())
        excuse = self.machine.excused.get((state.id, event.id))
        reason = self.words.say(excuse.reason) if excuse else ""
        if found:
            return Cell("moves", tuple(self.move(transition) for transition in found), reason)
        if excuse:
            return Cell("ignored" if excuse.kind == "ignore" else "impossible", (), reason)
        return _EXCLUDED if state.final or not event.happens_in(state.id) else _HOLE

    def move(self, transition: Transition) -> Move:
        return Move(self.link(transition.to).label, self.anchor(transition.number), transition.path)

    def diagram(self) -> Diagram:
        return Diagram(
            id=self.machine.id,
            title=self.words("states.diagram.alt", name=self.label),
            states=tuple(self.shape(state) for state in self.machine.states.values()),
            edges=tuple(edge for transition in self.machine.transitions for edge in self.edges(transition)),
            description=self.words("states.diagram.help"),
            legend=tuple((path, self.words(f"path.{path}")) for path in PATHS),
        )

    def shape(self, state: State) -> StateShape:
        link = self.link(state.id)
        kind = "waiting" if state.kind == "normal" and state.waits else state.kind
        initial = state.id == self.machine.initial
        return StateShape(state.id, link.label, kind, initial, state.final, f"#{link.anchor}")

    def edges(self, transition: Transition) -> Iterable[EdgeShape]:
        event = self.machine.events.get(transition.event)
        label = (self.words.say(event.name) if event else "") or transition.event
        href = f"#{self.anchor(transition.number)}"
        for origin in dict.fromkeys(transition.origins):
            yield EdgeShape(origin, transition.to, label, transition.path, href)
