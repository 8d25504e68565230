"""A waiver holds back what it names, where it says, until its day; and is watched itself."""

from datetime import date
from pathlib import Path

import pytest

from prdkit.blocks.catalogue import all_rules
from prdkit.check.outcome import Outcome
from prdkit.check.run import Selection, outcome
from prdkit.config.config import Config, ConfigError, load
from prdkit.testing import AS_OF, DEFAULT_BODY, DEFAULT_PATH, findings, prd, since, site

RULES = "rules: [{id: R1, then: Answer quickly}, {id: R2, then: Print quickly}]\n"
BODY = DEFAULT_BODY + "\n## Acceptance criteria\n\nThe till answers quickly.\n"


def waive(rule: str, until: str = "2026-06-15", **more: str) -> str:
    keys = "".join(f", {key}: {value}" for key, value in more.items())
    return f"waive: [{{rule: '{rule}', reason: The law, by: pm.lead, until: {until}{keys}}}]\n"


def came_of(text: str, config: Config | None = None, as_of: date = AS_OF, *select: str) -> Outcome:
    made = site({DEFAULT_PATH: prd(text, BODY)}, config, as_of)
    return outcome(made, all_rules(), Selection(select))


def fields(came: Outcome) -> list[str]:
    return [one.finding.field for one in came.waived]


def left(came: Outcome, rule: str = "sections/vague") -> list[str]:
    return [finding.field for finding in came.findings if finding.rule == rule]


def config_of(folder: Path, text: str) -> Config:
    (folder / "site_config").mkdir()
    (folder / "site_config" / "waivers.yml").write_text(text, encoding="utf-8")
    return load(folder)


@pytest.mark.parametrize("rule", ["sections/vague", "sections", "sections/", "*/vague"])
def test_a_waiver_names_rules_as_the_command_line_does(rule: str) -> None:
    came = came_of(RULES + waive(rule))
    assert sorted(fields(came)) == ["", "rules.0.then", "rules.1.then"]
    assert left(came) == []


def test_it_counts_on_its_last_day_and_not_on_the_next() -> None:
    assert len(came_of(RULES + waive("sections/vague", "2026-06-15")).waived) == 3
    late = came_of(RULES + waive("sections/vague", "2026-06-14"))
    assert late.waived == ()
    assert len(left(late)) == 3
    assert [f.rule for f in late.findings if f.rule.startswith("waivers/")] == ["waivers/expired"]


@pytest.mark.parametrize(
    ("at", "held"),
    [
        ("rules", ["rules.0.then", "rules.1.then"]),
        ("rules.R2", ["rules.1.then"]),
        ("rules.1", ["rules.1.then"]),
        ("rules.R2.then", ["rules.1.then"]),
        ("acceptance", [""]),
        ("rules.R", []),
    ],
)
def test_it_can_be_narrowed_to_a_place(at: str, held: list[str]) -> None:
    came = came_of(RULES + waive("sections/vague", at=at))
    assert sorted(fields(came)) == held
    assert len(left(came)) == 3 - len(held)


def test_a_missing_section_is_waived_by_its_name() -> None:
    made = site({DEFAULT_PATH: prd(waive("sections/missing", at="users"), "## Background & problem\n\nNo.\n")})
    came = outcome(made, all_rules())
    assert ["Users" in one.finding.message for one in came.waived] == [True]
    assert "sections/missing" in {finding.rule for finding in came.findings}


def test_it_holds_for_its_own_document_only() -> None:
    other = prd(RULES, BODY, id="PRD-2026-002")
    made = site({DEFAULT_PATH: prd(RULES + waive("sections/vague"), BODY), "prds/PRD-2026-002.md": other})
    came = outcome(made, all_rules())
    assert {one.finding.document for one in came.waived} == {"PRD-2026-001"}
    assert len([f for f in came.findings if f.rule == "sections/vague"]) == 3


SHARED = "waivers: [{{rule: sections/vague, {where}reason: The law, by: pm.lead, until: 2026-06-30}}]\n"


@pytest.mark.parametrize(
    ("where", "held"),
    [
        ("", 3),
        ("documents: [PRD-2026-*], ", 3),
        ("documents: PRD-2026-001, ", 3),
        ("documents: [PRD-2025-*], ", 0),
        ("paths: [prd/prds/*], ", 3),
        ("documents: [X], paths: ['*/PRD-2026-001.md'], ", 3),
        ("paths: [prds/*], ", 0),
    ],
)
def test_a_shared_waiver_names_its_documents(where: str, held: int, tmp_path: Path) -> None:
    came = came_of(RULES, config_of(tmp_path, SHARED.format(where=where)))
    assert len(came.waived) == held
    told = [(f.path, f.line) for f in came.findings if f.rule == "waivers/unused"]
    assert told == ([] if held else [("site_config/waivers.yml", 1)])


def test_a_faulty_shared_waiver_is_reported_at_its_line(tmp_path: Path) -> None:
    text = (
        "longest: 20\nwaivers:\n"
        "  - {rule: sections/vauge, reason: A, by: pm.lead, until: 2026-06-20}\n"
        "  - {rule: sections/vague, reason: A, by: pm.lead, until: 2026-05-31}\n"
        "  - rule: sections/vague\n    reason: {en: A, zh-Hans: 甲}\n    by: pm.lead\n    until: 2026-07-31\n"
    )
    came = came_of(RULES, config_of(tmp_path, text))
    told = [(f.rule, f.line, f.severity) for f in came.findings if f.path == "site_config/waivers.yml"]
    assert told == [
        ("waivers/unknown-rule", 3, "error"),
        ("waivers/expired", 4, "warning"),
        ("waivers/too-long", 5, "error"),
    ]
    assert came.waived[0].waiver.told == "waived until 2026-07-31 by pm.lead: A"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("waivers: [{rule: states, by: pm.lead, until: 2026-09-30}]", "`reason` is missing"),
        ("waivers: [{rule: states, reason: A, until: 2026-09-30}]", "`by` is missing"),
        ("waivers: [{rule: states, reason: A, by: pm.lead}]", "`until` is missing"),
        ("waivers: [{rule: states, reason: A, by: pm.lead, until: soon}]", "`until: soon` is not a date"),
        ("waivers: [{rule: states, reason: A, by: pm.lead, until: 2026-09-30, document: X}]", "unknown key `document`"),
        ("longest: 0", "`longest: 0` is outside"),
        ("waivers: [{rule: states, reason: A, by: pm.lead, until: 2026-09-30, documents: []}]", "has 0 items"),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=said):
        config_of(tmp_path, text + "\n")


def test_a_waiver_is_given_by_somebody(tmp_path: Path) -> None:
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config" / "org.yml").write_text("people: {pm.lead: {dept: product}}\n")
    (tmp_path / "site_config" / "waivers.yml").write_text(SHARED.format(where="").replace("pm.lead", "pm.laed"))
    with pytest.raises(ConfigError, match=r"waivers.yml:1:\d+: `pm.laed` is no person of `org.yml`"):
        load(tmp_path)


def test_a_waiver_without_its_keys_waives_nothing() -> None:
    came = came_of(RULES + "waive: [{rule: sections/vague, reason: A, by: pm.lead}]\n")
    assert came.waived == ()
    assert "fields/missing" in {finding.rule for finding in came.findings}


def test_what_may_not_be_waived_is_not(tmp_path: Path) -> None:
    came = came_of("id: PRD-26-1\n" + waive("id/malformed"))
    assert came.waived == ()
    assert {"id/malformed", "waivers/not-allowed"} <= {finding.rule for finding in came.findings}
    own = config_of(tmp_path, "never: [sections]\n")
    assert came_of(RULES + waive("sections/vague"), own).waived == ()


def test_a_sign_off_that_was_changed_is_never_waived() -> None:
    came = came_of(waive("history/sign-off-changed"))
    assert "waivers/not-allowed" in {finding.rule for finding in came.findings}


def test_rules_on_waivers_are_never_waived(tmp_path: Path) -> None:
    own = config_of(tmp_path, "never: []\n")
    came = came_of(waive("waivers/unused") + "", own)
    assert came.waived == ()
    assert "waivers/not-allowed" in {finding.rule for finding in came.findings}


def test_a_pattern_over_more_says_which_may_not() -> None:
    found = [f for f in came_of(RULES + waive("*/v*")).findings if f.rule.startswith("waivers/")]
    assert found == []
    found = [f for f in came_of(RULES + waive("*/un*")).findings if f.rule == "waivers/not-allowed"]
    assert "`front-matter/unclosed`" in found[0].message


def test_unused_is_not_said_of_rules_that_did_not_run() -> None:
    text = waive("sections/vague")
    assert [f.rule for f in came_of(text, None, AS_OF, "waivers", "states").findings] == []
    assert [f.rule for f in came_of(text, None, AS_OF, "waivers", "sections").findings] == []
    clean = site({DEFAULT_PATH: prd(text)})
    assert [f.rule for f in outcome(clean, all_rules(), Selection(("waivers", "sections"))).findings] == [
        "waivers/unused"
    ]


def test_check_leaves_waived_findings_out() -> None:
    made = site({DEFAULT_PATH: prd(RULES + waive("sections/vague"), BODY)})
    assert findings(made, "sections/vague", "waivers") == []


def test_a_document_has_no_end_of_waivers() -> None:
    rows = "".join("  - {rule: x/y, reason: A, by: pm.lead, until: 2026-06-30}\n" for _ in range(60))
    found = [finding.rule for finding in came_of(f"waive:\n{rows}").findings]
    assert found.count("waivers/unknown-rule") == 50
    assert "fields/range" in found


def test_rules_that_want_a_base_are_not_missed_without_one() -> None:
    text = waive("history/no-reason")
    made = site({DEFAULT_PATH: prd(text)})
    assert [f.rule for f in outcome(made, all_rules()).findings if f.rule.startswith("waivers/")] == []
    beside = since(made, {DEFAULT_PATH: prd(text)})
    assert [f.rule for f in outcome(beside, all_rules()).findings if f.rule.startswith("waivers/")] == [
        "waivers/unused"
    ]
