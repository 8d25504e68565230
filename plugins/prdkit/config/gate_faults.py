"""To report what gates name and there is not: gates, types, sections, blocks, profiles."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

from prdkit.config.gates import ALL, Gates
from prdkit.config.layers import Layer
from prdkit.config.naming import Complain, meant, named
from prdkit.reading.problem import Key, Path

Raw: TypeAlias = Mapping[str, Any]
_FILE = "process.yml"


class Known(NamedTuple):
    """What the gates may name of one type."""

    sections: tuple[str, ...]
    blocks: tuple[str, ...]
    profiles: tuple[str, ...]


def check_gates(
    process: Raw, gates: Gates, layers: Iterable[Layer], types: Mapping[str, Known], complain: Complain
) -> None:
    """Report every name in the gates of `process.yml` that names nothing, and places that cannot be had."""
    found = [_specs(layer.values) for layer in layers]
    known = list(dict.fromkeys(name for specs in found for name, spec in specs.items() if spec is not None))
    for name in found[-1] if found else ():
        if name not in known:
            message = f"`{name}` is not a gate, so there is none to drop"
            complain(_FILE, Key(("gates", name)), message, meant(name, known))
        elif name in gates.renamed and name not in gates.names:
            message = f"the gate `{name}` is called `{gates.renamed[name]}` here"
            complain(_FILE, Key(("gates", name)), message, f"Write it under `{gates.renamed[name]}`.")
    everybody = tuple(dict.fromkeys(p for kind in types.values() for p in kind.profiles))
    for gate, spec in (process.get("gates") or {}).items():
        _check_place(gate, spec, process["gates"], gates, known, complain)
        for rule, profiles in (spec.get("rules") or {}).items():
            _check_profiles(("gates", gate, "rules", rule), profiles, everybody, "profile of any type", complain)
        for kind, wanted in (spec.get("types") or {}).items():
            at: Path = ("gates", gate, "types", kind)
            named(complain, _FILE, Key(at), kind, types, "type of site_config/types")
            if kind in types:
                _check_wanted(at, wanted, types[kind], complain)


def _specs(values: Any) -> Raw:
    """What a layer says of gates."""
    gates = values.get("gates")
    return gates if isinstance(gates, dict) else {}


def _check_place(gate: str, spec: Raw, every: Raw, gates: Gates, known: list[str], complain: Complain) -> None:
    if (was := spec.get("was")) and (was not in known or was in every):
        told = "is taken over already" if was in known else "is not a gate, so none can take its place"
        complain(_FILE, ("gates", gate, "was"), f"`{was}` {told}", meant(was, [k for k in known if k != gate]))
    if spec.get("after") and spec.get("before"):
        message = f"the gate `{gate}` comes both after one and before another"
        complain(_FILE, ("gates", gate, "before"), message, "Keep one of `after` and `before`.")
    for side in ("after", "before"):
        if spec.get(side):
            others = [name for name in (*gates.names, *gates.renamed) if name != gate]
            named(complain, _FILE, ("gates", gate, side), spec[side], others, "gate to stand beside")
            if _goes_round(gate, every, gates):
                message = f"the gate `{gate}` comes {side} `{spec[side]}`, which goes round in a circle"
                complain(_FILE, ("gates", gate, side), message, "Let one of them keep the place it is written at.")


def _goes_round(gate: str, every: Raw, gates: Gates) -> bool:
    here, steps = gate, 0
    while here in every and steps <= len(every):
        spec = every[here]
        aim = spec.get("after") or spec.get("before") or ""
        here, steps = gates.renamed.get(aim, aim), steps + 1
        if here == gate:
            return True
    return False


def _check_wanted(at: Path, wanted: Raw, known: Known, complain: Complain) -> None:
    for what, names in (("sections", known.sections), ("blocks", known.blocks), ("rules", ())):
        for name, profiles in (wanted.get(what) or {}).items():
            if what != "rules":
                named(complain, _FILE, Key((*at, what, name)), name, names, f"{what[:-1]} of `{at[-1]}`")
            _check_profiles((*at, what, name), profiles, known.profiles, f"profile of `{at[-1]}`", complain)


def _check_profiles(at: Path, given: Iterable[str], known: tuple[str, ...], what: str, complain: Complain) -> None:
    words = list(given)
    if not words:
        complain(_FILE, at, f"`{at[-1]}` is asked of no profile", "Write `all`, or leave it without a value.")
    for index, word in enumerate(words):
        named(complain, _FILE, (*at, index), word, (ALL, *known), what)
