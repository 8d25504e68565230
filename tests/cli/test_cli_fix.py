"""`prd check --fix` and `--diff` as people and CI meet them."""

import json
import subprocess
from pathlib import Path

import pytest
from calling import PRD, prd, project

SPOILT = PRD.replace("owner:", "onwer:").replace("2026-06-12", "2026/6/12  # first day")
FIXED = PRD.replace("2026-06-12", "2026-06-12  # first day")
NAME = "prd/prds/PRD-2026-001.md"


def spoilt(folder: Path, text: str = SPOILT) -> Path:
    return project(folder, {NAME: text})


def test_fix_mends_says_what_and_checks_what_remains(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, SPOILT.replace("status: draft", "status: draught"))
    result = prd("check", "--fix", cwd=folder)
    assert result.err == (
        f"{NAME}: `created: 2026/6/12` → `2026-06-12`\n{NAME}: key `onwer` → `owner`\n2 fixes in 1 file\n"
    )
    assert "workflow/unknown-status" in result.out
    assert result.out.endswith("1 document: 1 error, 0 warnings, 0 infos\n")
    assert result.code == 1
    assert (folder / NAME).read_text(encoding="utf-8") == FIXED.replace("status: draft", "status: draught")


def test_a_second_fix_changes_nothing(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    assert prd("check", "--fix", cwd=folder).code == 0
    before = (folder / NAME).stat()
    result = prd("check", "--fix", cwd=folder)
    assert (result.code, result.out, result.err) == (0, "1 document: nothing to report\n", "nothing to fix\n")
    assert (folder / NAME).stat().st_mtime_ns == before.st_mtime_ns


def test_diff_shows_what_fix_would_do_and_writes_nothing(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    result = prd("check", "--diff", cwd=folder)
    assert (
        result.out
        == f"""\
--- a/{NAME}
+++ b/{NAME}
@@ -2,6 +2,6 @@
 id: PRD-2026-001
 title: 积分系统
 status: draft
-onwer: pm.lead
-created: 2026/6/12  # first day
+owner: pm.lead
+created: 2026-06-12  # first day
 ---
"""
    )
    assert result.err == "2 fixes in 1 file would be made; `prd check --fix` makes them\n"
    assert result.code == 1
    assert (folder / NAME).read_text(encoding="utf-8") == SPOILT
    assert prd("check", "--diff", "--fix", cwd=folder).code == 1
    assert (folder / NAME).read_text(encoding="utf-8") == SPOILT


def test_diff_of_a_clean_project_is_empty(tmp_path: Path) -> None:
    result = prd("check", "--diff", cwd=project(tmp_path))
    assert (result.code, result.out, result.err) == (0, "", "nothing would be fixed\n")


@pytest.mark.parametrize("text", [SPOILT, SPOILT.replace("\n", "\r\n"), SPOILT + "\n## Goals\n\nno end of line"])
def test_git_applies_the_diff(tmp_path: Path, text: str) -> None:
    folder = spoilt(tmp_path)
    (folder / NAME).write_bytes(text.encode())
    diff = tmp_path / "fix.diff"
    prd("check", "--diff", "--output", str(diff), cwd=folder)
    subprocess.run(["git", "apply", str(diff)], cwd=folder, check=True)
    assert prd("check", "--diff", cwd=folder).code == 0


def test_fix_respects_paths_and_rules(tmp_path: Path) -> None:
    other = NAME.replace("001", "002")
    folder = project(tmp_path, {NAME: SPOILT, other: SPOILT.replace("-001", "-002")})
    prd("check", "--fix", other, "--select", "fields/date", cwd=folder)
    assert (folder / NAME).read_text(encoding="utf-8") == SPOILT
    assert (folder / other).read_text(encoding="utf-8") == SPOILT.replace("-001", "-002").replace("/6/", "-06-")
    prd("check", "--fix", "--ignore", "fields/date", cwd=folder)
    assert (folder / NAME).read_text(encoding="utf-8") == SPOILT.replace("onwer", "owner")


def test_a_rule_that_is_off_mends_nothing(tmp_path: Path) -> None:
    settings = "as_of: 2026-06-15\nrules: {fields/date: 'off', fields/unknown: 'off'}\n"
    folder = project(tmp_path, {NAME: SPOILT, "site_config/project.yml": settings})
    assert prd("check", "--diff", cwd=folder).code == 0


def test_formats_stay_readable_by_programs(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, SPOILT.replace("status: draft", "status: draught"))
    result = prd("check", "--fix", "--format", "json", cwd=folder)
    assert [finding["rule"] for finding in json.loads(result.out)["findings"]] == ["workflow/unknown-status"]
    assert "2 fixes in 1 file" in result.err


def test_a_check_alone_writes_nothing(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    prd("check", cwd=folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_no_link_out_of_the_documents_is_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(SPOILT.replace("-001", "-002"), encoding="utf-8")
    folder = project(tmp_path / "team")
    (folder / "prd/prds/PRD-2026-002.md").symlink_to(outside)
    prd("check", "--fix", cwd=folder)
    assert outside.read_text(encoding="utf-8") == SPOILT.replace("-001", "-002")


def test_terminals_get_no_escapes_of_a_document(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, PRD.replace("owner:", '"own\\e[31mer": x\nowner:').replace("2026-06-12", "2026/6/12"))
    result = prd("check", "--fix", cwd=folder)
    assert "\x1b" not in result.err


def test_a_file_that_cannot_be_written_is_told_and_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = NAME.replace("prds/PRD-2026-001", "more/PRD-2026-002")
    folder = project(tmp_path, {NAME: SPOILT, other: f"---\ntype: prd{SPOILT.replace('-001', '-002')[3:]}"})

    def full(*_: object, **__: object) -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("prdkit.edit.disk.tempfile.mkstemp", full)
    result = prd("check", "--fix", cwd=folder)
    assert result.code == 2
    assert f"{NAME} was left as it is: No space left on device" in result.err
    assert "2 files could not be written, so nothing was checked" in result.err
    assert result.out == ""
    assert (folder / NAME).read_text(encoding="utf-8") == SPOILT
