"""The GitHub action, its scripts run as a runner runs them."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.copying import copy
from tests.manual import ROOT, code, part, rows

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
PRD = Path(sys.executable).with_name("prd")
GOOD = "---\nid: PRD-2026-001\ntitle: Points\nstatus: draft\nowner: pm.lead\ncreated: 2026-06-12\n---\n"
BAD = GOOD.replace("owner:", "priority: P9\nonwer: x\nowner:")


@dataclass(frozen=True)
class Ran:
    """What a step left behind."""

    code: int
    log: str
    summary: str
    output: str
    environment: str


def project(folder: Path, text: str = BAD) -> Path:
    path = folder / "repo" / "prd" / "prds" / "PRD-2026-001.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    (folder / "repo" / "site_config").mkdir()
    (folder / "repo" / "site_config" / "project.yml").write_text("as_of: 2026-06-15\n", encoding="utf-8")
    return folder / "repo"


def run(step: dict[str, Any], folder: Path, cwd: Path, *, more: dict[str, str] | None = None, **inputs: str) -> Ran:
    """A step with inputs (`working_directory` for `working-directory`), in a workspace."""
    defaults = {name: str(told.get("default", "")) for name, told in ACTION["inputs"].items()}
    given = defaults | {name.replace("_", "-"): value for name, value in inputs.items()}
    files = {name: folder / name for name in ("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for path in files.values():
        path.write_text("")
    (folder / "temp").mkdir(exist_ok=True)
    filled = {name: _fill(text, given) for name, text in step["env"].items()}
    surroundings = os.environ | filled | {name: str(path) for name, path in files.items()}
    surroundings |= {"RUNNER_TEMP": str(folder / "temp"), "PRD_COMMAND": str(PRD)} | (more or {})
    script = folder / "script.sh"
    script.write_text(step["run"], encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    done = subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, text=True, check=False)
    told = (files[name].read_text() for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_ENV"))
    return Ran(done.returncode, done.stdout + done.stderr, *told)


def _fill(text: str, inputs: dict[str, str]) -> str:
    """An expression as the runner evaluates it."""
    found = re.fullmatch(r"\$\{\{ (?:inputs\.([\w-]+)|github\.(action_path)) \}\}", text)
    assert found, f"{text} is no plain input"
    return inputs[found[1]] if found[1] else str(ROOT)


def check(folder: Path, cwd: Path, **inputs: str) -> Ran:
    return run(STEPS[1], folder, cwd, **inputs)


def test_it_is_a_composite_action() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" for step in STEPS)
    assert all(told["description"].endswith(".") and "default" in told for told in ACTION["inputs"].values())


def test_nothing_given_becomes_part_of_a_script() -> None:
    for step in STEPS:
        assert "${{" not in step["run"]
        assert "eval" not in step["run"]
    used = {found for step in STEPS for text in step["env"].values() for found in re.findall(r"inputs\.([\w-]+)", text)}
    assert used == set(ACTION["inputs"])


@pytest.mark.parametrize("name", ACTION["inputs"])
def test_input_is_documented(name: str) -> None:
    assert name in rows("ci", "action")


def test_output_is_documented() -> None:
    assert set(ACTION["outputs"]) <= set(code(part("ci", "action")))


def test_findings_are_annotations_and_a_summary(tmp_path: Path) -> None:
    ran = check(tmp_path, project(tmp_path))
    assert ran.code == 1
    assert "::error file=prd/prds/PRD-2026-001.md,line=6,col=1" in ran.log
    assert ran.summary.startswith("### prd check: 1 document, 1 error, 1 warning, 0 infos\n")
    assert ran.output == "exit-code=1\n"


def test_a_clean_project_passes(tmp_path: Path) -> None:
    ran = check(tmp_path, project(tmp_path, GOOD))
    assert (ran.code, ran.output) == (0, "exit-code=0\n")
    assert "nothing to report" in ran.summary


def test_every_input_does_something(tmp_path: Path) -> None:
    folder = project(tmp_path, GOOD.replace("owner:", "priority: P9\nowner:"))
    assert check(tmp_path, folder).code == 0
    assert check(tmp_path, folder, strict="true").code == 1
    assert check(tmp_path, folder, strict="true", paths="site_config\n").code == 0
    assert check(tmp_path, folder, strict="true", args="--ignore\nfields\n").code == 0
    assert check(tmp_path, tmp_path, strict="true", working_directory="repo").code == 1
    assert '"version": 1' in check(tmp_path, folder, format="json").log
    assert check(tmp_path, folder, summary="false").summary == ""
    subprocess.run([PRD, "check", "--write-baseline", "known.json"], cwd=folder, check=True, capture_output=True)
    assert check(tmp_path, folder, strict="true", baseline="known.json").code == 0
    assert check(tmp_path, folder, sarif="out.sarif").code == 0
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"


def test_only_what_changed_since_a_revision(tmp_path: Path) -> None:
    folder = project(tmp_path)
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "First"]):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *command], cwd=folder, check=True)
    assert check(tmp_path, folder).code == 1
    assert check(tmp_path, folder, base="HEAD").code == 0


def test_a_wrong_call_keeps_its_code(tmp_path: Path) -> None:
    folder = project(tmp_path)
    ran = check(tmp_path, folder, baseline="nowhere.json")
    assert (ran.code, ran.output, ran.summary) == (2, "exit-code=2\n", "")
    assert check(tmp_path, folder, format="no").code == 2


@pytest.mark.parametrize(
    "text", ["""$(touch owned)`touch owned`'; touch owned; '"; touch owned; ""$IFS""", "--output=owned"]
)
def test_inputs_are_words_and_nothing_else(text: str, tmp_path: Path) -> None:
    folder = project(tmp_path)
    for name in ("paths", "base", "baseline", "sarif", "format", "working_directory"):
        check(tmp_path, folder, **{name: text})
    kept = {path.name for path in folder.iterdir()} - {text.rpartition("/")[2]}
    assert kept == {"prd", "site_config"}


def test_it_installs_itself(tmp_path: Path) -> None:
    """With the other libraries of this environment, which spares their download."""
    near = str(Path(yaml.__file__).parents[1])
    lent = {"PIP_NO_DEPS": "1", "PRD_SOURCE": str(copy(tmp_path / "prdkit"))}
    ran = run(STEPS[0], tmp_path, tmp_path, python=sys.executable, more=lent)
    assert ran.code == 0, ran.log
    command = ran.environment.strip().removeprefix("PRD_COMMAND=")
    more = {"PRD_COMMAND": command, "PYTHONPATH": near}
    assert "1 error" in run(STEPS[1], tmp_path, project(tmp_path), more=more).summary
