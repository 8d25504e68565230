"""To read histories of real repositories, whatever their files and branches are called."""

import os
from pathlib import Path

import pytest
from tests.history.gitting import branch, commit, git, start, write

from prdkit.history.git import GitError, NotARepositoryError, UnknownRevisionError
from prdkit.history.log import Change
from prdkit.history.repository import Repository

ODD = (
    "prd/new\nline.md",
    'prd/"quoted".md',
    "prd/积分.md",
    "prd/-dash.md",
    "prd/:(glob)*.md",
    "prd/a b\t.md",
    "prd/*.md",
    "prd/--output=x.md",
)


def plain(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [(change.status, change.old_path, change.path) for change in changes]


def test_changes_since_a_commit_are_those_of_the_working_tree(tmp_path: Path) -> None:
    long = "\n".join(f"line {number}" for number in range(50))
    first = start(tmp_path, {"prd/a.md": "a", "prd/b.md": "b", "prd/c.md": long, "prd/d.md": "d", "x.md": "x"})
    git(tmp_path, "mv", "prd/c.md", "prd/moved.md")
    commit(tmp_path, {"prd/moved.md": f"{long} more", "prd/a.md": None})
    write(tmp_path, {"prd/b.md": "changed", "prd/new.md": "new", "x.md": "changed"})
    assert plain(Repository(tmp_path).changed(first, folders=["prd"])) == [
        ("D", "prd/a.md", "prd/a.md"),
        ("M", "prd/b.md", "prd/b.md"),
        ("R", "prd/c.md", "prd/moved.md"),
        ("A", "", "prd/new.md"),
    ]


def test_changes_between_commits_leave_the_working_tree_out(tmp_path: Path) -> None:
    first = start(tmp_path, {"prd/a.md": "a"})
    second = commit(tmp_path, {"prd/b.md": "b"})
    write(tmp_path, {"prd/c.md": "c"})
    assert plain(Repository(tmp_path).changed(first, second)) == [("A", "", "prd/b.md")]


def test_a_file_that_was_only_touched_has_not_changed(tmp_path: Path) -> None:
    first = start(tmp_path, {"prd/a.md": "a"})
    os.utime(tmp_path / "prd/a.md", (1, 1))
    assert Repository(tmp_path).changed(first) == ()


def test_ignored_files_count_since_a_check_reads_them(tmp_path: Path) -> None:
    first = start(tmp_path, {".gitignore": "*.md\n"})
    write(tmp_path, {"prd/a.md": "a"})
    assert plain(Repository(tmp_path).changed(first, folders=["prd"])) == [("A", "", "prd/a.md")]


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_names(name: str, tmp_path: Path) -> None:
    first = start(tmp_path, {name: "old", "prd/other.md": "other"})
    write(tmp_path, {name: "new"})
    repository = Repository(tmp_path)
    (change,) = repository.changed(first)
    assert (change.path, change.status) == (name, "M")
    assert set(repository.files(first)) == {name, "prd/other.md"}
    assert repository.read([(first, name)]) == {(first, name): b"old"}
    assert repository.blobs([change.old]) == {change.old: b"old"}
    assert [version.path for version in repository.versions([name])[name]] == [name]


def test_names_that_are_no_utf8_are_kept(tmp_path: Path) -> None:
    name = os.fsdecode(b"prd/\xff.md")
    first = start(tmp_path, {"prd/a.md": "a"})
    write(tmp_path, {name: "new"})
    assert [change.path for change in Repository(tmp_path).changed(first)] == [name]
    second = commit(tmp_path)
    assert Repository(tmp_path).read([(second, name)]) == {(second, name): b"new"}


@pytest.mark.parametrize("name", ["--upload-pack=x", "-h", "--help", "", "main\n", "main\0", "\x1b[31m"])
def test_names_that_are_options_are_refused(name: str, tmp_path: Path) -> None:
    start(tmp_path, {"a.md": "a"})
    with pytest.raises(UnknownRevisionError):
        Repository(tmp_path).resolve(name)


def test_a_branch_that_is_called_like_an_option_can_be_named_in_full(tmp_path: Path) -> None:
    first = start(tmp_path, {"a.md": "a"})
    git(tmp_path, "update-ref", "refs/heads/--upload-pack=x", first)
    assert Repository(tmp_path).resolve("refs/heads/--upload-pack=x") == first
    assert "--upload-pack=x" in Repository(tmp_path).names()


@pytest.mark.parametrize("name", ["HEAD:a.md", "main..HEAD", "^main", "main --all", "a.md", "1234567"])
def test_what_is_no_commit_is_refused(name: str, tmp_path: Path) -> None:
    start(tmp_path, {"a.md": "a"})
    with pytest.raises(UnknownRevisionError, match="is no branch, tag or commit"):
        Repository(tmp_path).resolve(name)


def test_an_unknown_branch_gets_its_nearest(tmp_path: Path) -> None:
    first = start(tmp_path, {"a.md": "a"})
    git(tmp_path, "update-ref", "refs/remotes/origin/trunk", first)
    with pytest.raises(UnknownRevisionError) as caught:
        Repository(tmp_path).resolve("trunk")
    assert caught.value.hint == "Did you mean `origin/trunk`?"
    with pytest.raises(UnknownRevisionError) as caught:
        Repository(tmp_path).resolve("mian")
    assert caught.value.hint == "Did you mean `main`?"


def test_no_commit_yet_is_said(tmp_path: Path) -> None:
    start(tmp_path)
    repository = Repository.find(tmp_path)
    assert repository.head == ""
    with pytest.raises(UnknownRevisionError) as caught:
        repository.resolve("HEAD")
    assert (caught.value.message, caught.value.hint) == (
        "the repository has no commit yet",
        "Commit the documents first.",
    )


def test_a_folder_outside_a_repository_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NotARepositoryError, match="lies in no git repository"):
        Repository.find(tmp_path)


def test_git_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed"):
        Repository.find(tmp_path)


def test_what_a_hook_says_of_another_repository_is_not_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, other = tmp_path / "ours", tmp_path / "other"
    first = start(ours, {"a.md": "a"})
    start(other, {"b.md": "b"})
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert Repository.find(ours).head == first


def test_settings_and_attributes_run_nothing(tmp_path: Path) -> None:
    first = start(tmp_path, {"prd/a.md": "a", ".gitattributes": "*.md diff=evil\n"})
    for key in ("diff.external", "diff.evil.command", "diff.evil.textconv", "core.fsmonitor", "core.pager"):
        git(tmp_path, "config", key, f"touch {tmp_path}/ran;")
    write(tmp_path, {"prd/a.md": "b"})
    repository = Repository(tmp_path)
    assert len(repository.changed(first)) == 1
    assert len(list(repository.commits())) == 1
    assert repository.deleted() == ()
    assert not (tmp_path / "ran").exists()


def test_a_project_below_the_root_sees_its_own_files(tmp_path: Path) -> None:
    first = start(tmp_path, {"product/prd/a.md": "a", "other/prd/b.md": "b"})
    write(tmp_path, {"product/prd/a.md": "changed", "other/prd/b.md": "changed", "product/prd/new.md": "new"})
    repository = Repository.find(tmp_path / "product")
    assert repository.top == str(tmp_path)
    assert plain(repository.changed(first, folders=["prd"])) == [("M", "prd/a.md", "prd/a.md"), ("A", "", "prd/new.md")]
    assert list(repository.files(first)) == ["prd/a.md"]
    assert repository.read([(first, "prd/a.md")]) == {(first, "prd/a.md"): b"a"}
    assert list(repository.versions()) == ["prd/a.md"]


def test_a_worktree_is_a_repository(tmp_path: Path) -> None:
    first = start(tmp_path / "main", {"prd/a.md": "a"})
    git(tmp_path / "main", "worktree", "add", "-q", "--detach", "../tree")
    write(tmp_path / "tree", {"prd/a.md": "b"})
    assert [c.status for c in Repository.find(tmp_path / "tree").changed(first)] == ["M"]


def test_submodules_and_links_are_no_files(tmp_path: Path) -> None:
    start(tmp_path / "inner", {"i.md": "i"})
    first = start(tmp_path / "outer", {"prd/a.md": "a"})
    git(tmp_path / "outer", "-c", "protocol.file.allow=always", "submodule", "add", "-q", "../inner", "prd/inner")
    (tmp_path / "outer/prd/link.md").symlink_to("a.md")
    second = commit(tmp_path / "outer")
    repository = Repository.find(tmp_path / "outer")
    assert plain(repository.changed(first, second, ["prd"])) == []
    assert list(repository.files(second, ["prd"])) == ["prd/a.md"]


def test_merge_base_is_where_branches_parted(tmp_path: Path) -> None:
    first = start(tmp_path, {"a.md": "a"})
    branch(tmp_path, "feature")
    commit(tmp_path, {"b.md": "b"})
    git(tmp_path, "checkout", "-q", "main")
    main = commit(tmp_path, {"c.md": "c"})
    git(tmp_path, "checkout", "-q", "--detach", "feature")
    repository = Repository(tmp_path)
    assert repository.merge_base(main) == first
    git(tmp_path, "checkout", "-q", "--orphan", "other")
    commit(tmp_path, {"d.md": "d"})
    assert Repository(tmp_path).merge_base(main) == ""


def test_a_shallow_clone_knows_that_it_is_one(tmp_path: Path) -> None:
    start(tmp_path / "whole", {"a.md": "a"})
    commit(tmp_path / "whole", {"a.md": "b"})
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{tmp_path}/whole", "part")
    repository = Repository(tmp_path / "part")
    assert repository.is_shallow
    assert not Repository(tmp_path / "whole").is_shallow
    with pytest.raises(UnknownRevisionError) as caught:
        repository.resolve("HEAD~1")
    assert "git fetch --unshallow" in caught.value.hint
    assert "fetch-depth: 0" in caught.value.hint


def test_long_blobs_are_passed_over(tmp_path: Path) -> None:
    first = start(tmp_path, {"a.md": b"a" * 100_000, "b.md": "short", "c.md": b"c" * 10})
    repository = Repository(tmp_path)
    files = repository.files(first)
    held = repository.blobs(files.values(), limit=10)
    assert [held[files[name]] for name in ("a.md", "b.md", "c.md")] == [None, b"short", b"c" * 10]
    assert repository.blobs(["0" * 40, files["b.md"]]) == {"0" * 40: None, files["b.md"]: b"short"}


def test_many_files_are_read_by_one_process(tmp_path: Path) -> None:
    wanted = {f"prd/{number}.md": f"text {number}\n" * 50 for number in range(1200)}
    first = start(tmp_path, wanted)
    held = Repository(tmp_path).read((first, path) for path in [*wanted, "prd/none.md"])
    assert held[first, "prd/none.md"] is None
    assert [held[first, path] for path in wanted] == [text.encode() for text in wanted.values()]


def test_versions_follow_renames(tmp_path: Path) -> None:
    long = "\n".join(f"line {number}" for number in range(50))
    start(tmp_path, {"prd/a.md": long, "prd/b.md": "b"})
    git(tmp_path, "mv", "prd/a.md", "prd/c.md")
    commit(tmp_path, {"prd/c.md": f"{long} more"}, day="2026-06-02", who=("运营 | x", "ops@example.com"))
    commit(tmp_path, {"prd/a.md": "another"}, day="2026-06-03")
    told = Repository(tmp_path).versions(["prd"])
    assert [(v.path, f"{v.commit.when:%F}", v.commit.email) for v in told["prd/c.md"]] == [
        ("prd/c.md", "2026-06-02", "ops@example.com"),
        ("prd/a.md", "2026-06-01", "pm.lead@example.com"),
    ]
    assert told["prd/c.md"][0].commit.name == "运营 | x"
    assert [f"{v.commit.when:%F}" for v in told["prd/a.md"]] == ["2026-06-03"]


def test_commits_since_another_are_those_of_the_branch(tmp_path: Path) -> None:
    first = start(tmp_path, {"prd/a.md": "a"})
    second = commit(tmp_path, {"prd/b.md": "b"})
    commit(tmp_path, {"c.md": "c"})
    assert [c.id for c in Repository(tmp_path).commits(["prd"], since=first)] == [second]


def test_deleted_files_keep_what_they_last_held(tmp_path: Path) -> None:
    start(tmp_path, {"prd/a.md": "a", "prd/b.md": "b"})
    commit(tmp_path, {"prd/a.md": "last"})
    third = commit(tmp_path, {"prd/a.md": None})
    repository = Repository(tmp_path)
    ((gone, change),) = repository.deleted(["prd"])
    assert (gone.id, change.path) == (third, "prd/a.md")
    assert repository.blobs([change.old]) == {change.old: b"last"}
