"""To hold that a document nobody could read makes no findings elsewhere."""

import pytest

from prdkit.testing import DEFAULT_PATH, configured, findings, prd

OLDER = {"status": "superseded", "status_reason": "{reason: Taken over, by: pm.lead, on: 2026-06-01}"}
SPEAKING = {
    "prds/PRD-2026-001-points.md": prd(
        "links: {related: [PRD-2026-002]}", body="## Goals\n\nAs in [[PRD-2026-002#F1]] and PRD-2026-002.\n", **OLDER
    ),
    "guide/page.md": "# Page\n\nSee [[PRD-2026-002]].\n",
}
WHOLE = prd("links: {supersedes: [PRD-2026-001]}\nx-note: as PRD-2026-002 says", id="PRD-2026-002")

BROKEN = [
    (WHOLE.replace("title: ", "title: a: "), "front-matter/unparsable"),
    (WHOLE.replace("\n---\n", "\n", 1), "front-matter/unclosed"),
    ("\n" + WHOLE, "front-matter/late"),
    ("---\n- id: PRD-2026-002\n- PRD-2026-001\n---\n", "front-matter/not-a-mapping"),
    (WHOLE.encode("utf-16"), "front-matter/unreadable"),
    (WHOLE.replace("type: prd", "type: pdr"), "document/unknown-type"),
    (WHOLE.replace("id: PRD-2026-002", "id: PRD-2026-0O2"), "id/malformed"),
    (WHOLE.replace("id: PRD-2026-002", "id: PRD-2026-003"), "id/file-name"),
    (WHOLE.replace("id: PRD-2026-002", ""), "fields/missing"),
]


@pytest.mark.parametrize(("text", "rule"), BROKEN, ids=lambda value: str(value)[:30] if "/" in str(value) else "")
def test_a_document_that_cannot_be_read_is_the_only_finding(text: str | bytes, rule: str) -> None:
    files = {**SPEAKING, "prds/PRD-2026-002-referral.md": text}
    found = findings(files, "references/*", "id/*", "front-matter/*", "fields/*", "document/*")
    assert {(finding.path, finding.rule) for finding in found if finding.severity != "info"} == {
        ("prd/prds/PRD-2026-002-referral.md", rule)
    }


def test_an_id_that_no_file_is_called_by_is_still_unresolved() -> None:
    files = {**SPEAKING, "prds/PRD-2026-003-referral.md": BROKEN[0][0]}
    assert {finding.line for finding in findings(files, "references/unresolved")} >= {3}


@pytest.mark.parametrize("copy", ["prds/PRD-2026-001-points-copy.md", "prds/PRD-2025-001.md", "prds/points.md"])
def test_the_copy_is_flagged_and_not_the_original(copy: str) -> None:
    files = {"prds/PRD-2026-001-points.md": prd(), copy: prd()}
    assert [finding.path for finding in findings(files, "id/taken")] == [f"prd/{copy}"]


@pytest.mark.parametrize("between", ["\n", ""])
def test_sections_below_front_matter_without_an_end_are_not_missed(between: str) -> None:
    sections = "sections: {Aim: {required: true}, Plan: {required: true}}"
    memo = configured(
        {"site_config/types/memo.yml": f"type: memo\nlabel: Memo\ncommon: false\nfolder: memos\n{sections}\n"}
    )
    text = f"---\ntitle: Points\n{between}## Aim\n\nA lock.\n\n[gone](gone.md)\n"
    found = findings({"memos/points.md": text}, "front-matter/*", "sections/missing", "links/*", config=memo)
    assert [(finding.rule, finding.line) for finding in found] == [
        ("front-matter/unclosed", 1),
        ("sections/missing", 1),
        ("links/broken-file", 7 + len(between)),
    ]


def test_what_stands_in_late_front_matter_is_no_prose() -> None:
    late = "\n---\nid: PRD-2026-001\nx-a: PRD-2026-009\n---\n\nSee PRD-2026-008.\n"
    assert [finding.line for finding in findings({DEFAULT_PATH: late}, "references/unresolved")] == [7]


@pytest.mark.parametrize("text", [b"# Points\r\n", b"\xef\xbb\xbf# Points\n"])
def test_line_ends_and_marks_do_not_hide_that_front_matter_is_absent(text: bytes) -> None:
    found = findings({DEFAULT_PATH: text}, "front-matter/absent")
    assert [finding.severity for finding in found] == ["error"]


def test_a_page_that_cannot_be_read_is_reported() -> None:
    found = findings({"guide/page.md": "# 积分系统\n".encode("gbk")}, "front-matter/*")
    assert [(finding.rule, finding.severity) for finding in found] == [("front-matter/unreadable", "error")]
