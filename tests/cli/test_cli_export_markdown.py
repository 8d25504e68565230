"""`prd export markdown`: a tree in which every link leads somewhere, and which MkDocs builds without our plugin."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as etree
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from tests.cli.calling import PRD, prd, project

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"(?<!\\)\]\(<?([^)>\s]+)>?\)")
FENCES = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plain")
    told = ["export", "markdown", "--output", str(folder), "--reference", "guide/reference", "--name", "Coffee"]
    assert prd(*told, cwd=ROOT).code == 0
    return folder


def texts(folder: Path) -> dict[str, str]:
    home = folder / "docs"
    return {path.relative_to(home).as_posix(): path.read_text(encoding="utf-8") for path in home.rglob("*.md")}


def test_every_relative_link_leads_to_a_file_and_to_a_place_on_it(demo: Path) -> None:
    files = texts(demo)
    for path, text in files.items():
        if path.startswith("guide/"):
            continue
        for link in LINK.findall(FENCES.sub("", text)):
            if re.match(r"[a-z]+:", link):
                continue
            file, _, place = unquote(link).partition("#")
            target = normpath(join(dirname(path), file)) if file else path
            assert (demo / "docs" / target).is_file(), (path, link)
            assert not place or target.startswith("guide/") or f'<a id="{place}"></a>' in files[target], (path, link)


def test_mkdocs_builds_it_strictly_without_the_plugin(demo: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=demo, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "WARNING" not in done.stderr


def test_generated_pages_and_pictures_are_there(demo: Path) -> None:
    files = texts(demo)
    assert files["departments/ops.md"].startswith('---\ntitle: "')
    assert "| --- |" in files["collaboration.md"]
    picture = demo / "docs" / "prds" / "PRD-2026-001-points.points_txn.svg"
    assert etree.parse(picture).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert "](<PRD-2026-001-points.points_txn.svg>)" in files["prds/PRD-2026-001-points.md"]


def test_what_documents_say_stays_words(tmp_path: Path) -> None:
    risk = 'risks: [{id: K1, title: "<script>alert(1)</script> [x](javascript:a) a|b"}]\n'
    text = PRD.replace("status:", f"{risk}status:", 1)
    folder = project(tmp_path / "a", {"prd/prds/PRD-2026-001.md": text})
    assert prd("export", "markdown", "--output", str(tmp_path / "b"), cwd=folder).code == 0
    for path, words in texts(tmp_path / "b").items():
        assert "<script" not in words, path


def test_a_public_tree_holds_nothing_of_internal_documents(tmp_path: Path) -> None:
    folder = project(tmp_path / "a", {"prd/prds/PRD-2026-001.md": PRD, "prd/prds/secret.csv": "a,b\n"})
    told = ["export", "markdown", "--output", str(tmp_path / "b"), "--audience", "public"]
    assert prd(*told, cwd=folder).code == 0
    made = [path for path in (tmp_path / "b").rglob("*") if path.is_file()]
    assert made
    assert not any("PRD-2026-001" in path.name or path.suffix == ".csv" for path in made)
    assert not any("PRD-2026-001" in path.read_text(encoding="utf-8") for path in made)
