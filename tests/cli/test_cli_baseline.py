"""`prd check` against a file of known findings, and waivers as people meet them."""

import json
from pathlib import Path

from calling import PRD, prd, project

BROKEN = PRD.replace("owner: pm.lead", "owner: pm.laed\npriority: P9")
SETTINGS = "as_of: 2026-06-15\nbaseline: known.json\n"


def broken(folder: Path, **files: str) -> Path:
    return project(folder, {"prd/prds/PRD-2026-001.md": BROKEN, **files})


def test_an_old_repository_begins(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    assert prd("check", "--strict", cwd=folder).code == 1
    made = prd("check", "--write-baseline", "known.json", cwd=folder)
    assert (made.code, made.out, made.err) == (0, "", "2 findings written to known.json\n")
    passed = prd("check", "--strict", "--baseline", "known.json", cwd=folder)
    assert (passed.code, passed.out) == (0, "1 document: nothing to report (2 known from the baseline)\n")


def test_a_new_finding_fails_and_only_it_is_shown(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    prd("check", "--write-baseline", "known.json", cwd=folder)
    path = folder / "prd/prds/PRD-2026-001.md"
    path.write_text(path.read_text().replace("title:", "lang: xx\ntitle:"))
    result = prd("check", "--baseline", "known.json", "--format", "json", cwd=folder)
    said = json.loads(result.out)
    assert [finding["rule"] for finding in said["findings"]] == ["fields/not-allowed"]
    assert (said["findings"][0]["field"], said["summary"]["known"]) == ("lang", 2)


def test_the_project_names_its_baseline(tmp_path: Path) -> None:
    folder = broken(tmp_path, **{"site_config/project.yml": SETTINGS})
    missing = prd("check", cwd=folder)
    assert missing.code == 2
    assert "site_config/project.yml:2:11" in missing.err
    assert "Write it with `prd check --write-baseline known.json`." in missing.err
    assert prd("check", "--write-baseline", "known.json", cwd=folder).code == 0
    assert prd("check", "--strict", cwd=folder).code == 0
    assert prd("check", "--strict", "--no-baseline", cwd=folder).code == 1
    (folder / "empty.json").write_text((folder / "known.json").read_text().partition("[")[0] + "[]}")
    assert prd("check", "--strict", "--baseline", "empty.json", cwd=folder).code == 1


def test_what_is_gone_is_said_and_fails_a_strict_check(tmp_path: Path) -> None:
    folder = broken(tmp_path, **{"site_config/project.yml": SETTINGS})
    prd("check", "--write-baseline", "known.json", cwd=folder)
    (folder / "prd/prds/PRD-2026-001.md").write_text(PRD, encoding="utf-8")
    result = prd("check", cwd=folder)
    assert result.code == 0
    assert "known.json:5:1: warning baseline/fixed\n  2 findings of the baseline are gone" in result.out
    assert prd("check", "--strict", cwd=folder).code == 1
    prd("check", "--write-baseline", "known.json", cwd=folder)
    assert prd("check", "--strict", cwd=folder).out == "1 document: nothing to report\n"


def test_a_broken_or_missing_file_is_a_wrong_call(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    (folder / "known.json").write_text("{}")
    (folder / "folder").mkdir()
    for name, said in (
        ("known.json", "no list `findings`"),
        ("no.json", "cannot be read"),
        ("folder", "cannot be read"),
    ):
        result = prd("check", "--baseline", name, cwd=folder)
        assert (result.code, result.out) == (2, "")
        assert said in result.err
        assert "Traceback" not in result.err


def test_a_baseline_stays_in_the_project(tmp_path: Path) -> None:
    folder = broken(tmp_path, **{"site_config/project.yml": "baseline: ../known.json\n"})
    result = prd("check", cwd=folder)
    assert result.code == 2
    assert "`baseline: ../known.json` leads out of the project" in result.err


def test_a_part_of_the_project_is_no_baseline(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    for narrowing in (["prd/prds"], ["--select", "fields"], ["--ignore", "fields"], ["--baseline", "x.json"]):
        result = prd("check", *narrowing, "--write-baseline", "known.json", cwd=folder)
        assert result.code == 2
        assert "would narrow" in result.err
    assert not (folder / "known.json").exists()


def test_a_baseline_is_told_from_where_one_stands(tmp_path: Path) -> None:
    folder = broken(tmp_path, **{"site_config/project.yml": SETTINGS})
    inside = folder / "prd"
    assert prd("check", "--write-baseline", "../known.json", cwd=inside).code == 0
    assert prd("check", "--strict", cwd=inside).code == 0
    assert prd("check", "--strict", "--baseline", "../known.json", cwd=inside).code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["known.json", "prd", "site_config"]


def test_waived_findings_are_counted_and_not_shown(tmp_path: Path) -> None:
    waive = "waive: [{rule: fields, reason: Old, by: pm.lead, until: 2026-06-15}]"
    folder = project(tmp_path, {"prd/prds/PRD-2026-001.md": PRD.replace("owner:", f"priority: P9\n{waive}\nowner:")})
    result = prd("check", "--strict", cwd=folder)
    assert (result.code, result.out) == (0, "1 document: nothing to report (1 waived)\n")
    said = json.loads(prd("check", "--format", "json", cwd=folder).out)
    assert said["waived"][0]["rule"] == "fields/not-allowed"
    assert said["waived"][0]["waiver"] == {
        "rule": "fields",
        "reason": "Old",
        "by": "pm.lead",
        "until": "2026-06-15",
        "path": "prd/prds/PRD-2026-001.md",
    }
    late = prd("check", "--as-of", "2026-06-16", cwd=folder)
    assert "warning waivers/expired" in late.out
    assert "fields/not-allowed" in late.out


def test_paths_narrow_what_is_waived_and_known(tmp_path: Path) -> None:
    other = BROKEN.replace("001", "002")
    folder = broken(tmp_path, **{"site_config/project.yml": SETTINGS, "prd/prds/PRD-2026-002.md": other})
    prd("check", "--write-baseline", "known.json", cwd=folder)
    result = prd("check", "prd/prds/PRD-2026-002.md", cwd=folder)
    assert result.out == "2 documents: nothing to report (2 known from the baseline)\n"


def test_a_baseline_is_a_file_that_can_be_written(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    for name, said in (("prd", "`prd` is a folder"), ("no/known.json", "the folder of `no/known.json` does not exist")):
        result = prd("check", "--write-baseline", name, cwd=folder)
        assert (result.code, result.out) == (2, "")
        assert said in result.err
    assert sorted(path.name for path in folder.iterdir()) == ["prd", "site_config"]


def test_a_baseline_is_not_written_through_a_link_that_lies_there(tmp_path: Path) -> None:
    folder, other = broken(tmp_path / "project"), tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    (folder / ".known.json.new").symlink_to(other)
    assert prd("check", "--write-baseline", "known.json", cwd=folder).code == 0
    assert other.read_text(encoding="utf-8") == "mine"
    assert not (folder / "known.json").is_symlink()


def test_several_reports_of_one_check(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    reports = ("--report", "markdown:told.md", "--report", "gitlab:told.json")
    result = prd("check", *reports, "--format", "junit", cwd=folder)
    assert result.out.startswith("<?xml")
    assert (folder / "told.md").read_text().startswith("### prd check: 1 document, ")
    assert {issue["check_name"] for issue in json.loads((folder / "told.json").read_text())} == {
        "fields/not-allowed",
        "organisation/unknown-person",
    }


def test_a_report_that_is_none_is_a_wrong_call(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    for given, said in (
        ("sarif", "not of the form FORMAT:FILE"),
        ("sariff:x", "Did you mean `sarif`?"),
        ("x:", "form"),
    ):
        result = prd("check", "--report", given, cwd=folder)
        assert result.code == 2
        assert said in result.err
