"""`prd advance` in a project whose type has a process of its own."""

from pathlib import Path

import pytest
from calling import prd, project

TYPE = """\
type: cip
label: CIP
common: false
documents: {paths: ['*.md']}
id: {keys: [CIP], path: '{id}.md'}
title: {keys: [Title]}
status: {keys: [Status], case: any, reason: brackets}
statuses: {Proposed: null, Active: null, Inactive: {side: true, reason: true}}
fields: {CIP: {type: text}, Title: {type: text}, Changed: {type: date}}
roles: {updated: [Changed]}
"""
NAME = "docs/7.md"
TEXT = "---\nCIP: 7\nTitle: Points  # one line\nStatus: PROPOSED\nChanged: 2026-01-02\n---\n# Points\n"


def advancing(folder: Path, *arguments: str, kind: str = TYPE) -> tuple[int, str, str]:
    files = {
        "site_config/project.yml": "docs_dir: docs\ntypes: [cip]\n",
        "site_config/types/cip.yml": kind,
        NAME: TEXT,
    }
    made = project(folder, files)
    result = prd("advance", "7", *arguments, "--as-of", "2026-06-15", cwd=made, GIT_CONFIG_GLOBAL="/dev/null")
    return result.code, result.out + result.err, (made / NAME).read_text(encoding="utf-8")


def test_the_keys_of_the_type_are_written(tmp_path: Path) -> None:
    code, out, text = advancing(tmp_path, "--write")
    assert (code, text) == (0, TEXT.replace("PROPOSED", "Active").replace("2026-01-02", "2026-06-15"))
    assert "7: `Status`: `PROPOSED` → `Active`, `Changed: 2026-06-15`; written to" in out


def test_a_reason_stands_in_brackets_where_the_type_has_it_so(tmp_path: Path) -> None:
    code, out, text = advancing(tmp_path, "--to", "Inactive", "--write")
    assert (code, text) == (1, TEXT)
    assert f"{NAME}:4:9: error history/no-reason" in out
    code, out, text = advancing(tmp_path, "--to", "Inactive", "--reason", "superseded by 9", "--write")
    assert code == 0
    assert "Status: Inactive (superseded by 9)\n" in text


@pytest.mark.parametrize(
    ("old", "new", "arguments", "said"),
    [
        ("statuses: {", "# {", ("--to", "Active"), "a cip has no statuses"),
        (", reason: brackets", "", ("--to", "Inactive", "--reason", "x"), "a cip has no place for a reason"),
        ("", "", ("--to", "Actve"), "Did you mean `Active`?"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, old: str, new: str, arguments: tuple[str, ...], said: str) -> None:
    code, out, text = advancing(tmp_path, *arguments, kind=TYPE.replace(old, new))
    assert (code, text) == (2, TEXT)
    assert said in out
