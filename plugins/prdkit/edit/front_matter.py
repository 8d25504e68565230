"""To set, add, remove and rename what front matter says; each takes a file's bytes and gives its new bytes.

Comments, order, quotes, indentation, line ends and blank lines of everything else stay byte for byte. What the
file says afterwards is read again, and an edit that would change more than was asked raises `Unsafe`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml as pyyaml

from prdkit.edit.form import Form, Written, is_blank, open_form
from prdkit.edit.scalars import New, as_read, spell, spell_key
from prdkit.edit.splices import Splice, Unsafe
from prdkit.reading.problem import Path


def set_value(data: bytes, path: Path, value: New, order: Sequence[str] = ()) -> bytes:
    """The file with a value at a path. A key that is not there is added; at the top where `order` places it."""
    form = open_form(data)
    steps = form.walk(path)
    if len(steps) < len(path):
        return _add_key(form, path, value, order)
    expected = _with(form.source.values, path, _expected(value))
    return form.changed(_replaced(form, *steps[-1], value), expected)


def add_item(data: bytes, path: Path, item: New, *, first: bool = False, order: Sequence[str] = ()) -> bytes:
    """The file with one more item at the end of a list, or at its beginning; the list is made where there is none."""
    form = open_form(data)
    steps = form.walk(path)
    if len(steps) < len(path):
        return _add_key(form, path, [item], order)
    key, node = steps[-1]
    old = _at(form.source.values, path)
    if old is not None and not isinstance(old, list):
        raise Unsafe(f"`{path[-1]}` is no list, so nothing can be added to it", "Make it a list first.")
    items = [_expected(item), *(old or [])] if first else [*(old or []), _expected(item)]
    in_flow = any(getattr(holder, "flow_style", False) for _, holder in steps[:-1])
    splices = _added(form, key, node, item, first, in_flow)
    return form.changed(splices, _with(form.source.values, path, items))


def remove_key(data: bytes, path: Path) -> bytes:
    """The file without a key and its value; comments above it stay."""
    form = open_form(data)
    steps, holder = form.walk(path), form.holder(path)
    if len(steps) < len(path) or steps[-1][0] is None:
        raise Unsafe(f"there is no key `{path[-1]}` to remove")
    position = next(n for n, (key, _) in enumerate(holder.value) if key is steps[-1][0])
    splice = _cut_flow(form, holder, position) if holder.flow_style else _cut_block(form, holder, position)
    return form.changed([splice], _without(form.source.values, path))


def rename_key(data: bytes, path: Path, name: str) -> bytes:
    """The file with another name for a key, in the same place and with the same value."""
    form = open_form(data)
    steps = form.walk(path)
    if len(steps) < len(path) or steps[-1][0] is None:
        raise Unsafe(f"there is no key `{path[-1]}` to rename")
    key = steps[-1][0]
    splice = Splice(key.start_mark.index, key.end_mark.index, spell_key(name, _quote(key)))
    holder = _at(form.source.values, path[:-1])
    renamed = {name if old == path[-1] else old: value for old, value in holder.items()}
    if len(renamed) < len(holder):
        raise Unsafe(f"`{name}` is there already", "Delete or rename one of the two.")
    return form.changed([splice], _with(form.source.values, path[:-1], renamed))


def _quote(node: Any) -> str:
    return node.style if isinstance(node, pyyaml.ScalarNode) and node.style in ("'", '"') else ""


def _replaced(form: Form, key: Any, node: Any, value: New) -> list[Splice]:
    words = spell(value, _quote(node) if isinstance(value, str) else "")
    start, end = node.start_mark.index, form.end(node)
    if is_blank(node):
        colon = "" if key is None or ":" in form.text[key.end_mark.index : start] else ":"
        return [Splice(start, start, f"{colon} {words}")]
    above = form.line_start(start)
    is_below = key is not None and above > key.end_mark.index and not _is_one_piece(node)
    if not is_below:
        return [Splice(start, end, words)]
    # The lines of a block go; what stands behind the colon, be it a comment, stays.
    behind = form.colon(key)
    return [Splice(behind, behind, f" {words}"), Splice(above - 1, form.last_line_end(node), "")]


def _is_one_piece(node: Any) -> bool:
    return isinstance(node, pyyaml.ScalarNode) or bool(node.flow_style)


def _add_key(form: Form, path: Path, value: New, order: Sequence[str]) -> bytes:
    """The file with a key that was not there, and with the mappings on the way to it."""
    steps = form.walk(path)
    name = path[len(steps)]
    for step in reversed(path[len(steps) + 1 :]):
        value = {str(step): value}
    at = path[: len(steps)]
    holder = steps[-1][1] if steps else form.root
    has_room = isinstance(holder, pyyaml.MappingNode) or holder is None or (steps and is_blank(holder))
    if not isinstance(name, str) or not has_room:
        raise Unsafe(f"there is no place for `{name}`", "Make the change by hand.")
    if steps and is_blank(holder):
        expected = _with(form.source.values, at, {name: _expected(value)})
        return form.changed(_replaced(form, *steps[-1], {name: value}), expected)
    return _insert(form, at, holder, (name, value), order if not steps else ())


def _insert(form: Form, at: Path, holder: Any, entry: tuple[str, New], order: Sequence[str]) -> bytes:
    name, value = entry
    keys = [key.value for key, _ in holder.value] if holder is not None else []
    place = _place(name, keys, order)
    if holder is not None and holder.flow_style:
        splice = _into_flow(form, holder, place, f"{spell_key(name)}: {spell(value)}")
    elif holder is None:
        splice = Splice(len(form.text), len(form.text), "".join(f"{line}\n" for line in _entry(name, value, 0)))
    else:
        lines = _entry(name, value, holder.start_mark.column)
        splice = _below(form, holder.value[place - 1][1], lines) if place else _above(form, holder, lines)
    old = _at(form.source.values, at)
    pairs = list(old.items())
    pairs.insert(place, (name, _expected(value)))
    return form.changed([splice], _with(form.source.values, at, dict(pairs)))


def _place(name: str, keys: Sequence[str], order: Sequence[str]) -> int:
    """Behind the nearest key that comes before it in the order, else before the first that comes after, else last."""
    if name not in order:
        return len(keys)
    rank = {key: number for number, key in enumerate(order)}
    own = rank[name]
    before = [(rank[key], place) for place, key in enumerate(keys) if rank.get(key, own) < own]
    if before:
        return max(before)[1] + 1
    return next((place for place, key in enumerate(keys) if rank.get(key, own) > own), len(keys))


def _entry(name: str, value: New, column: int) -> list[str]:
    """A key and its value as lines of a block; a list of rows gets one line a row."""
    indent = " " * column
    if isinstance(value, Sequence) and not isinstance(value, str) and value and all(_is_row(row) for row in value):
        return [f"{indent}{spell_key(name)}:", *(f"{indent}  - {spell(row)}" for row in value)]
    return [f"{indent}{spell_key(name)}: {spell(value)}"]


def _is_row(value: object) -> bool:
    return isinstance(value, Mapping)


def _below(form: Form, node: Any, lines: Sequence[str]) -> Splice:
    at = form.last_line_end(node)
    return Splice(at, at, "".join(f"\n{line}" for line in lines))


def _above(form: Form, node: Any, lines: Sequence[str]) -> Splice:
    start = node.start_mark.index
    at = form.line_start(start)
    if form.text[at:start].strip():
        raise Unsafe("the line holds something else before the place of the new one", "Make the change by hand.")
    return Splice(at, at, "".join(f"{line}\n" for line in lines))


def _into_flow(form: Form, holder: Any, place: int, words: str) -> Splice:
    """One more entry between brackets, behind a number of others."""
    if not holder.value:
        opening = holder.start_mark.index + 1
        return Splice(opening, opening, words)
    if not place:
        start = _start(holder.value[0])
        return Splice(start, start, f"{words}, ")
    last = holder.value[place - 1]
    start, end = _start(last), form.end(last[1] if isinstance(last, tuple) else last)
    indent = form.text[form.line_start(start) : start]
    has_own_line = not indent.strip() and "#" not in form.text[end : form.line_end(end)]
    return Splice(end, end, f",\n{indent}{words}" if has_own_line else f", {words}")


def _start(entry: Any) -> int:
    node = entry[0] if isinstance(entry, tuple) else entry
    return int(node.start_mark.index)


def _added(form: Form, key: Any, node: Any, item: New, first: bool, in_flow: bool) -> list[Splice]:
    """What puts one more item into a list that is there, though it may be empty."""
    is_list = isinstance(node, pyyaml.SequenceNode)
    if is_list and not node.flow_style:
        like = node.value[0 if first else -1]
        lines = _item(item, node.start_mark.column, isinstance(like, pyyaml.MappingNode) and not like.flow_style)
        return [_above(form, node, lines) if first else _below(form, node, lines)]
    if is_list and (node.value or in_flow or key is None or not _is_row(item)):
        return [_into_flow(form, node, 0 if first else len(node.value), spell(item))]
    if in_flow or key is None:
        return _replaced(form, key, node, [item])
    colon = form.colon(key)
    end = form.line_end(node.end_mark.index)
    row = f"\n{' ' * key.start_mark.column}  - {spell(item)}"
    return [Splice(colon, max(node.end_mark.index, colon), ""), Splice(end, end, row)]


def _item(item: New, column: int, in_block: bool) -> list[str]:
    """An item of a list as lines: one key a line where the others have it so."""
    indent = " " * column
    if not in_block or not isinstance(item, Mapping) or not item:
        return [f"{indent}- {spell(item)}"]
    pairs = [f"{spell_key(key)}: {spell(value)}" for key, value in item.items()]
    return [f"{indent}- {pairs[0]}", *(f"{indent}  {pair}" for pair in pairs[1:])]


def _cut_block(form: Form, holder: Any, position: int) -> Splice:
    key, value = holder.value[position]
    start, end = key.start_mark.index, form.last_line_end(value)
    if not form.text[form.line_start(start) : start].strip():
        return Splice(form.line_start(start), min(end + 1, len(form.text)), "")
    # The key stands behind a dash, which the next key inherits.
    following = holder.value[position + 1 : position + 2]
    if not following:
        raise Unsafe(f"`{key.value}` is the only key of its row", "Delete the row by hand.")
    return Splice(start, _start(following[0]), "")


def _cut_flow(form: Form, holder: Any, position: int) -> Splice:
    start = _start(holder.value[position])
    if position + 1 < len(holder.value):
        return Splice(start, _start(holder.value[position + 1]), "")
    end = form.end(holder.value[position][1])
    return Splice(form.end(holder.value[position - 1][1]) if position else start, end, "")


def _expected(value: New) -> Any:
    """What the reader must find where a value was written."""
    return _marked(as_read(value))


def _marked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _marked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    return value if value is None else Written(value)


def _at(values: Any, path: Path) -> Any:
    for step in path:
        values = values[step]
    return values


def _with(values: Any, path: Path, value: Any) -> Any:
    """Values with another one at a path; what is on the way is copied."""
    if not path:
        return value
    made: Any = dict(values) if isinstance(values, dict) else list(values)
    made[path[0]] = _with(values[path[0]], path[1:], value)
    return made


def _without(values: Any, path: Path) -> Any:
    if len(path) == 1:
        return {key: value for key, value in values.items() if key != path[0]}
    return _with(values, path[:1], _without(values[path[0]], path[1:]))
