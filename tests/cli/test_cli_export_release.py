"""`prd export release`: what is written where, what is refused, what holds a format back."""

from pathlib import Path

import pytest
from tests.cli.calling import PRD, Result, prd, project

RELEASE = """\
---
type: release
id: REL-5.2.0
title: Project Otter
status: planned
owner: pm.lead
created: 2026-06-12
lang: en
product: PROD-app
version: "5.2.0"
planned: 2026-07-01
notes:
  - {kind: fixed, audience: user, text: {en: The map opens, zh-Hans: 地图打开更准}}
  - {kind: changed, level: primary, audience: cs, prd: PRD-2026-001, text: "Use form **S-12**, see [[PRD-2026-001]]"}
---
"""


def made(folder: Path, release: str = RELEASE) -> Path:
    return project(folder, {"prd/releases/REL-5.2.0.md": release, "prd/prds/PRD-2026-001.md": PRD})


def export(folder: Path, *options: str) -> Result:
    return prd("export", "release", *options, cwd=folder)


def test_one_file_goes_to_standard_output(tmp_path: Path) -> None:
    said = export(made(tmp_path), "REL-5.2.0", "--format", "markdown", "--audience", "user", "--lang", "zh-Hans")
    assert (said.code, said.err) == (0, "")
    assert said.out == "# App 5.2.0\n\n计划发布日 2026-07-01\n\n## 修复\n\n- 地图打开更准\n"


def test_a_version_names_its_release(tmp_path: Path) -> None:
    said = export(made(tmp_path), "v5.2.0", "--format", "text", "--audience", "user", "--lang", "en")
    assert said.out == "App 5.2.0\nPlanned for 2026-07-01\n\nFixed\n- The map opens\n"


def test_readers_inside_are_told_the_title_and_the_documents(tmp_path: Path) -> None:
    options = ("--format", "markdown", "--audience", "cs", "--lang", "en", "--site-url", "https://docs.example/p")
    said = export(made(tmp_path), "REL-5.2.0", *options)
    assert "**Project Otter**" in said.out
    link = "[PRD-2026-001](https://docs.example/p/prds/PRD-2026-001/)"
    assert (
        f"- Use form **S-12**, see [PRD-2026-001 积分系统](https://docs.example/p/prds/PRD-2026-001/) ({link})"
        in said.out
    )


def test_readers_outside_are_told_neither(tmp_path: Path) -> None:
    release = RELEASE.replace("audience: cs", "audience: partner")
    options = ("--format", "markdown", "--audience", "partner", "--lang", "en", "--site-url", "https://docs.example/")
    said = export(made(tmp_path, release), "REL-5.2.0", *options)
    assert said.out == "# App 5.2.0\n\nPlanned for 2026-07-01\n\n## Changed\n\n- Use form **S-12**, see PRD-2026-001\n"


def test_a_tree_is_written_and_listed(tmp_path: Path) -> None:
    said = export(made(tmp_path), "REL-5.2.0", "--format", "text", "--output", "out")
    assert said.code == 0
    names = ["user.en", "user.zh-Hans", "cs.en", "cs.zh-Hans"]
    assert said.out.splitlines() == [f"out/REL-5.2.0/text/{name}.txt" for name in names]
    assert all((tmp_path / line).is_file() for line in said.out.splitlines())


def test_what_an_export_did_not_write_stays_and_is_told(tmp_path: Path) -> None:
    own = made(tmp_path) / "out" / "REL-5.2.0" / "text" / "mine.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    said = export(tmp_path, "REL-5.2.0", "--format", "text", "--audience", "user", "--lang", "en", "--output", "out")
    assert said.err == "left as it was, not part of this export: out/REL-5.2.0/text/mine.txt\n"
    assert own.read_text() == "mine"


def test_no_file_is_written_through_a_link(tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (made(tmp_path) / "out").mkdir()
    (tmp_path / "out" / "REL-5.2.0").symlink_to(away)
    said = export(tmp_path, "REL-5.2.0", "--format", "text", "--output", "out")
    assert said.code == 2
    assert "`out/REL-5.2.0` leads out of `out`" in said.err
    assert list(away.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("REL-5.2.1",), "`REL-5.2.1` is the id of no document\n     There are `REL-5.2.0`."),
        (("rel-5.2.0",), "`rel-5.2.0` is the id of no document\n     Did you mean `REL-5.2.0`?"),
        (("PRD-2026-001",), "`PRD-2026-001` is a prd, not a release"),
        (("REL-5.2.0", "--format", "markdwn"), "Did you mean `markdown`?"),
        (("REL-5.2.0", "--format", "zzz"), "There are "),
        (("REL-5.2.0", "--lang", "zh-hans"), "Did you mean `zh-Hans`?"),
        (("REL-5.2.0", "--audience", "users"), "Did you mean `user`?"),
        (("REL-5.2.0", "--site-url", "docs"), "`--site-url docs` is no address of a site"),
        (("REL-5.2.0", "--format", "text"), "4 files would be written\n     Say where with `--output DIR`"),
        (("REL-5.2.0", "--format", "text", "--audience", "sales"), "`REL-5.2.0` has nothing to tell these readers"),
    ],
)
def test_what_cannot_be_exported_is_refused(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    said = export(made(tmp_path), *options)
    assert (said.code, said.out) == (2, "")
    assert message in said.err


def test_an_error_in_a_note_holds_its_formats_back(tmp_path: Path) -> None:
    release = RELEASE.replace("kind: fixed", "kind: fixt").replace("status: planned", "status: frozen")
    said = export(made(tmp_path, release), "REL-5.2.0", "--format", "text", "--format", "html", "--output", "out")
    assert said.code == 1
    assert said.out == ""
    assert "prd/releases/REL-5.2.0.md:13:12" in said.err
    assert "not written: `html`, `text`" in said.err
    assert not (tmp_path / "out").exists()


def test_a_warning_is_told_and_holds_nothing_back(tmp_path: Path) -> None:
    release = RELEASE.replace("kind: fixed", "kind: fixt")
    said = export(made(tmp_path, release), "REL-5.2.0", "--format", "text", "--audience", "cs", "--lang", "en")
    assert said.code == 0
    assert "Use form S-12" in said.out
    assert "warning" in said.err


def test_an_error_elsewhere_holds_nothing_back(tmp_path: Path) -> None:
    release = RELEASE.replace("owner: pm.lead", "owner: nobody.here")
    said = export(made(tmp_path, release), "REL-5.2.0", "--format", "text", "--audience", "user", "--lang", "en")
    assert said.code == 0


def test_an_id_that_is_no_name_becomes_no_path(tmp_path: Path) -> None:
    release = RELEASE.replace("id: REL-5.2.0", "id: ../REL-5.2.0")
    said = export(made(tmp_path, release), "5.2.0", "--format", "text", "--output", "out")
    assert said.code == 2
    assert not list(tmp_path.glob("**/*.txt"))
