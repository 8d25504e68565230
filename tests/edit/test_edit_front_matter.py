"""To edit front matter: what is asked changes, and not one byte more."""

from collections.abc import Callable
from datetime import date
from textwrap import dedent
from typing import Any

import pytest
import yaml as pyyaml
from forms import FILES, WORDS
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from prdkit.edit.front_matter import add_item, remove_key, rename_key, set_value
from prdkit.edit.splices import Unsafe
from prdkit.reading import yaml
from prdkit.reading.problem import Path
from prdkit.reading.source import read

ORDER = ("id", "title", "status", "status_reason", "created", "updated", "lang", "tags", "revisions")


def edited(front_matter: str, edit: Callable[[bytes], bytes]) -> str:
    """The front matter after an edit."""
    made = edit(f"---\n{dedent(front_matter)}---\n\nText.\n".encode()).decode()
    assert made.startswith("---\n")
    assert made.endswith("---\n\nText.\n")
    return made.removeprefix("---\n").removesuffix("---\n\nText.\n")


# Setting a value.


def test_a_value_changes_in_its_place_and_comments_stay() -> None:
    text = "id: PRD-1  # permanent\nstatus: draft    # since May\n# end\n"
    made = edited(text, lambda data: set_value(data, ("status",), "review"))
    assert made == "id: PRD-1  # permanent\nstatus: review    # since May\n# end\n"


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        ("review", "review"),
        ("状态：评审中 → 已签核，待排期", "状态：评审中 → 已签核，待排期"),
        ("no", '"no"'),
        ("1.10", '"1.10"'),
        ("2026-06-05", '"2026-06-05"'),
        (date(2026, 6, 5), "2026-06-05"),
        (True, "true"),
        (3, "3"),
        ("Phase 1: points", '"Phase 1: points"'),
        ("C #1", '"C #1"'),
        ("a, b", '"a, b"'),
        ("one\ntwo", r'"one\ntwo"'),
        ("tab\there\x85\u2028", r'"tab\there\u0085\u2028"'),
        ("- dash", '"- dash"'),
        ("@handle", '"@handle"'),
        (" blank ", '" blank "'),
        ("", '""'),
        (None, "null"),
        (["a", "b, c"], '[a, "b, c"]'),
        ({"reason": "x", "on": date(2026, 6, 5)}, "{reason: x, on: 2026-06-05}"),
    ],
)
def test_values_are_quoted_where_readers_would_differ(value: Any, spelt: str) -> None:
    assert edited("key: old\n", lambda data: set_value(data, ("key",), value)) == f"key: {spelt}\n"


@pytest.mark.parametrize(("old", "new"), [("'a'", "'it''s'"), ('"a"', '"it\'s"'), ("a", "it's")])
def test_text_keeps_the_quotes_it_stood_in(old: str, new: str) -> None:
    assert edited(f"key: {old}\n", lambda data: set_value(data, ("key",), "it's")) == f"key: {new}\n"


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("a: {b: 1, c: [x, y]}\n", ("a", "c", 1), "a: {b: 1, c: [x, NEW]}\n"),
        ("a:\n  - b: 1 # one\n    c: 2\n", ("a", 0, "b"), "a:\n  - b: NEW # one\n    c: 2\n"),
        ("a:   # later\nb: 1\n", ("a",), "a: NEW   # later\nb: 1\n"),
        ("a: {b, c: 1}\n", ("a", "b"), "a: {b: NEW, c: 1}\n"),
        ("a: |\n  text\n\n  more\n\nb: 1\n", ("a",), "a: NEW\n\nb: 1\n"),
        ("a:  # rows\n  - x\n  # of\n  - y # last\n# b\nb: 1\n", ("a",), "a: NEW  # rows\n# b\nb: 1\n"),
        ("a: one\n  two\nb: 1\n", ("a",), "a: NEW\nb: 1\n"),
        ("a:\n  one\nb: 1\n", ("a",), "a:\n  NEW\nb: 1\n"),
    ],
)
def test_values_of_every_shape_are_replaced(text: str, path: Path, wanted: str) -> None:
    assert edited(text, lambda data: set_value(data, path, "NEW")) == wanted


# Adding a key.


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "id: P\nstatus: s # why\n\n# tags\ntags: [a]\n",
            "id: P\nstatus: s # why\nupdated: NEW\n\n# tags\ntags: [a]\n",
        ),
        ("# top\ntags: [a]\nx-own: 1\n", "# top\nupdated: NEW\ntags: [a]\nx-own: 1\n"),
        ("x-own: 1\n", "x-own: 1\nupdated: NEW\n"),
        ("id: P\nx-own:\n  - a\n# end\n", "id: P\nupdated: NEW\nx-own:\n  - a\n# end\n"),
        ("title: |+\n  kept\n\n\nx-own: 1\n", "title: |+\n  kept\n\n\nupdated: NEW\nx-own: 1\n"),
        ("{id: P, tags: []}\n", "{id: P, updated: NEW, tags: []}\n"),
        ("# nothing yet\n", "# nothing yet\nupdated: NEW\n"),
        ("", "updated: NEW\n"),
        ("status: s\nid: P\nx-own: 1\n", "status: s\nupdated: NEW\nid: P\nx-own: 1\n"),
    ],
)
def test_a_new_key_comes_where_the_type_has_it(text: str, wanted: str) -> None:
    assert edited(text, lambda data: set_value(data, ("updated",), "NEW", ORDER)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: {b: 1}\n", "a: {b: 1, c: NEW}\n"),
        ("a: {}\n", "a: {c: NEW}\n"),
        ("a:\n  b: 1 # one\nz: 2\n", "a:\n  b: 1 # one\n  c: NEW\nz: 2\n"),
        ("a: # nothing\n", "a: {c: NEW} # nothing\n"),
        ("z: 2\n", "z: 2\na: {c: NEW}\n"),
        ("a: {\n  b: 1,\n}\n", "a: {\n  b: 1,\n  c: NEW,\n}\n"),
    ],
)
def test_a_key_is_added_inside_a_mapping(text: str, wanted: str) -> None:
    assert edited(text, lambda data: set_value(data, ("a", "c"), "NEW")) == wanted


# Adding an item.

ROW = {"version": "1.0", "date": date(2026, 6, 5)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("rows: []  # none\nz: 1\n", 'rows:  # none\n  - {version: "1.0", date: 2026-06-05}\nz: 1\n'),
        ("rows:\nz: 1\n", 'rows:\n  - {version: "1.0", date: 2026-06-05}\nz: 1\n'),
        ("rows:  # none\n", 'rows:  # none\n  - {version: "1.0", date: 2026-06-05}\n'),
        ("z: 1\n", 'z: 1\nrows:\n  - {version: "1.0", date: 2026-06-05}\n'),
        ("rows:\n- {a: 1} # a\n# end\n", 'rows:\n- {a: 1} # a\n- {version: "1.0", date: 2026-06-05}\n# end\n'),
        ("rows:\n    - {a: 1}\n\nz: 1\n", 'rows:\n    - {a: 1}\n    - {version: "1.0", date: 2026-06-05}\n\nz: 1\n'),
        ("rows:\n  - a: 1\n    b: 2\n", 'rows:\n  - a: 1\n    b: 2\n  - version: "1.0"\n    date: 2026-06-05\n'),
        ("rows: [{a: 1}]\n", 'rows: [{a: 1}, {version: "1.0", date: 2026-06-05}]\n'),
        ("rows: [\n  {a: 1},\n]\n", 'rows: [\n  {a: 1},\n  {version: "1.0", date: 2026-06-05},\n]\n'),
        ("rows: [\n  {a: 1} # one\n]\n", 'rows: [\n  {a: 1}, {version: "1.0", date: 2026-06-05} # one\n]\n'),
    ],
)
def test_a_row_is_added_as_the_others_stand(text: str, wanted: str) -> None:
    assert edited(text, lambda data: add_item(data, ("rows",), ROW)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("rows:\n  # newest\n  - {a: 1}\n", "rows:\n  # newest\n  - {b: 2}\n  - {a: 1}\n"),
        ("rows:\n  - a: 1\n", "rows:\n  - b: 2\n  - a: 1\n"),
        ("rows: [{a: 1}]\n", "rows: [{b: 2}, {a: 1}]\n"),
        ("rows: []\n", "rows:\n  - {b: 2}\n"),
    ],
)
def test_a_row_may_come_first(text: str, wanted: str) -> None:
    assert edited(text, lambda data: add_item(data, ("rows",), {"b": 2}, first=True)) == wanted


def test_nothing_is_added_to_what_is_no_list() -> None:
    with pytest.raises(Unsafe, match="`rows` is no list"):
        edited("rows: {a: 1}\n", lambda data: add_item(data, ("rows",), {"b": 2}))


# Removing and renaming.


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("a: 1\n# b\nb:\n  - x\n  # y\n  - y # z\n# c\nc: 3\n", ("b",), "a: 1\n# b\n# c\nc: 3\n"),
        ("a: {b: 1, c: 2, d: 3}\n", ("a", "b"), "a: {c: 2, d: 3}\n"),
        ("a: {b: 1, c: 2, d: 3}\n", ("a", "d"), "a: {b: 1, c: 2}\n"),
        ("a: {b: 1}\n", ("a", "b"), "a: {}\n"),
        ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "b"), "a:\n  - c: 2\n"),
        ("a: 1\nb: |\n  text\n\nc: 3\n", ("b",), "a: 1\n\nc: 3\n"),
    ],
)
def test_a_key_is_removed_with_its_value(text: str, path: Path, wanted: str) -> None:
    assert edited(text, lambda data: remove_key(data, path)) == wanted


def test_a_key_gets_another_name_in_its_place() -> None:
    text = "onwer : 'pm'  # who\nrows: [{naem: a, x: 1}]\n"
    made = edited(text, lambda data: rename_key(data, ("onwer",), "owner"))
    assert made == "owner : 'pm'  # who\nrows: [{naem: a, x: 1}]\n"
    made = edited(made, lambda data: rename_key(data, ("rows", 0, "naem"), "name"))
    assert made == "owner : 'pm'  # who\nrows: [{name: a, x: 1}]\n"


def test_a_key_does_not_get_the_name_of_another() -> None:
    with pytest.raises(Unsafe, match="`b` is there already"):
        edited("a: 1\nb: 2\n", lambda data: rename_key(data, ("a",), "b"))


# What is refused.


@pytest.mark.parametrize(
    "text",
    [
        "no front matter",
        "---\nid: [\n---\n",
        "---\nid: P\n",
        "---\n- a list\n---\n",
        "---\nbase: &x {a: 1}\nstatus: *x\n---\n",
        "---\nstatus: &s draft\nother: *s\n---\n",
        "---\nstatus: draft\nstatus: review\n---\n",
        "---\nstatus: draft\n? [a]\n: b\n---\n",
        "---\n? status\n---\n",
        "---\n--- # nothing\n---\n",
    ],
)
def test_a_strange_file_is_left_alone(text: str) -> None:
    with pytest.raises(Unsafe):
        add_item(text.encode(), ("status",), "review")
    with pytest.raises(Unsafe):
        set_value(text.encode(), ("status",), "review")


def test_a_file_that_is_no_utf_8_is_left_alone() -> None:
    with pytest.raises(Unsafe, match="not UTF-8"):
        set_value("---\nstatus: 草稿\n---\n".encode("gbk"), ("status",), "review")


# Whatever the file.


def _paths(values: Any, at: Path = ()) -> list[Path]:
    steps = list(values) if isinstance(values, dict) else range(len(values)) if isinstance(values, list) else []
    return [path for step in steps for path in ((*at, step), *_paths(values[step], (*at, step)))]


def _set(values: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    made = dict(values) if isinstance(values, dict) else list(values)
    made[path[0]] = _set(values[path[0]], path[1:], value)  # type: ignore[index]
    return made


@given(FILES, WORDS, st.data())
def test_only_the_value_that_was_set_changes(data: bytes, value: str, draw: st.DataObject) -> None:
    before = read("", data)
    assume(before.values)
    path = draw.draw(st.sampled_from(_paths(before.values)))
    made = set_value(data, path, value)
    after = read("", made)
    assert after.values == _set(before.values, path, value)
    forms = before.front_matter, after.front_matter
    old, new = (_outside(form, _node(yaml.compose(form), path)) for form in forms)
    assert new == old
    lead, body = data.index(b"---") + 4, data[data.rindex(b"---") :]
    assert made.startswith(data[:lead])
    assert made.endswith(body)
    form = made.removesuffix(body)
    assert form.count(b"\r\n") == (form.count(b"\n") if data[lead - 1 :].startswith(b"\r") else 0)


def _node(root: Any, path: Path) -> Any:
    for step in path:
        pairs = root.value
        root = next(v for k, v in pairs if k.value == step) if isinstance(step, str) else pairs[step]
    return root


def _outside(text: str, node: Any) -> list[str]:
    """The words of a text before and behind a node; to a block belongs the whole of its last line."""
    last, is_block = node, False
    while not isinstance(last, pyyaml.ScalarNode) and not last.flow_style:
        last, is_block = (last.value[-1][1] if isinstance(last, pyyaml.MappingNode) else last.value[-1]), True
    start, end = last.start_mark.index, last.end_mark.index
    if isinstance(last, pyyaml.ScalarNode) and last.style in ("|", ">"):
        end = start + len(text[start:end].rstrip())
    elif is_block:
        end = text.index("\n", end)
    return [*text[: node.start_mark.index].split(), *text[end:].split()]


@settings(max_examples=25)
@given(FILES, WORDS, st.data())
def test_it_is_the_same_without_libyaml(data: bytes, value: str, draw: st.DataObject) -> None:
    path = draw.draw(st.sampled_from(_paths(read("", data).values)))
    made = (
        set_value(data, path, value),
        add_item(data, ("revisions",), {"version": value}),
        rename_key(data, path[:1], "z"),
    )
    kept, yaml.fast_composer = yaml.fast_composer, None
    try:
        again = set_value(data, path, value), add_item(data, ("revisions",), {"version": value})
        assert (*again, rename_key(data, path[:1], "z")) == made
    finally:
        yaml.fast_composer = kept


@given(FILES, WORDS)
def test_a_key_that_is_added_and_removed_leaves_no_trace(data: bytes, value: str) -> None:
    added = set_value(data, ("updated",), value, ORDER)
    values = dict(read("", added).values)
    assert values.pop("updated") == value
    assert values == read("", data).values
    assert remove_key(added, ("updated",)) == data


@given(FILES)
def test_a_row_that_is_added_is_the_last_and_nothing_else_changes(data: bytes) -> None:
    before = read("", data).values
    made = add_item(data, ("revisions",), {"version": "1.0", "what": "a: b"}, order=ORDER)
    assert read("", made).values == {**before, "revisions": [{"version": "1.0", "what": "a: b"}]}
    again = add_item(made, ("revisions",), {"version": "1.1"}, order=ORDER)
    assert read("", again).values["revisions"] == [{"version": "1.0", "what": "a: b"}, {"version": "1.1"}]
    assert remove_key(again, ("revisions",)) == data


@given(FILES, st.data())
def test_a_key_renamed_there_and_back_leaves_no_trace(data: bytes, draw: st.DataObject) -> None:
    keys = [path for path in _paths(read("", data).values) if isinstance(path[-1], str)]
    path = draw.draw(st.sampled_from(keys))
    made = rename_key(data, path, "another")
    assert made != data
    assert rename_key(made, (*path[:-1], "another"), str(path[-1])) == data
