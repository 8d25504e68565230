"""`prd rename`: another id in every place that names a document, and not one byte elsewhere."""

import subprocess
from pathlib import Path

import pytest
from calling import Result, prd, project

from prdkit.config.config import load
from prdkit.link.site import read_site
from prdkit.model.normative import normative
from prdkit.rename.disk import apply
from prdkit.rename.plan import Change
from prdkit.scaffold.refused import Refused
from prdkit.testing import AS_OF

POINTS = """\
---
id: PRD-2026-001  # for good
title: Points
status: draft
owner: pm.lead
created: 2026-05-04
features: [{id: F1, name: Account}]
---

## Goals

As [[#F1]] and PRD-2026-001#F1 say. `PRD-2026-001` stays in code.
"""
OTHER = """\
---
id: PRD-2026-002
title: Referral after PRD-2026-001
status: draft
owner: pm.lead
created: 2026-05-04
# PRD-2026-001 in a comment
links: {requires: [PRD-2026-001, PRD-2026-003], related: "PRD-2026-001#F1"}
risks:
  - {id: K1, title: "看 PRD-2026-001，如延期 🚀 PRD-2026-0012"}
---

## Goals

See [[PRD-2026-001#F1|积分]], [[ PRD-2026-001 ]] and [there](PRD-2026-001-points.md#goals),
not [this](old/PRD-2026-001-points.md). PRD-2026-001。PRD-2026-0019 is another one.

```
PRD-2026-001
```
"""
THIRD = "---\nid: PRD-2026-003\ntitle: Third\nstatus: draft\nowner: pm.lead\ncreated: 2026-05-04\n---\n"
MKDOCS = "site_name: T\ndocs_dir: prd\nnav:\n  - PRD-2026-001 Points: prds/PRD-2026-001-points.md\n"
OWNERS = "/prd/prds/PRD-2026-001-points.md @a\n/prd/prds/PRD-2026-001-points.md.bak @b\n"


def team(folder: Path, **more: str) -> Path:
    made = project(folder, {"prd/prds/PRD-2026-001-points.md": POINTS, "mkdocs.yml": MKDOCS, "CODEOWNERS": OWNERS})
    (made / "prd/prds/PRD-2026-001.md").unlink()
    files = {"prd/prds/PRD-2026-002-referral.md": OTHER, "prd/prds/PRD-2026-003.md": THIRD, **more}
    for path, text in files.items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_bytes(text.encode())
    return made


def texts(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in found}


def rename(folder: Path, old: str, new: str, *options: str) -> Result:
    return prd("rename", old, new, *options, cwd=folder)


def test_every_place_changes_and_nothing_else(tmp_path: Path) -> None:
    folder = team(tmp_path)
    before = texts(folder)
    result = rename(folder, "PRD-2026-001", "PRD-2026-014")
    assert (result.code, result.err) == (0, "")
    after = texts(folder)
    assert after.pop("prd/prds/PRD-2026-014-points.md") == (
        POINTS.replace("id: PRD-2026-001  #", "id: PRD-2026-014  #")
        .replace("# for good\n", "# for good\nformer_ids: [PRD-2026-001]\n")
        .replace("and PRD-2026-001#F1", "and PRD-2026-014#F1")
    )
    lines = OTHER.split("\n")
    for number in (2, 7, 9, 14, 15):
        lines[number] = lines[number].replace("PRD-2026-001", "PRD-2026-014")
    told = "\n".join(lines).replace("PRD-2026-0142", "PRD-2026-0012").replace("PRD-2026-0149", "PRD-2026-0019")
    assert after.pop("prd/prds/PRD-2026-002-referral.md") == told.replace("old/PRD-2026-014", "old/PRD-2026-001")
    assert after.pop("mkdocs.yml") == MKDOCS.replace("PRD-2026-001", "PRD-2026-014")
    assert after.pop("CODEOWNERS") == OWNERS.replace("PRD-2026-001-points.md @", "PRD-2026-014-points.md @")
    changed = ("prd/prds/PRD-2026-001-points.md", "prd/prds/PRD-2026-002-referral.md", "mkdocs.yml", "CODEOWNERS")
    assert after == {path: text for path, text in before.items() if path not in changed}


def test_what_was_done_is_told(tmp_path: Path) -> None:
    result = rename(team(tmp_path), "PRD-2026-001", "PRD-2026-014")
    assert result.out == (
        "PRD-2026-001 is now PRD-2026-014\n"
        "  CODEOWNERS: 1 place\n"
        "  mkdocs.yml: 2 places\n"
        "  prd/prds/PRD-2026-001-points.md → prd/prds/PRD-2026-014-points.md: 2 places\n"
        "  prd/prds/PRD-2026-002-referral.md: 8 places\n"
        "The old id also stands in code, comments or text that is no link, which stay:\n"
        "  prd/prds/PRD-2026-014-points.md:13\n"
        "  prd/prds/PRD-2026-002-referral.md:7\n"
        "  prd/prds/PRD-2026-002-referral.md:19\n"
    )


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    folder = team(tmp_path)
    before = texts(folder)
    result = rename(folder, "PRD-2026-001", "PRD-2026-014", "--dry-run")
    assert result.code == 0
    assert result.out.startswith("PRD-2026-001 would be PRD-2026-014\n  CODEOWNERS: 1 place\n")
    assert texts(folder) == before


def test_the_project_is_as_sound_as_before(tmp_path: Path) -> None:
    folder = team(tmp_path)
    before = prd("check", "--format", "json", cwd=folder).out
    rename(folder, "PRD-2026-001", "PRD-2026-014")
    after = prd("check", "--format", "json", cwd=folder).out
    assert before.count('"rule"') == after.count('"rule"')
    assert "references/renamed" not in after


def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    windows = "\ufeff" + OTHER.replace("\n", "\r\n")
    folder = team(tmp_path, **{"prd/prds/PRD-2026-002-referral.md": windows})
    rename(folder, "PRD-2026-001", "PRD-2026-014")
    after = (folder / "prd/prds/PRD-2026-002-referral.md").read_bytes().decode()
    assert after.startswith("\ufeff---\r\n")
    assert after.count("\r\n") == after.count("\n") == windows.count("\n")
    assert "links: {requires: [PRD-2026-014, PRD-2026-003]" in after


def test_sign_offs_waivers_and_data_go_along(tmp_path: Path) -> None:
    sign_off = "document: PRD-2026-001\nsign_offs:\n  - {by: pm.lead, note: as PRD-2026-0012}\n"
    folder = team(
        tmp_path,
        **{"prd/signoffs/PRD-2026-001.yml": sign_off, "prd/data/readings.csv": "id,value\nPRD-2026-001,3\n"},
    )
    rename(folder, "PRD-2026-001", "PRD-2026-014")
    after = texts(folder)
    assert after["prd/signoffs/PRD-2026-014.yml"] == sign_off.replace("PRD-2026-001\n", "PRD-2026-014\n")
    assert "prd/signoffs/PRD-2026-001.yml" not in after
    assert after["prd/data/readings.csv"] == "id,value\nPRD-2026-014,3\n"


def test_former_ids_add_up_and_a_document_may_go_back(tmp_path: Path) -> None:
    folder = team(tmp_path)
    rename(folder, "PRD-2026-001", "PRD-2026-014")
    rename(folder, "PRD-2026-014", "PRD-2026-015")
    path = folder / "prd/prds/PRD-2026-015-points.md"
    assert "former_ids: [PRD-2026-001, PRD-2026-014]\n" in path.read_text(encoding="utf-8")
    assert rename(folder, "PRD-2026-015", "PRD-2026-001").code == 0
    text = (folder / "prd/prds/PRD-2026-001-points.md").read_text(encoding="utf-8")
    assert "former_ids: [PRD-2026-014, PRD-2026-015]\n" in text
    assert prd("check", "--select", "id,references", cwd=folder).code == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("PRD-2026-009", "PRD-2026-014", "no document has the id `PRD-2026-009`"),
        ("PRD-2026-006", "PRD-2026-014", "`PRD-2026-006` could not be read"),
        ("PRD-2026-1", "PRD-2026-014", "Did you mean `PRD-2026-001`?"),
        ("PRD-2026-001", "PRD-2026-001", "`PRD-2026-001` is its id already"),
        ("PRD-2026-001", "PRD-2026-003", "`PRD-2026-003` is already the id of prd/prds/PRD-2026-003.md"),
        ("PRD-2026-001", "PRD-26-14", "`PRD-26-14` does not have the form `PRD-\\d{4}-\\d{3}` of a prd"),
        ("PRD-2026-001", "../x", "does not have the form"),
        ("REL-5.2.0", "REL-5.3.0", "the ids of `release` carry the version, so `REL-5.2.0` keeps its own"),
        ("PRD-2026-001", "PRD-2026-077", "`PRD-2026-077` was the id of `PRD-2026-004` before"),
        ("PRD-2026-077", "PRD-2026-014", "`PRD-2026-077` is called `PRD-2026-004` now"),
        ("PRD-2026-001", "PRD-2026-088", "the id `PRD-2026-088` is taken (`PRD-2026-088-mockup.png`)"),
        ("PRD-2026-005", "PRD-2026-014", "`PRD-2026-005` is the id of `prd/prds/PRD-2026-005-a.md` and"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    release = 'type: release\nid: REL-5.2.0\nversion: "5.2.0"'
    fourth = THIRD.replace("PRD-2026-003", "PRD-2026-004").replace("title", "former_ids: [PRD-2026-077]\ntitle")
    folder = team(
        tmp_path,
        **{
            "prd/releases/REL-5.2.0.md": THIRD.replace("id: PRD-2026-003", release),
            "prd/prds/PRD-2026-004.md": fourth,
            "prd/prds/PRD-2026-005-a.md": THIRD.replace("PRD-2026-003", "PRD-2026-005"),
            "prd/prds/PRD-2026-005-b.md": THIRD.replace("PRD-2026-003", "PRD-2026-005"),
            "prd/prds/PRD-2026-006-b.md": "---\nid: [\n---\n",
            "prd/prds/PRD-2026-088-mockup.png": "x",
        },
    )
    before = texts(folder)
    result = rename(folder, old, new)
    assert result.code == 2
    assert said in result.err
    assert texts(folder) == before


def git(folder: Path, *arguments: str) -> None:
    known = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *known, *arguments], cwd=folder, check=True, capture_output=True)


def test_an_id_of_a_deleted_document_is_not_given_again(tmp_path: Path) -> None:
    gone = "prd/prds/PRD-2026-014-gone.md"
    folder = team(tmp_path, **{gone: THIRD.replace("PRD-2026-003", "PRD-2026-014")})
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    git(folder, "rm", "-q", gone)
    git(folder, "commit", "-qm", "second")
    result = rename(folder, "PRD-2026-001", "PRD-2026-014")
    assert result.code == 2
    assert f"the id `PRD-2026-014` was used before, by `{gone}`, which was deleted or renamed" in result.err


def test_new_documents_do_not_take_a_former_id(tmp_path: Path) -> None:
    folder = team(tmp_path)
    rename(folder, "PRD-2026-003", "PRD-2026-050")
    rename(folder, "PRD-2026-050", "PRD-2026-004")
    assert (
        prd("new", "prd", "--title", "Next", "--owner", "pm.lead", cwd=folder).out == "prd/prds/PRD-2026-051-next.md\n"
    )


def digests(folder: Path) -> dict[str, str]:
    site = read_site(load(folder), AS_OF)
    return {document.title: normative(document).fingerprint for document in site.documents}


def test_to_be_called_otherwise_is_no_other_promise(tmp_path: Path) -> None:
    folder = team(tmp_path)
    before = digests(folder)
    rename(folder, "PRD-2026-001", "PRD-2026-014")
    after = {title.replace("PRD-2026-014", "PRD-2026-001"): one for title, one in digests(folder).items()}
    assert after == before
    rename(folder, "PRD-2026-014", "PRD-2026-015")
    assert digests(folder)["Points"] == before["Points"]
    path = folder / "prd/prds/PRD-2026-002-referral.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[[PRD-2026-015#F1|", "[[PRD-2026-003#F1|"), encoding="utf-8"
    )
    assert digests(folder)["Referral after PRD-2026-015"] != before["Referral after PRD-2026-001"]


def test_an_id_that_another_document_has_hides_no_change(tmp_path: Path) -> None:
    alias = THIRD.replace("title: Third", 'former_ids: [PRD-2026-001, "30 days"]\ntitle: Third')
    folder = team(tmp_path, **{"prd/prds/PRD-2026-003.md": alias})
    before = digests(folder)
    path = folder / "prd/prds/PRD-2026-002-referral.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[[PRD-2026-001#F1|", "[[PRD-2026-003#F1|"), encoding="utf-8"
    )
    assert digests(folder)["Referral after PRD-2026-001"] != before["Referral after PRD-2026-001"]


def test_a_broken_document_keeps_its_id(tmp_path: Path) -> None:
    folder = team(tmp_path, **{"prd/prds/PRD-2026-003.md": THIRD.replace("title: Third", "title: [Third")})
    result = rename(folder, "PRD-2026-003", "PRD-2026-014")
    assert result.code == 2
    assert "could not be read" in result.err


def test_a_file_that_was_changed_meanwhile_stops_all(tmp_path: Path) -> None:
    folder = team(tmp_path)
    before = texts(folder)
    change = Change("prd/prds/PRD-2026-003.md", "prd/prds/PRD-2026-099.md", b"other", b"new", 1)
    with pytest.raises(Refused, match="changed by somebody else"):
        apply(folder, [change])
    assert texts(folder) == before


def test_half_a_renaming_is_undone(tmp_path: Path) -> None:
    folder = team(tmp_path)
    before = texts(folder)
    held = (folder / "prd/prds/PRD-2026-003.md").read_bytes()
    fine = Change("prd/prds/PRD-2026-003.md", "prd/prds/PRD-2026-099.md", held, held + b"x", 1)
    other = (folder / "prd/prds/PRD-2026-002-referral.md").read_bytes()
    (folder / "prd/blocked/x").mkdir(parents=True)
    impossible = Change("prd/prds/PRD-2026-002-referral.md", "prd/nowhere/y.md", other, other, 1)
    with pytest.raises(OSError, match="nowhere"):
        apply(folder, [fine, impossible])
    assert texts(folder) == before


def test_a_link_by_the_old_id_still_leads_to_the_document(tmp_path: Path) -> None:
    folder = team(tmp_path)
    rename(folder, "PRD-2026-001", "PRD-2026-014")
    late = folder / "prd/prds/PRD-2026-003.md"
    late.write_text(THIRD.replace("status: draft", "status: review") + "\nSee [[PRD-2026-001#F1]].\n", encoding="utf-8")
    found = prd("check", "--select", "references", cwd=folder).out
    assert "prd/prds/PRD-2026-003.md:9:5: warning references/renamed\n" in found
    assert "`PRD-2026-001` is called `PRD-2026-014` now" in found
    site = read_site(load(folder), AS_OF)
    assert site.find("PRD-2026-001") is site.by_id["PRD-2026-014"]
    assert "PRD-2026-003" in {document.id for document, _ in site.backlinks(site.by_id["PRD-2026-014"])}
