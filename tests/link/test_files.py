"""To know what lies in a project beside its documents, and never what lies outside."""

from pathlib import Path

import pytest

from prdkit.link.files import Files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for path in (
        "rfcs/0001/README.md",
        "rfcs/0001/图.png",
        ".github/CODEOWNERS",
        "node_modules/x/index.js",
        "venv/pyvenv.cfg",
        "venv/lib.py",
        "site/sitemap.xml",
        "site/index.html",
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x", encoding="utf-8")
    (root / "empty").mkdir()
    (tmp_path / "outside.md").write_text("x", encoding="utf-8")
    return root


def test_files_and_folders_are_listed_without_what_tools_put_there(project: Path) -> None:
    files = Files(project)
    assert files.paths == {"rfcs/0001/README.md", "rfcs/0001/图.png"}
    assert files.folders == {"", "rfcs", "rfcs/0001", "empty"}
    assert files.by_folder == {"rfcs/0001": ("README.md", "图.png")}


def test_a_hidden_file_is_not_listed_but_is_there(project: Path) -> None:
    files = Files(project)
    assert files.has_file(".github/CODEOWNERS")
    assert files.has_folder(".github/")
    assert not files.has_file(".github/NONE")
    assert not files.has_file(".github")
    assert not files.has_folder("rfcs/0001/README.md")


def test_nothing_outside_the_project_is_told(project: Path) -> None:
    (project / "way-out.md").symlink_to(project.parent / "outside.md")
    (project / "out").symlink_to(project.parent, target_is_directory=True)
    (project / "inner.md").symlink_to(project / "rfcs/0001/README.md")
    (project / "latest").symlink_to(project / "rfcs/0001", target_is_directory=True)
    (project / "round").symlink_to(project, target_is_directory=True)
    files = Files(project)
    assert not files.has_file("way-out.md")
    assert not files.has_file("out/outside.md")
    assert not files.has_file("../outside.md")
    assert not files.has_file("a\0b")
    assert not files.has_file("x" * 5000)
    assert files.has_file("inner.md")
    assert files.has_file("latest/README.md")
    assert files.paths == {"rfcs/0001/README.md", "rfcs/0001/图.png", "inner.md"}


def test_a_file_of_blanks_is_blank(project: Path) -> None:
    (project / "a.md").write_text(" \n\n", encoding="utf-8")
    (project / "b.md").write_text("", encoding="utf-8")
    files = Files(project)
    assert files.is_blank("a.md")
    assert files.is_blank("b.md")
    assert not files.is_blank("rfcs/0001/README.md")
    assert not files.is_blank("none.md")


def test_what_was_listed_stays_until_it_is_listed_again(project: Path) -> None:
    files = Files(project)
    assert "new.md" not in files.paths
    (project / "new.md").write_text("x", encoding="utf-8")
    assert "new.md" not in files.paths
    assert "new.md" in files.again().paths
