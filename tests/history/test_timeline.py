"""The time in each status, from real repositories."""

import json
import os
import re
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from tests.history.gitting import branch, commit, git, start, write

from prdkit.history.repository import Repository
from prdkit.history.timeline import Timeline, past, status_in

AS_OF = date(2026, 6, 30)
ID = re.compile(r"PRD-\d+")


def name_of(path: str) -> str:
    found = ID.search(path)
    return found[0] if found else ""


def text(status: str, more: str = "") -> str:
    return f"---\nid: PRD-1\nstatus: {status}\n---\n\nWords of the document.\n{more}"


def timeline(root: Path, status: str, name: str = "PRD-1", cache: Path | None = None) -> Timeline:
    found = past(Repository.find(root), "prd", name_of, cache).timeline(name, status, AS_OF)
    assert found is not None
    return found


def rows(found: Timeline) -> list[tuple[str, str, str, int | None]]:
    return [(s.status, str(s.since or "?"), str(s.until or "now"), found.days(s)) for s in found.stays]


def history(root: Path, statuses: Iterable[tuple[str, str]], path: str = "prd/PRD-1.md") -> None:
    start(root)
    for day, status in statuses:
        commit(root, {path: text(status, day)}, day=day)


def test_statuses_have_their_days(tmp_path: Path) -> None:
    history(tmp_path, [("2026-06-01", "draft"), ("2026-06-03", "draft"), ("2026-06-10", "review")])
    found = timeline(tmp_path, "review")
    assert rows(found) == [("draft", "2026-06-01", "2026-06-10", 9), ("review", "2026-06-10", "now", 20)]
    assert found.unknown_before is None


def test_a_status_taken_twice_is_summed_up(tmp_path: Path) -> None:
    days = [("2026-06-01", "draft"), ("2026-06-05", "review"), ("2026-06-08", "draft"), ("2026-06-20", "review")]
    history(tmp_path, days)
    assert timeline(tmp_path, "review").totals == {"draft": 16, "review": 13}


def test_what_is_not_committed_counts_from_today(tmp_path: Path) -> None:
    history(tmp_path, [("2026-06-01", "draft")])
    found = timeline(tmp_path, "review")
    assert rows(found) == [("draft", "2026-06-01", "2026-06-30", 29), ("review", "2026-06-30", "now", 0)]
    assert found.now.commit == ""


def test_a_document_that_git_does_not_know_has_none(tmp_path: Path) -> None:
    history(tmp_path, [("2026-06-01", "draft")])
    assert past(Repository.find(tmp_path), "prd", name_of).timeline("PRD-2", "draft", AS_OF) is None


def test_another_path_is_the_same_document(tmp_path: Path) -> None:
    history(tmp_path, [("2026-06-01", "draft")])
    commit(tmp_path, {"prd/PRD-1.md": None, "prd/old/PRD-1-points.md": text("review", "new\n" * 40)}, day="2026-06-09")
    assert [row[0] for row in rows(timeline(tmp_path, "review"))] == ["draft", "review"]


def test_another_id_keeps_its_past_where_git_sees_the_move(tmp_path: Path) -> None:
    start(tmp_path)
    commit(tmp_path, {"prd/PRD-1.md": text("draft", "same\n" * 40)}, day="2026-06-01")
    git(tmp_path, "mv", "prd/PRD-1.md", "prd/PRD-7.md")
    commit(tmp_path, {"prd/PRD-7.md": text("review", "same\n" * 40)}, day="2026-06-04")
    assert [row[:2] for row in rows(timeline(tmp_path, "review", "PRD-7"))] == [
        ("draft", "2026-06-01"),
        ("review", "2026-06-04"),
    ]


def test_a_branch_counts_from_the_day_it_was_merged(tmp_path: Path) -> None:
    history(tmp_path, [("2026-06-01", "draft")])
    branch(tmp_path, "change")
    commit(tmp_path, {"prd/PRD-1.md": text("review")}, day="2026-06-02")
    git(tmp_path, "checkout", "-q", "main")
    commit(tmp_path, {"prd/PRD-2.md": text("draft")}, day="2026-06-05")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "Merge", "change", day="2026-06-08")
    assert rows(timeline(tmp_path, "review"))[1][:2] == ("review", "2026-06-08")


def test_clocks_that_go_wrong_make_no_negative_time(tmp_path: Path) -> None:
    history(tmp_path, [("2026-06-10", "draft"), ("2026-06-01", "review"), ("2026-08-01", "approved")])
    assert rows(timeline(tmp_path, "approved")) == [
        ("draft", "2026-06-10", "2026-06-10", 0),
        ("review", "2026-06-10", "2026-08-01", 52),
        ("approved", "2026-08-01", "now", None),
    ]


def test_a_commit_from_beyond_the_calendar_stops_nothing(tmp_path: Path) -> None:
    history(tmp_path, [("2026-06-01", "draft")])
    write(tmp_path, {"prd/PRD-1.md": text("review")})
    late = {"GIT_COMMITTER_DATE": "@253402300900 +0000"}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, "commit", "-qam", "Late"], cwd=tmp_path, env=os.environ | late, check=True)
    assert rows(timeline(tmp_path, "review")) == [
        ("draft", "2026-06-01", "2026-06-01", 0),
        ("review", "2026-06-01", "now", 29),
    ]


def test_a_shallow_clone_says_since_when_nothing_is_known(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    history(whole, [("2026-06-01", "draft"), ("2026-06-05", "review"), ("2026-06-08", "approved")])
    commit(whole, {"prd/PRD-2.md": text("draft")}, day="2026-06-09")
    git(tmp_path, "clone", "-q", "--depth", "3", whole.as_uri(), "part")
    found = timeline(tmp_path / "part", "approved")
    assert rows(found) == [("review", "?", "2026-06-08", None), ("approved", "2026-06-08", "now", 22)]
    assert found.unknown_before == date(2026, 6, 5)
    assert rows(timeline(tmp_path / "part", "draft", "PRD-2")) == [("draft", "2026-06-09", "now", 21)]
    assert timeline(tmp_path / "part", "draft", "PRD-2").unknown_before is None


def test_a_clone_that_holds_everything_knows_everything(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    history(whole, [("2026-06-01", "draft")])
    git(tmp_path, "clone", "-q", "--depth", "50", whole.as_uri(), "part")
    assert timeline(tmp_path / "part", "draft").unknown_before is None


def test_what_was_read_once_is_kept_by_its_content(tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "statuses.json"
    root = tmp_path / "project"
    history(root, [("2026-06-01", "draft"), ("2026-06-05", "review")])
    cold = timeline(root, "review", cache=cache)
    kept = json.loads(cache.read_text())
    assert sorted(kept["statuses"].values()) == ["draft", "review"]
    before = cache.stat().st_mtime_ns
    assert timeline(root, "review", cache=cache) == cold
    assert cache.stat().st_mtime_ns == before
    commit(root, {"prd/PRD-1.md": text("approved")}, day="2026-06-09")
    assert len(rows(timeline(root, "approved", cache=cache))) == 3


@pytest.mark.parametrize(
    "spoilt", ["", "[]", "{", '{"version": 0, "statuses": {}}', '{"version": 1, "statuses": 3}', "\xff"]
)
def test_a_spoilt_cache_is_read_over(tmp_path: Path, spoilt: str) -> None:
    root = tmp_path / "project"
    history(root, [("2026-06-01", "draft"), ("2026-06-05", "review")])
    cache = tmp_path / "statuses.json"
    cache.write_bytes(spoilt.encode("latin-1"))
    assert [row[0] for row in rows(timeline(root, "review", cache=cache))] == ["draft", "review"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"---\nstatus: draft\n---\n", "draft"),
        (b"---\r\nid: x\r\nstatus: draft\r\n---\r\n", "draft"),
        (b"\xef\xbb\xbf---\nstatus: draft # why\n---\n", "draft"),
        (b"---\nstatus: 'in_review'\n---\n", "in_review"),
        (b'---\n"status": "draft"\n---\n', "draft"),
        (b"---\n{id: x, status: draft}\n---\n", "draft"),
        (b"---\nstatus:\n  draft\n---\n", "draft"),
        (b"---\ntext: |\n  status: no\nstatus: draft\n---\n", "draft"),
        (b"---\nmilestones:\n  - {status: done}\n---\nstatus: live\n", ""),
        (b"status: draft\n", ""),
        (b"---\nstatus: draft\n", ""),
        (b"---\nstatus: a\nstatus: b\n---\n", ""),
        (b"\xff\xfe\x00", ""),
        (b"", ""),
    ],
)
def test_a_status_is_found_without_reading_the_rest(data: bytes, status: str) -> None:
    assert status_in(data) == status or (data.count(b"status:") > 1 and status == "")


def test_a_working_tree_of_another_branch_is_its_own(tmp_path: Path) -> None:
    history(tmp_path, [("2026-06-01", "draft")])
    write(tmp_path, {"prd/PRD-1.md": text("draft", "other words")})
    assert [row[0] for row in rows(timeline(tmp_path, "draft"))] == ["draft"]
