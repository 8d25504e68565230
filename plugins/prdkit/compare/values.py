"""To compare two front matters key by key and row by row, as the fields of their type declare them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from prdkit.compare.canon import below as field_below
from prdkit.compare.canon import canon, is_empty, listed, meant
from prdkit.compare.change import Act, Change, Step
from prdkit.compare.rows import is_reordered, matched, spelt
from prdkit.compare.subjects import ROW, known, subject
from prdkit.compare.wording import Effort, wording
from prdkit.config.fields import Field, Text
from prdkit.model.document import Document
from prdkit.model.normative import squeezed
from prdkit.model.plan import workdays
from prdkit.reading.problem import Key, Path

_NAMES = ("name", "title", "objective", "item", "what", "entity", "text", "then")
"""Fields that say in words what a row is, the best first."""
_LONG = 60
"""From so many characters on, a text is compared word by word."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """One place in two documents: its field, its values, and the way to each of them."""

    spec: Field
    old: Any
    new: Any
    old_at: Path
    new_at: Path
    where: tuple[Step, ...]

    def below(self, key: str, spec: Field, label: Text, *, row: bool = False) -> "_Pair":
        return _Pair(
            spec,
            _held(self.old, key),
            _held(self.new, key),
            (*self.old_at, key),
            (*self.new_at, key),
            (*self.where, Step(key, label, row)),
        )

    @property
    def place(self) -> tuple[str, ...]:
        return tuple(ROW if step.row else step.key for step in self.where)


def _held(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def front_matter(old: Document, new: Document, effort: Effort) -> Iterator[Change]:
    """What differs between the front matters of two documents, in the order of the new one."""
    comparing = _Comparing(old, new, effort)
    whole = _Pair(Field("", "map", fields=new.type.fields), old.source.values, new.source.values, (), (), ())
    apart = {"type" if new.type.common else "", new.key("id"), old.key("id"), new.key("status"), old.key("status")}
    for key in _keys(whole.old, whole.new):
        if key not in apart:
            spec = new.type.fields.get(key) or old.type.fields.get(key) or Field(key, label=key)
            yield from comparing.values(whole.below(key, spec, spec.label or key))


def _keys(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    yield from new
    yield from (key for key in old if key not in new)


class _Comparing:
    """To walk through two documents at once."""

    def __init__(self, old: Document, new: Document, effort: Effort) -> None:
        self.effort = effort
        self.old = old
        self.new = new
        self.definitions = new.config.definitions

    def values(self, pair: _Pair) -> Iterator[Change]:
        """What differs at a place and below it."""
        spec = meant(pair.spec, self.definitions)
        pair = replace(pair, spec=spec)
        if pair.old == pair.new:
            return
        if spec.type != "list" and _all(dict, pair) and (spec.type != "localized" or (pair.old and pair.new)):
            yield from self._mapping(pair)
        elif spec.type == "list" or _all(list, pair):
            yield from self._list(pair)
        else:
            yield from self._leaf(pair)

    def _mapping(self, pair: _Pair) -> Iterator[Change]:
        named = pair.spec.type == "mapping"
        for key in _keys(pair.old or {}, pair.new or {}):
            spec = field_below(pair.spec, key)
            label = self._title(key, pair, spec) if named else spec.label or key
            inner = pair.below(key, spec, label, row=named)
            is_new, was = named and key not in (pair.old or {}), not named or key in (pair.new or {})
            if is_new or not was:
                yield self._change(inner, "added" if is_new else "removed")
            elif isinstance(inner.old or {}, dict) and isinstance(inner.new or {}, dict):
                yield from self.values(replace(inner, old=inner.old or {}, new=inner.new or {}))
            else:
                yield from self.values(inner)

    def _title(self, key: str, pair: _Pair, spec: Field) -> Text:
        """The name of a row of a mapping, beside its key."""
        if pair.spec.keys is not None and pair.spec.keys.type == "department":
            return self.new.config.org.departments.get(key, "")
        row = _held(pair.new, key) or _held(pair.old, key)
        return (_name(row, spec) if isinstance(row, dict) else "") or ""

    def _list(self, pair: _Pair) -> Iterator[Change]:
        old, new = listed(pair.old, pair.spec), listed(pair.new, pair.spec)
        if any(isinstance(row, dict) for row in (*old, *new)):
            yield from self._rows(replace(pair, old=old, new=new))
            return
        item = pair.spec.items or Field(pair.spec.name)
        one, other = ([spelt(row, item, self.definitions) for row in rows if not is_empty(row)] for rows in (old, new))
        if one == other:
            return
        act: Act = "reordered" if Counter(one) == Counter(other) else _act(one, other)
        yield self._change(pair, act)

    def _rows(self, pair: _Pair) -> Iterator[Change]:
        item = meant(pair.spec.items or Field(pair.spec.name), self.definitions)
        told = known(pair.place, item, self.new.type)
        matches = matched(pair.old, pair.new, item, told, self.definitions)
        names = _Naming(told.names, item)
        for before, now in matches:
            row = pair.new[now] if now is not None else pair.old[before]
            step = names.step(row, (now if now is not None else before) or 0)
            inner = _Pair(
                item,
                pair.old[before] if before is not None else None,
                pair.new[now] if now is not None else None,
                (*pair.old_at, before or 0),
                (*pair.new_at, now or 0),
                (*pair.where, step),
            )
            if before is None or now is None:
                yield self._change(inner, "added" if before is None else "removed")
            else:
                yield from self.values(inner)
        if is_reordered(matches):
            yield self._change(replace(pair, old=names.all(pair.old), new=names.all(pair.new)), "reordered")

    def _leaf(self, pair: _Pair) -> Iterator[Change]:
        old, new = (canon(value, pair.spec, self.definitions) for value in (pair.old, pair.new))
        if old == new:
            return
        change = self._change(pair, _act(old, new))
        if pair.spec.type == "date" and (moved := _moved(pair)) is not None:
            change = replace(change, subject="date", act="moved", workdays=moved)
        elif _is_long(pair):
            change = replace(change, wording=wording(squeezed(pair.old), squeezed(pair.new), self.effort))
        yield change

    def _change(self, pair: _Pair, act: Act) -> Change:
        gone = act == "removed"
        if act in ("added", "removed") and not pair.where[-1].row and any(step.row for step in pair.where):
            # Not the row came or went, but something in it.
            act = "changed"
        document, at = (self.old, pair.old_at) if gone else (self.new, pair.new_at)
        return Change(
            subject=subject(pair.place, self.new.type),
            act=act,
            where=pair.where,
            old=pair.old,
            new=pair.new,
            spec=pair.spec,
            line=document.source.span(Key(at) if isinstance(at[-1], str) else at).line,
            in_old=gone,
        )


def _all(kind: type, pair: _Pair) -> bool:
    """Whether what is given at a place is of one kind, and something is."""
    given = [value for value in (pair.old, pair.new) if not is_empty(value)]
    return bool(given) and all(isinstance(value, kind) for value in given)


def _act(old: Any, new: Any) -> Act:
    return "added" if is_empty(old) else "removed" if is_empty(new) else "changed"


def _moved(pair: _Pair) -> int | None:
    if not (isinstance(pair.old, str) and isinstance(pair.new, str)):
        return None
    try:
        return workdays(date.fromisoformat(pair.old), date.fromisoformat(pair.new))
    except ValueError:
        return None


def _is_long(pair: _Pair) -> bool:
    texts = (pair.old, pair.new)
    return all(isinstance(text, str) and len(text) >= _LONG for text in texts)


@dataclass(frozen=True, slots=True)
class _Naming:
    """To name the rows of a list: by the fields that they are known by, else by their number."""

    keys: tuple[str, ...]
    item: Field

    def step(self, row: Any, index: int) -> Step:
        """The row as a step of a path, with its name in words."""
        if not isinstance(row, dict):
            return Step(f"{index + 1}", "", row=True)
        if {"event", "to", "from"} <= row.keys():
            origins = "/".join(map(str, listed(row["from"], self.item)))
            return Step(f"{origins} + {row['event']} → {row['to']}", row.get("guard") or "", row=True)
        known = [text for name in self.keys if (text := _plain(row.get(name)))]
        return Step(" · ".join(known[:3]) or f"{index + 1}", _name(row, self.item, self.keys), row=True)

    def all(self, rows: list[Any]) -> list[str]:
        """The names of all rows in their order."""
        return [self.step(row, index).key for index, row in enumerate(rows)]


def _plain(value: Any) -> str:
    text = squeezed(value) if isinstance(value, str) else ""
    return text if len(text) <= 40 else f"{text[:39]}…"


def _name(row: dict[str, Any], spec: Field, apart: tuple[str, ...] = ()) -> Text:
    """What a row says of itself in words, as far as its fields declare such a name."""
    for name in _NAMES:
        if name in spec.fields and name not in apart and row.get(name):
            value = row[name]
            return value if isinstance(value, dict) else squeezed(str(value))
    return ""
