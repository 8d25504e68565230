"""`prd sign`: one line for one department, and who is still waited for."""

import json
import os
from pathlib import Path

import pytest
from calling import Result, prd, project

from prdkit.testing import prd as document

ORG = """\
people:
  pm.lead: {dept: product}
  growth.ops: {dept: ops, email: growth@coffee.example}
  cs.lead: {dept: cs}
  legal.lead: {dept: legal}
"""
FRONT = """
sources: {feedback: [61 conversations], internal: [{dept: ops, by: growth.ops, on: 2026-05-04}]}
collaboration:
  nodes:
    - id: n1
      name: Scope agreed
      stage: define
      due: M1
      cells: {product: {role: A/R}, cs: {role: C}, legal: {role: I}}
milestones: [{id: M1, name: Agreed, baseline: 2026-06-30}]
"""
PATH = "prd/signoffs/PRD-2026-001.yml"


def made(folder: Path, front_matter: str = FRONT, **over: object) -> Path:
    text = document(front_matter, **over)
    return project(folder, {"prd/prds/PRD-2026-001.md": text, "site_config/org.yml": ORG})


def sign(folder: Path, *arguments: str) -> Result:
    return prd("sign", *arguments, cwd=folder)


def as_cs(folder: Path, *more: str) -> Result:
    return sign(folder, "PRD-2026-001", "--as", "cs", "--by", "cs.lead", *more)


def check(folder: Path) -> list[tuple[str, int, str]]:
    found = json.loads(prd("check", "--format", "json", "--select", "sign-offs", cwd=folder).out)["findings"]
    return [(f["rule"], f["line"], f["message"]) for f in found]


def test_the_first_sign_off_makes_the_file(tmp_path: Path) -> None:
    folder = made(tmp_path)
    done = as_cs(folder, "--as-of", "2026-06-12")
    assert (done.code, done.out) == (0, f"{PATH}: cs (cs.lead) approved PRD-2026-001 version 0.3\n")
    lines = (folder / PATH).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# What departments have signed of PRD-2026-001.")
    row = (
        '{dept: cs, by: cs.lead, role: consulted, on: 2026-06-12, version: "0.3", decision: approved, fingerprint: v1-'
    )
    assert lines[4].startswith(f"  - {row}")
    assert check(folder) == []


def test_the_next_one_leaves_every_other_byte(tmp_path: Path) -> None:
    folder = made(tmp_path)
    as_cs(folder)
    path = folder / PATH
    before = path.read_text(encoding="utf-8").replace("sign_offs:\n", "sign_offs:   # ours\n\n")
    path.write_bytes(before.replace("\n", "\r\n").encode())
    assert sign(folder, "PRD-2026-001", "--as", "ops", "--by", "growth.ops").code == 0
    after = path.read_bytes().decode()
    row = next(line for line in after.split("\r\n") if "dept: ops" in line)
    assert after.replace(f"{row}\r\n", "").encode() == before.replace("\n", "\r\n").encode()
    assert "role: requester" in row


def test_a_change_afterwards_is_told_by_its_parts(tmp_path: Path) -> None:
    folder = made(tmp_path)
    as_cs(folder)
    path = folder / "prd/prds/PRD-2026-001.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("title: Points for", "title: Rewards for").replace("31 days", "30 days"), encoding="utf-8"
    )
    message = "`cs` signed version 0.3 on 2026-06-15; since then `title`, the section `background` changed"
    assert check(folder) == [("sign-offs/stale", 5, message)]
    listed = sign(folder, "--list").out
    assert "cs       stale" in listed
    assert "since then `title`, the section `background` changed" in listed
    assert as_cs(folder).code == 0
    assert check(folder) == []


def test_the_same_twice_writes_nothing(tmp_path: Path) -> None:
    folder = made(tmp_path)
    as_cs(folder)
    before = (folder / PATH).read_bytes()
    again = as_cs(folder)
    assert (again.code, "nothing to do" in again.out) == (0, True)
    assert (folder / PATH).read_bytes() == before
    assert as_cs(folder, "--decision", "rejected", "--note", "No words").code == 0
    assert [rule for rule, _, _ in check(folder)] == ["sign-offs/refused"]
    assert as_cs(folder).code == 0
    assert check(folder) == []


def test_who_signs_is_asked_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path)
    (tmp_path / "gitconfig").write_text("[user]\nname = Anybody\nemail = growth@coffee.example\n", encoding="utf-8")
    done = prd("sign", "PRD-2026-001", "--as", "ops", cwd=folder, GIT_CONFIG_GLOBAL=str(tmp_path / "gitconfig"))
    assert "ops (growth.ops) approved" in done.out
    (tmp_path / "gitconfig").write_text("[user]\nname = Anybody\n", encoding="utf-8")
    lost = prd("sign", "PRD-2026-001", "--as", "ops", cwd=folder, GIT_CONFIG_GLOBAL=str(tmp_path / "gitconfig"))
    assert (lost.code, "--by HANDLE" in lost.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["PRD-2026-001", "--as", "csx", "--by", "cs.lead"], "`csx` is not a department", "`cs`?"),
        (["PRD-2026-001", "--as", "cs", "--by", "cs.laed"], "`cs.laed` is not a person", "`cs.lead`?"),
        (["PRD-2026-001", "--as", "cs", "--by", "pm.lead"], "`pm.lead` is of `product`", "`cs.lead`"),
        (["PRD-2026-01", "--as", "cs", "--by", "cs.lead"], "no document has the id `PRD-2026-01`", "`PRD-2026-001`?"),
        (["PRD-2026-001", "--as", "cs", "--by", "cs.lead", "--role", "boss"], "`boss` is not a role", "`requester`"),
        (["PRD-2026-001", "--as", "cs", "--by", "cs.lead", "--decision", "aproved"], "`aproved` is not", "`approved`?"),
        (["PRD-2026-001", "--as", "cs", "--by", "cs.lead", "--decision", "rejected"], "needs a note", "--note"),
        (["PRD-2026-001", "--as", "cs", "--by", "cs.lead", "--note", "a\nb"], "line break", "one short line"),
        (["PRD-2026-001"], "for whom?", "--as cs"),
        (["--as", "cs"], "which document", "prd sign PRD-2026-001"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, arguments: list[str], message: str, hint: str) -> None:
    folder = made(tmp_path)
    done = sign(folder, *arguments)
    assert done.code == 2
    assert message in done.err
    assert hint in done.err
    assert not (folder / PATH).exists()


def test_a_document_that_was_renamed_is_named_by_its_new_id(tmp_path: Path) -> None:
    folder = made(tmp_path, former_ids="[PRD-2026-077]")
    by = ("--as", "cs", "--by", "cs.lead")
    assert "`PRD-2026-077` is called `PRD-2026-001` now" in sign(folder, "PRD-2026-077", *by).err


def test_a_deputy_may_sign(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "site_config/sign_offs.yml").write_text("deputies: {cs: [pm.lead]}\n", encoding="utf-8")
    assert sign(folder, "PRD-2026-001", "--as", "cs", "--by", "pm.lead").code == 0
    assert check(folder) == []


def test_a_document_off_its_line_is_not_signed(tmp_path: Path) -> None:
    folder = made(tmp_path, status="deferred", status_reason="{reason: Later, by: pm.lead, on: 2026-06-01}")
    done = as_cs(folder)
    assert (done.code, "`deferred`: there is nothing to sign" in done.err) == (2, True)


def test_errors_are_told_and_keep_nobody_from_signing(tmp_path: Path) -> None:
    folder = made(tmp_path, priority="high")
    done = as_cs(folder)
    assert done.code == 0
    assert "fields/not-allowed" in done.err
    assert "PRD-2026-001 is signed with 1 error in it" in done.err


def test_who_is_not_asked_is_told_so(tmp_path: Path) -> None:
    done = sign(made(tmp_path), "PRD-2026-001", "--as", "legal", "--by", "legal.lead")
    assert (done.code, "`legal` is not asked to sign" in done.err) == (0, True)


def test_a_file_that_cannot_be_read_is_not_written(tmp_path: Path) -> None:
    folder = made(tmp_path)
    path = folder / PATH
    path.parent.mkdir()
    path.write_text("document: PRD-2026-001\nsign_offs: [a\n", encoding="utf-8")
    done = as_cs(folder)
    assert (done.code, f"`{PATH}` has to be mended first: line 2" in done.err) == (2, True)
    assert path.read_text(encoding="utf-8") == "document: PRD-2026-001\nsign_offs: [a\n"


@pytest.mark.parametrize("linked", ["folder", "file"])
def test_links_are_not_followed(tmp_path: Path, linked: str) -> None:
    folder = made(tmp_path / "project")
    away = tmp_path / "away"
    away.mkdir()
    (away / "PRD-2026-001.yml").write_text("document: PRD-2026-001\n", encoding="utf-8")
    if linked == "folder":
        os.symlink(away, folder / "prd/signoffs")
    else:
        (folder / "prd/signoffs").mkdir()
        os.symlink(away / "PRD-2026-001.yml", folder / PATH)
    done = as_cs(folder)
    assert (done.code, "symbolic link" in done.err) == (2, True)
    assert (away / "PRD-2026-001.yml").read_text(encoding="utf-8") == "document: PRD-2026-001\n"
    assert [rule for rule, _, _ in check(folder)] == ["sign-offs/unreadable"]


def test_the_list_says_who_is_waited_for(tmp_path: Path) -> None:
    folder = made(tmp_path)
    as_cs(folder)
    listed = sign(folder, "--list")
    assert listed.out == (
        "PRD-2026-001 Points for regular guests (review, version 0.3)\n"
        "  product  missing   since 2026-06-01  has a part at stage `define`\n"
        "  ops      missing   since 2026-06-01  asked for it\n\n"
        "2 sign-offs waited for in 1 document\n"
    )
    assert "product" not in sign(folder, "--list", "--by", "growth.ops").out
    assert sign(folder, "--list", "--as", "cs").out == "No sign-off is waited for.\n"
    told = json.loads(sign(folder, "--list", "--as", "ops", "--format", "json").out)
    assert told["version"] == 1
    (row,) = told["waiting"]
    assert (row["document"], row["dept"], row["state"], row["since"]) == (
        "PRD-2026-001",
        "ops",
        "missing",
        "2026-06-01",
    )
    assert (row["people"], row["reasons"], row["sign_off"]) == (["growth.ops"], ["requester"], None)


def test_before_its_stage_nothing_is_waited_for(tmp_path: Path) -> None:
    assert sign(made(tmp_path, status="draft"), "--list").out == "No sign-off is waited for.\n"


def test_a_team_without_sign_offs_switches_them_off(tmp_path: Path) -> None:
    folder = made(tmp_path, status="signed_off")
    assert {rule for rule, _, _ in check(folder)} == {"sign-offs/missing"}
    (folder / "prd/signoffs").mkdir()
    (folder / "prd/signoffs/notes.yml").write_text("a: 1\n", encoding="utf-8")
    (folder / "site_config/sign_offs.yml").write_text("types:\n", encoding="utf-8")
    assert check(folder) == []
    done = sign(folder, "--list")
    assert (done.code, "nothing is signed in this project" in done.err) == (2, True)
