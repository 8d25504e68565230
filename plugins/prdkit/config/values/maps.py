"""To take mappings: records with the keys of their fields, and mappings with keys of the author's choice."""

import re
from typing import Any, NamedTuple

from prdkit.config.fields import Field, say
from prdkit.config.rising import longest_rising
from prdkit.config.values.making import Making
from prdkit.config.values.report import Converter, Report, Unfit
from prdkit.config.values.words import called, inside, kind_of, known, near, wanted
from prdkit.reading.problem import Path
from prdkit.reading.yaml_faults import FULL_COLON, touching

_MANY = 100


class _Entry(NamedTuple):
    """One key of a record: its name, its field, its place among them, and its converter."""

    name: str
    spec: Field
    place: int
    convert: Converter


def is_empty(value: Any) -> bool:
    """Whether nothing stands behind a key: no value, blanks in quotes, or a list or mapping without items."""
    if value is None or value == [] or value == {}:
        return True
    return isinstance(value, str) and not value.strip()


def record(spec: Field, making: Making) -> Converter:
    """A mapping with the keys of `fields`."""
    entries = _entries(spec, making)
    asked = tuple((name, inner.empty) for name, inner in spec.fields.items() if inner.required)

    def convert(value: Any, at: Path, report: Report) -> dict[str, Any]:
        _need_mapping(spec, value, at, report)
        made: dict[str, Any] = {}
        spelt: dict[str, str] = {}
        for key, raw in value.items():
            entry = entries.get(key)
            if entry is None:
                if spec.closed and not key.startswith("x-"):
                    _unknown_key(entries, key, at, report, blank=raw is None)
                continue
            name = entry.name
            if name in spelt:
                _twice(key, spelt[name], at, report)
                continue
            spelt[name] = key
            here = (*at, key)
            if (not raw or (isinstance(raw, str) and raw.isspace())) and _skipped(entry.spec, raw, here, report):
                continue
            try:
                made[name] = entry.convert(raw, here, report)
            except Unfit:
                continue
        for name, may_be_empty in asked:
            key = spelt.get(name)
            if key is None or (name not in made and not may_be_empty and is_empty(value[key])):
                _missing(name, spec.fields[name], key, at, report)
        if spec.ordered:
            _ordered(entries, list(spelt.values()), at, report)
        return made

    return convert


def _entries(spec: Field, making: Making) -> dict[str, _Entry]:
    """The entries by every spelling of their keys; a key that is a field's name is no other's alias."""
    made = {
        name: _Entry(name, inner, place, making.field(inner)) for place, (name, inner) in enumerate(spec.fields.items())
    }
    for entry in tuple(made.values()):
        for alias in entry.spec.aliases:
            made.setdefault(alias, entry)
    return made


def _skipped(spec: Field, raw: Any, at: Path, report: Report) -> bool:
    """Whether there is no value to convert, of one that is empty. It is reported, unless it is missing by that."""
    if spec.empty is False and not spec.required:
        told = f"`{called(spec, at)}` is empty"
        report.wrong(at, "empty", told, "Write its value, or take the key away.")
        return True
    return raw is None or isinstance(raw, str) or spec.required or spec.empty is True


def _twice(key: str, other: str, at: Path, report: Report) -> None:
    told = f"`{key}` is another spelling of `{other}`, which stands there too" + inside(at)
    report.wrong((*at, key), "unknown", told, "Delete one of the two.", key=True)


def _ordered(entries: dict[str, _Entry], keys: list[str], at: Path, report: Report) -> None:
    """Report keys that do not stand in the order of their fields, as few as possible."""
    keys = [key for key in keys if entries[key].spec.placed]
    places = [entries[key].place for key in keys]
    kept = longest_rising(places)
    if len(kept) == len(keys):
        return
    right = [(places[position], keys[position]) for position in sorted(kept)]
    for position, key in enumerate(keys):
        if position not in kept:
            before = [other for place, other in right if place < places[position]]
            where = f"after `{before[-1]}`" if before else f"before `{right[0][1]}`"
            told = f"`{key}` is out of order{inside(at)}; it belongs {where}"
            report.wrong((*at, key), "order", told, f"Move it {where}.", key=True)


def _need_mapping(spec: Field, value: Any, at: Path, report: Report) -> None:
    if not isinstance(value, dict):
        keys = ", ".join(f"`{name}`" for name in list(spec.fields)[:4])
        told = f"`{called(spec, at)}` is {kind_of(value)}, but `key: value` pairs were wanted"
        report.wrong(at, "wrong-type", told, f"Its keys are {keys} …" if keys else "")
        raise Unfit


def _unknown_key(entries: dict[str, _Entry], name: str, at: Path, report: Report, *, blank: bool) -> None:
    mistyped = _mistyped(name) if blank or "：" in name else None
    if mistyped is not None:
        report.wrong((*at, name), "unknown", *mistyped, key=True)
        return
    if blank and re.search(r"[\s\d]", name) and not (close := near(name, entries)):
        told = "A comma ends a value inside `{…}` and `[…]`: put the text before it and this in one pair of quotes."
        report.wrong((*at, name), "unknown", f"`{name}` stands alone as a key" + inside(at), told, key=True)
        return
    # To look for what a key was meant to be takes long, and where so much is wrong nothing was meant.
    close = near(name, entries) if len(report.problems) < _MANY else ""
    named = (key for key, entry in entries.items() if entry.spec.placed and key == entry.name)
    hint = close or f"Known here: {known(named)}."
    told = f"unknown key `{name}`" + inside(at)
    report.wrong((*at, name), "unknown", told, f"{hint} A key of your own begins with `x-`.", key=True)


def _missing(name: str, spec: Field, key: str | None, at: Path, report: Report) -> None:
    told = "is missing" if key is None else "is empty"
    hint = say(spec.help, "en") or f"Add `{key or name}:` ({wanted(spec)})."
    report.wrong(at if key is None else (*at, key), "missing", f"`{key or name}` {told}" + inside(at), hint)


def mapping(spec: Field, making: Making) -> Converter:
    """A mapping with keys of the author's choice."""
    key_of = making.field(spec.keys or Field("key", "text"))
    value_of = making.field(spec.values_of or Field(spec.name))
    bare = spec.values_of is not None and making.meant(spec.values_of).type == "map"

    def convert(value: Any, at: Path, report: Report) -> dict[str, Any]:
        _need_mapping(spec, value, at, report)
        made = {}
        for name, raw in value.items():
            here = (*at, name)
            if raw is None and (mistyped := _mistyped(name)):
                report.wrong(here, "pattern", *mistyped)
                continue
            try:
                key_of(name, here, report)
                made[name] = value_of({} if raw is None and bare else raw, here, report)
            except Unfit:
                continue
        return made

    return convert


def _mistyped(name: str) -> tuple[str, str] | None:
    """Message and hint for a key that swallowed its value, since its colon is not the one that YAML knows."""
    if found := re.match(r"([\w.-]+)\s*：\s*(.*)", name, re.DOTALL):
        return FULL_COLON, f"Write `{found[1]}: {found[2]}`."
    if found := re.match(r"([A-Za-z_][\w-]*):(\S.*)", name, re.DOTALL):
        return touching(found[1], found[2]), f"Write `{found[1]}: {found[2]}`."
    return None
