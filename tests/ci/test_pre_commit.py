"""The hooks, run by pre-commit itself in a repository of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.ci.copying import committed, copy, git
from tests.manual import ROOT, rows

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
GOOD = "---\nid: PRD-2026-001\ntitle: Points\nstatus: draft\nowner: pm.lead\ncreated: 2026-06-12\n---\n"
NAME = "prd/prds/PRD-2026-001.md"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team's repository with the hooks installed; their environment is made once."""
    folder = tmp_path_factory.mktemp("hooks")
    revision = committed(copy(folder / "prdkit"))
    files = {
        NAME: GOOD,
        "site_config/project.yml": "as_of: 2026-06-15\n",
        "notes.txt": "Nothing of ours.\n",
        ".pre-commit-config.yaml": yaml.safe_dump(
            {
                "repos": [
                    {
                        "repo": str(folder / "prdkit"),
                        "rev": revision,
                        "hooks": [{"id": "prd-check"}, {"id": "prd-fix", "stages": ["manual"]}],
                    }
                ]
            }
        ),
    }
    for name, text in files.items():
        (folder / "team" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "team" / name).write_text(text, encoding="utf-8")
    committed(folder / "team")
    made = pre_commit(folder / "team", "install", "--install-hooks")
    assert made.returncode == 0, made.stdout + made.stderr
    return folder / "team"


def pre_commit(team: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """pre-commit with a cache of its own. The hooks' environment borrows the libraries of this one."""
    near = str(Path(yaml.__file__).parents[1])
    surroundings = os.environ | {"PRE_COMMIT_HOME": str(team.parent / "cache")}
    surroundings |= {"PIP_NO_DEPS": "1", "PYTHONPATH": near}
    command = [str(PRE_COMMIT), *arguments]
    return subprocess.run(command, cwd=team, env=surroundings, capture_output=True, text=True, check=False)


def commit(team: Path, name: str, text: str) -> subprocess.CompletedProcess[str]:
    """A commit of one changed file, as somebody makes it at their desk."""
    git(team, "reset", "-q", "--hard")
    (team / name).write_text(text, encoding="utf-8")
    git(team, "add", "--all")
    near = str(Path(yaml.__file__).parents[1])
    surroundings = os.environ | {"PRE_COMMIT_HOME": str(team.parent / "cache"), "PYTHONPATH": near}
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-m", "Change"]
    return subprocess.run(command, cwd=team, env=surroundings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("hook", [hook["id"] for hook in HOOKS])
def test_hook_is_documented(hook: str) -> None:
    assert hook in rows("ci", "pre-commit")


def test_the_manifest_is_right() -> None:
    done = subprocess.run(
        [PRE_COMMIT, "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()


def test_a_broken_document_is_not_committed(team: Path) -> None:
    before = git(team, "rev-parse", "HEAD")
    done = commit(team, NAME, GOOD.replace("owner:", "onwer: x\nowner:"))
    assert done.returncode == 1
    assert "prd check....." in done.stdout + done.stderr
    assert "error fields/unknown" in done.stdout + done.stderr
    assert git(team, "rev-parse", "HEAD") == before


def test_a_sound_document_is_committed(team: Path) -> None:
    before = git(team, "rev-parse", "HEAD")
    done = commit(team, NAME, GOOD.replace("Points", "Stamps"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout + done.stderr
    assert git(team, "rev-parse", "HEAD") != before


def test_a_commit_of_other_files_is_not_held_up(team: Path) -> None:
    done = commit(team, "notes.txt", "Other words.\n")
    assert done.returncode == 0
    assert "Skipped" in done.stdout + done.stderr


def test_a_wrong_configuration_stops_a_commit(team: Path) -> None:
    done = commit(team, "site_config/project.yml", "as_fo: 2026-06-15\n")
    assert done.returncode == 1
    assert "unknown key `as_fo`" in done.stdout + done.stderr


def test_fixes_stop_the_commit_and_stay_in_the_file(team: Path) -> None:
    git(team, "reset", "-q", "--hard")
    (team / NAME).write_text(GOOD.replace("owner:", "onwer:"), encoding="utf-8")
    git(team, "add", "--all")
    done = pre_commit(team, "run", "--hook-stage", "manual", "prd-fix", "--all-files")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert (team / NAME).read_text(encoding="utf-8") == GOOD
