"""To prove statuses of a type of its own: spelling, brackets, folders, siblings, and steps against a base."""

import pytest

from prdkit.check.finding import Finding
from prdkit.config.config import Config
from prdkit.testing import configured, findings, since, site

HEAD = """\
type: cip
label: CIP
common: false
documents: {paths: ['**/*.md', '!**/notes.md']}
id: {path: '**/{id}/README.md'}
"""
STATUSES = (
    "statuses: {Proposed: null, Last Call: null, Active: {aliases: [生效]}, Inactive: {side: true, reason: true}}\n"
)


def config(terms: str = "", statuses: str = STATUSES, more: str = "") -> Config:
    kind = f"{HEAD}{statuses}status: {{{terms}}}\n{more}"
    return configured({"site_config/project.yml": "types: [cip]\n", "site_config/types/cip.yml": kind})


def found(front: str, made: Config, path: str = "CIP-1/README.md", **others: str) -> list[Finding]:
    files = {path: f"---\ntitle: Points\n{front}\n---\n# Points\n", **others}
    return findings(files, "workflow/*", "fields/*", config=made)


def told(front: str, terms: str = "", **others: str) -> list[str]:
    return [f"{f.rule} {f.line}:{f.column} {f.message} {f.hint}" for f in found(front, config(terms), **others)]


@pytest.mark.parametrize(
    ("front", "terms"),
    [
        ("status: Last Call", ""),
        ("status: 生效", ""),
        ("status: last call", "case: any"),
        ("Status: Active", "keys: [Status, 状态]"),
        ("状态: active", "keys: [Status, 状态], case: any"),
        ("status: Active (since epoch 4)", "reason: brackets"),
        ("status: Inactive (superseded by CIP-0001)", "reason: brackets"),
        ("status: Inactive (superseded by [CIP-1](../CIP-1))", "reason: brackets"),
        ("status: Inactive（已被取代）", "reason: brackets"),
        ("note: no status at all", ""),
    ],
)
def test_a_status_is_known_however_the_type_lets_it_be_written(front: str, terms: str) -> None:
    assert [one for one in told(front, terms) if "note" not in one] == []


def test_another_word_is_reported_at_its_place_as_the_document_spells_it() -> None:
    assert told("状态: actve", "keys: [Status, 状态], case: any") == [
        "workflow/unknown-status 3:5 `状态: actve` is not a status of a cip Did you mean `Active`?"
    ]
    assert told("status: Active (x)")[0].startswith("workflow/unknown-status 3:9 `status: Active (x)` is not a status")
    assert told("status: ACTIVE")[0].endswith("Did you mean `Active`?")


def test_a_status_that_owes_a_reason_says_it_in_brackets() -> None:
    for front in ("Inactive", "Inactive ()", "Inactive （ ）"):
        (one,) = told(f"status: {front}", "reason: brackets")
        assert one.startswith("workflow/no-reason 3:9 ")
        assert one.endswith("Write `status: Inactive (why)`.")


def test_a_type_without_statuses_asks_for_none() -> None:
    made = config(statuses="")
    assert [one.rule for one in found("status: whatever", made)] == ["fields/unknown"]
    assert found("kind: x", config(statuses="", more="fields: {kind: {type: text}}\n")) == []


def test_a_required_status_that_is_missing_is_told_by_its_own_key() -> None:
    made = config("keys: [Status]", more="fields: {Status: {type: text, required: true}}\n")
    (one,) = found("", made)
    assert (one.rule, one.message) == ("fields/missing", "`Status` is missing")


def test_a_status_that_is_a_field_with_values_of_its_own_is_told_of_once() -> None:
    made = config(more="fields: {status: {type: enum, values: [Proposed, Active]}}\n")
    assert [one.rule for one in found("status: Actve", made)] == ["fields/not-allowed"]


def test_any_key_of_the_status_is_enough_where_one_is_required() -> None:
    made = config("keys: [Status, 状态]", more="fields: {Status: {type: text, required: true}}\n")
    assert found("状态: 生效", made) == found("Status: Active", made) == []
    (one,) = found("状态:", made)
    assert (one.rule, one.line, one.message) == ("fields/missing", 3, "`状态` is empty")


@pytest.mark.parametrize(
    ("status", "path", "hint"),
    [
        ("Active", "active/1/README.md", ""),
        ("Last Call", "last-call/1/README.md", ""),
        ("Last Call", "Last Call/1/README.md", ""),
        ("Active", "proposed/1/README.md", "Move it to `Active/**`, or correct the status."),
        ("Active", "other/1/README.md", "Move it to `Active/**`, or correct the status."),
        ("Actve", "proposed/1/README.md", ""),
    ],
)
def test_a_status_is_tied_to_its_folder(status: str, path: str, hint: str) -> None:
    made = config("folder: '{status}/**'")
    got = [one for one in found(f"status: {status}", made, path) if one.rule == "workflow/folder-status"]
    assert [(one.line, one.hint) for one in got] == ([(3, hint)] if hint else [])


def test_single_statuses_may_have_folders_of_their_own() -> None:
    made = config(statuses="statuses: {Draft: null, Final: {folder: done/final}, Dead: {folder: dead}}\n")

    def count(status: str, path: str) -> int:
        return len(found(f"status: {status}", made, path))

    assert count("Draft", "1/README.md") == count("Final", "done/final/1/README.md") == 0
    assert count("Draft", "dead/1/README.md") == count("Final", "1/README.md") == count("Dead", "done/final/1.md") == 1


@pytest.mark.parametrize(
    ("relation", "given", "faults"),
    [
        ("same", "Active", 0),
        ("same", "active", 1),
        ("same", "Last Call", 1),
        ("same", "", 0),
        ("at_least", "Active", 0),
        ("at_least", "Proposed", 1),
        ("at_most", "Proposed", 0),
        ("at_most", "Frozen", 1),
    ],
)
def test_a_status_is_tied_to_the_one_of_a_file_beside_it(relation: str, given: str, faults: int) -> None:
    made = config(f"sibling: {{file: meta.yaml, key: cip.status, is: {relation}}}")
    files = {"CIP-1/meta.yaml": f"cip: {{status: {given}}}\n"}
    got = found("status: Active", made, **files)
    assert [(one.rule, one.line) for one in got] == [("workflow/sibling-status", 3)] * faults


def test_the_file_beside_it_may_be_markdown_or_missing() -> None:
    made = config("sibling: {file: notes.md}")
    assert found("status: Active", made) == []
    assert found("status: Active", made, **{"CIP-1/notes.md": "---\nstatus: Active\n---\n"}) == []
    (one,) = found("status: Active", made, **{"CIP-1/notes.md": "---\nstatus: Proposed\n---\n"})
    assert one.message == "`status: Active`, but `status` of `notes.md` is `Proposed`"
    assert found("status: Active", config("sibling: {file: ../../../secret.yml}")) == []


def stepped(
    old: str, new: str, more: str = "", terms: str = "keys: [Status], case: any, reason: brackets"
) -> list[str]:
    made = config(terms, more=more)
    texts = [f"---\ntitle: Points\nStatus: {status}\n---\n# Points\n" for status in (old, new)]
    now = since(site({"CIP-1/README.md": texts[1]}, made), {"CIP-1/README.md": texts[0]})
    return [f"{one.rule} {one.line} {one.message}" for one in findings(now, "history/*")]


def test_every_step_is_allowed_where_none_is_declared() -> None:
    assert stepped("Active", "Proposed") == stepped("Proposed", "active") == []
    assert stepped("Proposed", "Inactive (superseded)") == []


def test_declared_steps_are_held_to_by_the_words_of_the_type() -> None:
    ways = "transitions: [{from: [Last Call], to: [Proposed]}, {from: ['*'], to: [Inactive]}]\n"
    assert stepped("PROPOSED", "Last call", ways) == stepped("last call", "proposed", ways) == []
    assert stepped("Proposed", "Inactive (old)", ways) == []
    assert stepped("Proposed", "ACTIVE", ways) == [
        "history/no-such-step 3 the status went from `Proposed` to `Active`, which no step of a cip allows"
    ]


def test_a_step_that_owes_a_reason_finds_it_in_brackets() -> None:
    ways = "transitions: [{from: [Active], to: [Proposed], reason: true}]\n"
    assert stepped("Active", "Proposed (flaw found)", ways) == []
    (one,) = stepped("Active", "Proposed", ways)
    assert one == "history/no-reason 3 the status went from `Active` to `Proposed` without a reason in brackets"


def test_a_status_out_of_order_is_looked_at_all_the_same() -> None:
    made = config(
        more="field_order: true\nfields: {title: {type: text}, status: {type: text}, created: {type: date}}\n"
    )
    rules = [one.rule for one in found("created: 2026-01-12\nstatus: Activ", made)]
    assert rules == ["fields/order", "workflow/unknown-status"]
