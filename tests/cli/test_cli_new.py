"""`prd new`: the next document, written so that it passes the check."""

from pathlib import Path

import pytest
from calling import PRD, Result, prd, project

from prdkit.config.config import load
from prdkit.config.fields import LANGUAGES

PROPOSAL = """\
type: proposal
label: {en: Proposal, zh-Hans: 提案, zh-Hant: 提案}
folder: proposals
id: {pattern: 'RFC-\\d{4}', format: 'RFC-{number:04d}', example: RFC-0001}
fields:
  decider: {type: person, required: true, help: {en: Who decides it., zh-Hans: 由谁决定。, zh-Hant: 由誰決定。}}
  kind: {type: enum, values: [process, product], required: true}
  decide_by: {type: date, required: true}
  effort: {type: int, min: 1, max: 5, required: true}
  teams: {type: list, min: 1, items: {type: department}, required: true}
  short: {type: text, required: true}
  cost: {type: map, required: true, fields: {money: {type: number, required: true}, note: {type: text}}}
  page: {type: url, required: true}
  replaces: {type: ref, types: [prd], required: true}
statuses: {idea: {label: Idea}, accepted: {label: Accepted, gate: G1}}
sections:
  summary: {label: {en: Summary, zh-Hans: 摘要, zh-Hant: 摘要}, gate: G1, guidance: {en: "One -- or two -->
    sentences.", zh-Hans: 一两句话。, zh-Hant: 一兩句話。}}
  drawbacks: {label: {en: Summary, zh-Hans: 摘要, zh-Hant: 摘要}, gate: G1}
  notes: {label: Notes}
"""


def new(folder: Path, *arguments: str, owner: str = "pm.lead") -> Result:
    return prd("new", *arguments, "--owner", owner, cwd=folder)


def text(folder: Path, result: Result) -> str:
    assert result.code == 0, result.err
    return (folder / result.out.strip()).read_text(encoding="utf-8")


def test_what_a_new_prd_looks_like(tmp_path: Path) -> None:
    folder = project(tmp_path)
    result = new(folder, "prd", "--title", "Points: the mall", "--lang", "en", "--profile", "lite")
    assert result.out == "prd/prds/PRD-2026-002-points-the-mall.md\n"
    said = text(folder, result)
    assert said.startswith("""\
---
type: prd
id: PRD-2026-002
title: "Points: the mall"
status: draft
owner: pm.lead
created: 2026-06-15
lang: en
profile: lite
---

## Background & problem

<!-- Say whose problem it is, how often it happens, and what it costs to leave it. -->

## Goals

<!-- Name the outcome that would make this a success, and how it serves the team's goals. -->

## Users & scenarios
""")
    assert said.endswith("-->\n")
    assert "Non-goals" not in said


def test_guidance_is_in_the_language_chosen(tmp_path: Path) -> None:
    folder = project(tmp_path)
    said = text(folder, new(folder, "prd", "--title", "积分商城", "--lang", "zh-Hant"))
    assert "## 背景與問題\n\n<!-- 寫清是誰的問題" in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("profile", ["lite", "standard", "full"])
def test_every_new_document_passes_the_check(tmp_path: Path, lang: str, profile: str) -> None:
    folder = project(tmp_path, {"site_config/types/proposal.yml": PROPOSAL})
    options = ("--lang", lang, "--title", "Points & 'co' # 积分: \"mall\" {x} [y]")
    for name in load(folder).types:
        version = ("--version", "5.5.0") if name == "release" else ()
        level = ("--profile", profile) if name != "proposal" else ()
        result = new(folder, name, *options, *version, *level)
        assert result.code == 0, result.err
    check = prd("check", cwd=folder)
    assert "error" not in check.out.replace("0 errors", "")
    assert check.code == 0


def test_a_type_of_the_teams_own(tmp_path: Path) -> None:
    folder = project(tmp_path, {"site_config/types/proposal.yml": PROPOSAL})
    result = new(folder, "proposal", "--title", "Two reviewers", "--lang", "en")
    assert result.out == "prd/proposals/RFC-0001-two-reviewers.md\n"
    assert (
        text(folder, result)
        == """\
---
type: proposal
id: RFC-0001
title: Two reviewers
status: idea
owner: pm.lead
created: 2026-06-15
lang: en
decider: pm.lead  # Who decides it.
kind: process  # kind
decide_by: 2026-06-15  # decide_by
effort: 1  # effort
teams: [product]  # teams
short: TBD  # short
cost: {money: 0}  # cost
page: "https://example.com/"  # page
replaces: PRD-2026-001  # replaces
---

## Summary

<!-- One – or two –> sentences. -->

## Summary {#drawbacks}
"""
    )


def test_a_team_may_bring_its_own_scaffold(tmp_path: Path) -> None:
    own = {"templates/scaffolds/documents/launch.md.j2": "---\nid: {{ id }}\n---\n{{ draft.title }} ours\n"}
    folder = project(tmp_path, own)
    assert text(folder, new(folder, "launch", "--title", "Spring")) == "---\nid: LCH-2026-01\n---\nSpring ours\n"


def test_the_number_is_one_more_than_the_highest_of_the_year(tmp_path: Path) -> None:
    files = {
        "prd/prds/PRD-2026-007.md": PRD.replace("001", "007"),
        "prd/prds/PRD-2025-031.md": PRD.replace("2026-001", "2025-031"),
        "prd/prds/PRD-2026-009-only-a-file-name.md": "no front matter\n",
        "prd/prds/nameless.md": "---\nid: PRD-2026-011\ntitle: [\n---\n",
        "prd/signoffs/PRD-2026-012.yml": "a: b\n",
    }
    folder = project(tmp_path, files)
    assert new(folder, "prd", "--title", "x").out == "prd/prds/PRD-2026-013-x.md\n"
    assert new(folder, "prd", "--title", "积分").out == "prd/prds/PRD-2026-014.md\n"
    assert new(folder, "prd", "--title", "y", "--as-of", "2025-12-31").out == "prd/prds/PRD-2025-032-y.md\n"
    assert new(folder, "prd", "--title", "z", "--as-of", "2027-01-04").out == "prd/prds/PRD-2027-001-z.md\n"


def test_numbers_that_run_out(tmp_path: Path) -> None:
    folder = project(tmp_path, {"prd/launches/LCH-2026-99.md": "x\n"})
    result = new(folder, "launch", "--title", "x")
    assert result.code == 2
    assert "the id would be `LCH-2026-100`, which does not fit" in result.err


def test_a_release_needs_its_version_and_takes_it_once(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert "`--version 1.4.0`" in new(folder, "release", "--title", "Spring").err
    first = new(folder, "release", "--title", "拾光 5.5.0", "--version", "5.5.0")
    assert first.out == "prd/releases/REL-5.5.0.md\n"
    assert 'version: "5.5.0"' in text(folder, first)
    before = text(folder, first)
    again = new(folder, "release", "--title", "Again", "--version", "5.5.0")
    assert again.code == 2
    assert "the id `REL-5.5.0` is taken (`REL-5.5.0.md`)" in again.err
    assert text(folder, first) == before
    assert new(folder, "release", "--title", "x", "--version", "5.5").code == 2
    assert new(folder, "release", "--title", "x", "--version", "../../5.5.0").code == 2
    assert sorted(path.name for path in (folder / "prd/releases").iterdir()) == ["REL-5.5.0.md"]


WRONG = [
    (["pdr", "--title", "x"], "`pdr` is not a type", "Did you mean `prd`?"),
    (["persona", "--title", "x"], "`persona` is not a type", "There are `launch`, `prd`, `release`."),
    (["prd"], "Missing option '--title'", ""),
    (["prd", "--title", "  "], "the title is empty", ""),
    (["prd", "--title", "a\nb: c"], "control character or a line break", ""),
    (["prd", "--title", "a\udc80b"], "control character or a line break", ""),
    (["prd", "--title", "x" * 121], "the title has 121 characters; the limit is 120", ""),
    (["prd", "--title", "x", "--profile", "lit"], "`lit` is not a profile", "Did you mean `lite`?"),
    (["prd", "--title", "x", "--lang", "zh"], "'zh' is not one of 'en', 'zh-Hans', 'zh-Hant'", ""),
    (["prd", "--title", "x", "--owner", "pm.leed"], "`pm.leed` is not a person", "Did you mean `pm.lead`?"),
    (["prd", "--title", "x", "--slug", "../x"], "the slug `../x` is not", ""),
    (["prd", "--title", "x", "--as-of", "15.6.2026"], "`15.6.2026` is not a date", ""),
]


@pytest.mark.parametrize(("arguments", "message", "hint"), WRONG, ids=lambda value: str(value)[:50])
def test_a_wrong_call_is_explained_and_writes_nothing(
    arguments: list[str], message: str, hint: str, tmp_path: Path
) -> None:
    folder = project(tmp_path)
    result = prd("new", *arguments, cwd=folder)
    assert result.code == 2
    assert message in result.err
    assert hint in result.err
    assert [path.name for path in (folder / "prd").rglob("*.md")] == ["PRD-2026-001.md"]


FORMATS = [
    ("", "`id.format` of site_config/types/note.yml is not set"),
    ("format: 'N-{nummer}', ", "names `{nummer}`, which nothing fills"),
    ("format: 'N-{number', ", "is not a format"),
    ("format: 'N-{number:q}', ", "is not a format"),
    ("format: 'N-{title.x}', ", "names `{title.x}`"),
]


@pytest.mark.parametrize(("form", "message"), FORMATS)
def test_a_type_whose_ids_cannot_be_made(form: str, message: str, tmp_path: Path) -> None:
    kind = (
        f"type: note\nlabel: Note\nfolder: notes\nid: {{{form}pattern: 'N-.*'}}\nstatuses: {{open: {{label: Open}}}}\n"
    )
    result = new(project(tmp_path, {"site_config/types/note.yml": kind}), "note", "--title", "x")
    assert result.code == 2
    assert message in result.err


def owned(folder: Path, **environment: str) -> Result:
    return prd("new", "prd", "--title", "x", cwd=folder, **environment)


def as_user(name: str, email: str) -> dict[str, str]:
    settings = {"user.name": name, "user.email": email}
    pairs = {f"GIT_CONFIG_{part}_{n}": word for n, pair in enumerate(settings.items())
             for part, word in zip(("KEY", "VALUE"), pair, strict=True)}  # fmt: skip
    return {**pairs, "GIT_CONFIG_COUNT": "2"}


@pytest.mark.parametrize(
    ("name", "email"),
    [("Ada", "pm.lead@example.com"), ("Ada", "PM.Lead+git@example.com"), ("pm lead", "a@b"), ("产品负责人", "a@b")],
)
def test_gits_user_is_found_in_the_organisation(tmp_path: Path, name: str, email: str) -> None:
    folder = project(tmp_path)
    result = owned(folder, **as_user(name, email))
    assert "owner: pm.lead\n" in text(folder, result)
    assert result.err == ""


def test_the_mail_address_that_the_organisation_states_comes_first(tmp_path: Path) -> None:
    people = "people:\n  ada: {dept: product}\n  pm.lead: {dept: product, email: Ada@Example.com}\n"
    folder = project(tmp_path, {"site_config/org.yml": people})
    assert "owner: pm.lead\n" in text(folder, owned(folder, **as_user("Ada", "ada@example.com")))
    assert "owner: ada\n" in text(folder, owned(folder, **as_user("Ada", "ada@example.org")))


def test_a_user_who_is_nobody_there_owns_it_by_name(tmp_path: Path) -> None:
    folder = project(tmp_path)
    result = owned(folder, **as_user("李 雷: \u202eX", "lei@example.com"))
    assert 'owner: "李 雷: \u202eX"\n' in text(folder, result)
    (told,) = result.err.splitlines()
    assert "(git's user) is no handle of site_config/org.yml" in told
    assert "`pm.lead`" in told


def test_without_git_an_owner_must_be_named(tmp_path: Path) -> None:
    folder = project(tmp_path)
    alone = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_CEILING_DIRECTORIES": "/"}
    for environment in (alone, {"PATH": ""}):
        result = owned(folder, **environment)
        assert result.code == 2
        assert "`--owner HANDLE`" in result.err


def test_the_path_is_printed_as_seen_from_here(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (tmp_path / "elsewhere").mkdir()
    inside = prd("new", "prd", "--title", "x", "--owner", "pm.lead", cwd=folder / "prd")
    assert inside.out == "prds/PRD-2026-002-x.md\n"
    outside = prd(
        "new", "prd", "--title", "y", "--owner", "pm.lead", "--project", str(folder), cwd=tmp_path / "elsewhere"
    )
    assert outside.out == f"{folder}/prd/prds/PRD-2026-003-y.md\n"
