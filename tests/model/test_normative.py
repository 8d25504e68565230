"""What a sign-off signs: unmoved by how it is written down, moved by every change of what it says."""

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from prdkit.model.document import Document
from prdkit.model.normative import Normative, normative, squeezed
from prdkit.testing import DEFAULT_BODY, document

PROMISE: dict[str, Any] = {
    "title": "积分系统 and points of 2026",
    "departments": ["product", "ops", "cs"],
    "metrics": [
        {
            "id": "redeem_rate",
            "name": "Redemption rate",
            "baseline": {"value": 0.042, "source": "BI-1182"},
            "expected": {"value": 0.08, "by": "2026-06-30"},
            "readings": [{"on": "2026-05-01", "value": 0.05}],
        }
    ],
    "state_machines": [
        {
            "id": "txn",
            "initial": "frozen",
            "states": {"frozen": {"name": "冻结 until the order is signed for"}, "done": {"final": True}},
            "events": {"sign": {"actor": "user"}},
            "transitions": [{"from": "frozen", "event": "sign", "to": "done", "path": "normal"}],
        }
    ],
    "collaboration": {"nodes": [{"id": "n1", "stage": "define", "cells": {"ops": {"role": "A"}, "cs": {"role": "I"}}}]},
}
ROWS = "\n| Level | Points |\n|---|:--:|\n| 银 | 300 |\n"
PROSE = DEFAULT_BODY + ROWS + "\nRun `prd  check` and:\n\n```yaml\na:\n  b: 1\n```\n\n积分在七天后到账。<!-- why? -->\n"


def of(values: Any = PROMISE, body: str = PROSE) -> str:
    """The fingerprint of a document that says so."""
    return normative(made(json.dumps(values, ensure_ascii=False), body)).fingerprint


def made(front_matter: str, body: str = PROSE) -> Document:
    """A document of values in any YAML, beside those of the default PRD."""
    inner = front_matter if front_matter.lstrip()[:1] != "{" else _block(json.loads(front_matter))
    return document(inner, body)


def _block(values: dict[str, Any]) -> str:
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


def _shuffled(value: Any, draw: Any) -> Any:
    if isinstance(value, dict):
        keys = draw(st.permutations(list(value)))
        return {key: _shuffled(value[key], draw) for key in keys}
    return [_shuffled(item, draw) for item in value] if isinstance(value, list) else value


@st.composite
def spellings(draw: Any) -> str:
    """The promise in other YAML: keys in another order, another style, other quotes, folded at any width."""
    values = _shuffled(PROMISE, draw)
    words = values.pop("title")
    quoted = draw(
        st.sampled_from([words, f"'{words}'", json.dumps(words), f">-\n  {words.replace(' ', chr(10) + '  ')}"])
    )
    if draw(st.booleans()):
        return f"title: {quoted}\n{_block(values)}"
    told = yaml.dump(
        values,
        allow_unicode=True,
        default_flow_style=draw(st.sampled_from([False, None])),
        sort_keys=False,
        width=draw(st.sampled_from([20, 40, 80, 1000])),
        indent=draw(st.integers(2, 6)),
    )
    return f"{told}title: {quoted}\n"


@settings(max_examples=60, deadline=None)
@given(spellings())
def test_another_spelling_of_the_front_matter_is_the_same(front_matter: str) -> None:
    assert normative(made(front_matter)).fingerprint == of()


BLANKS = st.sampled_from([" ", "  ", "\n", " \n", "\t"])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_white_space_in_prose_is_nothing(data: Any) -> None:
    head, _, code = PROSE.partition("Run `")

    def blank(found: re.Match[str]) -> str:
        return "\n\n\n" if found[0].startswith("\n") else data.draw(BLANKS) if found[0] == " " else found[0]

    # Line breaks inside headings and rows would make other headings and rows.
    lines = [line if line[:1] in "#|" else re.sub(" ", blank, line) for line in head.split("\n")]
    assert of(body="\n".join(lines) + "Run `" + code) == of()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("| 银 | 300 |", "|银|300|"),
        ("|---|:--:|", "| ------ | -: |"),
        ("积分在七天后到账。", "积分在\n七天后\n  到账。"),
        ("<!-- why? -->", ""),
        ("<!-- why? -->", "<!-- prd: metrics -->"),
        ("## Goals", "## 2. 目标 {#goals}"),
        ("  b: 1\n```", "  b: 1  \n```"),
        ("`prd  check`", "`prd check`"),
    ],
)
def test_layout_is_nothing(was: str, now: str) -> None:
    assert was in PROSE
    assert of(body=PROSE.replace(was, now)) == of()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("31 days", "30 days"),
        ("## Goals", "## Aims of ours"),
        ("| 银 | 300 |", "| 银 | 200 |"),
        ("  b: 1\n", "b: 1\n"),
        ("`prd  check`", "`prd build`"),
        ("七天", "八天"),
        ("\n## Goals", "\nAnd a promise without a heading of ours.\n\n## Goals"),
        ("\n## Goals", "\n## What we thought of later\n\nFree coffee for all.\n\n## Goals"),
    ],
)
def test_a_word_in_the_text_counts(was: str, now: str) -> None:
    assert was in PROSE
    assert of(body=PROSE.replace(was, now, 1)) != of()


def _with(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    copy: Any = json.loads(json.dumps(PROMISE))
    at = copy
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return dict(copy)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "Points"),
        (("departments",), ["product", "ops"]),
        (("metrics", 0, "expected", "value"), 0.09),
        (("metrics", 0, "expected", "by"), "2026-07-01"),
        (("state_machines", 0, "states", "lost"), {"final": True}),
        (("state_machines", 0, "transitions", 0, "path"), "abnormal"),
        (("collaboration", "nodes", 0, "cells", "cs", "role"), "C"),
        (("audience",), "public"),
        (("no_gos",), ["No cash"]),
    ],
)
def test_what_is_promised_counts(path: tuple[str | int, ...], value: Any) -> None:
    assert of(_with(path, value)) != of()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("metrics", 0, "readings"), [{"on": "2026-05-01", "value": 0.05}, {"on": "2026-05-08", "value": 0.06}]),
        (("metrics", 0, "actual"), {"value": 0.071, "on": "2026-06-30"}),
        (("metrics", 0, "owner"), "data.lead"),
        (("metrics", 0, "baseline", "value"), 4.2e-2),
        (("status",), "signed_off"),
        (("updated",), "2026-06-09"),
        (("owner",), "growth.ops"),
        (("revisions",), [{"version": "0.3", "date": "2026-06-01", "what": "First"}]),
        (("health",), "at_risk"),
        (("tags",), ["points"]),
        (("tasks",), [{"id": "T1", "name": "Ledger", "done": 0.5}]),
        (("milestones",), [{"id": "M1", "name": "Agreed", "baseline": "2026-06-30", "actual": "2026-06-30"}]),
        (("x-note",), "ours"),
        (("rules",), []),
    ],
)
def test_what_happens_later_does_not(path: tuple[str | int, ...], value: Any) -> None:
    assert of(_with(path, value)) == of()


def test_sections_that_record_are_not_signed() -> None:
    assert of(body=PROSE + "\n## Results & next iteration\n\n7.1 %.\n\n## Open questions\n\n- Who pays?\n") == of()


def test_a_change_names_its_parts() -> None:
    before = normative(made(json.dumps(PROMISE)))
    body = PROSE.replace("61 questions", "62 questions")
    after = normative(made(json.dumps(_with(("metrics", 0, "expected", "value"), 0.09)), body))
    assert before.changed(after) == (("front_matter", "metrics"), ("sections", "sources"))


@given(st.dictionaries(st.text("abc", min_size=1), st.text("0123", min_size=1)), st.text("abc", min_size=1))
def test_no_part_can_change_unnoticed(parts: dict[str, str], name: str) -> None:
    one = Normative(parts, {})
    assert one.fingerprint != Normative({**parts, name: "x"}, {}).fingerprint
    assert one.fingerprint != Normative({}, parts).fingerprint or not parts


@given(st.text(alphabet=st.sampled_from("ab积分。 \n\t"), max_size=40))
def test_squeezing_twice_changes_nothing(text: str) -> None:
    assert squeezed(squeezed(text)) == squeezed(text)


def test_letters_that_utf_8_does_not_have_are_digested() -> None:
    assert normative(document('title: "\\ud800"')).fingerprint.startswith("v1-")
