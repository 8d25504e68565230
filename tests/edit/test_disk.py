"""To write files in one step, where they belong."""

from pathlib import Path

import pytest

from prdkit.edit.disk import replace_file
from prdkit.edit.splices import Unsafe


def test_a_file_keeps_its_permissions_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"old", b"new", tmp_path)
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o7777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    docs, other = tmp_path / "prd", tmp_path / "other.md"
    docs.mkdir()
    other.write_bytes(b"old")
    (docs / "a.md").symlink_to(other)
    with pytest.raises(Unsafe, match="leads out"):
        replace_file(docs / "a.md", b"old", b"new", docs)
    assert other.read_bytes() == b"old"


def test_a_link_inside_the_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    (tmp_path / "b.md").symlink_to("a.md")
    replace_file(tmp_path / "b.md", b"old", b"new", tmp_path)
    assert (tmp_path / "b.md").is_symlink()
    assert (tmp_path / "a.md").read_bytes() == b"new"


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"theirs")
    with pytest.raises(Unsafe, match="meanwhile"):
        replace_file(path, b"old", b"new", tmp_path)
    assert path.read_bytes() == b"theirs"
