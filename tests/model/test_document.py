"""To type the values of a document by its fields, and to say what does not fit."""

from datetime import date

import pytest

from prdkit.testing import DEFAULT_PATH, configured, document, findings, prd, site


def said(front_matter: str, rule: str) -> list[tuple[str, str]]:
    """Message and hint of what a rule finds in the default PRD with other keys."""
    found = findings({DEFAULT_PATH: prd(front_matter)}, rule)
    return [(finding.message, finding.hint) for finding in found]


def test_values_are_typed_by_their_field() -> None:
    made = document("version: 1.10\ncreated: 2026-05-04\nuser_visible: true\nrisks: [{id: K1, title: A, p: 3, i: 5}]")
    assert made.values["version"] == "1.10"
    assert made.values["created"] == date(2026, 5, 4)
    assert made.values["user_visible"] is True
    assert made.values["risks"][0]["p"] == 3


@pytest.mark.parametrize("word", ["NO", "yes", "on", "10:00", "1.10", "012", "2026-02-30", "~x"])
def test_text_stays_as_it_is_written(word: str) -> None:
    assert document(f"title: {word}").title == word


def test_a_time_needs_no_quotes() -> None:
    made = document("runbook: []\nmetrics: [{id: m, name: M, report: {time: 10:00}}]")
    assert made.values["metrics"][0]["report"]["time"] == "10:00"


@pytest.mark.parametrize(
    ("front_matter", "rule", "message", "hint"),
    [
        ("onwer: pm.lead", "fields/unknown", "unknown key `onwer`", "Did you mean `owner`?"),
        ("risks: [{id: K1, titel: A, title: A}]", "fields/unknown", "unknown key `titel` in `risks`", "`title`"),
        ("zzz: 1", "fields/unknown", "unknown key `zzz`", "begins with `x-`"),
        ("owner:", "fields/missing", "`owner` is empty", "one person who answers"),
        ("created: 2026-02-30", "fields/date", "`created: 2026-02-30` is not a day of the calendar", "Correct"),
        ("created: 2026-2-3", "fields/date", "is not a date of the form YYYY-MM-DD", "Write `2026-02-03`"),
        ("created: yesterday", "fields/date", "`created: yesterday`", "YYYY-MM-DD"),
        ("departments: {a: b}", "fields/wrong-type", "`departments", ""),
        ("user_visible: yes", "fields/wrong-type", "neither `true` nor `false`", "without quotes"),
        ('risks: [{id: K1, title: A, p: "3"}]', "fields/wrong-type", 'p: "3"` is not a whole number', "p: 3"),
        ("priority: P9", "fields/not-allowed", "`priority: P9` is not one of its values", "`P"),
        ("lang: zh-CN", "fields/not-allowed", "`lang: zh-CN`", "zh-Han"),
        ("title: {en: A, de: B}", "fields/not-allowed", "`de` is not a language of the site", "`zh-Hans`"),
    ],
)
def test_what_does_not_fit_is_named_with_the_next_step(front_matter: str, rule: str, message: str, hint: str) -> None:
    ((told, step),) = said(front_matter, rule)
    assert message in told
    assert hint in step


def test_free_keys_are_left_alone() -> None:
    assert said("x-budget-code: K-17", "fields/*") == []


def test_a_value_that_does_not_fit_does_not_take_its_neighbours_with_it() -> None:
    made = document(
        "milestones:\n  - {id: M1, name: A, baseline: 2026-13-01}\n  - {id: M2, name: B, baseline: 2026-03-01}"
    )
    first, second = made.values["milestones"]
    assert "baseline" not in first
    assert second["baseline"] == date(2026, 3, 1)


def test_type_comes_from_the_key_or_from_the_folder() -> None:
    text = prd(type=None)
    made = site({DEFAULT_PATH: text, "prds/index.md": "# PRDs\n", "guide/start.md": "# Start\n"})
    assert [(d.path, d.type.name) for d in made.documents] == [("prd/prds/PRD-2026-001.md", "prd")]
    assert [page.path for page in made.pages] == ["prd/guide/start.md", "prd/prds/index.md"]


def test_gates_are_those_on_the_way_to_the_status() -> None:
    assert document(status="draft").passed == frozenset()
    assert document(status="review").passed == {"G1"}
    assert document(status="testing").passed == {"G1", "G2", "G3"}
    assert document(status="rolled_back").passed == document(status="launched").passed
    assert document(status="deferred").passed == frozenset()


def test_a_draft_and_a_side_status_weigh_less() -> None:
    assert document(status="draft").is_draft
    assert document(status="deferred").is_draft
    assert not document(status="analysis").is_draft


def test_profiles_scale_the_sections() -> None:
    wanted = {
        profile: {name for name in document(profile=profile).type.sections if document(profile=profile).wants(name)}
        for profile in ("lite", "standard", "full")
    }
    assert wanted["lite"] < wanted["standard"] < wanted["full"]
    assert "nfr" in wanted["full"] - wanted["standard"]
    assert "glossary" not in wanted["full"]


def test_blocks_stand_under_the_section_that_their_type_binds_them_to() -> None:
    made = document("milestones: [{id: M1, name: A}]\nrisks: [{id: K1, title: A}]")
    assert made.home("milestones") == "schedule"
    assert made.bound("risks") == ("risks",)
    assert made.bound("goals") == ("goals",)
    assert made.bound("scope") == ()


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ("id: {path: '{id}.md'}", 0),
        ("id: {path: '{id}.md', required: true}", 1),
        ("id: {path: '{id}.md'}\nfields: {day: {required: true}}", 1),
    ],
)
def test_front_matter_is_owed_where_a_type_asks_for_keys(terms: str, told: int) -> None:
    kind = f"type: rfc\nlabel: RFC\ncommon: false\ndocuments: {{paths: ['*.md']}}\n{terms}\n"
    config = configured({"site_config/project.yml": "types: [rfc]\n", "site_config/types/rfc.yml": kind})
    assert len(findings({"0001.md": "# Quiet helpers\n\nWords.\n"}, config=config)) == told
