"""A type of its own process without any status is checked like others."""

from pathlib import Path

import pytest

from prdkit.cli.main import main

FILES = {
    "site_config/project.yml": "docs_dir: rfcs\ntypes: [rfc]\n",
    "site_config/types/rfc.yml": (
        "type: rfc\nlabel: RFC\ncommon: false\ndocuments: {paths: ['*.md']}\nid: {path: '{id}-*.md'}\n"
    ),
    "rfcs/0001-locks.md": "---\ntitle: Locks\n---\n\n# Summary\n\nA lock for each.\n",
}


def test_the_check_asks_for_no_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    code = main(["check", "--strict", "--project", str(tmp_path)])
    assert (code, capsys.readouterr().out) == (0, "1 document: nothing to report\n")
