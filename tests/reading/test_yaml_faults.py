"""To hold that what people mistype in YAML is named on its own line, by either parser."""

import pytest
from tests.reading.test_yaml import problems, pure_python

from prdkit.reading.problem import Span
from prdkit.testing import DEFAULT_PATH, findings, prd

MISTYPED = [
    ("title: x\npriority： P1\nstatus: draft\n", (2, 9), "full-width colon", "`: `"),
    ("title: x\npriority：P1\n", (2, 9), "full-width colon", "`: `"),
    ("title: x\npriority:P1\nstatus: draft\n", (2, 1), "no space after the colon", "`priority: P1`"),
    ("rows: [{id： M1, name: x: y}]\n", (1, 11), "full-width colon", "`: `"),
    ("rows: [{id: M1， name: x}]\n", (1, 15), "full-width comma", "`, `"),
    ("rows: 【{id: M1, name: x}】\n", (1, 7), "full-width bracket", "plain brackets"),
    ('title: "Points\nstatus: draft\nversion: "0.3"\n', (1, 8), "never closed", "Close it"),
    ('a: b\ntitle: "Points\nstatus: draft\n', (2, 8), "never closed", "Close it"),
    ("a: [b, c\nd: e\n", (1, 4), "not closed", "Close the bracket"),
    ("a:\n\tb: c\n", (2, 1), "tab", "by spaces"),
    ("a:\n  b: c\n d: e\n", (3, 2), "indentation", "Indent"),
    ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n", (2, 1), "never merged", "both versions"),
    ('a: "\\d"\n', (1, 6), "escape", "single quotes"),
    ("a: b\nshepherd-leader: @foo\n", (2, 18), "begin with `@`", 'shepherd-leader: "@foo"'),
    ("a: b\nname: `foo` x\n", (2, 7), "no plain text may begin with", "backtick in quotes"),
    ("a: *bold* text\n", (1, 9), "`*` begins an alias", "begins with `*`"),
    ("a: - b\n", (1, 4), "`- ` begins an item", "begins with `- `"),
    ("a: > b\n", (1, 6), "`|` and `>`", "begins with `|`"),
    ("a: b\nstart-date 2020-01-01\nc: d\n", (2, 1), "without its `:`", "`key: value`"),
    ("a: b\n  start-date: c\n", (2, 3), "`start-date:` stands deeper", "Indent"),
    ("title:\u00a0x\na: b\n", (1, 7), "U+00A0", "plain space"),
    ("标题:\u3000x\na: b\n", (1, 4), "U+3000", "plain space"),
    ("a: b\nc: d\x0be\n", (2, 5), "control character", "Delete"),
]


@pytest.mark.parametrize(("text", "place", "said", "hint"), MISTYPED)
def test_each_slip_has_its_line_and_its_next_step(text: str, place: tuple[int, int], said: str, hint: str) -> None:
    (problem,) = problems(text)
    assert isinstance(problem.at, Span)
    assert said in problem.message
    assert (problem.at.line, problem.at.column) == place
    assert hint in problem.hint
    with pure_python():
        assert problems(text) == [problem]


@pytest.mark.parametrize(
    ("front_matter", "rule", "said"),
    [
        ("milestones: [{id： M1}]", "fields/unknown", "full-width colon"),
        ("collaboration: {nodes: [{id: n, name： a: b}]}", "fields/unknown", "full-width colon"),
        ("risks:\n  - id： K1, a: b", "fields/unknown", "full-width colon"),
        ("milestones: [{id:M1}]", "fields/unknown", "no space after the colon"),
        ("departments: [product， ops]", "fields/wrong-type", "full-width comma"),
        ("departments: 【product, ops】", "fields/wrong-type", "full-width bracket"),
    ],
)
def test_slips_that_are_yaml_all_the_same_are_named_too(front_matter: str, rule: str, said: str) -> None:
    found = findings({DEFAULT_PATH: prd(front_matter)}, rule, "organisation/*")
    assert [said in finding.message for finding in found if finding.rule == rule] == [True]
    assert {finding.rule for finding in found} == {rule}


def test_full_width_signs_in_prose_are_left_alone() -> None:
    text = "note: |\n  priority： P1，and more\ntitle: a: b\n"
    assert "a second `:`" in problems(text)[0].message


@pytest.mark.parametrize("body", ["```\n<<<<<<< HEAD\n```\n", "> > > > > > > quoted\n", "Title\n=======\n"])
def test_what_only_looks_like_a_merge_is_left_alone(body: str) -> None:
    assert findings({DEFAULT_PATH: prd(body=body)}, "sections/conflict") == []


def test_every_merge_in_a_page_is_named_once() -> None:
    page = "# A\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n\nc\n\n>>>>>>> y\n"
    assert [finding.line for finding in findings({"guide/a.md": page}, "sections/conflict")] == [3, 11]
