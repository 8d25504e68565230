"""The GitLab template, its script run as a runner runs it."""

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from tests.manual import rows

TEMPLATE: dict[str, Any] = yaml.safe_load(files("prdkit.templates").joinpath("ci", "gitlab.yml").read_text("utf-8"))
JOB: dict[str, Any] = TEMPLATE["prd-check"]
BAD = "---\nid: PRD-2026-001\ntitle: A\nstatus: draft\nowner: pm.lead\ncreated: 2026-06-12\npriority: P9\n---\n"


def run(folder: Path, **variables: str) -> int:
    """The job's own command, without the installation, as `sh` of a container runs it."""
    given = {name: str(value) for name, value in TEMPLATE["variables"].items()} | variables
    near = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["sh", "-eu", "-c", JOB["script"][-1]]
    return subprocess.run(command, cwd=folder, env=os.environ | given | {"PATH": near}, check=False).returncode


def project(folder: Path) -> Path:
    path = folder / "docs" / "prd" / "prds" / "PRD-2026-001.md"
    path.parent.mkdir(parents=True)
    path.write_text(BAD, encoding="utf-8")
    (folder / "docs" / "site_config").mkdir()
    (folder / "docs" / "site_config" / "project.yml").write_text("as_of: 2026-06-15\n")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


def test_reports_are_where_the_job_says(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert run(folder, PRD_DIRECTORY="docs") == 0
    reports = JOB["artifacts"]["reports"]
    told = json.loads((folder / reports["codequality"]).read_text())
    assert told[0]["location"]["path"] == "docs/prd/prds/PRD-2026-001.md"
    assert len(JUnitXml.fromfile(str(folder / reports["junit"]))) == 1


def test_a_strict_job_fails(tmp_path: Path) -> None:
    assert run(project(tmp_path), PRD_DIRECTORY="docs", PRD_STRICT="true") == 1


def test_a_merge_request_is_held_to_what_it_changes(tmp_path: Path) -> None:
    folder = project(tmp_path)
    for command in (["add", "."], ["commit", "-q", "-m", "First"]):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *command], cwd=folder, check=True)
    since = {"PRD_BASE": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}
    assert run(folder, PRD_DIRECTORY="docs", PRD_STRICT="true", **since) == 0


def test_it_runs_for_merge_requests_and_the_default_branch_only() -> None:
    assert [rule["if"] for rule in JOB["rules"]] == [
        '$CI_PIPELINE_SOURCE == "merge_request_event"',
        "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
    ]


@pytest.mark.parametrize("name", TEMPLATE["variables"])
def test_variable_is_documented(name: str) -> None:
    assert name in rows("ci", "template")
