"""`prd init`: a repository that checks and builds at once."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import yaml
from calling import Result, prd

from prdkit.config.fields import LANGUAGES

FILES = {
    ".gitattributes",
    ".github/workflows/prd.yml",
    ".gitignore",
    ".gitlab-ci.yml",
    ".idea/jsonSchemas.xml",
    ".pre-commit-config.yaml",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    ".vscode/tasks.json",
    "CODEOWNERS",
    "README.md",
    "mkdocs.yml",
    "prd/index.md",
    "prd/launches/LCH-2026-01-hold-a-slot.md",
    "prd/prds/PRD-2026-001-hold-a-slot.md",
    "prd/releases/REL-1.1.0.md",
    "requirements.txt",
    "site_config/org.yml",
    "site_config/project.yml",
}


def init(folder: Path, *arguments: str, lang: str = "en") -> Result:
    folder.parent.mkdir(parents=True, exist_ok=True)
    return prd("init", folder.name, "--lang", lang, "--as-of", "2026-06-15", *arguments, cwd=folder.parent)


def files(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def strict_build(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1781481600"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=quiet)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_check_finds_nothing(tmp_path: Path, lang: str) -> None:
    folder = tmp_path / "team"
    assert init(folder, lang=lang).code == 0
    assert {path for path in files(folder) if not path.startswith(".vscode/schemas/")} == FILES
    result = prd("check", "--strict", "--as-of", "2026-06-15", cwd=folder)
    assert (result.code, result.out) == (0, "3 documents: nothing to report\n")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_check_is_still_green_in_a_month(tmp_path: Path, lang: str) -> None:
    folder = tmp_path / "team"
    init(folder, lang=lang)
    assert prd("check", "--strict", "--as-of", "2026-07-15", cwd=folder).code == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_site_builds_strictly(tmp_path: Path, lang: str) -> None:
    folder = tmp_path / "team"
    init(folder, lang=lang)
    done = strict_build(folder)
    assert done.returncode == 0, done.stderr
    for page in ("index.html", "prds/PRD-2026-001-hold-a-slot/index.html", "releases/REL-1.1.0/index.html"):
        assert (folder / "site" / page).is_file()
    html = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "fonts.googleapis.com" not in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_documents_are_written_in_the_language_chosen(tmp_path: Path, lang: str) -> None:
    folder = tmp_path / "team"
    init(folder, lang=lang)
    heading = {"en": "## State transitions", "zh-Hans": "## 状态迁移", "zh-Hant": "## 狀態遷移"}[lang]
    made = files(folder)
    assert f"\n{heading}\n" in made["prd/prds/PRD-2026-001-hold-a-slot.md"]
    for path, text in made.items():
        if path.startswith("prd/") and path != "prd/index.md":
            assert f"\nlang: {lang}\n" in text
    theme = {"en": "en", "zh-Hans": "zh", "zh-Hant": "zh-TW"}[lang]
    assert yaml.safe_load(made["mkdocs.yml"])["theme"]["language"] == theme


def test_the_example_shows_a_machine_and_a_matrix(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    init(folder)
    text = files(folder)["prd/prds/PRD-2026-001-hold-a-slot.md"]
    values = yaml.safe_load(text.split("---\n")[1])
    machine = values["state_machines"][0]
    assert {t["path"] for t in machine["transitions"]} == {"normal", "reverse", "abnormal", "recovery", "timeout"}
    stages = [node["stage"] for node in values["collaboration"]["nodes"]]
    assert stages == ["define", "track", "track", "launch", "measure"]
    days = [milestone["baseline"] for milestone in values["milestones"]]
    assert days == sorted(days)
    assert all(day.weekday() < 5 for day in days)


def test_what_other_tools_read_is_well_formed(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    init(folder)
    made = files(folder)
    for path in (".github/workflows/prd.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml", "mkdocs.yml"):
        assert isinstance(yaml.safe_load(made[path]), dict)
    for path in (".vscode/settings.json", ".vscode/extensions.json", ".vscode/tasks.json"):
        assert isinstance(json.loads(made[path]), dict)
    assert "run: prd check --format github" in made[".github/workflows/prd.yml"]
    assert "prd check" in made[".gitlab-ci.yml"]
    hook = yaml.safe_load(made[".pre-commit-config.yaml"])["repos"][0]
    assert (hook["repo"], hook["hooks"][0]["entry"]) == ("local", "prd check")


def test_the_editor_knows_the_configuration_files(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    init(folder)
    made = files(folder)
    settings = json.loads(made[".vscode/settings.json"])["yaml.schemas"]
    for schema, patterns in settings.items():
        checker = jsonschema.Draft7Validator(json.loads(made[schema]))
        checker.check_schema(checker.schema)
        for pattern in patterns:
            for path in folder.glob(pattern):
                checker.validate(json.loads(json.dumps(yaml.safe_load(path.read_text()) or {}, default=str)))
    org = jsonschema.Draft7Validator(json.loads(made[".vscode/schemas/org.schema.json"]))
    assert not org.is_valid({"peple": {}})
    assert not org.is_valid({"people": {"pm.lead": {"dept": "product", "activ": True}}})
    assert org.is_valid({"departments": {"algo": None}})


def test_vs_code_reads_the_findings_of_its_task(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    init(folder)
    (task,) = json.loads(files(folder)[".vscode/tasks.json"])["tasks"]
    first, second = task["problemMatcher"]["pattern"]
    example = folder / "prd/prds/PRD-2026-001-hold-a-slot.md"
    example.write_text(example.read_text(encoding="utf-8").replace("priority: P1", "priority: high"), encoding="utf-8")
    assert (task["command"], task["args"]) == ("prd", ["check"])
    lines = prd(*task["args"], "--as-of", "2026-06-15", cwd=folder).out.splitlines()
    found = re.fullmatch(first["regexp"], lines[0])
    assert found is not None
    said = {key: found[first[key]] for key in ("file", "line", "severity", "code")}
    path = example.relative_to(folder).as_posix()
    assert said == {"file": path, "line": "13", "severity": "error", "code": "fields/not-allowed"}
    message = re.fullmatch(second["regexp"], lines[1])
    assert message is not None
    assert message[second["message"]] == "`priority: high` is not one of its values"


def test_jetbrains_knows_which_schema_is_for_what(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    init(folder)
    entries = ElementTree.parse(folder / ".idea/jsonSchemas.xml").iter("SchemaInfo")
    options = [{o.get("name"): o.get("value") for o in entry.iter("option")} for entry in entries]
    assert len(options) == len(list((folder / ".vscode/schemas").iterdir()))
    for told in options:
        assert (folder / told["relativePathToSchema"]).is_file()
    places = {told["relativePathToSchema"]: (told["path"], told.get("directory")) for told in options}
    assert places[".vscode/schemas/document-prd.schema.json"] == ("prd/prds", "true")
    assert places[".vscode/schemas/org.schema.json"] == ("site_config/org.yml", None)


def test_schemas_are_those_of_the_project(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    init(folder, lang="zh-Hans")
    assert prd("schema", "--output", ".vscode/schemas", "--check", cwd=folder).code == 0
    (folder / "site_config/org.yml").write_text("departments: {crew: {label: Crew}}\n", encoding="utf-8")
    shutil.rmtree(folder / ".vscode")
    assert init(folder, lang="en").code == 0
    made = json.loads(files(folder)[".vscode/schemas/document-prd.schema.json"])
    assert "crew" in made["definitions"]["department"]["enum"]
    assert made["title"] == "产品需求文档"
    assert prd("schema", "--output", ".vscode/schemas", "--check", cwd=folder).code == 0


def test_names_with_signs_that_yaml_reads(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    name = "Points: \"mall\" # {{ x }} 'y' 积分"
    assert init(folder, "--name", name).code == 0
    assert yaml.safe_load(files(folder)["mkdocs.yml"])["site_name"] == name
    assert prd("check", "--strict", "--as-of", "2026-06-15", cwd=folder).code == 0


def test_what_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / ".git").mkdir()
    (folder / "README.md").write_text("mine\n")
    (folder / "LICENSE").write_text("mine\n")
    result = init(folder)
    assert result.code == 0
    assert "  left as it was: README.md\n" in result.out
    assert (folder / "README.md").read_text() == "mine\n"
    before = files(folder)
    again = init(folder)
    assert again.out.startswith("0 files written to team/\n")
    assert files(folder) == before


def test_a_project_gets_only_the_files_it_lacks(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    init(folder)
    (folder / "prd/prds/PRD-2026-001-hold-a-slot.md").rename(folder / "prd/prds/PRD-2026-002.md")
    (folder / "notes.txt").write_text("ours\n")
    (folder / "CODEOWNERS").unlink()
    assert init(folder).out.startswith("1 file written to team/\n")
    assert (folder / "CODEOWNERS").is_file()
    assert not (folder / "prd/prds/PRD-2026-001-hold-a-slot.md").exists()


@pytest.mark.parametrize("stranger", ["notes.txt", "src/main.py", "prd/old.md", "site_config/other.yml"])
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, stranger: str) -> None:
    folder = tmp_path / "team"
    (folder / stranger).parent.mkdir(parents=True)
    (folder / stranger).write_text("x\n")
    result = init(folder)
    assert result.code == 2
    assert f"`team` is not empty: it holds `{stranger.split('/')[0]}`" in result.err
    assert files(folder) == {stranger: "x\n"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "team").write_text("x\n")
    result = init(tmp_path / "team")
    assert result.code == 2
    assert "`team` is a file" in result.err


def test_the_next_steps_are_named(tmp_path: Path) -> None:
    said = init(tmp_path / "team").out
    steps = said.split("Next:\n")[1].split("\n")
    assert [step.strip() for step in steps if step] == [
        "cd team",
        'git init -b main && git add . && git commit -m "First documents"',
        "pip install -r requirements.txt",
        "prd check",
        "mkdocs serve",
    ]


def test_a_repository_that_exists_is_not_made_again(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert "git init" not in init(tmp_path / "team").out


def test_a_folder_name_with_signs_can_be_pasted(tmp_path: Path) -> None:
    assert "  cd 'my coffee: team'\n" in init(tmp_path / "my coffee: team").out


def test_a_site_that_exists_is_told_what_it_lacks(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "mkdocs.yml").write_text("site_name: Ours\nplugins:\n  - search\n")
    said = init(folder).out
    assert "First add to mkdocs.yml" in said
    assert "  docs_dir: prd\n  plugins:\n    - search\n    - prd\n" in said
    (folder / "mkdocs.yml").write_text("site_name: Ours\ndocs_dir: prd\nplugins:\n  - search\n  - prd\n")
    (folder / "CODEOWNERS").unlink()
    assert "mkdocs.yml, which" not in init(folder).out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("day", ["2026-06-13", "2026-06-14", "2026-06-15"])
def test_nothing_was_updated_tomorrow(tmp_path: Path, lang: str, day: str) -> None:
    folder = tmp_path / "team"
    prd("init", "team", "--lang", lang, "--as-of", day, cwd=tmp_path)
    for path, text in files(folder).items():
        found = re.search(r"^updated: (.*)$", text, re.MULTILINE) if path.startswith("prd/") else None
        assert found is None or found[1] <= day
    assert prd("check", "--strict", "--as-of", day, cwd=folder).code == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_examples_can_be_deleted(tmp_path: Path, lang: str) -> None:
    folder = tmp_path / "team"
    init(folder, lang=lang)
    for path in ("prds", "launches", "releases"):
        shutil.rmtree(folder / "prd" / path)
    assert prd("check", "--strict", cwd=folder).code == 0
    done = strict_build(folder)
    assert done.returncode == 0, done.stderr


def test_new_goes_on_where_init_ends(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    init(folder, lang="zh-Hans")
    made = prd("new", "prd", "--title", "候补名单", "--owner", "pm.lead", "--as-of", "2026-06-16", cwd=folder)
    assert made.out == "prd/prds/PRD-2026-002.md\n"
    text = files(folder)["prd/prds/PRD-2026-002.md"]
    assert "lang: zh-Hans\nproduct: PROD-app\n" in text
    assert prd("check", "--as-of", "2026-06-16", cwd=folder).code == 0


def test_the_strict_build_fails_when_the_check_does(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    init(folder)
    example = folder / "prd/prds/PRD-2026-001-hold-a-slot.md"
    kept = example.read_text(encoding="utf-8")
    example.write_text(re.sub(r"^ *- \{from: booked, event: cancel.*\n", "", kept, flags=re.MULTILINE))
    assert "1 warning" in prd("check", "--as-of", "2026-06-15", cwd=folder).out
    assert strict_build(folder).returncode == 0
    example.write_text(kept.replace("priority: P1", "priority: high"))
    assert prd("check", "--as-of", "2026-06-15", cwd=folder).code == 1
    assert strict_build(folder).returncode == 1
