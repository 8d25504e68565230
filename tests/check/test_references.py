"""To hold the rules on references to their words and lines."""

import pytest
from tests.check.saying import beside, hints, in_body, of_files, of_prd, other

from prdkit.testing import DEFAULT_PATH, findings, prd


def requires(identity: str, *ids: str, **over: object) -> dict[str, str | bytes]:
    return other(identity, f"links: {{requires: [{', '.join(ids)}]}}", **over)


@pytest.mark.parametrize(
    ("front_matter", "message"),
    [
        ("links:\n  requires: [PRD-2026-009]", "`PRD-2026-009`, named in `links.requires`, is the id of no document"),
        ("links:\n  related: [PRD-2026-009#F1]", "`PRD-2026-009`, named in `links.related`, is the id of no document"),
        ("release:\n  REL-9.9.9", "`REL-9.9.9`, named in `release`, is the id of no document"),
        ("risks:\n  - {id: K1, title: As in PRD-2026-009}", "`PRD-2026-009` is the id of no document"),
        (
            "sources:\n  feedback: [PRD-2026-009]",
            "`PRD-2026-009`, named in `sources.feedback`, is the id of no document",
        ),
    ],
)
def test_an_unknown_id_in_the_front_matter_is_named(front_matter: str, message: str) -> None:
    assert of_prd("references/unresolved", front_matter) == [(2, message)]


def test_free_words_in_a_mention_are_no_reference() -> None:
    assert of_prd("references/unresolved", "sources:\n  feedback: [61 talks, FBK-2026-01]") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("See PRD-2026-009.", 1),
        ("See [[PRD-2026-009]].", 1),
        ("See [[PRD-2026-009#F1|that]] and LCH-2026-77.", 2),
        ("| a | b |\n|---|---|\n| PRD-2026-009 | x |", 1),
        ("`PRD-2026-009`, <!-- PRD-2026-009 --> and\n\n```\nPRD-2026-009\n```", 0),
        ("[label](https://example.com/PRD-2026-009)", 0),
        ("See PRD-2026-001, FBK-2026-01 and [[whatever]].", 0),
    ],
)
def test_an_unknown_id_in_the_text_is_named(text: str, count: int) -> None:
    found = in_body("references/unresolved", f"\n## Goals\n\n{text}\n")
    assert len(found) == count
    assert all(line >= 4 for line, _ in found)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("PRD-2026-02", "PRD-2026-002"), ("PRD-2026-2", "PRD-2026-002"), ("PRD-2026-0002", "PRD-2026-002")],
)
def test_an_id_that_is_nearly_right_is_guessed(wrong: str, near: str) -> None:
    files = beside(f"links: {{requires: [{wrong}]}}", other())
    assert [found.hint for found in findings(files, "references/unresolved")] == [f"Did you mean `{near}`?"]


def test_pages_of_the_manual_are_read_too() -> None:
    files = {"guide/start.md": "# Start\n\nSee PRD-2026-009.\n", **beside()}
    (found,) = findings(files, "references/unresolved")
    assert (found.path, found.line, found.column) == ("prd/guide/start.md", 3, 5)


FEATURES = "features: [{id: F1, name: Account, acceptance: [{id: AC1, text: 60 s}]}]"
MACHINE = """state_machines:
  - id: txn
    initial: a
    states: {a: {}, b: {final: true}}
    events: {go: {actor: user}}
    transitions: [{from: a, event: go, to: b}]"""


@pytest.mark.parametrize(
    ("anchor", "known"),
    [
        *(("F1", True), ("F1.AC1", True), ("F2", False), ("F1.AC2", False), ("txn", True), ("txn.a", True)),
        *(("txn.t1", True), ("txn.t2", False), ("txn.c", False), ("goals", True), ("risks", False), ("own", True)),
    ],
)
def test_a_link_leads_to_a_part_that_is_there(anchor: str, known: bool) -> None:
    body = f"\n## Goals\n\nSee [[PRD-2026-001#{anchor}]].\n\n### Part {{#own}}\n"
    found = in_body("references/unknown-anchor", body, f"{FEATURES}\n{MACHINE}")
    assert found == ([] if known else [(4, f"`PRD-2026-001` has no part `#{anchor}`")])
    assert in_body("references/unknown-anchor", body.replace("PRD-2026-001#", "#"), f"{FEATURES}\n{MACHINE}") == found


def test_a_part_that_is_nearly_right_is_guessed() -> None:
    assert hints("references/unknown-anchor", FEATURES, "\n[[#F1.AC]]\n") == ["Did you mean `#F1.AC1`?"]


def test_a_link_of_a_field_leads_to_the_type_it_is_for() -> None:
    files = beside("release: PRD-2026-002", other())
    message = "`PRD-2026-002` in `release` is a `prd`, but a `release` was wanted"
    assert [said for _, said in of_files(files, "references/wrong-type")] == [message]


GONE = "status_reason: {reason: Too dear, by: pm.lead, on: 2026-05-04}"


@pytest.mark.parametrize(
    ("status", "front_matter", "body", "count"),
    [
        ("withdrawn", "links: {requires: [PRD-2026-002]}", None, 1),
        ("rejected", "links: {implements: [PRD-2026-002]}", None, 1),
        ("rejected", "links: {related: [PRD-2026-002]}", None, 0),
        ("rejected", "links: {supersedes: [PRD-2026-002]}", None, 0),
        ("deferred", "links: {requires: [PRD-2026-002]}", None, 0),
        ("superseded", "links: {requires: [PRD-2026-002]}", None, 0),
        ("withdrawn", "", "\nSee [[PRD-2026-002]].\n", 1),
        ("withdrawn", "", "\nWe gave up PRD-2026-002.\n", 0),
    ],
)
def test_leaning_on_a_document_that_was_given_up(status: str, front_matter: str, body: str | None, count: int) -> None:
    files = beside(front_matter, other(front_matter=GONE, status=status), body=body)
    found = findings(files, "references/dead")
    assert [finding.severity for finding in found] == ["warning"] * count
    assert all(f"is `{status}`" in finding.message for finding in found)


def test_documents_that_require_each_other_are_named_once() -> None:
    files = {
        **requires("PRD-2026-002", "PRD-2026-003"),
        **requires("PRD-2026-003", "PRD-2026-009", "PRD-2026-004"),
        **requires("PRD-2026-004", "PRD-2026-002"),
        **requires("PRD-2026-005", "PRD-2026-002"),
    }
    (found,) = findings(files, "references/circle")
    assert found.message == (
        "`requires` goes in a circle: `PRD-2026-002` → `PRD-2026-003` → `PRD-2026-004` → `PRD-2026-002`"
    )
    assert (found.path, found.field) == ("prd/prds/PRD-2026-002.md", "links.requires.0")


def test_a_document_that_requires_itself() -> None:
    assert len(of_prd("references/circle", "links: {requires: [PRD-2026-001]}")) == 1


def test_a_long_chain_is_no_circle() -> None:
    chain = {}
    for number in range(2, 900):
        chain |= requires(f"PRD-2026-{number:03d}", f"PRD-2026-{number + 1:03d}")
    assert findings(chain, "references/circle") == []


@pytest.mark.parametrize("block", ["tasks", "milestones"])
def test_steps_that_wait_for_each_other(block: str) -> None:
    row = "  - {{id: {0}, name: x, after: [{1}]}}"
    rows = "\n".join((f"{block}:", *(row.format(*names) for names in ("AB", "BC", "CA"))))
    message = f"`{block}` wait for each other: `A` → `B` → `C` → `A`"
    assert of_prd("references/circle", rows) == [(2, message)]


def test_a_step_after_one_that_is_not_there() -> None:
    rows = "milestones:\n  - {id: M1, name: a}\n  - {id: M2, name: b, after: [M1, M9]}"
    message = "`M2` of `milestones` comes after `M9`, which is not there"
    assert of_prd("references/unknown-step", rows) == [(3, message)]


@pytest.mark.parametrize(
    ("own", "older", "ahead"),
    [
        ("review", "draft", True),
        ("signed_off", "review", True),
        ("review", "review", False),
        ("review", "launched", False),
        ("draft", "draft", False),
        ("scheduled", "signed_off", False),
        ("review", "deferred", True),
        ("review", "rejected", False),
    ],
)
def test_a_document_does_not_run_ahead_of_what_it_requires(own: str, older: str, ahead: bool) -> None:
    reason = GONE if older in ("deferred", "rejected") else ""
    files = beside("links: {requires: [PRD-2026-002]}", other(front_matter=reason, status=older), status=own)
    found = findings(files, "references/less-mature")
    assert bool(found) is ahead
    assert all(f"`PRD-2026-002` is `{older}`" in finding.message for finding in found)


def test_the_gate_that_is_lacking_is_named() -> None:
    files = beside("links: {requires: [PRD-2026-002]}", other(status="analysis"), status="testing")
    ((_, message),) = of_files(files, "references/less-mature")
    assert message.endswith("`PRD-2026-002` is `analysis`, it has not passed gate G2")


def test_superseding_and_superseded_agree() -> None:
    replaced = other(front_matter=GONE, status="superseded")
    assert of_files(beside("links: {supersedes: [PRD-2026-002]}", replaced), "references/superseded") == []
    ((_, message),) = of_files(beside("links: {supersedes: [PRD-2026-002]}", other()), "references/superseded")
    assert message == "it supersedes `PRD-2026-002`, whose status is `draft`"
    ((_, message),) = of_files(beside("", replaced), "references/superseded")
    assert message == "`status: superseded`, but no document supersedes it"


def test_superseding_may_be_told_by_either_side() -> None:
    told = f"{GONE}\nlinks: {{superseded_by: [PRD-2026-001]}}"
    assert of_files(beside("", other(front_matter=told, status="superseded")), "references/superseded") == []
    early = other(front_matter="links: {superseded_by: [PRD-2026-001]}", status="review")
    ((_, message),) = of_files(beside("", early), "references/superseded")
    assert message == "`PRD-2026-001` supersedes it, but the status is `review`"


def test_a_superseding_document_may_also_be_related() -> None:
    links = "links: {related: [PRD-2026-002], supersedes: [PRD-2026-002]}"
    replaced = other(front_matter=GONE, status="superseded")
    assert of_files(beside(links, replaced), "references/superseded") == []


SOURCES = "\n## Demand sources\n\nSupport asked.\n\n## Goals\n\nMore visits.\n"


def test_sources_and_goals_in_words_alone() -> None:
    assert [line for line, _ in in_body("references/orphan", SOURCES, sources=None, goals=None)] == [2, 6]
    assert in_body("references/orphan", SOURCES) == []
    assert in_body("references/orphan", SOURCES, "links: {implements: [PRD-2026-001]}", sources=None) == []
    assert [line for line, _ in in_body("references/orphan", SOURCES, sources=None, goals=None, profile="lite")] == [6]
    assert in_body("references/orphan", SOURCES, sources=None, goals=None, status="draft") == []


@pytest.mark.parametrize(
    ("sources", "tier", "message"),
    [
        ("{feedback: [a]}", 1, "`LCH-2026-01` is of tier 1, but `sources` names no numbers"),
        ("{data: [a]}", 1, "`LCH-2026-01` is of tier 1, but `sources` names nothing that people say"),
        ("{data: [a], competitors: [b]}", 1, ""),
        ("{feedback: [a]}", 2, ""),
    ],
)
def test_a_large_launch_rests_on_words_and_numbers(sources: str, tier: int, message: str) -> None:
    files = beside("launch: LCH-2026-01", other("LCH-2026-01", tier=tier), sources=sources)
    assert [said for _, said in of_files(files, "references/one-kind-of-source")] == [message] * bool(message)


def test_references_weigh_the_same_in_a_draft() -> None:
    files = {DEFAULT_PATH: prd("links: {requires: [PRD-2026-009]}", status="draft")}
    assert [finding.severity for finding in findings(files, "references/unresolved")] == ["error"]
