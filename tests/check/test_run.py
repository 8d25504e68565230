"""To hold the run of the rules to what is selected, and to the weight that findings have."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.check.run import RuleFailed, Selection, check
from prdkit.testing import DEFAULT_PATH, defaults, findings, prd, site

WRONG = prd("owner: nobody\nonwer: pm.lead\nlinks: {requires: [PRD-2026-009]}")


@pytest.mark.parametrize(
    ("select", "ignore", "taken"),
    [
        ((), (), True),
        (("states/dead-end",), (), True),
        (("states/*",), (), True),
        (("states",), (), True),
        (("state",), (), False),
        (("fields/*",), (), False),
        (("states/*",), ("states/dead-end",), False),
        ((), ("states",), False),
    ],
)
def test_rules_are_selected_by_name_family_or_pattern(
    select: tuple[str, ...], ignore: tuple[str, ...], taken: bool
) -> None:
    assert Selection(select, ignore).takes("states/dead-end") is taken


def test_findings_are_sorted_and_say_where_they_stand() -> None:
    found = findings({DEFAULT_PATH: WRONG}, "fields", "organisation", "references/unresolved")
    assert [finding.rule for finding in found] == [
        "organisation/unknown-person",
        "fields/unknown",
        "references/unresolved",
    ]
    assert [finding.field for finding in found] == ["owner", "onwer", "links.requires.0"]
    assert {(finding.path, finding.document) for finding in found} == {("prd/prds/PRD-2026-001.md", "PRD-2026-001")}
    lines = WRONG.split("\n")
    shown = [lines[finding.line - 1][finding.column - 1 : finding.end_column - 1] for finding in found]
    assert shown == ["nobody", "onwer", "PRD-2026-009"]


@pytest.mark.parametrize(
    ("status", "weights"),
    [("review", ["error", "error", "error"]), ("draft", ["warning", "error", "error"])],
)
def test_a_draft_weighs_one_level_less_but_for_what_is_fixed(status: str, weights: list[str]) -> None:
    text = prd("owner: nobody\nonwer: pm.lead\nlinks: {requires: [PRD-2026-009]}", status=status)
    found = findings({DEFAULT_PATH: text}, "fields", "organisation", "references/unresolved")
    assert [finding.severity for finding in found] == weights


def test_a_project_sets_the_weight_of_a_rule_or_turns_it_off() -> None:
    config = replace(defaults(), severities={"fields/unknown": "info", "organisation/unknown-person": "off"})
    found = findings({DEFAULT_PATH: WRONG}, "fields", "organisation", config=config)
    assert [(finding.rule, finding.severity) for finding in found] == [("fields/unknown", "info")]


def test_findings_link_to_the_rules_page_where_the_project_says_where_they_stand() -> None:
    config = replace(defaults(), rules_url="https://docs.example/rules/")
    (found,) = findings({DEFAULT_PATH: WRONG}, "fields", config=config)
    assert found.url == "https://docs.example/rules/fields/unknown/"


def test_a_broken_file_does_not_keep_others_from_being_checked() -> None:
    files = {"prds/PRD-2026-002.md": b"\xff\xfe", "prds/PRD-2026-003.md": "---\n- a\n---\n", DEFAULT_PATH: WRONG}
    assert {finding.rule for finding in findings(files)} >= {
        "front-matter/unreadable",
        "front-matter/not-a-mapping",
        "fields/unknown",
    }


def test_progress_is_told_document_by_document() -> None:
    told: list[tuple[int, int]] = []
    check(site({DEFAULT_PATH: prd(), "guide/start.md": "# Start\n"}), [], seen=lambda *step: told.append(step))
    assert told == [(1, 2), (2, 2)]


@rule(on=Document)
def raising(document: Document, site: Site) -> Iterator[Problem]:
    """A rule of a team that fails."""
    yield Problem("id", f"{1 // len(site.pages)}")


def test_a_rule_that_fails_is_named_with_its_document() -> None:
    with pytest.raises(RuleFailed, match=r"raising failed on prd/prds/PRD-2026-001\.md"):
        check(site({DEFAULT_PATH: prd()}), [raising])


@pytest.mark.parametrize(("status", "weight"), [("planned", "info"), ("rolling_out", "error"), ("shipped", "error")])
def test_a_gate_that_a_line_does_not_have_is_passed_with_one_behind_it(status: str, weight: str) -> None:
    text = (
        "---\nid: REL-5.2.0\ntitle: Points\nversion: '5.2.0'\n"
        f"status: {status}\nowner: pm.lead\ncreated: 2026-01-12\nlinks: {{supersedes: [REL-5.1.0]}}\n---\n"
    )
    older = text.replace("5.2.0", "5.1.0").replace("links: {supersedes: [REL-5.1.0]}\n", "")
    made = site({"releases/REL-5.1.0.md": older, "releases/REL-5.2.0.md": text})
    assert [finding.severity for finding in findings(made, "references/superseded")] == [weight]
