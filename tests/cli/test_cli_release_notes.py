"""`prd release notes --between`: which documents reached which status, with the notes of what came out."""

import json
from pathlib import Path

from tests.cli.calling import PRD, prd, project
from tests.history.gitting import commit, start

PATH = "prd/prds/PRD-2026-001.md"
NOTES = "release_notes:\n  - {kind: added, audience: user, text: {en: Points, zh-Hans: 积分}}\n"


def launched(folder: Path) -> tuple[str, str]:
    project(folder)
    old = start(folder, {".gitignore": "out*\n"})
    text = PRD.replace("status: draft", "status: launched").removesuffix("---\n") + NOTES + "---\n"
    other = PRD.replace("001", "002")
    return old, commit(folder, {PATH: _opened(text), "prd/prds/PRD-2026-002.md": _opened(other), HIDDEN: inner()})


HIDDEN = "prd/prds/PRD-2026-003.md"


def _opened(text: str) -> str:
    return text.replace("status:", "audience: public\nstatus:", 1)


def inner() -> str:
    return PRD.replace("001", "003").replace("积分系统", "Otter")


def test_what_came_out_is_told_with_its_notes(tmp_path: Path) -> None:
    ends = launched(tmp_path)
    said = prd("release", "notes", "--between", *ends, "--audience", "user", "--lang", "en", cwd=tmp_path)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[1:] == [
        "",
        "PRDs: Launched",
        "- PRD-2026-001 积分系统 (from Draft)",
        "    - Points",
        "",
        "PRDs: Draft",
        "- PRD-2026-002 积分系统 (new)",
    ]


def test_readers_outside_are_told_of_no_document_of_ours(tmp_path: Path) -> None:
    ends = launched(tmp_path)
    inside = prd("release", "notes", "--between", *ends, "--audience", "cs", cwd=tmp_path)
    outside = prd("release", "notes", "--between", *ends, "--audience", "partner", cwd=tmp_path)
    assert ("PRD-2026-003" in inside.out, "PRD-2026-003" in outside.out, "Otter" in outside.out) == (True, False, False)


def test_programs_get_values(tmp_path: Path) -> None:
    ends = launched(tmp_path)
    said = prd("release", "notes", "--between", *ends, "--format", "json", "--audience", "user", cwd=tmp_path)
    first = json.loads(said.out)["groups"][0]
    assert (first["type"], first["status"]) == ("prd", "launched")
    assert [note["kind"] for note in first["documents"][0]["notes"]] == ["added"]


def test_nothing_between_is_said(tmp_path: Path) -> None:
    _, new = launched(tmp_path)
    said = prd("release", "notes", "--between", new, new, "--lang", "en", "--format", "markdown", cwd=tmp_path)
    assert said.out.endswith("\n\nNo document changed its status.\n")


def test_an_unknown_revision_is_named(tmp_path: Path) -> None:
    launched(tmp_path)
    said = prd("release", "notes", "--between", "v9", "HEAD", cwd=tmp_path)
    assert said.code == 2
    assert "`v9` is no branch, tag or commit of this repository" in said.err
