"""To look once more at a built site: what its readers may not know is found however it is written into a file."""

import zlib
from pathlib import Path

import pytest

from prdkit.audience.shown import shown
from prdkit.mkdocs_plugin.alarm import named
from prdkit.testing import prd, site

HEAD = b"# Sphinx inventory version 2\n# Project: P\n# Version: \n# packed\n"


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("index.html", b"<p>PRD-2026-902</p>"),
        ("index.html", b"<p>PR<b></b>D-2026-902</p>"),
        ("index.html", b"<p>PRD-<span class='x'>2026</span>-902</p>"),
        ("page.md", b"PRD-<em>2026</em>-902\n"),
        ("objects.inv", HEAD + zlib.compress(b"PRD-2026-902 prd:prd 1 prds/x/ Otter\n")),
        ("prds/PRD-2026-902/index.html", b"<p></p>"),
    ],
)
def test_a_hidden_id_is_found(tmp_path: Path, file: str, content: bytes) -> None:
    made = shown(site({"prds/PRD-2026-902.md": prd(id="PRD-2026-902")}), "public")
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_bytes(content)
    assert [place for place, _ in named(tmp_path, made.names, "")] == [file]


def test_what_stands_apart_is_not_joined(tmp_path: Path) -> None:
    made = shown(site({"prds/PRD-2026-902.md": prd(id="PRD-2026-902")}), "public")
    (tmp_path / "index.html").write_bytes(b"<td>PRD-2026-9</td><td>02</td>")
    (tmp_path / "objects.inv").write_bytes(HEAD + zlib.compress(b"PRD-2026-001 prd:prd 1 prds/y/ Points\n"))
    assert list(named(tmp_path, made.names, "")) == []
