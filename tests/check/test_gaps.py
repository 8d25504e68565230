"""To hold what a document lacks for its next gate: sections, blocks and findings, each once and with its place."""

from pathlib import Path

import pytest
from tests.config.test_gates import config

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.views import Words
from prdkit.check.gaps import Gap, Gaps
from prdkit.config.config import load
from prdkit.link.site import Site, read_site
from prdkit.testing import AS_OF, DEFAULT_BODY, DEFAULT_PATH, findings, prd, site
from prdkit.view.card import card
from prdkit.view.reference import rule_view

SCOPE = DEFAULT_BODY + "\n## Scope\n\nAn account of points.\n"


def gaps(made: Site, name: str = "PRD-2026-001") -> tuple[Gap, ...]:
    return Gaps(made, all_rules()).to_next(made.by_id[name])


def told(made: Site) -> list[tuple[str, str, str]]:
    return [(gap.what, gap.name, gap.gate) for gap in gaps(made)]


def of(text: str) -> Site:
    return site({DEFAULT_PATH: text})


def test_sections_and_blocks_of_the_next_gate_are_lacking() -> None:
    found = told(of(prd(profile="lite")))
    assert ("section_missing", "scope", "G2") in found
    assert ("section_missing", "collaboration", "G2") in found
    assert ("section_missing", "flow", "G2") not in found
    assert ("block_missing", "features", "G2") not in found


def test_a_block_is_lacking_by_itself_where_its_section_is_written() -> None:
    found = told(of(prd(body=SCOPE, profile="lite")))
    assert ("block_missing", "features", "G2") in found
    assert not [name for what, name, _ in found if what.startswith("section") and name == "scope"]


def test_a_gap_has_the_place_of_what_is_lacking() -> None:
    text = prd("features:", SCOPE.replace("## Scope", "## Scope {#what}"), profile="lite")
    gap = next(gap for gap in gaps(of(text)) if gap.name == "features")
    assert text.split("\n")[gap.finding.line - 1] == "features:"
    assert (gap.anchor, gap.finding.field) == ("what", "features")
    assert gap.finding.message == "`features` is empty, and gate G2 asks for it"


def test_what_a_rule_finds_is_lacking_at_the_row_it_is_about() -> None:
    made = of(prd("features:\n  - {id: F7, name: Points}\n", SCOPE, profile="lite"))
    (gap,) = [gap for gap in gaps(made) if gap.what == "found"]
    assert (gap.name, gap.gate, gap.anchor) == ("features/no-acceptance", "G2", "F7")
    assert gap.finding.message == "feature `F7` (Points) has no acceptance criterion"


def test_a_rule_that_waits_for_the_gate_is_asked_as_if_it_were_passed() -> None:
    release = (
        "---\nid: REL-5.2.0\ntitle: Points\nversion: 5.2.0\nstatus: testing\nowner: pm.lead\n"
        "created: 2026-01-12\nprds: [PRD-2026-001]\n---\n"
    )
    made = site({DEFAULT_PATH: prd(), "releases/REL-5.2.0.md": release})
    assert findings(made, "release/unready") == []
    assert [gap.finding.line for gap in gaps(made, "REL-5.2.0") if gap.name == "release/unready"] == [8]


def test_what_was_not_there_at_an_earlier_gate_is_lacking_still() -> None:
    found = told(of(prd(body=DEFAULT_BODY.replace("## Goals", "## Else"), goals=None)))
    assert ("section_missing", "goals", "G1") in found


@pytest.mark.parametrize("status", ["closed", "deferred", "rolled_back", "nonsense"])
def test_nothing_is_lacking_where_no_gate_is_ahead(status: str) -> None:
    assert gaps(of(prd(status=status))) == ()


def test_a_rule_that_the_project_turned_off_blocks_nothing(tmp_path: Path) -> None:
    text = prd("features:\n  - {id: F1, name: Points}\n", SCOPE, profile="lite")
    off = config(tmp_path, project='rules: {features/no-acceptance: "off"}')
    assert [gap.name for gap in gaps(of(text)) if gap.what == "found"] == ["features/no-acceptance"]
    assert [gap.name for gap in gaps(site({DEFAULT_PATH: text}, off)) if gap.what == "found"] == []


def test_gaps_follow_the_gates_that_a_team_makes(tmp_path: Path) -> None:
    process = """
gates:
  G2: {types: {prd: {sections: {scope: , prfaq: all}}}}
  legal: {label: Legal, before: G2, types: {prd: {blocks: {compliance: all}}}, rules: {language/mixed: all}}
"""
    block = "label: Compliance\ntypes: [prd]\ntype: list\nsection: risks\nfields: {what: {type: text}}\n"
    made = config(tmp_path, process=process, blocks_compliance=block)
    found = told(site({DEFAULT_PATH: prd(profile="lite")}, made))
    assert ("block_missing", "compliance", "legal") in found
    assert ("section_missing", "prfaq", "G2") in found
    assert not [name for _, name, _ in found if name == "scope"]


# The whole demo world: what a status and a profile ask for is there, and is missed where it is taken away.

DEMO = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def demo() -> Site:
    return read_site(load(DEMO), AS_OF)


def _asking(world: Site) -> list[tuple[str, str]]:
    return [(d.id, name) for d in world.documents for name, gate in d.asked.sections.items() if gate in d.passed]


def test_every_section_that_status_and_profile_ask_for_is_filled_in_the_demo(demo: Site) -> None:
    asked = _asking(demo)
    assert len(asked) > 200
    assert [(name, section) for name, section in asked if not demo.by_id[name].fills(section)] == []
    profiles = {(d.type.name, d.profile) for d in demo.documents if d.passed}
    assert {("prd", "full"), ("prd", "standard"), ("launch", "full"), ("release", "standard")} <= profiles


def test_every_block_that_status_and_profile_ask_for_is_filled_in_the_demo(demo: Site) -> None:
    asked = [(d, name) for d in demo.documents for name, gate in d.asked.blocks.items() if gate in d.passed]
    assert len(asked) > 50
    assert [(d.id, name) for d, name in asked if not d.values.get(name)] == []


def test_a_section_taken_out_of_any_document_of_the_demo_is_missed_at_once(demo: Site) -> None:
    for document in demo.documents:
        due = {name for name, gate in document.asked.sections.items() if gate in document.passed}
        text = "\n".join(document.source.lines[: _end_of_front_matter(document.source.lines)]) + "\n"
        alone = site({document.path.removeprefix("prd/"): text}, demo.config)
        emptied = alone.documents[0]
        missed = findings(alone, "sections/missing")
        assert len(missed) == len({name for name in due if not emptied.bound(name)}), document.id
        assert {f.severity for f in missed} <= {"error"} or document.state.side


def _end_of_front_matter(lines: tuple[str, ...] | list[str]) -> int:
    return next(n for n, line in enumerate(lines) if n and line.rstrip() == "---") + 1


@pytest.mark.parametrize(
    ("status", "weight"), [("launched", "error"), ("rolled_back", "warning"), ("rejected", None), ("draft", None)]
)
def test_a_status_beside_the_line_is_asked_for_what_the_one_it_is_like_is(status: str, weight: str | None) -> None:
    reason = "status_reason: {reason: Double charges, by: pm.lead, on: 2026-06-02}"
    found = findings(of(prd(reason, SCOPE, status=status)), "sections/missing", "gates/missing-block")
    assert {f.severity for f in found} == ({weight} if weight else set())
    assert ({"sections/missing", "gates/missing-block"} == {f.rule for f in found}) == (weight is not None)


@pytest.mark.parametrize("profile", ["lite", "standard", "full"])
@pytest.mark.parametrize("status", list(load(None).types["prd"].line))
def test_what_is_missed_grows_with_the_status_and_with_the_profile(status: str, profile: str) -> None:
    made = of(prd(body="", status=status, profile=profile))
    document = made.documents[0]
    due = {name for name, gate in document.asked.sections.items() if gate in document.passed}
    blocks = {name for name, gate in document.asked.blocks.items() if gate in document.passed}
    missed = findings(made, "sections/missing")
    assert len(missed) == len(due - {"goals", "sources"})
    assert blocks == set() or due > {"background"}


def test_messages_weights_and_steps_follow_a_gate_of_another_name(tmp_path: Path) -> None:
    made = config(tmp_path, process="gates:\n  TR4: {was: G2, label: Technical review 4}\n")
    text = prd("features:\n  - {id: F1, name: Points}\n", SCOPE, profile="lite", status="signed_off")
    renamed = site({DEFAULT_PATH: text}, made)
    told = [f.message for f in findings(renamed, "sections/missing")]
    assert told
    assert all("has passed gate TR4, which asks for" in message for message in told)
    assert [f.severity for f in findings(renamed, "features/no-acceptance")] == ["error"]
    document = renamed.documents[0]
    steps = {step.gate: step.gate_label for step in card(document, renamed, Words(made, "en"), ()).steps}
    assert steps["TR4"] == "Technical review 4"
    assert "G2" not in steps
    weighs = next(rule_view(rule, Words(made, "en")).weight for rule in all_rules() if rule.name == "states/hole")
    assert weighs == "Warning until gate TR4, then error"


def test_a_dropped_gate_leaves_its_rules_a_level_lower_and_its_steps_bare(tmp_path: Path) -> None:
    made = config(tmp_path, process="gates:\n  G2:\n")
    text = prd("features:\n  - {id: F1, name: Points}\n", SCOPE, profile="lite", status="developing")
    without = site({DEFAULT_PATH: text}, made)
    assert [f.severity for f in findings(without, "features/no-acceptance")] == ["warning"]
    assert "`Scope" not in "".join(f.message for f in findings(without, "sections/missing"))
    steps = [step.gate for step in card(without.documents[0], without, Words(made, "en"), ()).steps if step.gate]
    assert steps == ["G1", "G3", "G4", "G5", "G6"]
    assert findings(without, "sign-offs/missing") == []
