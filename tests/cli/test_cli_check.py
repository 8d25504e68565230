"""`prd check` as people and CI meet it."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from calling import PRD, prd, process, project

from prdkit.blocks.catalogue import all_rules
from prdkit.check.registry import Problem, Rule
from prdkit.cli.main import main
from prdkit.link.site import Site
from prdkit.model.document import Document

BROKEN = PRD.replace("owner: pm.lead", "owner: pm.lead\npriority: 急").replace("created:", "creatd:")


def test_a_clean_project_passes(tmp_path: Path) -> None:
    result = prd("check", cwd=project(tmp_path))
    assert (result.code, result.out, result.err) == (0, "1 document: nothing to report\n", "")


def test_the_text_of_findings(tmp_path: Path) -> None:
    folder = project(tmp_path, {"prd/prds/PRD-2026-001.md": BROKEN})
    result = prd("check", "--select", "fields/unknown,fields/not-allowed", cwd=folder)
    assert (
        result.out
        == """\
prd/prds/PRD-2026-001.md:6:11: warning fields/not-allowed
  `priority: 急` is not one of its values
    6 | priority: 急
      |           ^^
  Use one of `P0`, `P1`, `P2`, `P3`.

prd/prds/PRD-2026-001.md:7:1: error fields/unknown
  unknown key `creatd`
    7 | creatd: 2026-06-12
      | ^^^^^^
  Did you mean `created`? A key of your own begins with `x-`.

1 document: 1 error, 1 warning, 0 infos
"""
    )
    assert result.code == 1
    assert result.err == ""


def test_warnings_fail_only_a_strict_check(tmp_path: Path) -> None:
    folder = project(tmp_path, {"prd/prds/PRD-2026-001.md": PRD.replace("owner:", "priority: 急\nowner:")})
    assert prd("check", "--select", "fields", cwd=folder).code == 0
    assert prd("check", "--select", "fields", "--strict", cwd=folder).code == 1


def test_the_project_is_found_from_a_folder_inside(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert prd("check", cwd=folder / "prd" / "prds").code == 0
    assert prd("check", "--project", str(folder), cwd=Path("/")).code == 0
    assert prd("check", str(folder / "prd"), cwd=Path("/")).code == 0


def test_paths_limit_what_is_printed_and_what_counts(tmp_path: Path) -> None:
    other = PRD.replace("-001", "-002")
    files = {"prd/prds/PRD-2026-001.md": BROKEN, "prd/prds/PRD-2026-002.md": other}
    folder = project(tmp_path, files)
    assert prd("check", "prd/prds/PRD-2026-002.md", cwd=folder).code == 0
    only = prd("check", "prds/PRD-2026-001.md", "--format", "json", cwd=folder / "prd")
    assert {f["path"] for f in json.loads(only.out)["findings"]} == {"prd/prds/PRD-2026-001.md"}
    assert prd("check", "prd", cwd=folder).code == 1


def test_a_reference_out_of_the_given_path_is_still_known(tmp_path: Path) -> None:
    first = PRD.replace("created:", "links: {related: [PRD-2026-002]}\ncreated:")
    files = {"prd/prds/PRD-2026-001.md": first, "prd/prds/PRD-2026-002.md": PRD.replace("-001", "-002")}
    assert prd("check", "prd/prds/PRD-2026-001.md", cwd=project(tmp_path, files)).code == 0


WRONG_CALLS = [
    (["check", "nowhere.md"], "`nowhere.md` does not exist"),
    (["check", "/"], "no project in `/`"),
    (["check", "--as-of", "2026-13-01"], "`2026-13-01` is not a day of the calendar"),
    (["check", "--as-of", "today"], "`today` is not a date of the form YYYY-MM-DD"),
    (["check", "--select", "states/deadend"], "Did you mean `states/dead-end`?"),
    (["check", "--ignore", "dead-end"], "Did you mean `states/dead-end`?"),
    (["check", "--ignore", "state/*"], "Did you mean `states`?"),
    (["check", "--format", "xml"], "'xml' is not one of"),
    (["check", "--output", "."], "Is a directory"),
    (["check", "--output", "no/such/folder.txt"], "no/such/folder.txt"),
    (["check", "--projct", "."], "--project"),
    (["check", "--project", "nowhere"], "'nowhere' does not exist"),
    (["chek"], "Did you mean `check`?"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG_CALLS, ids=lambda value: str(value)[:40])
def test_a_wrong_call_is_explained(arguments: list[str], told: str, tmp_path: Path) -> None:
    result = prd(*arguments, cwd=project(tmp_path))
    assert result.code == 2
    assert told in result.err
    assert "Traceback" not in result.err
    assert result.out == ""


def test_a_folder_without_a_project(tmp_path: Path) -> None:
    result = prd("check", cwd=tmp_path)
    assert result.code == 2
    assert "none of `site_config/project.yml`, `mkdocs.yml`, `.git` is there" in result.err
    assert "prd init" in result.err


def test_a_project_without_documents(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    result = prd("check", cwd=tmp_path)
    assert result.code == 2
    assert "the folder of documents `prd/` does not exist" in result.err


def test_every_fault_of_the_configuration_is_told_with_its_place(tmp_path: Path) -> None:
    files = {
        "site_config/project.yml": "as_of: 2026-06-15\nlanguage: en\nrules: {states/hole: fatal}\n",
        "site_config/types/prd.yml": "statuses:\n  draft: {label: Draft, gate: G1, colour: red}\n",
    }
    result = prd("check", cwd=project(tmp_path, files))
    assert result.code == 2
    assert result.out == ""
    lines = result.err.splitlines()
    assert lines[0] == "site_config/project.yml:2:1: unknown key `language`"
    assert lines[1].startswith("    Did you mean `languages`?")
    assert lines[2].startswith("site_config/project.yml:3:22: `rules.states/hole: fatal` is not")
    assert any(line.startswith("site_config/types/prd.yml:2:35: unknown key `colour`") for line in lines)
    assert lines[-1] == "prd: the configuration is wrong in 3 places; nothing was checked"


def test_broken_yaml_in_the_configuration(tmp_path: Path) -> None:
    result = prd("check", cwd=project(tmp_path, {"site_config/org.yml": "people:\n  pm.lead: {dept: [\n"}))
    assert result.code == 2
    assert result.err.startswith("site_config/org.yml:3:1: not valid YAML")


def test_a_severity_for_a_rule_that_does_not_exist(tmp_path: Path) -> None:
    files = {"site_config/project.yml": "rules:\n  states/hole: info\n  states/dead-ends: error\n"}
    result = prd("check", cwd=project(tmp_path, files))
    assert result.code == 2
    assert result.err.startswith("site_config/project.yml:3:3: no rule is called `states/dead-ends`")
    assert "Did you mean `states/dead-end`?" in result.err


def test_a_wrong_source_date_is_the_callers_fault(tmp_path: Path) -> None:
    result = prd("check", cwd=project(tmp_path), SOURCE_DATE_EPOCH="yesterday")
    assert result.code == 2
    assert "SOURCE_DATE_EPOCH is `yesterday`" in result.err


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", "标题".encode("gbk"), b"\x00\x01\x02\x80"], ids=["utf16", "gbk", "binary"]
)
def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path, data: bytes) -> None:
    folder = project(tmp_path, {"prd/prds/PRD-2026-002.md": ""})
    (folder / "prd/prds/PRD-2026-002.md").write_bytes(data)
    result = prd("check", cwd=folder)
    assert result.code == 1
    assert "prd/prds/PRD-2026-002.md:1:1: error front-matter/unreadable" in result.out


def as_of(folder: Path, *arguments: str, **environment: str) -> str:
    said = prd("check", "--format", "json", *arguments, cwd=folder, **environment).out
    return str(json.loads(said)["summary"]["as_of"])


def test_which_day_counts_as_today(tmp_path: Path) -> None:
    folder = project(tmp_path, {"site_config/project.yml": "lang: en\n"})
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-C", str(folder)]
    day = {"GIT_COMMITTER_DATE": "2026-02-03T12:00:00+08:00", "GIT_AUTHOR_DATE": "2026-02-03T12:00:00+08:00"}
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "x"], check=True, env=os.environ | day)
    assert as_of(folder) == "2026-02-03"
    assert as_of(folder, SOURCE_DATE_EPOCH="1781481600") == "2026-06-15"
    (folder / "site_config/project.yml").write_text("as_of: 2026-05-01\n")
    assert as_of(folder, SOURCE_DATE_EPOCH="1781481600") == "2026-05-01"
    assert as_of(folder, "--as-of", "2025-12-31") == "2025-12-31"


def test_output_goes_to_a_file_and_the_project_stays_as_it_is(tmp_path: Path) -> None:
    folder = project(tmp_path / "project", {"prd/prds/PRD-2026-001.md": BROKEN})
    before = sorted(path for path in folder.rglob("*"))
    target = tmp_path / "findings.json"
    result = prd("check", "--format", "json", "--output", str(target), cwd=folder)
    assert (result.code, result.out) == (1, "")
    assert "2 errors" in result.err
    assert json.loads(target.read_text(encoding="utf-8"))["summary"]["errors"] == 2
    assert sorted(path for path in folder.rglob("*")) == before


def test_paths_in_ci_formats_are_the_repositorys(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folder = project(tmp_path / "docs", {"prd/prds/PRD-2026-001.md": BROKEN})
    assert prd("check", "--format", "github", cwd=folder).out.startswith("::error file=docs/prd/prds/PRD-2026-001.md,")


def test_a_person_who_reads_the_log_is_told_the_counts(tmp_path: Path) -> None:
    result = prd("check", "--format", "github", cwd=project(tmp_path))
    assert (result.code, result.out, result.err) == (0, "", "1 document: nothing to report\n")


def test_help_and_version(tmp_path: Path) -> None:
    for command in ([], ["check"], ["rule"], ["new"], ["init"]):
        result = prd(*command, "--help", cwd=tmp_path)
        assert result.code == 0
        assert result.out.startswith("Usage: prd ")
    assert prd("--version", cwd=tmp_path).out.startswith("prd ")


def test_utf8_under_any_locale(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    result = process("check", cwd=project(tmp_path, {"prd/prds/PRD-2026-001.md": BROKEN}), **plain)
    assert result.code == 1
    assert "`priority: 急` is not one of its values" in result.out


def on_terminal(folder: Path, **environment: str) -> str:
    """What `prd check` writes to a terminal."""
    outer, inner = pty.openpty()
    command = [sys.executable, "-m", "prdkit", "check"]
    settings = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(command, cwd=folder, stdout=inner, check=False, env=settings | {"TERM": "xterm"} | environment)
    os.close(inner)
    said = b""
    while True:
        try:
            read = os.read(outer, 65536)
        except OSError:
            break
        if not read:
            break
        said += read
    os.close(outer)
    return said.decode("utf-8")


def test_colour_on_a_terminal_alone(tmp_path: Path) -> None:
    folder = project(tmp_path, {"prd/prds/PRD-2026-001.md": BROKEN})
    assert "\x1b[31;1merror\x1b[0m fields/missing" in on_terminal(folder)
    assert "\x1b" not in on_terminal(folder, NO_COLOR="1")
    assert "\x1b" not in on_terminal(folder, TERM="dumb")
    assert "\x1b" not in prd("check", cwd=folder).out


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m prdkit rule | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def breaking(document: Document, site: Site) -> Iterator[Problem]:
    """A rule that raises."""
    raise KeyError("states")
    yield Problem((), "")


@pytest.fixture
def _a_broken_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Rule(Document, "error", fixed=False, check=breaking)
    monkeypatch.setattr("prdkit.cli.check.all_rules", lambda: (*all_rules(), broken))


@pytest.mark.usefixtures("_a_broken_rule")
def test_a_bug_is_reported_and_never_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project(tmp_path))
    assert main(["check"]) == 3
    said = capsys.readouterr().err
    assert "a bug of prdkit: rule test-cli-check/breaking failed on prd/prds/PRD-2026-001.md" in said
    assert "KeyError: 'states'" in said
    assert "Please report it" in said
    assert "PRD_DEBUG=1" in said
    assert "Traceback" not in said
    monkeypatch.setenv("PRD_DEBUG", "1")
    assert main(["check"]) == 3
    assert "Traceback" in capsys.readouterr().err
