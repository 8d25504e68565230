"""What `prd export release` writes for others holds nothing that is not theirs."""

from pathlib import Path

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
audience: {audience}
product: PROD-app
version: "5.2.0"
planned: 2026-07-01
notes:
  - {{kind: fixed, audience: user, text: "The map opens as PRD-2026-001 says"}}
  - {{kind: fixed, audience: cs, text: Form tk71}}
---
"""


def export(folder: Path, *options: str, audience: str = "public", **environment: str) -> Result:
    files = {"prd/releases/REL-5.2.0.md": RELEASE.format(audience=audience), "prd/prds/PRD-2026-001.md": PRD}
    told = ("--format", "text", "--lang", "en", *options)
    return prd("export", "release", "REL-5.2.0", *told, cwd=project(folder, files), **environment)


def test_the_option_chooses_the_readers(tmp_path: Path) -> None:
    said = export(tmp_path, "--readers", "public")
    assert (said.code, said.out) == (
        0,
        "App 5.2.0\nPlanned for 2026-07-01\n\nFixed\n- The map opens as an internal document says\n",
    )


def test_the_variable_chooses_them_too_and_what_shows_less_holds(tmp_path: Path) -> None:
    said = export(tmp_path, "--readers", "internal", PRD_AUDIENCE="public")
    assert "tk71" not in said.out
    assert "PRD-2026-001" not in said.out
    assert "2 files would be written" in export(tmp_path).err


def test_a_release_that_is_not_theirs_is_refused(tmp_path: Path) -> None:
    said = export(tmp_path, "--readers", "public", audience="partner")
    assert (said.code, said.out) == (2, "")
    assert "`REL-5.2.0` is not for `public` readers" in said.err


def test_a_variable_that_is_no_audience_is_refused(tmp_path: Path) -> None:
    said = export(tmp_path, PRD_AUDIENCE="pubic")
    assert (said.code, said.out) == (2, "")
    assert "PRD_AUDIENCE is `pubic`, which is no audience" in said.err
