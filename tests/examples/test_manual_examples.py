"""Processes that the manual shows whole: their files are made, checked and built just as they stand on the page."""

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from tests.manual import PAGES, fences

from prdkit.cli.main import main

EXAMPLES = ["example-ember", "example-zh"]
PROMPT = "$ prd check\n"


def shown(page: str, folder: Path) -> str:
    """Write the files that a page shows into a folder; returns what it says that `prd check` prints."""
    told = ""
    for fence in fences(page, PAGES[page]):
        if fence.title:
            path = folder / fence.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence.text, encoding="utf-8")
        elif fence.text.startswith(PROMPT):
            told = fence.text.removeprefix(PROMPT)
    return told


@pytest.mark.parametrize("page", EXAMPLES)
def test_a_process_of_the_manual_finds_what_the_page_says(
    page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = shown(page, tmp_path)
    assert main(["check", "--project", str(tmp_path)]) == 1
    assert capsys.readouterr().out == told


@pytest.mark.parametrize("page", EXAMPLES)
def test_a_process_of_the_manual_builds(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.chdir(tmp_path)
    shown(page, tmp_path)
    build(load_config("mkdocs.yml"))
    assert (tmp_path / "site" / "index.html").is_file() or list((tmp_path / "site").rglob("index.html"))


def test_the_process_of_ember_takes_sixty_lines() -> None:
    settings = [f.text for f in fences("", PAGES["example-ember"]) if f.title.startswith("site_config/")]
    assert sum(len(text.splitlines()) for text in settings) <= 60
