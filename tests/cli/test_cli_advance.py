"""`prd advance` as people and CI meet it."""

import json
from pathlib import Path

import pytest
from calling import PRD, prd, project

NAME = "prd/prds/PRD-2026-001.md"
READY = (
    PRD.replace("---\n", "---\nprofile: lite\n", 1).replace("created:", "updated: 2026-06-12  # last\ncreated:")
    + "\n## 背景\n\n老客没有理由回来。\n\n## 目标\n\n每月多来一次。\n\n## 用户与场景\n\n8:40 到店。\n"
)


def advancing(folder: Path, *arguments: str, text: str = READY) -> tuple[int, str, str]:
    """A call of `prd advance PRD-2026-001` with more arguments, in a project with one document."""
    made = project(folder, {NAME: text})
    result = prd("advance", "PRD-2026-001", *arguments, cwd=made, GIT_CONFIG_GLOBAL="/dev/null")
    return result.code, result.out, result.err


def test_what_is_missing_is_printed_and_nothing_is_changed(tmp_path: Path) -> None:
    code, out, _ = advancing(tmp_path, "--to", "analysis", text=PRD)
    assert code == 1
    assert f"{NAME}:4:9: error sections/missing\n" in out
    assert "`analysis` has passed gate G1, which asks for the section" in out
    assert "    4 | status: draft\n" in out
    assert "PRD-2026-001 cannot go from `draft` to `analysis`: " in out
    assert (tmp_path / NAME).read_text(encoding="utf-8") == PRD


def test_a_free_way_is_said_with_the_command_that_goes_it(tmp_path: Path) -> None:
    code, out, err = advancing(tmp_path)
    assert out.endswith(
        "PRD-2026-001 may go from `draft` to `analysis`. "
        "To make the move: prd advance PRD-2026-001 --to analysis --write\n"
    )
    assert (code, err) == (0, "")
    assert (tmp_path / NAME).read_text(encoding="utf-8") == READY


def test_write_makes_the_move_and_says_what_it_did(tmp_path: Path) -> None:
    code, out, _ = advancing(tmp_path, "--write")
    assert code == 0
    assert out.endswith(
        "PRD-2026-001: `status`: `draft` → `analysis`, `updated: 2026-06-15`, "
        f"no row of `revisions`, since the document has no `version`; written to {NAME}\n"
    )
    wanted = READY.replace("status: draft", "status: analysis").replace("2026-06-12  # last", "2026-06-15  # last")
    assert (tmp_path / NAME).read_text(encoding="utf-8") == wanted


def test_write_changes_nothing_while_something_is_missing(tmp_path: Path) -> None:
    code, out, _ = advancing(tmp_path, "--write", text=PRD)
    assert code == 1
    assert out.endswith("; nothing was changed\n")
    assert (tmp_path / NAME).read_text(encoding="utf-8") == PRD


def test_a_step_that_the_workflow_lacks_is_a_finding_beside_the_gaps(tmp_path: Path) -> None:
    code, out, _ = advancing(tmp_path, "--to", "signed_off", "--write")
    assert code == 1
    assert "history/no-such-step\n  no step of a prd leads from `draft` to `signed_off`\n" in out
    assert "From `draft` it may go to `analysis`, `deferred`, `rejected`, `withdrawn`, `superseded`.\n" in out
    assert "sections/missing" in out
    assert (tmp_path / NAME).read_text(encoding="utf-8") == READY


def test_leaving_the_line_asks_for_a_reason(tmp_path: Path) -> None:
    code, out, _ = advancing(tmp_path, "--to", "deferred")
    assert code == 1
    assert "asks for a reason\n" in out
    assert 'Say why with `--reason "…"`' in out
    assert "workflow/no-reason" not in out


def test_the_reason_is_written_with_who_and_when(tmp_path: Path) -> None:
    arguments = ("--to", "deferred", "--reason", "门店先装修：6 月", "--by", "growth.ops", "--write")
    code, _, _ = advancing(tmp_path, *arguments)
    assert code == 0
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    assert "status: deferred\nstatus_reason: {reason: 门店先装修：6 月, by: growth.ops, on: 2026-06-15}\nowner:" in text
    assert prd("check", "--select", "workflow", cwd=tmp_path).code == 0


def test_who_decided_must_be_known(tmp_path: Path) -> None:
    code, _, err = advancing(tmp_path, "--to", "deferred", "--reason", "x", "--write")
    assert code == 2
    assert "`--by HANDLE`" in err
    code, _, err = advancing(tmp_path, "--to", "deferred", "--reason", "x", "--by", "growth.op")
    assert (code, "Did you mean `growth.ops`?" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("PRD-2026-1",), "Did you mean `PRD-2026-001`?"),
        (("nothing",), "`nothing` is the id of no document"),
        (("PRD-2026-001", "--to", "analysys"), "Did you mean `analysis`?"),
        (("PRD-2026-001", "--to", "xyz"), "There are `draft`, `analysis`"),
        (("PRD-2026-001", "--to", "draft"), "has the status `draft` already"),
        (("PRD-2026-001", "--to", "deferred", "--reason", "a\x1b[31m"), "holds a control character"),
        (("PRD-2026-002",), "no status comes after `closed`"),
        (("PRD-2026-003",), "Name one with `--to`: `draft`, `analysis`."),
        (("PRD-2026-004",), "could not be read"),
        (("PRD-2026-077",), "`PRD-2026-077` is called `PRD-2026-003` now"),
    ],
)
def test_a_wrong_call_is_explained(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    others = {
        "prd/prds/PRD-2026-002.md": READY.replace("-001", "-002").replace("draft", "closed"),
        "prd/prds/PRD-2026-003.md": READY.replace("-001", "-003\nformer_ids: [PRD-2026-077]").replace(
            "draft", "deferred"
        ),
        "prd/prds/PRD-2026-004.md": "---\nid: [\n---\n",
    }
    result = prd("advance", *arguments, cwd=project(tmp_path, {NAME: READY, **others}))
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_what_breaks_elsewhere_is_shown_too(tmp_path: Path) -> None:
    leaning = READY.replace("-001", "-002").replace("created:", "links: {requires: [PRD-2026-001]}\ncreated:")
    files = {NAME: READY, "prd/prds/PRD-2026-002.md": leaning.replace("owner: pm.lead", "owner: nobody")}
    folder = project(tmp_path, files)
    result = prd("advance", "PRD-2026-001", "--to", "withdrawn", "--reason", "x", "--by", "pm.lead", cwd=folder)
    assert "prd/prds/PRD-2026-002.md:8:20: info references/dead\n" in result.out
    assert "`nobody`" not in result.out


def test_programs_get_the_findings_alone(tmp_path: Path) -> None:
    code, out, err = advancing(tmp_path, "--to", "analysis", "--format", "json", text=PRD)
    assert code == 1
    assert {"sections/missing"} <= {finding["rule"] for finding in json.loads(out)["findings"]}
    assert err.startswith("PRD-2026-001 cannot go from `draft` to `analysis`")


def test_lines_are_those_of_the_file_as_it_stands(tmp_path: Path) -> None:
    text = READY.replace("## 目标", "## 目標目標").replace("updated: 2026-06-12  # last\n", "")
    text = text.replace("created:", 'version: "1"\ncreated:').replace("8:40 到店。", "TBD")
    _, out, _ = advancing(tmp_path, "--to", "analysis", "--format", "json", text=text)
    found = {finding["rule"]: finding["line"] for finding in json.loads(out)["findings"]}
    assert found["sections/empty"] == text[: text.index("## 用户与场景")].count("\n") + 1


def test_a_file_that_cannot_be_edited_safely_is_left_alone(tmp_path: Path) -> None:
    text = READY.replace("status: draft", "status: &s draft").replace("created:", "x-same: *s\ncreated:")
    code, _, err = advancing(tmp_path, "--write", text=text)
    assert (code, "by hand" in err) == (2, True)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == text


SIGNED = """\
# kept as it is
document: PRD-2026-001
sign_offs:
  - {dept: ops, by: growth.ops, on: 2026-06-10, version: "1", decision: approved, fingerprint: v1-0000}  # first
  - {dept: qa, by: qa.lead, on: 2026-06-10, version: "1", decision: approved, void: {on: 2026-06-11, reason: old}}
"""


def test_a_step_that_voids_sign_offs_marks_them(tmp_path: Path) -> None:
    signed = "prd/signoffs/PRD-2026-001.yml"
    folder = project(tmp_path, {NAME: READY.replace("draft", "developing"), signed: SIGNED})
    call = ("advance", "PRD-2026-001", "--to", "review", "--reason", "New flow", "--by", "pm.lead")
    dry = prd(*call, cwd=folder)
    assert "may go from `developing` to `review`; its sign-offs are void then. To make the move: " in dry.out
    assert (folder / signed).read_text(encoding="utf-8") == SIGNED
    result = prd(*call, "--write", cwd=folder)
    assert result.out.endswith(f"written to {NAME}; its sign-offs are void: {signed}\n")
    wanted = SIGNED.replace("v1-0000}", "v1-0000, void: {on: 2026-06-15, reason: New flow}}")
    assert (folder / signed).read_text(encoding="utf-8") == wanted


def test_other_steps_leave_sign_offs_alone(tmp_path: Path) -> None:
    signed = "prd/signoffs/PRD-2026-001.yml"
    folder = project(tmp_path, {NAME: READY, signed: SIGNED})
    call = ("advance", "PRD-2026-001", "--to", "deferred", "--reason", "Later", "--by", "pm.lead", "--write")
    assert prd(*call, cwd=folder).code == 0
    assert (folder / signed).read_text(encoding="utf-8") == SIGNED


def test_a_promise_that_nobody_signed_keeps_a_signed_document_from_going_on(tmp_path: Path) -> None:
    """The error stood there before the move, in the file of the sign-offs, and is one of the document all the same."""
    asked = "sources: {internal: [{dept: ops, by: growth.ops}]}\nversion: '1'\n"
    folder = project(tmp_path, {NAME: READY.replace("owner:", f"{asked}owner:", 1).replace("draft", "signed_off")})
    assert prd("sign", "PRD-2026-001", "--as", "ops", "--by", "growth.ops", cwd=folder).code == 0
    path = folder / NAME
    path.write_text(path.read_text(encoding="utf-8").replace("每月多来一次", "每月多来两次"), encoding="utf-8")
    result = prd("advance", "PRD-2026-001", cwd=folder)
    assert "error sign-offs/stale\n  `ops` signed version 1" in result.out
    assert result.code == 1
