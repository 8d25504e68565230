"""To read what each gate asks for: in what order the gates stand, and what they ask of which type and profile."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from prdkit.config.layers import Layer, merge

Raw: TypeAlias = Mapping[str, Any]
ALL = "all"
"""The word that stands for every profile."""


class Demand(NamedTuple):
    """A gate that asks for something: of documents of `type` (empty: of every type) in `profiles` (empty: in all)."""

    gate: str
    type: str = ""
    profiles: tuple[str, ...] = ()

    def is_made_of(self, kind: str, profile: str) -> bool:
        """Whether it concerns documents of a type and profile."""
        return self.type in ("", kind) and (not self.profiles or profile in self.profiles)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the gates ask of documents of one type and profile.

    `sections` and `blocks` name for each the first gate that asks for it, `rules` for each the gates from which
    it holds.
    """

    sections: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gates:
    """The gates in their order, the names that some had before, those a project dropped, and what they ask for.

    `rules` names every rule that a gate asks for, or asked for before the project took it out of its gate: then
    there is nobody who makes it weigh more.
    """

    names: tuple[str, ...]
    renamed: Mapping[str, str]
    dropped: frozenset[str]
    rules: Mapping[str, tuple[Demand, ...]]
    asked: Mapping[str, Mapping[str, Mapping[str, tuple[Demand, ...]]]]

    def named(self, gate: str | None) -> str:
        """The gate that a type's file means: by its new name where it has one, none where it was dropped."""
        now = self.renamed.get(gate or "", gate or "")
        return "" if now in self.dropped else now

    def of(self, kind: str, what: str, name: str) -> tuple[Demand, ...]:
        """Who asks documents of a type for a section or a block (`what` is sections or blocks)."""
        return self.asked.get(kind, {}).get(what, {}).get(name, ())

    def first(self, demands: Iterable[Demand]) -> str:
        """The gate that comes first of those that ask, or empty."""
        given = {demand.gate for demand in demands}
        return next((name for name in self.names if name in given), "")


def arrange(raw: Any) -> Any:
    """The values of `process.yml` with renamed gates in the place of the old ones, and moved ones where they go."""
    gates = raw.get("gates") if isinstance(raw, dict) else None
    if not isinstance(gates, dict):
        return raw
    renamed = renames(gates)
    taken = {name: merge(gates[was], gates[name]) for was, name in renamed.items()}
    order = [str(renamed.get(name, name)) for name in gates if name not in taken]
    return {**raw, "gates": {name: taken.get(name, gates[name]) for name in _ordered(order, gates, renamed)}}


def renames(gates: Raw) -> dict[str, str]:
    """For each gate that another one takes the place of, that other one."""
    found: dict[str, str] = {}
    for name, spec in gates.items():
        was = spec.get("was") if isinstance(spec, dict) else None
        if isinstance(was, str) and was in gates and was != name and not _is_chained(was, gates):
            found.setdefault(was, name)
    return found


def _is_chained(was: str, gates: Raw) -> bool:
    return isinstance(gates[was], dict) and "was" in gates[was]


def _ordered(order: list[str], gates: Raw, renamed: Mapping[str, str]) -> list[str]:
    """The names with each one that says so right after or right before another."""
    placed = list(order)
    goals = {name: goal for name in order if (goal := _goal(name, gates, renamed)) and goal[1] in order}
    for name in _targets_first(goals):
        side, target = goals[name]
        placed.remove(name)
        place = placed.index(target)
        if side == "after":
            place += 1
            while place < len(placed) and goals.get(placed[place]) == ("after", target):
                place += 1
        placed.insert(place, name)
    return placed


def _goal(name: str, gates: Raw, renamed: Mapping[str, str]) -> tuple[str, str] | None:
    spec = gates[name] if isinstance(gates[name], dict) else {}
    for side in ("after", "before"):
        if isinstance(target := spec.get(side), str) and renamed.get(target, target) != name:
            return side, renamed.get(target, target)
    return None


def _targets_first(goals: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """Gates that move, each after the one it goes to; those that go round in a circle stay where they are."""
    done: set[str] = set()
    for name in goals:
        way = [name]
        while way[-1] in goals and way[-1] not in done and len(way) <= len(goals):
            way.append(goals[way[-1]][1])
        if len(way) <= len(goals) or way[-1] not in goals:
            for step in reversed(way):
                if step in goals and step not in done:
                    done.add(step)
                    yield step


def read_gates(process: Raw, layers: Iterable[Layer]) -> Gates:
    """The gates in the checked values of `process.yml`; its layers tell what was dropped and what was there before."""
    found = list(layers)
    raw = process.get("gates") or {}
    ever = {rule: () for layer in found for rule in _rules(layer.values.get("gates"))}
    rules: dict[str, tuple[Demand, ...]] = {**ever}
    asked: dict[str, dict[str, dict[str, tuple[Demand, ...]]]] = {}
    for gate, spec in raw.items():
        for rule, profiles in (spec.get("rules") or {}).items():
            rules[rule] = (*rules.get(rule, ()), Demand(gate, "", _profiles(profiles)))
        for kind, wanted in (spec.get("types") or {}).items():
            for rule, profiles in (wanted.get("rules") or {}).items():
                rules[rule] = (*rules.get(rule, ()), Demand(gate, kind, _profiles(profiles)))
            for what in ("sections", "blocks"):
                held = asked.setdefault(kind, {}).setdefault(what, {})
                for name, profiles in (wanted.get(what) or {}).items():
                    held[name] = (*held.get(name, ()), Demand(gate, kind, _profiles(profiles)))
    return Gates(tuple(raw), _renamed(raw), dropped(found), rules, asked)


def _profiles(given: Iterable[str]) -> tuple[str, ...]:
    return () if ALL in given else tuple(given)


def _renamed(raw: Raw) -> dict[str, str]:
    return {spec["was"]: name for name, spec in raw.items() if spec.get("was") and spec["was"] not in raw}


def dropped(layers: Iterable[Layer]) -> frozenset[str]:
    """The gates that a layer takes away which another one below it has."""
    known: set[str] = set()
    gone: set[str] = set()
    for layer in layers:
        gates = layer.values.get("gates")
        for name, spec in gates.items() if isinstance(gates, dict) else ():
            if spec is None and name in known:
                gone.add(name)
            elif spec is not None:
                known.add(name)
                gone.discard(name)
    return frozenset(gone)


def _rules(gates: Any) -> Iterator[str]:
    """Every rule that the gates of one layer name, whatever else is wrong there."""
    for spec in gates.values() if isinstance(gates, dict) else ():
        kinds = spec.get("types") if isinstance(spec, dict) else None
        held = kinds.values() if isinstance(kinds, dict) else ()
        for holder in (spec, *held):
            given = holder.get("rules") if isinstance(holder, dict) else None
            yield from given if isinstance(given, dict) else ()


Own: TypeAlias = Callable[[str, tuple[str | int, ...]], bool]
"""Whether the project's own layer of a file holds a path."""


def demands_of(name: str, raw: Raw, file: str, key: str, gates: Gates, own: Own) -> tuple[Demand, ...]:
    """Who asks documents of a type for a section: process.yml, or the file that declares the section.

    process.yml wins where both speak, but for a project that speaks in the section's file alone.
    """
    told = gates.of(name, "sections", key)
    gate_here, profiles_here = (own(file, ("sections", key, word)) for word in ("gate", "profiles"))
    there = any(own("process.yml", ("gates", gate, "types", name, "sections", key)) for gate in gates.names)
    if told and (there or not (gate_here or profiles_here)):
        return told
    gate, profiles = gates.named(raw.get("gate")), tuple(raw.get("profiles") or ())
    if told and not gate_here:
        return tuple(demand._replace(profiles=profiles) for demand in told)
    if told and not profiles_here:
        profiles = joined(told)
    return (Demand(gate, name, profiles),) if gate else ()


def joined(demands: Iterable[Demand]) -> tuple[str, ...]:
    """The profiles that any of some demands concerns; empty for all."""
    given = list(demands)
    everybody = any(not demand.profiles for demand in given)
    return () if everybody else tuple(dict.fromkeys(p for demand in given for p in demand.profiles))


def signed_before(signing: Raw, gates: Gates, own: Own) -> Raw:
    """The values of `sign_offs.yml` with gates as they are called now; what a dropped one asked is asked no more."""
    types = {
        name: {**asked, "gate": gates.named(asked["gate"]) or asked["gate"]}
        for name, asked in (signing.get("types") or {}).items()
        if gates.named(asked["gate"]) or own("sign_offs.yml", ("types", name, "gate"))
    }
    return {**signing, "types": types}


def asked_of(
    kind: str, profile: str, sections: Mapping[str, tuple[Demand, ...]], carried: Container[str], gates: Gates
) -> Asked:
    """What the gates ask of documents of a type and profile, given who asks for each of its sections.

    A block that the type does not carry is asked of nobody: the shipped gates may name what a project took away.
    """

    def first(given: Mapping[str, tuple[Demand, ...]]) -> dict[str, str]:
        made = {name: gates.first(d for d in ds if d.is_made_of(kind, profile)) for name, ds in given.items()}
        return {name: gate for name, gate in made.items() if gate}

    blocks = gates.asked.get(kind, {}).get("blocks", {})
    rules = {
        name: tuple(d.gate for d in demands if d.is_made_of(kind, profile)) for name, demands in gates.rules.items()
    }
    return Asked(
        sections=first(sections),
        blocks=first({name: who for name, who in blocks.items() if name in carried}),
        rules={name: held for name, held in rules.items() if held},
    )
