"""The site counts what CI counts: waivers and the baseline hold for both."""

import json
import subprocess
import sys
from pathlib import Path

from tests.mkdocs_plugin.project import build, page, prd, project

NAME = "prd/prds/PRD-2026-001.md"
BAD = prd(more="priority: P9\n")
WAIVE = "waive: [{rule: fields/not-allowed, reason: The old tool knows it, by: pm.lead, until: 2026-09-30}]\n"
SETTINGS = "as_of: 2026-06-15\nlang: en\nbaseline: known.json\n"


def check(folder: Path, *arguments: str) -> int:
    command = [sys.executable, "-m", "prdkit", "check", "--strict", *arguments]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode


def test_a_waived_finding_fails_no_build_and_its_page_says_so(tmp_path: Path) -> None:
    folder = project(tmp_path, {NAME: prd(more="priority: P9\n" + WAIVE)})
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    assert "findings that do not count: 1 waived" in done.stderr
    assert check(folder) == 0
    card = page(folder, "prds/PRD-2026-001")
    assert "until 2026-09-30" in card
    assert "The old tool knows it" in card
    assert "The old tool knows it" in page(folder, "waivers")


def test_an_ended_waiver_holds_nothing_back(tmp_path: Path) -> None:
    folder = project(tmp_path, {NAME: prd(more="priority: P9\n" + WAIVE.replace("09-30", "06-14"))})
    done = build(folder, "--strict")
    assert done.returncode == 1
    assert "waivers/expired" in done.stderr
    assert "fields/not-allowed" in done.stderr
    assert check(folder) == 1


def test_a_known_finding_fails_no_build(tmp_path: Path) -> None:
    folder = project(tmp_path, {NAME: BAD, "site_config/project.yml": SETTINGS})
    assert check(folder, "--write-baseline", "known.json") == 0
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    assert "findings that do not count: 2 known from the baseline" in done.stderr
    (folder / NAME).write_text(BAD.replace("priority:", "onwer: x\npriority:"), encoding="utf-8")
    assert build(folder, "--strict").returncode == check(folder) == 1


def test_a_missing_baseline_stops_the_build(tmp_path: Path) -> None:
    folder = project(tmp_path, {NAME: BAD, "site_config/project.yml": SETTINGS})
    done = build(folder)
    assert done.returncode == 1
    assert "site_config/project.yml:3:11: known.json:1: the baseline `known.json` cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_gone_is_logged_at_its_line(tmp_path: Path) -> None:
    folder = project(tmp_path, {NAME: BAD, "site_config/project.yml": SETTINGS})
    check(folder, "--write-baseline", "known.json")
    (folder / NAME).write_text(prd(), encoding="utf-8")
    assert json.loads((folder / "known.json").read_text())["findings"][0]["count"] == 1
    assert "known.json:6:1: baseline/fixed: 1 finding of the baseline is gone" in build(folder).stderr
