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


def test_a_file_that_names_what_is_hidden_fails_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(tmp_path, FILES)
    config = (folder / "mkdocs.yml").read_text()
    (folder / "mkdocs.yml").write_text(f"{config}copyright: See PRD&#45;2026&#45;002\n")
    monkeypatch.setenv("PRD_AUDIENCE", "public")
    done = build(folder)
    assert done.returncode == 1
    assert "prds/PRD-2026-001/index.html names `PRD-2026-002`, which is not for `public` readers" in done.stderr
    assert "is not fit for `public` readers" in done.stderr


def test_a_front_page_stands_in_for_one_that_is_not_for_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, FILES)
    monkeypatch.setenv("PRD_AUDIENCE", "public")
    assert build(tmp_path, "--strict").returncode == 0
    html = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert 'href="prds/PRD-2026-001/"' in html
    assert ">Documents</h1>" in html


def test_pages_lead_to_no_sources_unless_the_team_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(tmp_path, FILES)
    config = (folder / "mkdocs.yml").read_text() + "repo_url: https://git.example/a/b\nedit_uri: edit/main/prd/\n"
    (folder / "mkdocs.yml").write_text(config)
    monkeypatch.setenv("PRD_AUDIENCE", "public")
    build(folder)
    assert "edit/main" not in (folder / "site/prds/PRD-2026-001/index.html").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config.replace("  - prd\n", "  - prd: {source_links: true}\n"))
    build(folder)
    assert "edit/main" in (folder / "site/prds/PRD-2026-001/index.html").read_text(encoding="utf-8")
