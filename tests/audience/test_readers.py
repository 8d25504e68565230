"""Built with MkDocs for partners or the public, a site has none of the files, pages and ways of insiders."""

from pathlib import Path

import pytest
from tests.mkdocs_plugin.project import build, prd, project

FILES = {
    "prd/prds/PRD-2026-001.md": prd(more="audience: public"),
    "prd/prds/PRD-2026-002-tk77.md": prd(title="Lending").replace("2026-001", "2026-002"),
    "prd/secret.csv": "tk78\n",
}


def built(folder: Path) -> set[str]:
    """The files of a site that are not the theme's."""
    site = folder / "site"
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {path for path in paths if not path.startswith("assets/")}


def test_the_setting_chooses_the_readers(tmp_path: Path) -> None:
    config = (project(tmp_path, FILES) / "mkdocs.yml").read_text()
    (tmp_path / "mkdocs.yml").write_text(config.replace("  - prd\n", "  - prd: {audience: public}\n"))
    assert build(tmp_path, "--strict").returncode == 0
    files = built(tmp_path)
    assert "prds/PRD-2026-001/index.html" in files
    assert not [path for path in files if "tk77" in path or "secret" in path or "waivers" in path]


def test_the_environment_chooses_the_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, FILES)
    monkeypatch.setenv("PRD_AUDIENCE", "public")
    assert build(tmp_path, "--strict").returncode == 0
    assert "prds/PRD-2026-002-tk77/index.html" not in built(tmp_path)
    monkeypatch.setenv("PRD_AUDIENCE", "pubic")
    said = build(tmp_path)
    assert said.returncode == 1
    assert "PRD_AUDIENCE is `pubic`" in said.stderr


def test_of_two_words_the_one_that_shows_less_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = (project(tmp_path, FILES) / "mkdocs.yml").read_text()
    (tmp_path / "mkdocs.yml").write_text(config.replace("  - prd\n", "  - prd: {audience: public}\n"))
    monkeypatch.setenv("PRD_AUDIENCE", "internal")
    assert build(tmp_path).returncode == 0
    assert "prds/PRD-2026-002-tk77/index.html" not in built(tmp_path)


def test_a_dirty_build_for_others_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, FILES)
    monkeypatch.setenv("PRD_AUDIENCE", "public")
    assert "cannot be `--dirty`" in build(tmp_path, "--dirty").stderr
