"""To hold that no value of a document is too odd for a field, whatever the field is."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from prdkit.config.fields import Field, make
from prdkit.config.values import KINDS, Report, Unfit, Unsaid, compile_field
from prdkit.reading.commas import items
from prdkit.reading.problem import Key
from prdkit.reading.source import read
from prdkit.reading.yaml import Quoted

WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "true",
            "false",
            "1",
            "1.10",
            "-3",
            "1e400",
            "2026-02-30",
            "2019-04-17T00:00:00.000Z",
            "0001-01-01T00:00+23:59",
            "2026-01-01T10:00-23:59",
            "TBD",
            "N/A",
            "<hint>",
            "(a",
            "b)",
            "a,b",
            ",,",
            "，",
            "https://x",
            "y:z",
            "【a】",
            "无",
        ]
    ),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[-+][0-9]{2}:?[0-9]{2})?)?"),
)
SCALARS = st.one_of(st.none(), WORDS, WORDS.map(Quoted))
KEYS = st.one_of(st.sampled_from(["a", "b", "B", "x-c", "en"]), st.text(min_size=1, max_size=6))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=8,
)
PLAIN = sorted(KINDS - {"list", "map", "mapping", "enum"})


def _plain(kind: str) -> st.SearchStrategy[dict[str, object]]:
    limits = {"pattern": "[a-z]+", "avoid": ["x", r"\d"], "min": 2, "max": 4, "none": True}
    return st.sets(st.sampled_from(sorted(limits))).map(lambda chosen: {"type": kind, **{k: limits[k] for k in chosen}})


LEAVES = st.one_of(
    st.sampled_from(PLAIN).flatmap(_plain),
    st.sampled_from([{"values": ["a", "B"], "case": "any"}, {"values": {"1": "one", "TBD": "open"}}]),
)
FLAGS = st.booleans()


def _holding(inner: st.SearchStrategy[dict[str, object]]) -> st.SearchStrategy[dict[str, object]]:
    flags = {"split": FLAGS, "one_or_many": FLAGS, "unique": FLAGS, "none": FLAGS}
    order = st.sampled_from(["true", "false", "numeric", "text"])
    lists = st.fixed_dictionaries({"items": inner, "sorted": order, **flags})
    spec = st.fixed_dictionaries({"empty": st.sampled_from([None, True, False]), "required": FLAGS}).flatmap(
        lambda said: inner.map(lambda made: {**made, **said})
    )
    maps = st.fixed_dictionaries(
        {"fields": st.fixed_dictionaries({"a": spec, "b": spec}), "closed": FLAGS, "ordered": FLAGS}
    )
    mappings = st.fixed_dictionaries({"values_of": inner})
    either = st.lists(inner, min_size=1, max_size=3).map(lambda ways: {"any_of": ways})
    return st.one_of(lists, maps, mappings, either)


SPECS = st.recursive(LEAVES, _holding, max_leaves=4)
UNSAID = Unsaid(("N/A", "无"), ("TBD",), ("<.*>",), frozenset({(("a",), "(a b)")}))


@given(SPECS, VALUES)
def test_no_value_raises_and_no_fault_is_told_twice(spec: dict[str, object], value: object) -> None:
    report = Report()
    record = Field("front matter", "map", fields={"a": make("a", spec)})
    made = compile_field(record, unsaid=UNSAID)({"a": value}, (), report)
    assert made.keys() <= {"a"}
    told = Counter((p.at, isinstance(p.at, Key), p.fault, p.message) for p in report.problems)
    assert [one for one, times in told.items() if times > 1] == []
    left = {p.at for p in report.problems if p.fault == "placeholder"}
    assert [p for p in report.problems if p.at in left and p.fault != "placeholder"] == []


@given(SPECS, VALUES)
def test_a_value_that_is_refused_is_refused_for_a_reason(spec: dict[str, object], value: object) -> None:
    report = Report()
    try:
        compile_field(make("a", spec), unsaid=UNSAID)(value, ("a",), report)
    except Unfit:
        assert report.problems or value is None or "none" in str(spec)


@given(st.text(alphabet="ab ,，、()（<>[]and&", max_size=60))
def test_items_of_a_text_stand_where_they_are_said_to_stand(text: str) -> None:
    found = items(text)
    assert [text[item.start : item.start + len(item.text)] for item in found] == [item.text for item in found]
    assert [item.start for item in found] == sorted(item.start for item in found)
    assert all(item.text == item.text.strip() for item in found)


@given(st.text(max_size=120))
def test_whatever_stands_between_the_dashes_is_read(text: str) -> None:
    source = read("a.md", f"---\n{text}\n---\n".encode("utf-8", "surrogatepass"))
    for problem in source.problems:
        assert source.span(problem.at).line >= 1
