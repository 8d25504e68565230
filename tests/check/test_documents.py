"""To hold the rules on types, ids, people, dates and statuses to their words and lines."""

from datetime import date

import pytest
from tests.check.saying import beside, hints, of_files, of_prd, other

from prdkit.testing import DEFAULT_PATH, findings, prd


def test_an_unknown_type_is_guessed() -> None:
    assert of_prd("document/unknown-type", "type: pdr") == [(1, "`type: pdr` is not a type of this project")]
    assert hints("document/unknown-type", "type: pdr") == ["Did you mean `prd`?"]
    assert hints("document/unknown-type", "type: zzz") == ["Known types: `launch`, `prd`, `release`."]


@pytest.mark.parametrize(
    ("days", "status", "rule"),
    [
        (89, "review", ""),
        (90, "review", "document/ageing"),
        (179, "review", "document/ageing"),
        (180, "review", "document/stale"),
        (900, "closed", ""),
        (900, "deferred", ""),
        (100, "launched", "document/ageing"),
    ],
)
def test_a_document_that_nobody_touches_grows_old(days: int, status: str, rule: str) -> None:
    updated = date.fromordinal(date(2026, 6, 15).toordinal() - days)
    text = prd(updated=updated, created="2020-01-01", status=status)
    found = findings({DEFAULT_PATH: text}, "document/ageing", "document/stale")
    assert [finding.rule for finding in found] == [rule] * bool(rule)
    assert all(f"`updated: {updated}` is {days} days ago" in finding.message for finding in found)


def test_today_is_the_day_that_is_asked_about() -> None:
    files = {DEFAULT_PATH: prd(updated="2026-06-01")}
    assert findings(files, "document/stale", as_of=date(2026, 12, 1)) != []


def test_a_document_that_names_no_update_ages_from_its_beginning() -> None:
    ((_, message),) = of_prd("document/ageing", created="2026-03-10", updated=None)
    assert message.startswith("`created: 2026-03-10` is 97 days ago")


@pytest.mark.parametrize("wrong", ["PRD-26-1", "prd-2026-001", "PRD-2026-0001", "REL-5.2.0", "PRD 2026 001"])
def test_an_id_has_the_form_of_its_type(wrong: str) -> None:
    ((line, message),) = of_prd("id/malformed", f"id: {wrong}")
    assert line == 1
    assert f"`id: {wrong}` does not have the form" in message
    assert hints("id/malformed", f"id: {wrong}") == ["For example `PRD-2026-001`."]


def test_the_second_document_of_an_id_is_told_of_the_first() -> None:
    files = {"prds/PRD-2026-002-a.md": prd(id="PRD-2026-002"), "prds/PRD-2026-002-b.md": prd(id="PRD-2026-002")}
    (found,) = findings(files, "id/taken")
    assert found.path == "prd/prds/PRD-2026-002-b.md"
    assert found.message == "`PRD-2026-002` is already the id of prd/prds/PRD-2026-002-a.md"


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("prds/PRD-2026-001.md", True),
        ("prds/PRD-2026-001-points.md", True),
        ("prds/2026/PRD-2026-001.md", True),
        ("prds/PRD-2026-0011.md", False),
        ("prds/points.md", False),
        ("prds/points-PRD-2026-001.md", False),
    ],
)
def test_the_file_is_called_after_the_id(path: str, fits: bool) -> None:
    assert (findings({path: prd()}, "id/file-name") == []) is fits


def test_a_release_is_called_after_its_id_in_spite_of_the_dots() -> None:
    assert of_files(other("REL-5.2.0", version='"5.2.0"', status="planned"), "id/*") == []


@pytest.mark.parametrize(
    ("rule", "front_matter", "message", "hint"),
    [
        (
            "unknown-person",
            "owner: pm.laed",
            "`pm.laed` in `owner` is no person of `org.yml`",
            "Did you mean `pm.lead`?",
        ),
        (
            "unknown-person",
            "roles: {pm: nobody}",
            "`nobody` in `roles.pm` is no person of `org.yml`",
            "site_config/org.yml",
        ),
        ("unknown-department", "departments: [product, opps]", "`opps` in `departments` is no department", "`ops`"),
        ("unknown-product", "product: PROD-ap", "`PROD-ap` in `product` is no product", "`PROD-app`"),
    ],
)
def test_people_departments_and_products_are_those_of_the_organisation(
    rule: str, front_matter: str, message: str, hint: str
) -> None:
    ((line, told),) = of_prd(f"organisation/{rule}", front_matter)
    assert (line, told.startswith(message)) == (1, True)
    assert hint in hints(f"organisation/{rule}", front_matter)[0]


def test_names_in_the_matrix_are_judged_by_its_own_rules_alone() -> None:
    rows = "collaboration:\n  nodes:\n    - {id: n, name: N, stage: lunch, cells: {opps: {role: R}}}"
    assert of_prd("workflow/unknown-stage", rows) == []
    assert of_prd("organisation/unknown-department", rows) == []
    assert len(of_prd("collaboration/unknown-stage", rows)) == 1
    assert len(of_prd("collaboration/unknown-department", rows)) == 1


def test_a_person_deep_in_a_table_is_found() -> None:
    rows = "goals:\n  - objective: A\n    krs:\n      - {id: KR1, metric: m, owner: fin.laed}"
    assert of_prd("organisation/unknown-person", rows) == [
        (4, "`fin.laed` in `goals.krs.owner` is no person of `org.yml`")
    ]


@pytest.mark.parametrize(
    ("front_matter", "message"),
    [
        (
            "schedule: {start: 2026-04-10, end: 2026-03-02}",
            "`schedule.end: 2026-03-02` lies before `start: 2026-04-10`",
        ),
        ("tasks: [{id: T1, name: a, start: 2026-04-10, due: 2026-03-02}]", "`tasks.due: 2026-03-02` lies before"),
        ("created: 2026-04-10\nupdated: 2026-04-09", "`updated: 2026-04-09` lies before `created: 2026-04-10`"),
        (
            'rollout: {window: {from: "2026-04-21T12:00+08:00", to: "2026-04-21T10:00+08:00"}, method: flag}',
            "`rollout.window.to: 2026-04-21 10:00:00+08:00` lies before",
        ),
    ],
)
def test_nothing_ends_before_it_begins(front_matter: str, message: str) -> None:
    ((_, told),) = of_prd("dates/backwards", front_matter)
    assert told.startswith(message)


@pytest.mark.parametrize(
    "front_matter",
    [
        "schedule: {start: 2026-04-10, end: 2026-04-10}",
        "schedule: {start: 2026-04-10}",
        "milestones: [{id: M1, name: a, slips: [{on: 2026-03-20, from: 2026-04-02, to: 2026-03-27}]}]",
        'rollout: {window: {from: "2026-04-21T12:00+08:00", to: "2026-04-21T10:00"}, method: flag}',
        "schedule: {start: 2026-04-99, end: 2026-03-02}",
    ],
)
def test_this_is_not_backwards(front_matter: str) -> None:
    assert of_prd("dates/backwards", front_matter) == []


@pytest.mark.parametrize(
    ("front_matter", "count"),
    [
        ("milestones: [{id: M1, name: a, actual: 2026-06-16}]", 1),
        ("milestones: [{id: M1, name: a, actual: 2026-06-15}]", 0),
        ("milestones: [{id: M1, name: a, forecast: 2027-01-01, baseline: 2027-01-01}]", 0),
        ("metrics: [{id: m, name: M, readings: [{on: 2026-07-01, value: 1}]}]", 1),
        ("acceptance: {env: stage, tests: [{type: performance, actual: 240ms}]}", 0),
    ],
)
def test_what_happened_does_not_lie_ahead(front_matter: str, count: int) -> None:
    assert len(of_prd("dates/not-yet", front_matter)) == count


def test_a_release_is_not_released_before_its_day() -> None:
    files = other("REL-5.2.0", version='"5.2.0"', status="planned", released="2026-07-01")
    ((_, message),) = of_files(files, "dates/not-yet")
    assert message == "`released: 2026-07-01` lies ahead of today, 2026-06-15"


@pytest.mark.parametrize(
    ("wrong", "hint"), [("aproved", ""), ("reviw", "Did you mean `review`?"), ("testin", "`testing`")]
)
def test_a_status_is_one_of_the_type(wrong: str, hint: str) -> None:
    assert of_prd("workflow/unknown-status", f"status: {wrong}") == [(1, f"`status: {wrong}` is not a status of a prd")]
    assert hint in hints("workflow/unknown-status", f"status: {wrong}")[0]


@pytest.mark.parametrize("status", ["deferred", "rejected", "withdrawn", "superseded", "rolled_back"])
def test_a_status_off_the_line_owes_a_reason(status: str) -> None:
    assert of_prd("workflow/no-reason", f"status: {status}") == [(1, f"`status: {status}` without `status_reason`")]
    given = "status_reason: {reason: Too dear, by: pm.lead, on: 2026-06-01}"
    assert of_prd("workflow/no-reason", f"status: {status}\n{given}") == []


def test_half_a_reason_is_a_missing_value_and_not_told_twice() -> None:
    half = "status: deferred\nstatus_reason: {reason: Too dear}"
    assert of_prd("workflow/no-reason", half) == []
    assert len(of_prd("fields/missing", half)) == 2


def test_a_status_on_the_line_owes_no_reason() -> None:
    assert of_prd("workflow/no-reason", "status: testing") == []


def test_documents_of_other_folders_are_left_alone() -> None:
    assert findings(beside("", {"guide/notes.md": "---\ntitle: Notes\nmood: good\n---\n\ntext\n"})) == []
