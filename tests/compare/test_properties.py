"""What must hold for any two documents: nothing is invented, nothing is passed over, both ways are alike."""

import copy
import random
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prdkit.compare.change import Change
from prdkit.compare.document import compare
from prdkit.config.config import load
from prdkit.config.values import untyped
from prdkit.link.site import Site, read_site
from prdkit.model.document import Document, Reader
from prdkit.reading.source import read
from prdkit.testing import AS_OF

ROOT = Path(__file__).parents[2]


@cache
def demo() -> Site:
    return read_site(load(ROOT), AS_OF)


@cache
def reader() -> Reader:
    return Reader(demo().config)


documents = st.sampled_from(demo().documents)
often = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def plain(value: Any) -> Any:
    """Values as YAML's dumper takes them."""
    if isinstance(value, dict):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, list):
        return [plain(held) for held in value]
    return None if value is None else str(value)


def written(document: Document, values: dict[str, Any], **style: Any) -> Document:
    """A document with other values, written by a dumper that knows nothing of how it was written before."""
    front = yaml.safe_dump(values, allow_unicode=True, **style)
    source = read(document.path, f"---\n{front}---\n{document.source.body}".encode())
    made = reader().document(source)
    assert isinstance(made, Document)
    return made


def shuffled(value: Any, rng: random.Random) -> Any:
    """The same with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        rng.shuffle(keys)
        return {key: shuffled(value[key], rng) for key in keys}
    return [shuffled(held, rng) for held in value] if isinstance(value, list) else value


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all texts."""
    if isinstance(value, dict):
        return [found for key, held in value.items() for found in leaves(held, (*path, key))]
    if isinstance(value, list):
        return [found for index, held in enumerate(value) for found in leaves(held, (*path, index))]
    return [path] if isinstance(value, str) else []


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything but the whole."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for step, held in inner for found in ((*path, step), *places(held, (*path, step)))]


def holder(values: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        values = values[step]
    return values


def ends(changes: tuple[Change, ...]) -> Counter[tuple[str, str]]:
    return Counter((repr(untyped(c.old)), repr(untyped(c.new))) for c in changes)


def backwards(changes: tuple[Change, ...]) -> Counter[tuple[str, str]]:
    return Counter({(new, old): count for (old, new), count in ends(changes).items()})


@often
@given(documents)
def test_nothing_differs_from_itself(document: Document) -> None:
    assert compare(document, document).changes == ()


@often
@given(documents, st.randoms(use_true_random=False), st.sampled_from(["'", '"', None]), st.booleans(), st.booleans())
def test_writing_it_down_otherwise_is_no_change(
    document: Document, rng: random.Random, quotes: str | None, flow: bool, narrow: bool
) -> None:
    values = shuffled(plain(document.source.values), rng)
    style: dict[str, Any] = {"default_style": quotes, "default_flow_style": flow, "sort_keys": False}
    other = written(document, values, width=20 if narrow else 1000, **style)
    assert compare(document, other).changes == ()


@often
@given(documents, st.data())
def test_every_edit_of_one_value_is_told_at_its_place(document: Document, data: st.DataObject) -> None:
    values = plain(document.source.values)
    path = data.draw(st.sampled_from([p for p in leaves(values) if p[0] != "type"]))
    edited = copy.deepcopy(values)
    holder(edited, path)[path[-1]] += "9x"
    found = compare(written(document, values), written(document, edited)).changes
    assert found
    keys = [step for step in path if isinstance(step, str)]
    assert any(c.path[:1] == (path[0],) and (keys[-1] in c.path or c.act in ("added", "removed")) for c in found)


@often
@given(documents, st.data())
def test_what_was_taken_away_comes_back_the_other_way_round(document: Document, data: st.DataObject) -> None:
    values = plain(document.source.values)
    path = data.draw(st.sampled_from([p for p in places(values) if p[0] not in ("type", "id", "status")]))
    less = copy.deepcopy(values)
    del holder(less, path)[path[-1]]
    one, other = written(document, values), written(document, less)
    there, back = compare(one, other).changes, compare(other, one).changes
    assert ends(back) == backwards(there)
    swapped = {"added": "removed", "removed": "added"}
    assert Counter(c.act for c in back) == Counter(swapped.get(c.act, c.act) for c in there)


@often
@given(documents, documents)
def test_any_two_documents_can_be_compared(one: Document, other: Document) -> None:
    there, back = compare(one, other).changes, compare(other, one).changes
    assert (one is other) == (there == ())
    assert len(there) == len(back)


@pytest.mark.parametrize(
    "text", ["", "---\n", "---\n- a\n---\n", "---\nid: [\n---\n", "---\nid: x\nstatus: {a: b}\n---\n"]
)
def test_broken_front_matter_is_compared_as_far_as_it_goes(text: str) -> None:
    whole = demo().documents[0]
    broken = reader().document(read(whole.path, text.encode()))
    assert isinstance(broken, Document)
    assert compare(whole, broken).changes
    assert compare(broken, broken).changes == ()
