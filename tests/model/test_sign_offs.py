"""Files of sign-offs: read with the place of everything, and never with a traceback."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prdkit.config.config import load
from prdkit.link.site import read_site
from prdkit.model.sign_offs import SignOffFile, SignOffReader
from prdkit.reading.source import MAX_FILE_BYTES, read_yaml
from prdkit.testing import AS_OF, defaults, findings, prd, site

ROW = '  - {dept: cs, by: cs.lead, on: 2026-06-05, version: "0.3", decision: approved}\n'
PATH = "signoffs/PRD-2026-001.yml"


def read(text: str | bytes) -> SignOffFile:
    data = text if isinstance(text, bytes) else text.encode()
    return SignOffReader(defaults()).file(read_yaml(f"prd/{PATH}", data))


def found(text: str | bytes, path: str = PATH) -> list[tuple[str, int, int, str]]:
    files: dict[str, str | bytes] = {"prds/PRD-2026-001.md": prd(), path: text}
    return [(f.rule, f.line, f.column, f.message) for f in findings(site(files), "sign-offs")]


def test_findings_stand_at_the_value() -> None:
    text = "# a comment\ndocument: PRD-2026-001\nsign_offs:\n" + ROW.replace("approved", "aproved") + ROW
    assert found(text) == [("sign-offs/malformed", 4, 71, "`decision: aproved` is not one of its values")]


def test_unknown_keys_are_told_with_what_was_meant() -> None:
    text = "document: PRD-2026-001\nsign_ofs: []\n"
    ((rule, line, column, message),) = found(text)
    assert (rule, line, column) == ("sign-offs/malformed", 2, 1)
    assert message.startswith("unknown key `sign_ofs`")
    hint = findings(site({"prds/PRD-2026-001.md": prd(), PATH: text}), "sign-offs")[0].hint
    assert "Did you mean `sign_offs`?" in hint


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "the file is empty"),
        ("- a\n", 1, "the file is a list"),
        ("document: PRD-2026-001\nsign_offs: [a\n", 2, "not closed"),
        ("document: PRD-2026-001\ndocument: PRD-2026-001\n", 2, "given twice"),
        ("document: !!str PRD-2026-001\n", 1, "a YAML tag"),
        (b"\xff\xfe", 1, "not UTF-8"),
        (b"a: " + b"x" * MAX_FILE_BYTES, 1, "the limit is"),
        ("a: " + "[" * 60 + "]" * 60, 1, "levels deep"),
    ],
)
def test_what_cannot_be_read_is_a_finding(text: str | bytes, line: int, said: str) -> None:
    unreadable = [one for one in found(text) if one[0] == "sign-offs/unreadable"]
    assert len(unreadable) == 1
    assert unreadable[0][1] == line
    assert said in unreadable[0][3]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.binary(max_size=100),
        st.lists(
            st.sampled_from(
                [
                    "document: PRD-2026-001\n",
                    "sign_offs:\n",
                    ROW,
                    "signed:\n",
                    "  v1-0000000a: {front_matter: {title: 1}}\n",
                    "  v1-0000000a:\n",
                    "  - {}\n",
                    "  -\n",
                    "  - [a]\n",
                    "  - {dept: cs, void: {on: 2026-06-05}}\n",
                    "sign_offs: 1\n",
                ]
            )
        ).map("".join),
    )
)
def test_no_file_raises(text: str | bytes) -> None:
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    read(data)
    findings(site({"prds/PRD-2026-001.md": prd(), PATH: data.decode("utf-8", "replace")}))


def test_the_last_sign_off_of_a_department_stands() -> None:
    later = ROW.replace("06-05", "06-09").replace("approved", "rejected")
    file = read("document: PRD-2026-001\nsign_offs:\n" + later + ROW)
    assert [row.decision for row in file.rows] == ["rejected", "approved"]
    assert file.standing["cs"].decision == "rejected"


def test_only_files_of_the_folder_count_and_no_links(tmp_path: Path) -> None:
    folder = tmp_path / "prd" / "signoffs"
    folder.mkdir(parents=True)
    (tmp_path / "prd" / "prds").mkdir()
    (tmp_path / "prd" / "prds" / "PRD-2026-001.md").write_text(prd(), encoding="utf-8")
    (tmp_path / "secret.yml").write_text("document: PRD-2026-001\n", encoding="utf-8")
    os.symlink(tmp_path / "secret.yml", folder / "PRD-2026-001.yml")
    (folder / ".hidden.yml").write_text("[", encoding="utf-8")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "PRD-2026-001.yml").write_text("document: PRD-2026-001\n", encoding="utf-8")
    (folder / "PRD-2026-001.yaml").write_text("document: PRD-2026-001\n", encoding="utf-8")
    told = {(f.rule, f.path) for f in findings(read_site(load(tmp_path), AS_OF), "sign-offs")}
    assert told == {
        ("sign-offs/unreadable", "prd/signoffs/PRD-2026-001.yml"),
        ("sign-offs/misnamed", "prd/signoffs/PRD-2026-001.yaml"),
        ("sign-offs/misnamed", "prd/signoffs/deeper/PRD-2026-001.yml"),
    }
