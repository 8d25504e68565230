"""To prove what conditions of a type's file hold for, and that nothing that a document says can break them."""

from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from prdkit.config.condition_words import in_words
from prdkit.config.conditions import Condition, condition
from prdkit.config.config import Config, ConfigError
from prdkit.model.document import Document
from prdkit.testing import configured, site

PROJECT = "docs_dir: docs\ntypes: [proposal]\n"
TYPE = """\
type: proposal
label: Proposal
common: false
documents: {paths: ['**/*.md']}
id: {keys: [number, 编号], path: '**/P-{id}.md'}
title: {keys: [title, 标题]}
status: {keys: [Status, 状态], case: any, reason: brackets}
statuses: {Draft: null, Review: null, Final: {rank: 5}, Living: {rank: 5, aliases: [常驻]}, Withdrawn: {side: true}}
unknown_fields: allow
fields:
  kind: {type: enum, values: [Standards Track, Meta]}
  count: {type: number}
  since: {type: version}
  created: {type: date}
  merged: {type: datetime}
  authors: {type: list, split: true, items: {type: text}}
  open: {type: bool}
  stage: {type: map, fields: {alpha: {type: version}, beta: {type: version}}}
  reviews: {type: list, items: {type: map, fields: {by: {type: text}, ok: {type: bool}}}}
"""


@cache
def project() -> Config:
    return configured({"site_config/project.yml": PROJECT, "site_config/types/proposal.yml": TYPE})


def proposal(front_matter: str, path: str = "live/P-0007.md") -> Document:
    text = f"---\n{front_matter}\n---\n# What we want\n"
    (document,) = site({path: text}, project()).documents
    return document


def asked(text: str) -> Condition:
    """A condition as a file writes it; YAML's own types are no more than words there."""
    made = condition(yaml.load(text, yaml.BaseLoader))
    assert made is not None
    return made


HOLDS = [
    ("{kind: Meta}", "kind: Meta"),
    ("{kind: [Meta, Standards Track]}", "kind: Standards Track"),
    ("{kind: {in: [Meta]}}", "kind: Meta"),
    ("{kind: {not: [Meta]}}", "kind: Standards Track"),
    ("{kind: {not: Meta}}", "title: no kind at all"),
    ("{kind: {is: Meta}, open: true}", "kind: Meta\nopen: true"),
    ("{any: [{kind: Meta}, {open: true}]}", "open: true"),
    ("{all: [{kind: Meta}, {not: {open: true}}]}", "kind: Meta"),
    ("{team: ui}", "team: [api, ui]"),
    ("{team: {has: ui}}", "team: [api, ui]"),
    ("{authors: Ana}", "authors: Bo, Ana"),
    ("{authors: {has: 王芳}}", "authors: 李雷，王芳"),
    ("{number: '0055'}", "number: 0055"),
    ("{number: {not: '55'}}", "number: 0055"),
    ("{version: '1.10'}", "version: 1.10"),
    ("{note: {set: true}}", "note: x"),
    ("{note: {set: false}}", "note: ''"),
    ("{note: {set: false}}", "note: [ ]"),
    ("{note: {set: false}}", "note: {a: , b: [null]}"),
    ("{note: {set: false}}", "title: x"),
    ("{note: {given: true}}", "note:"),
    ("{note: {given: false}}", "title: x"),
    ("{stage.beta: {given: true}}", "stage: {beta: }"),
    ("{stage.beta: {given: false}}", "stage: {alpha: v1}"),
    ("{stage.beta: {set: true}}", "stage: {beta: v1.2}"),
    ("{a.b: x}", "a.b: x"),
    ("{reviews.by: Ana}", "reviews: [{by: Bo}, {by: Ana}]"),
    ("{note: {matches: '^see \\d+'}}", "note: see 12"),
    ("{team: {matches: '^u'}}", "team: [api, ui]"),
    ("{count: {'<': 10}}", "count: 9.5"),
    ("{count: {'>=': 9, '<=': 9}}", "count: 9"),
    ("{points: {'>': 9}}", "points: 10"),
    ("{points: {'<': 0.8}}", "points: 0.75"),
    ("{since: {'<': 1.20}}", "since: 1.9"),
    ("{since: {'<': v1.20.1}}", "since: v1.20"),
    ("{since: {'<': v1.20}}", "since: v1.20-alpha.2"),
    ("{since: {'<': v1.20.0-beta}}", "since: v1.20.0-alpha"),
    ("{since: {'<': v1.20.0-rc.10}}", "since: v1.20.0-rc.2"),
    ("{since: {'>=': v1.20, '<=': v1.20}}", "since: v1.20.0"),
    ("{created: {'>': 2024-01-31}}", "created: 2024-02-01"),
    ("{made: {'<=': 2024-01-31}}", "made: 2024-01-31T23:00:00Z"),
    ("{merged: {'>=': {field: created}}}", "created: 2024-01-31\nmerged: 2024-01-31T01:00:00Z"),
    ("{stage.alpha: {'<': {field: stage.beta}}}", "stage: {alpha: v1.9, beta: v1.10}"),
    ("{owner: {field: author}}", "owner: Ana\nauthor: [Bo, Ana]"),
    ("{owner: {not: {field: author}}}", "owner: Ana\nauthor: Bo"),
    ("{status: Final}", "Status: Final"),
    ("{Status: Final}", "Status: final (since 2)"),
    ("{status: Living}", "状态: 常驻（不再变更）"),
    ("{status: {at_least: Final}}", "Status: Living"),
    ("{status: {at_least: Review, at_most: Review}}", "Status: Review"),
    ("{status: {not: {at_least: Review}}}", "Status: Withdrawn"),
    ("{status: {set: false}}", "title: x"),
    ("{id: '0007'}", "title: its path says it"),
    ("{id: '8'}", "编号: 8"),
    ("{title: {matches: want}}", "kind: Meta"),
    ("{path: 'live/**'}", "kind: Meta"),
    ("{path: live/}", "kind: Meta"),
    ("{path: ['old/**', '*/P-0007.md']}", "kind: Meta"),
    ("{path: '**/P-*.md'}", "kind: Meta"),
    ("{path: {matches: '^live/'}}", "kind: Meta"),
    ("{path: {not: '*.md'}}", "kind: Meta"),
    ("{lang: en}", "kind: Meta"),
    ("{open: false}", "open: false"),
]


@pytest.mark.parametrize(("text", "front_matter"), HOLDS)
def test_a_condition_holds(text: str, front_matter: str) -> None:
    assert asked(text).holds(proposal(front_matter))


FAILS = [
    ("{kind: Meta, open: true}", "kind: Meta"),
    ("{kind: Meta}", "kind: meta"),
    ("{number: '55'}", "number: 0055"),
    ("{note: {set: true}}", "note: '  '"),
    ("{since: {'<': 1.20}}", "since: soon"),
    ("{since: {'>=': 1.20}}", "since: soon"),
    ("{since: {'<': 1.20}}", "title: x"),
    ("{count: {'<': 10}}", "count: [1, 2]"),
    ("{created: {'<': 2030-01-01}}", "created: 2024-02-30"),
    ("{points: {'<': 2024-01-01}}", "points: 3"),
    ("{status: {at_least: Draft}}", "Status: Finished"),
    ("{stage.alpha: {'<': {field: stage.beta}}}", "stage: {alpha: v1.9}"),
    ("{owner: {field: author}}", "title: both missing"),
    ("{path: '*.md'}", "kind: Meta"),
    ("{path: 'li'}", "kind: Meta"),
]


@pytest.mark.parametrize(("text", "front_matter"), FAILS)
def test_a_condition_does_not_hold(text: str, front_matter: str) -> None:
    assert not asked(text).holds(proposal(front_matter))


WORDS = [
    ("{status: [Final, Living], kind: Meta}", "`状态` is `Final` or `Living`, and `kind` is `Meta`"),
    ("{any: [{kind: Meta}, {open: true, count: 1}]}", "`kind` is `Meta` or (`open` is `true`, and `count` is `1`)"),
    ("{note: {set: true}, x: {not: {set: true}}}", "`note` is filled, and `x` is empty or missing"),
    ("{not: {kind: [Meta, Other]}}", "`kind` is none of `Meta` or `Other`"),
    ("{since: {'<': {field: count}}}", "`since` is below that of `count`"),
    ("{status: {at_least: Final}}", "`状态` is `Final` or further on"),
    ("{path: 'old/**'}", "the path fits `old/**`"),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_a_condition_in_words_spells_keys_as_the_document_does(text: str, words: str) -> None:
    assert in_words(asked(text), proposal("状态: Final").spelt) == words


FAULTS = [
    ("{knd: Meta}", "`knd` is not a field of this type", "Did you mean `kind`?"),
    ("{kind: Metta}", "`Metta` is not a value of `kind`", "Did you mean `Meta`?"),
    ("{kind: [Meta, Metta]}", "`Metta` is not a value of `kind`", "Did you mean `Meta`?"),
    ("{open: yes}", "`yes` is not a value of `open`", "Known: `true`, `false`."),
    ("{status: final}", "`final` is not a status of this type", "Write `Final`."),
    ("{Status: Finale}", "`Finale` is not a status of this type", "Did you mean `Final`?"),
    ("{status: {at_last: Final}}", "`at_last` is not an operator of conditions", "Did you mean `at_least`?"),
    ("{stage.gamma: {set: true}}", "`gamma` in `stage.gamma` is not a key of `stage`", "Known: `alpha`, `beta`."),
    ("{created.day: 3}", "`created` has no keys, so `created.day` is nowhere", "Name the field alone."),
    ("{since: {'<': {field: sinse}}}", "`sinse` is not a field of this type", "Did you mean `since`?"),
    ("{since: {'<': soon}}", "`soon` is no number, date or version", "Write `3`, `2026-01-31` or `v1.20`."),
    ("{count: {set: maybe}}", "`set` wants `true` or `false`", "Write `true` or `false`."),
    ("{kind: {matches: '('}}", "not a regular expression: missing ), unterminated subpattern at position 0", ""),
    ("{kind: {is: [Meta]}}", "`is` wants one value", "Write one value; several are a list for `in`."),
    ("{kind: {in: Meta}}", "`in` wants a list of values", "Write a list of values: `in: [Draft, Final]`."),
    ("{kind: }", "`is` wants one value", ""),
    ("{}", "`when` is empty", ""),
    ("[kind]", "`when` is no condition", ""),
    ("{any: {kind: Meta}}", "`any` wants a list of conditions", "Write `any: [{…}, {…}]`."),
    ("{not: [{kind: Meta}]}", "`not` is no condition", ""),
]


@pytest.mark.parametrize(("text", "message", "hint"), FAULTS)
def test_a_fault_in_a_condition_is_reported_where_it_stands(text: str, message: str, hint: str) -> None:
    strict = TYPE.replace("unknown_fields: allow\n", "")
    kind = f"{strict}checks:\n  - {{then: {{kind: Meta}}, when: {text}}}\n"
    with pytest.raises(ConfigError) as raised:
        configured({"site_config/project.yml": PROJECT, "site_config/types/proposal.yml": kind})
    (fault,) = raised.value.faults
    assert (fault.path, fault.line, fault.message) == ("site_config/types/proposal.yml", kind.count("\n"), message)
    assert hint in fault.hint


def test_conditions_that_types_share_are_looked_at_too() -> None:
    files = {
        "site_config/common.yml": "fields: {area: {type: text, required: {when: {kind: {mathces: x}}}}}\n",
        "site_config/blocks/costs.yml": (
            "label: Costs\ntype: list\nfields:\n  sum: {type: number, required: {when: {any: x}}}\n"
        ),
    }
    with pytest.raises(ConfigError) as raised:
        configured(files)
    assert [(one.path, one.line, one.message) for one in raised.value.faults] == [
        ("site_config/common.yml", 1, "`mathces` is not an operator of conditions"),
        ("site_config/blocks/costs.yml", 4, "`any` wants a list of conditions"),
    ]


WRITTEN = st.recursive(
    st.none() | st.text(max_size=12) | st.sampled_from(["v1.9", "2024-02-30", "Final", "true", "-3", "9" * 90]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["kind", "Status", "count", "since", "created", "authors", "stage", "reviews", "x", "a.b"])
FRONT = st.dictionaries(KEYS, WRITTEN, max_size=6)
NAMES = st.sampled_from(
    ["kind", "status", "count", "since", "created", "authors", "stage.alpha", "reviews.by", "x", "id"]
)
OPERANDS: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(["Meta", "Final", "3"]),
    st.just(["Meta", "Draft"]),
    st.sampled_from(["true", "false"]).map(lambda word: {"set": word}),
    st.sampled_from(["true", "false"]).map(lambda word: {"given": word}),
    st.tuples(st.sampled_from(["<", "<=", ">", ">=", "is", "has"]), NAMES).map(lambda x: {x[0]: {"field": x[1]}}),
    st.sampled_from(["v1.20", "7", "2024-03-01"]).map(lambda word: {"<": word, ">=": "v0"}),
    st.just({"matches": "[a-z]+$"}),
    st.just({"at_least": "Review"}),
)
CONDITIONS = st.dictionaries(NAMES, OPERANDS, min_size=1, max_size=3)


def _read(front: dict[str, Any]) -> Document:
    return proposal(yaml.safe_dump(front, allow_unicode=True, default_style='"'))


@given(front=FRONT, raw=CONDITIONS)
def test_a_condition_says_yes_or_no_of_any_front_matter_and_not_is_the_contrary(front: Any, raw: Any) -> None:
    document = _read(front)
    said = asked_raw(raw).holds(document)
    assert said in (True, False)
    assert asked_raw({"not": raw}).holds(document) is not said
    assert asked_raw({"not": {"not": raw}}).holds(document) is said


@given(front=FRONT, one=CONDITIONS, other=CONDITIONS)
def test_not_all_is_any_not_and_the_other_way_round(front: Any, one: Any, other: Any) -> None:
    document = _read(front)
    for outer, inner in (("all", "any"), ("any", "all")):
        denied = asked_raw({"not": {outer: [one, other]}})
        assert denied.holds(document) is asked_raw({inner: [{"not": one}, {"not": other}]}).holds(document)


def asked_raw(raw: Any) -> Condition:
    made = condition(raw)
    assert made is not None
    assert in_words(made)
    return made
