"""To hold each rule on history to a real repository, as a pull request would meet it."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.calling import ORG, prd
from tests.history.gitting import branch, commit, git, start

from prdkit.testing import prd as text

ONE = "prd/prds/PRD-2026-001.md"
TWO = "prd/prds/PRD-2026-002.md"
SETTINGS = {"site_config/project.yml": "as_of: 2026-06-15\n", "site_config/org.yml": ORG}
REASON = "{reason: Shops asked for it, by: pm.lead, on: 2026-06-10}"


def two(**over: object) -> str:
    return text(**{"id": "PRD-2026-002", "title": "Referral", "created": "2026-05-11"} | over)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository on `main` with two PRDs, gone on with on the branch `change`."""
    start(tmp_path, {**SETTINGS, ONE: text(), TWO: two()})
    branch(tmp_path, "change")
    return tmp_path


def found(root: Path, *options: str, base: str = "main") -> list[dict[str, Any]]:
    """The findings on history since a base."""
    said = prd("check", "--base", base, "--format", "json", *(options or ("--select=history",)), cwd=root)
    assert said.code in (0, 1), said.err
    findings: list[dict[str, Any]] = json.loads(said.out)["findings"]
    return findings


def told(root: Path, *options: str, base: str = "main") -> list[tuple[str, str, int, str]]:
    return [(f["rule"], f["path"], f["line"], f["message"]) for f in found(root, *options, base=base)]


def line(root: Path, path: str, words: str) -> int:
    """The line of a file that begins with words."""
    return next(
        n for n, one in enumerate((root / path).read_text("utf-8").split("\n"), 1) if one.lstrip().startswith(words)
    )


# Steps


def test_a_step_ahead_is_fine(root: Path) -> None:
    commit(root, {ONE: text(status="signed_off")})
    assert told(root) == []


def test_several_steps_are_fine_when_the_commits_show_each(root: Path) -> None:
    for status in ("signed_off", "scheduled", "developing"):
        commit(root, {ONE: text(status=status)})
    assert told(root) == []


def test_a_step_that_the_commits_leave_out_is_a_jump(root: Path) -> None:
    commit(root, {ONE: text(status="signed_off")})
    commit(root, {ONE: text(status="developing")})
    message = "the status went from `signed_off` to `developing`, which no step of a prd allows"
    assert told(root) == [("history/no-such-step", ONE, line(root, ONE, "status:"), message)]


def test_the_working_tree_takes_the_last_step(root: Path) -> None:
    commit(root, {ONE: text(status="signed_off")})
    (root / ONE).write_text(text(status="scheduled"), encoding="utf-8")
    assert told(root) == []
    (root / ONE).write_text(text(status="testing"), encoding="utf-8")
    assert [message for *_, message in told(root)] == [
        "the status went from `signed_off` to `testing`, which no step of a prd allows"
    ]


def test_a_jump_names_what_is_allowed(root: Path) -> None:
    commit(root, {ONE: text(status="rejected", status_reason=REASON)})
    git(root, "branch", "-f", "main")
    commit(root, {ONE: text(status="review")})
    (jump,) = found(root)
    assert (jump["rule"], jump["severity"], jump["line"]) == (
        "history/no-such-step",
        "error",
        line(root, ONE, "status:"),
    )
    assert jump["message"] == "the status went from `rejected` to `review`, which no step of a prd allows"
    assert jump["hint"] == "Nothing comes after `rejected`."


def test_a_jump_back_names_the_steps_there_are(root: Path) -> None:
    commit(root, {ONE: text(status="testing")})
    git(root, "branch", "-f", "main")
    commit(root, {ONE: text(status="draft")})
    (jump,) = found(root)
    steps = "`ready`, `review`, `developing`, `deferred`, `rejected`, `withdrawn`, `superseded`"
    assert jump["hint"] == f"From `testing` it may go to {steps}."


def test_steps_are_judged_from_where_branches_parted(root: Path) -> None:
    commit(root, {ONE: text(status="signed_off")})
    git(root, "checkout", "-q", "main")
    commit(root, {ONE: text(status="withdrawn", status_reason=REASON)})
    git(root, "checkout", "-q", "change")
    assert told(root) == []


def test_a_step_back_owes_a_reason(root: Path) -> None:
    commit(root, {ONE: text(status="analysis")})
    message = "the status went from `review` to `analysis` without `status_reason`"
    assert told(root) == [("history/no-reason", ONE, line(root, ONE, "status:"), message)]
    commit(root, {ONE: text(status="analysis", status_reason=REASON)})
    assert told(root) == []


def test_the_reason_of_an_earlier_step_does_not_count(root: Path) -> None:
    commit(root, {ONE: text(status="deferred", status_reason=REASON)})
    git(root, "branch", "-f", "main")
    commit(root, {ONE: text(status="analysis", status_reason=REASON)})
    message = "`status_reason` was there already, before the status went from `deferred` to `analysis`"
    assert told(root) == [("history/no-reason", ONE, line(root, ONE, "status_reason:"), message)]


# Ids


def test_an_id_that_changes_in_its_file(root: Path) -> None:
    commit(root, {ONE: text(id="PRD-2026-009")})
    message = "`id: PRD-2026-009`, but the document was `PRD-2026-001`"
    assert told(root) == [("history/id-changed", ONE, line(root, ONE, "id:"), message)]


@pytest.mark.parametrize("committed", [True, False])
def test_an_id_that_changes_with_its_file(root: Path, committed: bool) -> None:
    nine = "prd/prds/PRD-2026-009.md"
    (root / ONE).rename(root / nine)
    (root / nine).write_text(text(id="PRD-2026-009", priority="P2"), encoding="utf-8")
    if committed:
        commit(root)
    assert [rule for rule, *_ in told(root)] == ["history/id-changed"]


def test_a_file_that_moves_keeps_its_document(root: Path) -> None:
    moved = "prd/prds/old/PRD-2026-001-points.md"
    commit(root, {ONE: None, moved: text(status="analysis")})
    message = "the status went from `review` to `analysis` without `status_reason`"
    assert told(root) == [("history/no-reason", moved, line(root, moved, "status:"), message)]


def test_an_id_taken_over_in_one_change(root: Path) -> None:
    other = "prd/prds/PRD-2026-002-vouchers.md"
    commit(root, {TWO: None, other: two(title="Vouchers", created="2026-06-02", status="draft")})
    message = "`PRD-2026-002` was the id of `Referral` in prd/prds/PRD-2026-002.md, which this change deletes"
    assert ("history/id-reused", other, line(root, other, "id:"), message) in told(root)


def test_an_id_of_a_document_deleted_long_ago(root: Path) -> None:
    gone = commit(root, {TWO: None}, day="2026-06-03")
    commit(root, {ONE: text(priority="P2")}, day="2026-06-04")
    git(root, "branch", "-f", "main")
    commit(root, {TWO: two(title="Vouchers", created="2026-06-05")}, day="2026-06-05")
    message = f"`PRD-2026-002` was the id of `Referral` in {TWO}, deleted on 2026-06-03 by {gone[:12]}"
    assert told(root) == [("history/id-reused", TWO, line(root, TWO, "id:"), message)]


def test_a_deleted_document_may_come_back(root: Path) -> None:
    commit(root, {TWO: None})
    git(root, "branch", "-f", "main")
    commit(root, {TWO: two(priority="P3")})
    assert told(root) == []


def test_an_id_of_a_withdrawn_document_in_the_same_file(root: Path) -> None:
    commit(root, {TWO: two(status="withdrawn", status_reason=REASON)})
    git(root, "branch", "-f", "main")
    commit(root, {TWO: two(title="Vouchers", created="2026-06-05", status="withdrawn", status_reason=REASON)})
    message = f"`PRD-2026-002` was the id of `Referral` in {TWO}, which is `withdrawn`"
    assert told(root) == [("history/id-reused", TWO, line(root, TWO, "id:"), message)]


def test_a_document_that_vanishes(root: Path) -> None:
    number = line(root, TWO, "status:")
    commit(root, {TWO: None})
    (finding,) = found(root)
    assert (finding["rule"], finding["severity"], finding["path"], finding["line"], finding["document"]) == (
        *("history/deleted", "warning", TWO, number),
        "PRD-2026-002",
    )
    assert finding["message"] == "PRD-2026-002 was deleted, though it was `review`"


def test_a_draft_may_vanish(root: Path) -> None:
    commit(root, {TWO: two(status="draft")})
    git(root, "branch", "-f", "main")
    commit(root, {TWO: None})
    assert told(root) == []


# Baselines

MILESTONES = """
  - {id: M1, name: Development done, baseline: 2026-06-20}
  - {id: M2, name: Live, baseline: 2026-07-01}"""


def schedule(entry: str) -> str:
    return f"\n  rebaselines: [{{{entry}}}]"


@pytest.fixture
def frozen(root: Path) -> Path:
    """The same repository, where the first PRD is in development with a baseline."""
    commit(root, {ONE: text(status="developing", milestones=MILESTONES)})
    git(root, "branch", "-f", "main")
    return root


def moved(day: str, **over: object) -> str:
    return text(status="developing", milestones=MILESTONES.replace("2026-06-20", day), **over)


def test_a_frozen_baseline_that_moves(frozen: Path) -> None:
    commit(frozen, {ONE: moved("2026-07-04")})
    (finding,) = found(frozen)
    assert (finding["rule"], finding["severity"]) == ("history/baseline-moved", "error")
    assert (finding["line"], finding["field"]) == (line(frozen, ONE, "- {id: M1"), "milestones.0.baseline")
    assert finding["message"] == "the baseline of M1 moved from `2026-06-20` to `2026-07-04`"
    assert finding["hint"] == (
        "Add `{milestone: M1, from: 2026-06-20, to: 2026-07-04, reason: …, by: …, on: …}` to `schedule.rebaselines`."
    )


def test_an_entry_makes_it_right(frozen: Path) -> None:
    entry = "milestone: M1, from: 2026-06-20, to: 2026-07-04, reason: Two shops more, by: pm.lead, on: 2026-06-10"
    commit(frozen, {ONE: moved("2026-07-04", schedule=schedule(entry))})
    assert told(frozen) == []


def test_an_entry_without_its_reason_does_not(frozen: Path) -> None:
    commit(frozen, {ONE: moved("2026-07-04", schedule=schedule("milestone: M1, from: 2026-06-20, to: 2026-07-04"))})
    (finding,) = found(frozen)
    assert finding["message"] == (
        "the baseline of M1 moved from `2026-06-20` to `2026-07-04`, and its entry lacks `reason`, `by`, `on`"
    )


def test_an_entry_with_another_old_day_does_not(frozen: Path) -> None:
    entry = "milestone: M1, from: 2026-06-21, to: 2026-07-04, reason: Two shops more, by: pm.lead, on: 2026-06-10"
    commit(frozen, {ONE: moved("2026-07-04", schedule=schedule(entry))})
    assert [finding["message"] for finding in found(frozen)] == [
        "the baseline of M1 moved from `2026-06-20` to `2026-07-04`"
    ]


def test_a_milestone_that_is_taken_out_counts(frozen: Path) -> None:
    kept = "\n  - {id: M2, name: Live, baseline: 2026-07-01}"
    commit(frozen, {ONE: text(status="developing", milestones=kept)})
    message = "the baseline of M1 of `2026-06-20` was taken out"
    assert told(frozen) == [("history/baseline-moved", ONE, line(frozen, ONE, "milestones:"), message)]
    entry = "milestone: M1, from: 2026-06-20, reason: Part of M2 now, by: pm.lead, on: 2026-06-10"
    commit(frozen, {ONE: text(status="developing", milestones=kept, schedule=schedule(entry))})
    assert told(frozen) == []


def test_a_baseline_may_move_before_it_is_frozen(root: Path) -> None:
    commit(root, {ONE: text(status="scheduled", milestones=MILESTONES)})
    git(root, "branch", "-f", "main")
    commit(root, {ONE: text(status="developing", milestones=MILESTONES.replace("2026-06-20", "2026-07-04"))})
    assert told(root) == []


# Releases

REL = "prd/releases/REL-5.2.0.md"


def release(status: str = "shipped", body: str = "", **over: str) -> str:
    keys = {"id": "REL-5.2.0", "title": "Points", "status": status, "owner": "pm.lead", "created": "2026-05-01"}
    keys |= {"version": '"5.2.0"', "released": "2026-06-01", "prds": "[PRD-2026-001]"} | over
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + f"---\n{body}"


@pytest.fixture
def shipped(root: Path) -> Path:
    """The same repository, with a release that has shipped."""
    commit(root, {REL: release(body="\n## Scope\n\nPoints.\n")})
    git(root, "branch", "-f", "main")
    return root


def test_a_shipped_release_is_frozen(shipped: Path) -> None:
    body = "\n## Scope\n\nPoints and vouchers.\n"
    commit(shipped, {REL: release(body=body, prds="[PRD-2026-001, PRD-2026-002]", released="2026-06-02")})
    assert told(shipped) == [
        (
            "history/shipped-changed",
            REL,
            line(shipped, REL, start_),
            f"`{name}` changed, though the release is `shipped`",
        )
        for start_, name in (("released:", "released"), ("prds:", "prds"), ("## Scope", "section scope"))
    ]


def test_a_shipped_release_may_be_yanked_and_cared_for(shipped: Path) -> None:
    body = "\n## Scope\n\nPoints.\n\n## Known issues\n\nOrders were lost.\n\n## Aftercare\n\n12 calls.\n"
    commit(shipped, {REL: release("yanked", body, status_reason=REASON, updated="2026-06-12")})
    assert told(shipped) == []
    git(shipped, "branch", "-f", "main")
    commit(shipped, {REL: release("yanked", body, status_reason=REASON, updated="2026-06-12", prds="[]")})
    message = "`prds` changed, though the release is `yanked`"
    assert told(shipped) == [("history/shipped-changed", REL, line(shipped, REL, "prds:"), message)]


def test_a_shipped_release_does_not_go_back(shipped: Path) -> None:
    commit(shipped, {REL: release("testing", "\n## Scope\n\nPoints.\n")})
    assert [rule for rule, *_ in told(shipped)] == ["history/no-such-step"]


# Sign-offs

SIGNED = "prd/signoffs/PRD-2026-001.yml"
MAILS = """\
people:
  pm.lead: {dept: product, email: pm.lead@example.com}
  growth.ops: {dept: ops, email: ops@example.com}
  cs.lead: {dept: cs, email: CS@example.com}
products: {PROD-app: {label: App}}
"""
OPS = ("Operations", "ops@example.com")
CS = ("Customer service", "cs@example.com")


def row(dept: str, by: str, decision: str = "approved", more: str = "") -> str:
    return f'  - {{dept: {dept}, by: {by}, on: 2026-06-05, version: "0.3", decision: {decision}{more}}}\n'


def signed(*rows: str) -> str:
    return "document: PRD-2026-001\nsign_offs:\n" + "".join(rows)


@pytest.fixture
def desk(root: Path) -> Path:
    """The same repository, where operations has refused and customer service has agreed."""
    files = {SIGNED: signed(row("ops", "growth.ops", "rejected", ", note: No time"), row("cs", "cs.lead"))}
    commit(root, {**files, "site_config/org.yml": MAILS})
    git(root, "branch", "-f", "main")
    return root


def test_a_sign_off_that_is_altered(desk: Path) -> None:
    altered = row("ops", "growth.ops", "approved", ", note: No time")
    commit(desk, {SIGNED: signed(altered, row("cs", "cs.lead"))}, who=OPS)
    (finding,) = found(desk)
    assert (finding["rule"], finding["severity"], finding["path"]) == ("history/sign-off-changed", "error", SIGNED)
    assert finding["line"] == line(desk, SIGNED, "- {dept: ops")
    assert finding["message"] == "the sign-off of `ops` of 2026-06-05 was altered in `decision`"
    assert finding["document"] == "PRD-2026-001"


def test_a_sign_off_that_is_taken_away(desk: Path) -> None:
    commit(desk, {SIGNED: signed(row("cs", "cs.lead"))})
    message = "the sign-off of `ops` of 2026-06-05, `rejected`, was taken away"
    assert told(desk) == [("history/sign-off-changed", SIGNED, line(desk, SIGNED, "sign_offs:"), message)]


def test_sign_offs_that_go_with_their_file(desk: Path) -> None:
    commit(desk, {SIGNED: None})
    assert [(path, message) for _, path, _, message in told(desk)] == [
        (SIGNED, "the sign-off of `ops` of 2026-06-05, `rejected`, went with its file"),
        (SIGNED, "the sign-off of `cs` of 2026-06-05, `approved`, went with its file"),
    ]


def test_sign_offs_of_a_draft_that_is_deleted_may_go(desk: Path) -> None:
    commit(desk, {ONE: text(status="draft", status_reason=REASON)})
    git(desk, "branch", "-f", "main")
    commit(desk, {ONE: None, SIGNED: None})
    assert told(desk) == []


def test_sign_offs_move_with_a_renamed_document(desk: Path) -> None:
    nine, file = "prd/prds/PRD-2026-009.md", "prd/signoffs/PRD-2026-009.yml"
    renamed = text(id="PRD-2026-009", former_ids="[PRD-2026-001]")
    rows = signed(row("ops", "growth.ops", "rejected", ", note: No time"), row("cs", "cs.lead"))
    commit(desk, {ONE: None, SIGNED: None, nine: renamed, file: rows.replace("PRD-2026-001", "PRD-2026-009")})
    assert told(desk) == []
    commit(desk, {file: signed(row("cs", "cs.lead")).replace("PRD-2026-001", "PRD-2026-009")})
    assert [path for _, path, *_ in told(desk)] == [file]


def test_a_step_that_voids_sign_offs_lets_them_change(desk: Path) -> None:
    commit(desk, {ONE: text(status="developing")})
    git(desk, "branch", "-f", "main")
    void = row("cs", "cs.lead", more=", void: {on: 2026-06-12, reason: Points expire now}")
    void_ops = row(
        "ops", "growth.ops", "rejected", ", note: No time, void: {on: 2026-06-12, reason: Points expire now}"
    )
    commit(desk, {SIGNED: signed(void_ops, void)})
    assert [message for *_, message in told(desk)] == [
        "the sign-off of `ops` of 2026-06-05 was altered in `void`",
        "the sign-off of `cs` of 2026-06-05 was altered in `void`",
    ]
    commit(desk, {ONE: text(status="review", status_reason=REASON)})
    assert told(desk) == []


def test_a_sign_off_that_another_department_commits(desk: Path) -> None:
    rows = (row("ops", "growth.ops", "rejected", ", note: No time"), row("cs", "cs.lead"))
    again = row("ops", "growth.ops").replace("06-05", "06-09")
    commit(desk, {SIGNED: signed(*rows, again)})
    (finding,) = found(desk)
    assert (finding["rule"], finding["severity"]) == ("history/foreign-signature", "warning")
    assert finding["line"] == line(desk, SIGNED, again.strip())
    assert finding["message"] == "the sign-off of `ops` was committed by `pm.lead` of `product`"


@pytest.mark.parametrize("who", [OPS, ("Somebody", "somebody@example.com")])
def test_a_sign_off_that_its_department_or_somebody_unknown_commits(desk: Path, who: tuple[str, str]) -> None:
    rows = (row("ops", "growth.ops", "rejected", ", note: No time"), row("cs", "cs.lead"))
    commit(desk, {SIGNED: signed(*rows, row("ops", "growth.ops").replace("06-05", "06-09"))}, who=who)
    assert told(desk) == []


def test_an_address_in_other_letters_is_the_same(desk: Path) -> None:
    commit(desk, {SIGNED: signed(row("ops", "growth.ops", "rejected", ", note: No time"), row("cs", "cs.lead"))})
    commit(
        desk,
        {"prd/signoffs/PRD-2026-002.yml": "document: PRD-2026-002\nsign_offs:\n" + row("cs", "cs.lead")},
        who=CS,
    )
    assert told(desk) == []


def test_a_sign_off_that_no_owner_guards(desk: Path) -> None:
    two_signed = "prd/signoffs/PRD-2026-002.yml"
    content = "document: PRD-2026-002\nsign_offs:\n" + row("cs", "cs.lead")
    commit(desk, {two_signed: content, ".github/CODEOWNERS": "/site_config/ @your-org/product\n"}, who=CS)
    (finding,) = found(desk)
    assert (finding["rule"], finding["severity"], finding["path"]) == ("history/unowned-sign-off", "info", two_signed)
    assert finding["message"] == f"no line of CODEOWNERS covers {two_signed}"
    commit(desk, {".github/CODEOWNERS": "/prd/signoffs/ @your-org/heads\n"})
    assert told(desk) == []


def test_a_sign_off_touches_its_document(desk: Path) -> None:
    commit(desk, {ONE: text(status="review", priority="high")})
    git(desk, "branch", "-f", "main")
    rows = (row("ops", "growth.ops", "rejected", ", note: No time"), row("cs", "cs.lead"))
    commit(desk, {SIGNED: signed(*rows, row("ops", "growth.ops").replace("06-05", "06-09"))}, who=OPS)
    assert ("fields/not-allowed", ONE) in [(rule, path) for rule, path, *_ in told(desk, "--ignore=history")]


# Days


def test_a_promise_that_changes_under_an_old_day(root: Path) -> None:
    commit(root, {ONE: text(title="Points for everybody")})
    message = "`title` changed, but `updated` is still 2026-06-01"
    assert told(root) == [("history/not-dated", ONE, line(root, ONE, "updated:"), message)]
    commit(root, {ONE: text(title="Points for everybody", updated="2026-06-12")})
    assert told(root) == []


def test_the_day_of_today_is_no_old_day(root: Path) -> None:
    commit(root, {ONE: text(title="Points for everybody")})
    assert told(root, "--as-of=2026-06-01") == []
