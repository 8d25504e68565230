"""The page that a renamed document leaves at its old address."""

import json
import re
from pathlib import Path

import pytest

from tests.mkdocs_plugin.project import MKDOCS, build, prd, project

RENAMED = prd(more="former_ids: [PRD-2026-009]", body="## Goals\n\nGuests come back.\n")
OTHER = prd(title="Referral", body="See [[PRD-2026-009]] and PRD-2026-009.\n").replace("001", "002")
FILES = {"prd/prds/PRD-2026-001-points.md": RENAMED, "prd/prds/PRD-2026-002.md": OTHER}


def test_the_old_address_leads_to_the_new_one(tmp_path: Path) -> None:
    folder = project(tmp_path, FILES)
    done = build(folder)
    assert done.returncode == 0, done.stderr
    html = (folder / "site/prds/PRD-2026-009-points/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../PRD-2026-001-points/">' in html
    assert '<link rel="canonical" href="../PRD-2026-001-points/">' in html
    assert '<p>This document has a new address: <a href="../PRD-2026-001-points/">PRD-2026-001</a></p>' in html
    assert (folder / "site/prds/PRD-2026-001-points/index.html").is_file()
    assert not re.search(r"<script|<style|style=|onload", html)


def test_it_is_in_no_search_and_in_no_list_of_pages(tmp_path: Path) -> None:
    folder = project(tmp_path, FILES)
    build(folder)
    search = json.loads((folder / "site/search/search_index.json").read_text(encoding="utf-8"))
    assert [d["location"] for d in search["docs"] if "PRD-2026-009" in d["location"]] == []
    assert "PRD-2026-009" not in (folder / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "PRD-2026-009" not in (folder / "site/prds/index.html").read_text(encoding="utf-8")


def test_a_link_by_the_old_id_shows_the_new_one(tmp_path: Path) -> None:
    folder = project(tmp_path, FILES)
    build(folder)
    html = (folder / "site/prds/PRD-2026-002/index.html").read_text(encoding="utf-8")
    assert 'href="../PRD-2026-001-points/"' in html
    assert "PRD-2026-001 Points" in html
    assert ">PRD-2026-009<" not in html


@pytest.mark.parametrize(("language", "words"), [("zh", "本文档已移至："), ("zh-TW", "本文件已移至：")])
def test_files_instead_of_folders_an_absolute_address_and_other_languages(
    tmp_path: Path, language: str, words: str
) -> None:
    settings = MKDOCS.replace("LANGUAGE", language) + "use_directory_urls: false\nsite_url: https://prd.example/team/\n"
    folder = project(tmp_path, {**FILES, "mkdocs.yml": settings})
    build(folder)
    html = (folder / "site/prds/PRD-2026-009-points.html").read_text(encoding="utf-8")
    assert 'content="0; url=PRD-2026-001-points.html"' in html
    assert '<link rel="canonical" href="https://prd.example/team/prds/PRD-2026-001-points.html">' in html
    assert words in html


def test_a_page_that_stands_there_is_left(tmp_path: Path) -> None:
    folder = project(tmp_path, {**FILES, "prd/prds/PRD-2026-009-points.md": "---\ntype: none\n---\n# Ours\n"})
    build(folder)
    assert "Ours" in (folder / "site/prds/PRD-2026-009-points/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("old", ["../../x", "a/b", "a b", '"><script>alert(1)</script>', "..", "con\ttrol"])
def test_no_file_is_made_of_an_id_that_is_none(tmp_path: Path, old: str) -> None:
    folder = project(
        tmp_path, {**FILES, "prd/prds/PRD-2026-001-points.md": prd(more=f"former_ids: [{json.dumps(old)}]")}
    )
    before = {path for path in tmp_path.parent.rglob("*") if path.is_file() and folder not in path.parents}
    assert build(folder).returncode == 0
    made = {path.relative_to(folder / "site").as_posix() for path in (folder / "site/prds").rglob("*.html")}
    assert made == {f"prds/{name}index.html" for name in ("", "PRD-2026-001-points/", "PRD-2026-002/")}
    assert {path for path in tmp_path.parent.rglob("*") if path.is_file() and folder not in path.parents} == before
