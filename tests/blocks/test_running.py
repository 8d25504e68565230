"""To test what is asked of rollouts, rollbacks, run sheets and acceptances, and how they are shown."""

from datetime import datetime

import pytest
from tests.markup import block

from prdkit.blocks.runbook.steps import steps
from prdkit.testing import defaults, findings, prd, site

PATH = "launches/LCH-2026-01.md"


def launch(front_matter: str, status: str = "preparing") -> str:
    """A launch plan with some front matter."""
    head = f"id: LCH-2026-01\ntitle: Spring points\nstatus: {status}\nowner: pm.lead\ncreated: 2026-06-01\ntier: 2\n"
    return f"---\n{head}{front_matter.strip()}\n---\n"


def said(front_matter: str, *rules: str, status: str = "preparing") -> list[tuple[int, str]]:
    """Line, counted within the given front matter, and message of what rules find."""
    found = findings({PATH: launch(front_matter, status)}, *rules)
    return [(finding.line - 7, finding.message) for finding in found]


def test_steps_that_fall_stand_still_or_stop() -> None:
    text = """
rollout:
  method: flag
  steps:
    - {percent: 5, hold: 1d, pass: no errors}
    - {percent: 5, hold: 1d, pass: no errors}
    - {percent: 2.5, pass: no errors}
    - {percent: 90}
"""
    assert said(text, "rollout/*") == [
        (2, "the rollout is by feature flag, but names no flag"),
        (5, "step 2 reaches 5 %, after 5 % in the step before"),
        (6, "step 3 of the rollout has no `hold`"),
        (6, "step 3 reaches 2.5 %, after 5 % in the step before"),
        (7, "the last step reaches 90 % of the users, not 100"),
    ]


def test_a_step_that_was_taken_too_early() -> None:
    text = """
rollout:
  method: canary
  steps:
    - {percent: 5, hold: 2h, pass: no errors, on: 2026-06-08}
    - {percent: 30, hold: 1w, pass: no errors, on: 2026-06-08}
    - {percent: 100, on: 2026-06-14}
"""
    assert said(text, "rollout/hurried") == [
        (6, "step 3 was taken on 2026-06-14, too early after `hold: 1w` from 2026-06-08 of the step before")
    ]


def test_days_and_holds_at_the_end_of_all_days_are_findings() -> None:
    text = """
milestones: [{id: M1, name: Live, type: launch, baseline: 9999-12-31}]
rollout:
  method: canary
  steps:
    - {percent: 5, hold: 99999999d, pass: no errors, on: 2026-06-08}
    - {percent: 50, hold: 1w, pass: no errors, on: 9999-12-31}
    - {percent: 100, on: 9999-12-31}
"""
    assert said(text, "launch/window") == []
    assert [line for line, _ in said(text.replace("9999-12-31", "2026-06-10"), "rollout/hurried")] == [6, 7]


def test_a_rehearsal_before_the_code_of_any_release_of_a_launch_was_frozen() -> None:
    release = "---\nid: REL-1.0.0\ntitle: One\nstatus: frozen\nowner: pm.lead\ncreated: 2026-05-09\n"
    release += 'version: "1.0.0"\nfrozen_on: 2026-06-12\n---\n'
    text = "releases: [REL-1.0.0, REL-9.9.9]\nrollback: {steps: [switch off], tested_on: 2026-06-11}\n"
    rule = "rollback/rehearsed-before-freeze"
    found = findings({PATH: launch(text), "releases/REL-1.0.0.md": release}, rule)
    assert [one.message for one in found] == [
        "the rollback was rehearsed on 2026-06-11, before the code was frozen on 2026-06-12"
    ]
    other_way = release.replace("frozen_on", "launches: [LCH-2026-01]\nfrozen_on")
    unsaid = text.replace("REL-1.0.0, ", "")
    assert len(findings({PATH: launch(unsaid), "releases/REL-1.0.0.md": other_way}, rule)) == 1
    assert findings({PATH: launch(text.replace("06-11", "06-12")), "releases/REL-1.0.0.md": release}, rule) == []


def test_nobody_has_rehearsed_on_a_day_to_come() -> None:
    found = said("rollback: {steps: [switch off], tested_on: 2999-06-11}\n", "dates/not-yet")
    assert [message.partition(" lies")[0] for _, message in found] == ["`rollback.tested_on: 2999-06-11`"]


def test_a_rollback_without_numbers_and_people() -> None:
    text = """
rollback:
  triggers:
    - {metric: complaints, value: 20}
    - {metric: crash_rate, op: ">", value: 0}
  steps: [switch off]
  rto_min: 0
"""
    assert said(text, "rollback/*") == [
        (1, "the rollback does not say whether data is safe"),
        (1, "the rollback has no `decider`"),
        (1, "the rollback has no `owner`"),
        (3, "trigger `complaints` has no `op`"),
    ]


def test_only_tiers_that_rehearse_are_asked_for_it() -> None:
    text = "rollback: {steps: [switch off]}\n"
    assert said(text, "rollback/unrehearsed", status="live") == []
    assert said(text.replace("rollback", "tier: 1\nrollback"), "rollback/unrehearsed", status="live") == []
    first = launch(text, "live").replace("tier: 2", "tier: 1")
    assert [found.message for found in findings({PATH: first}, "rollback/unrehearsed")] == [
        "the rollback was not rehearsed"
    ]


@pytest.mark.parametrize(
    ("said_at", "meant"),
    [
        (["09:30", "10:00"], ["2026-06-16 09:30", "2026-06-16 10:00"]),
        (["10:00", "次日 12:00", "14:00"], ["2026-06-16 10:00", "2026-06-17 12:00", "2026-06-17 14:00"]),
        (["T+1 9:05", "D-1 18:00"], ["2026-06-17 09:05", "2026-06-15 18:00"]),
        (
            ["6 月 24 日 12：00", "2026-06-25 00:00", "24:00"],
            ["2026-06-24 12:00", "2026-06-25 00:00", "2026-06-26 00:00"],
        ),
        (["after the vote", "13 月 40 日 10:00", "T+999 99:99"], ["", "", ""]),
        (["9999-12-31 24:00"], [""]),
        (["10:00", "第 3 日 09:00", "约 10:30"], ["2026-06-16 10:00", "2026-06-18 09:00", "2026-06-18 10:30"]),
        (["10:00", "Friday 09:00", "09:30", "T+4 08:00"], ["2026-06-16 10:00", "", "", "2026-06-20 08:00"]),
        (["10:00", "下午 2:30", "3:30 pm"], ["2026-06-16 10:00", "", ""]),
    ],
)
def test_times_are_understood(said_at: list[str], meant: list[str]) -> None:
    rows = "".join(f'  - {{step: {n}, at: "{at}", do: it}}\n' for n, at in enumerate(said_at, 1))
    window = 'rollout: {window: {from: "2026-06-16T10:00+08:00", to: "2026-06-16T12:00+08:00"}}\n'
    made = site({PATH: launch(f"{window}runbook:\n{rows}")}).documents[0]
    found = [step.moment for step in steps(made)]
    assert [f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else "" for moment in found] == meant


def test_a_run_sheet_out_of_order() -> None:
    text = """
runbook:
  - {step: 1, at: "10:00", do: open, owner: sre.oncall, success: no errors, abort: roll back}
  - {step: 2, at: "09:00", do: look, owner: sre.oncall, success: no errors, abort: roll back}
  - {step: 2, at: "10:30", do: tell, success: told}
"""
    assert said(text, "runbook/*") == [
        (3, "step 2 is due at `09:00`, before step 1 at `10:00`"),
        (4, "step 2 has no `owner`, `abort`"),
        (4, "`step: 2`, where step 3 was expected"),
    ]


def test_an_acceptance_that_does_not_accept() -> None:
    text = """
acceptance:
  env: dev
  tests:
    - {type: functional, cases: 10, passed: 9}
    - {type: performance, result: fail}
    - {type: security}
"""
    found = findings({"prds/PRD-2026-001.md": prd(text)}, "acceptance/*")
    assert [finding.message for finding in found] == [
        "the acceptance has no `on`",
        "the acceptance ran on `dev`, not on `stage`",
        "the acceptance has no `stability` test",
        "the `functional` test passed 9 of 10 cases",
        "the `performance` test failed",
        "the `security` test has no result yet",
    ]


def test_moments_at_which_nobody_goes_live() -> None:
    text = """
market_window: {from: 2026-07-01, to: 2026-07-10}
milestones: [{id: M1, name: Live, type: launch, baseline: 2026-07-15, forecast: 2026-07-11}]
rollout:
  method: canary
  window: {from: "2026-07-08T18:05+08:00", to: "2026-07-08T19:00+08:00"}
  steps: [{percent: 5, hold: 1d, pass: no errors, on: 2026-07-13}, {percent: 100}]
"""
    assert defaults().calendar.last_hour == "17:00"
    assert said(text, "launch/window") == [
        (2, "going live on 2026-07-11: it is a weekend"),
        (5, "going live on 2026-07-08 at 18:05: nobody goes live after 17:00"),
        (6, "going live on 2026-07-13: the market window is from 2026-07-01 to 2026-07-10"),
    ]
    assert said(text, "launch/window", status="live") == []


def test_how_a_launch_is_run_is_shown() -> None:
    text = """
rollout:
  method: flag
  flag: points_mall
  steps: [{percent: 5, who: staff, hold: 2h, pass: "errors < 1 %", on: 2026-06-08, result: 0.2 %}, {percent: 100}]
rollback:
  triggers: [{metric: fail_rate, op: ">", value: 0.02, window: 10m}]
  steps: [switch off, "tell <b>support</b>"]
  decider: pm.lead
  owner: sre.oncall
  rto_min: 10
  data_safe: true
runbook: [{step: 1, at: "10:00", do: open, owner: sre.oncall, success: no errors, abort: roll back}]
"""
    made = site({PATH: launch(text)})
    rollout = block("rollout", made.documents[0], made)
    assert [cell.text for cell in rollout.all("th", scope="row")] == ["5 %", "100 %"]
    assert "2 hours" in rollout.text
    rollback = block("rollback", made.documents[0], made)
    assert [item.text for item in rollback.one("ol").all("li")] == ["switch off", "tell <b>support</b>"]
    assert "fail_rate > 0.02 for 10 minutes" in " ".join(rollback.text.split())
    assert block("runbook", made.documents[0], made).all("td")[0].text == "10:00"
