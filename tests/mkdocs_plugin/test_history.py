"""What a document's page says of its past: read from real repositories, and the same in every build."""

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.calling import prd as call
from tests.history.gitting import commit, git, start, write
from tests.mkdocs_plugin.project import build, page, prd, project

PATH = "prd/prds/PRD-2026-001.md"
URL = "prds/PRD-2026-001"
WORDS = """## Background & problem

Guests forget their points.

## Goals

One more visit a month.

## Users & scenarios

A guest pays at 8:40.
"""


def text(status: str = "draft", words: str = WORDS, more: str = "") -> str:
    return prd(words, more=more).replace("status: draft", f"status: {status}")


def repository(folder: Path, language: str = "en") -> Path:
    """A project whose document was a draft for nine days and is analysed since."""
    project(folder, {".gitignore": "site/\n.cache/\n", PATH: text()}, language=language)
    _set(folder, "warnings: info")
    start(folder)
    commit(folder, day="2026-06-01")
    commit(folder, {PATH: text("analysis")}, day="2026-06-10")
    return folder


def _set(folder: Path, setting: str) -> None:
    """Give the plugin one setting."""
    file = folder / "mkdocs.yml"
    file.write_text(re.sub(r"- prd(:.*)?\n", f"- prd: {{{setting}}}\n", file.read_text()))


class _Block(HTMLParser):
    """The words of the block on history, one line for each element that holds some."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section" and (self.depth or dict(attrs).get("class") == "prd-history"):
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "section" and self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth and data.strip():
            self.words.append(" ".join(data.split()))


def block(folder: Path) -> list[str]:
    parser = _Block()
    parser.feed(page(folder, URL))
    return parser.words


def test_a_page_shows_the_time_in_each_status(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    assert block(folder) == [
        *("History", "Analysis since 2026-06-10 (5 days)"),
        *("Status", "Since", "Until", "Time"),
        *("Draft", "2026-06-01", "2026-06-10", "9 days"),
        *("Analysis", "2026-06-10", "today", "5 days"),
    ]


@pytest.mark.parametrize(("language", "said"), [("zh", "分析中：自 2026-06-10 起（5 天）"), ("zh-TW", "歷史")])
def test_it_speaks_the_language_of_the_site(tmp_path: Path, language: str, said: str) -> None:
    folder = repository(tmp_path, language)
    assert build(folder).returncode == 0
    assert said in block(folder)


def test_what_is_not_committed_is_marked(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    write(folder, {PATH: text("review")})
    build(folder)
    assert "(not committed yet)" in block(folder)
    assert "In review since 2026-06-15 (0 days)" in block(folder)


def test_a_setting_leaves_git_alone(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    _set(folder, "history: false")
    build(folder)
    assert block(folder) == []
    assert not (folder / ".cache" / "prdkit" / "history").exists()


def test_a_project_without_git_builds_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = project(tmp_path / "plain", {PATH: text()})
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    assert block(folder) == []


def test_a_machine_without_git_builds_and_says_so_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = repository(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("git is not installed") == 1
    assert block(folder) == []


def test_a_shallow_clone_says_what_it_does_not_know(tmp_path: Path) -> None:
    folder = repository(tmp_path / "whole")
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), "part")
    done = build(tmp_path / "part", "--strict")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("the clone is shallow") == 1
    assert "fetch-depth: 0" in done.stderr
    said = block(tmp_path / "part")
    assert "Nothing is known of the time before 2026-06-10: the site was built from a shallow clone." in said
    assert said.count("not known") == 2


def test_two_builds_of_one_commit_are_the_same(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    build(folder)
    cold = page(folder, URL)
    assert (folder / ".cache" / "prdkit" / "history" / "statuses.json").is_file()
    build(folder)
    warm = page(folder, URL)
    git(tmp_path, "clone", "-q", folder.as_uri(), "copy")
    os.utime(tmp_path / "copy" / PATH, (1, 1))
    build(tmp_path / "copy")
    assert cold == warm == page(tmp_path / "copy", URL)


def _signed(folder: Path, *, committed: bool = True) -> Path:
    """The project, signed by operations at its second commit; the text has changed since."""
    repository(folder)
    words = WORDS if committed else WORDS.replace("Guests", "Some guests")
    write(folder, {PATH: text("analysis", words, "version: '0.2'\n")})
    if committed:
        commit(folder, day="2026-06-11")
    signed = call("sign", "PRD-2026-001", "--as", "ops", "--by", "growth.ops", cwd=folder)
    assert signed.code == 0, signed.err
    write(folder, {PATH: text("analysis", WORDS.replace("forget", "lose <b>"), "version: '0.2'\npriority: P0\n")})
    commit(folder, day="2026-06-12")
    return folder


def test_a_page_says_what_changed_since_somebody_signed(tmp_path: Path) -> None:
    folder = _signed(tmp_path)
    build(folder)
    said = block(folder)
    assert re.fullmatch(r"Changed since .*Operations signed version 0\.2 on .*", said[1])
    start_of_others = said.index("Changed too, but not signed:")
    assert said[2:start_of_others] == [
        "Background & problem",
        "(words: 2 added, 1 removed)",
        *("Guests", "forget", "lose <b>", "their points."),
    ]
    assert "Priority" in said[start_of_others:]
    html = page(folder, URL)
    assert 'id="changed-since-ops"' in html
    assert 'href="#changed-since-ops"' in html
    assert 'href="../prds/PRD-2026-001/#changed-since-ops"' in page(folder, "sign-offs")
    assert "<b>" not in page(folder, URL).partition('class="prd-history"')[2].partition("</section>")[0]


def test_where_git_does_not_know_the_signed_version_its_parts_are_named(tmp_path: Path) -> None:
    folder = _signed(tmp_path, committed=False)
    build(folder)
    said = block(folder)
    assert "Git does not know the version that was signed. These parts have changed since:" in said
    assert "Background & problem" in said
