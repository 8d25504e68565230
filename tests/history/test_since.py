"""To limit a check to what a change touched or broke, in all the shapes that repositories have."""

from pathlib import Path

import pytest
from tests.cli.calling import prd
from tests.history.gitting import branch, commit, git, start, write
from tests.history.test_golden import ONE, SETTINGS, TWO, told, two

from prdkit.testing import prd as text

FAULT = "priority: high"
BROKEN = text(priority="high")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose first PRD has a fault already, and mentions the second one."""
    root = tmp_path / "hub"
    start(root, {**SETTINGS, ONE: f"{BROKEN}\nAs in PRD-2026-002.\n", TWO: two()})
    branch(root, "change")
    return root


def where(root: Path, base: str = "main") -> list[tuple[str, str]]:
    return [(rule, path) for rule, path, *_ in told(root, "--ignore=history", base=base)]


def test_old_faults_in_other_files_are_left_out(root: Path) -> None:
    assert prd("check", cwd=root).code == 1
    assert where(root) == []
    assert prd("check", "--base", "main", cwd=root).code == 0


def test_all_faults_of_a_touched_document_count(root: Path) -> None:
    commit(root, {ONE: f"{BROKEN}\nAs in PRD-2026-002. More.\n"})
    assert where(root) == [("fields/not-allowed", ONE)]


def test_a_reference_broken_by_a_deletion_is_told_where_it_stands(root: Path) -> None:
    commit(root, {TWO: None})
    lines = (root / ONE).read_text("utf-8").split("\n")
    assert told(root, "--ignore=history") == [
        (
            "references/unresolved",
            ONE,
            lines.index("As in PRD-2026-002.") + 1,
            "`PRD-2026-002` is the id of no document",
        )
    ]


def test_a_link_broken_by_a_deletion_is_told_where_it_stands(root: Path) -> None:
    picture = "prd/prds/a.png"
    commit(root, {ONE: text("", "\n![a](a.png) ![b](b.png)\n"), picture: "a"})
    git(root, "branch", "-f", "main")
    commit(root, {picture: None})
    assert [(rule, path) for rule, path, *_ in told(root, "--select=links")] == [("links/broken-image", ONE)]
    git(root, "branch", "-f", "main")
    commit(root, {TWO: two(title="Other")})
    assert told(root, "--select=links") == []


def test_a_reference_that_was_broken_already_is_left_out(root: Path) -> None:
    commit(root, {TWO: None})
    git(root, "branch", "-f", "main")
    commit(root, {"prd/prds/PRD-2026-003.md": text(id="PRD-2026-003", title="Third")})
    assert where(root) == []


def test_a_second_fault_of_a_kind_is_told_apart_from_the_first(root: Path) -> None:
    three = "prd/prds/PRD-2026-003.md"
    commit(root, {three: text(id="PRD-2026-003", title="T", links="{requires: [PRD-2026-002, PRD-2026-004]}")})
    git(root, "branch", "-f", "main")
    commit(root, {TWO: None})
    found = [message for _, path, _, message in told(root, "--select=references") if path == three]
    assert found == ["`PRD-2026-002`, named in `links.requires`, is the id of no document"]


def test_rules_on_the_whole_site_are_limited_too(root: Path) -> None:
    three = "prd/prds/PRD-2026-003.md"
    ring = {
        TWO: two(links="{requires: [PRD-2026-003]}"),
        three: text(id="PRD-2026-003", title="T", links="{requires: [PRD-2026-002]}"),
    }
    commit(root, ring)
    assert ("references/circle", TWO) in where(root)
    git(root, "branch", "-f", "main")
    commit(root, {"prd/prds/PRD-2026-004.md": text(id="PRD-2026-004", title="Fourth")})
    assert where(root) == []


def test_uncommitted_and_untracked_files_count(root: Path) -> None:
    three = "prd/prds/PRD-2026-003.md"
    write(root, {TWO: two(priority="low"), three: text(id="PRD-2026-003", title="T", priority="low")})
    assert where(root) == [("fields/not-allowed", TWO), ("fields/not-allowed", three)]
    assert where(root, base="HEAD") == where(root)


def test_settings_that_changed_touch_everything(root: Path) -> None:
    commit(root, {"site_config/project.yml": "as_of: 2026-06-16\n"})
    assert where(root) == [("fields/not-allowed", ONE)]
    said = prd("check", "--base", "main", cwd=root)
    assert "site_config/ differs, so every finding counts" in said.err


def test_how_the_two_were_compared_is_said(root: Path) -> None:
    fork = git(root, "rev-parse", "HEAD")
    commit(root, {TWO: two(priority="P3")})
    assert prd("check", "--base", "main", cwd=root).err.startswith(
        f"prd: compared with {fork[:12]}, `main`: 1 document differs\n"
    )
    git(root, "checkout", "-q", "main")
    commit(root, {"x.md": "x"})
    git(root, "checkout", "-q", "change")
    assert prd("check", "--base", "main", cwd=root).err.startswith(
        f"prd: compared with {fork[:12]}, where `main` and HEAD parted: 1 document differs\n"
    )


def test_paths_and_base_go_together(root: Path) -> None:
    commit(root, {TWO: two(priority="low")})
    assert prd("check", "--base", "main", "prd/prds/PRD-2026-001.md", cwd=root).code == 0
    assert prd("check", "--base", "main", "prd/prds/PRD-2026-002.md", cwd=root).code == 1


@pytest.mark.parametrize("name", ["nope", "--upload-pack=x", "", "main\x1b[31m", "HEAD:prd", "../x"])
def test_a_base_that_is_not_there_is_a_wrong_call(root: Path, name: str) -> None:
    said = prd("check", f"--base={name}", cwd=root)
    assert (said.code, said.out) == (2, "")
    assert "is no branch, tag or commit of this repository" in said.err
    assert "\x1b" not in said.err


def test_no_repository_is_a_wrong_call(tmp_path: Path) -> None:
    write(tmp_path, {**SETTINGS, ONE: text()})
    said = prd("check", "--base", "main", cwd=tmp_path)
    assert (said.code, said.err) == (
        2,
        "prd: the project lies in no git repository\n     Run `git init` and commit, or go there.\n",
    )


def test_a_repository_without_commits_is_a_wrong_call(tmp_path: Path) -> None:
    start(tmp_path)
    write(tmp_path, {**SETTINGS, ONE: text()})
    said = prd("check", "--base", "main", cwd=tmp_path)
    assert (said.code, said.err) == (
        2,
        "prd: the repository has no commit yet\n     Commit the documents first.\n",
    )


def test_a_project_below_the_root_of_its_repository(tmp_path: Path) -> None:
    files = {**SETTINGS, ONE: BROKEN, TWO: two()}
    start(tmp_path, {f"product/{path}": content for path, content in files.items()})
    commit(tmp_path, {f"product/{TWO}": two(status="analysis"), "elsewhere.md": "x"})
    assert [(rule, path) for rule, path, *_ in told(tmp_path / "product", "--strict", base="HEAD~1")] == [
        ("history/no-reason", TWO)
    ]


def test_a_worktree_and_a_detached_head(root: Path) -> None:
    commit(root, {TWO: two(priority="low")})
    git(root, "worktree", "add", "-q", "--detach", "../tree")
    assert where(root.parent / "tree") == [("fields/not-allowed", TWO)]


def test_documents_in_a_submodule_are_left_out(root: Path) -> None:
    start(root.parent / "inner", {"PRD-2026-003.md": text(id="PRD-2026-003", title="T", priority="low")})
    git(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", "../inner", "prd/prds/inner")
    commit(root)
    assert where(root) == []


def test_odd_file_names(root: Path) -> None:
    name = 'prd/prds/PRD-2026-003-"积分"\n-x.md'
    commit(root, {name: text(id="PRD-2026-003", title="T")})
    git(root, "branch", "-f", "main")
    commit(root, {name: text(id="PRD-2026-003", title="T", status="analysis")})
    assert [(rule, path) for rule, path, *_ in told(root)] == [("history/no-reason", name)]


def test_windows_line_ends_are_no_change_of_content(root: Path) -> None:
    commit(root, {TWO: two().replace("\n", "\r\n")})
    assert where(root) == [("front-matter/line-ends", TWO)]
    assert told(root) == []


def test_a_file_that_could_not_be_read_then_is_judged_by_nothing(root: Path) -> None:
    commit(root, {TWO: b"---\nid: PRD-2026-002\ntitle: \xff\xfe\n---\n"})
    git(root, "branch", "-f", "main")
    commit(root, {TWO: two(status="launched")})
    assert told(root) == []


# Clones that do not reach back


@pytest.fixture
def hub(root: Path) -> Path:
    """The repository to clone from: `main` and `change` have each gone on."""
    commit(root, {TWO: two(priority="P3")}, "On the branch")
    git(root, "checkout", "-q", "main")
    commit(root, {ONE: f"{BROKEN}\nAs in PRD-2026-002!\n"}, "On main")
    git(root, "checkout", "-q", "change")
    return root


def clone(hub: Path, *options: str) -> Path:
    part = hub.parent / "part"
    git(hub.parent, "clone", "-q", *options, f"file://{hub}", "part")
    return part


def test_a_shallow_clone_without_the_base_says_the_way_out(hub: Path) -> None:
    said = prd("check", "--base", "origin/main", cwd=clone(hub, "--depth=1", "--branch=change"))
    assert said.code == 2
    assert "`origin/main` is no branch, tag or commit of this repository" in said.err
    assert "git fetch --unshallow" in said.err
    assert "fetch-depth: 0" in said.err


def test_a_shallow_clone_without_the_fork_compares_with_the_revision_itself(hub: Path) -> None:
    part = clone(hub, "--depth=1", "--no-single-branch", "--branch=change")
    said = prd("check", "--base", "origin/main", cwd=part)
    assert said.code == 1
    assert "it is not known where `origin/main` and HEAD parted, since the clone is shallow" in said.err
    assert {path for _, path in where(part, "origin/main")} == {ONE}


def test_a_whole_clone_knows_it(hub: Path) -> None:
    part = clone(hub, "--branch=change")
    said = prd("check", "--base", "origin/main", cwd=part)
    assert (said.code, said.err.count("prd: ")) == (0, 1)


def test_a_clone_without_old_blobs_says_so(hub: Path) -> None:
    git(hub, "config", "uploadpack.allowFilter", "true")
    part = clone(hub, "--filter=blob:none", "--branch=change")
    git(part, "remote", "set-url", "origin", "file:///nowhere")
    said = prd("check", "--base", "origin/main", cwd=part)
    assert f"1 old version is not in this clone, or too long to read: {TWO}" in said.err


# Together with waivers and baselines


def test_a_waiver_that_is_needed_elsewhere_is_not_unused(root: Path) -> None:
    waiver = "waive: [{rule: fields/not-allowed, reason: Priorities are new, by: pm.lead, until: 2026-12-31}]"
    commit(root, {ONE: text(waiver, priority="high")})
    git(root, "branch", "-f", "main")
    commit(root, {TWO: two(priority="low")})
    assert where(root) == [("fields/not-allowed", TWO)]


def test_a_baseline_and_a_base_go_together(root: Path) -> None:
    assert prd("check", "--write-baseline", "known.json", cwd=root).code == 0
    commit(root, {ONE: f"{BROKEN}\nAs in PRD-2026-002. More.\n"})
    assert prd("check", "--base", "main", "--baseline", "known.json", cwd=root).code == 0
    assert prd("check", "--base", "main", cwd=root).code == 1


def test_a_baseline_of_a_change_is_refused(root: Path) -> None:
    said = prd("check", "--base", "main", "--write-baseline", "known.json", cwd=root)
    assert said.code == 2
    assert "which --base would narrow or change" in said.err
