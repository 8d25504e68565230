"""To move documents of the demo to every status there is: what the move speaks of changes, and not one byte more."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prdkit.advance.move import Move, make
from prdkit.config.config import load
from prdkit.config.fields import say
from prdkit.link.site import Site, read_site, rejoin
from prdkit.model.document import Document
from prdkit.model.normative import normative
from prdkit.reading.source import read
from prdkit.testing import DEFAULT_PATH, prd, site

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 24)
DEMO: Site = read_site(load(ROOT), DAY)
WAYS = [(document, to) for document in DEMO.documents for to in document.type.edges(document.status)]
_OURS = re.compile(rb"^(?:status|updated|status_reason):")


def _told(pair: object) -> str:
    return pair.id if isinstance(pair, Document) else str(pair)


def _data(document: Document) -> bytes:
    return (ROOT / document.path).read_bytes()


@pytest.mark.parametrize(("document", "to"), WAYS, ids=_told)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_nothing_else_in_the_file_moves(document: Document, to: str, line_end: bytes) -> None:
    data = b"\xef\xbb\xbf" * (line_end != b"\n") + _data(document).replace(b"\n", line_end)
    made = make(Move(document, to, DAY, "pm.lead", "Because: it # must"), data).data
    old, new = data.split(b"\n"), made.split(b"\n")
    row = next(line for line in new if b"date: 2026-11-24" in line)
    new.remove(row)
    assert [line for line in new if not _OURS.match(line)] == [line for line in old if not _OURS.match(line)]
    assert made.count(b"\r\n") == (made.count(b"\n") if line_end != b"\n" else 0)


@pytest.mark.parametrize(("document", "to"), WAYS, ids=_told)
def test_what_is_written_reads_as_it_was_meant(document: Document, to: str) -> None:
    move = Move(document, to, DAY, "pm.lead", "Because: it # must")
    values = read(document.path, make(move, _data(document)).data).values
    kept = {"status", "updated", "revisions", "status_reason"}
    assert {k: v for k, v in values.items() if k not in kept} == {
        k: v for k, v in document.source.values.items() if k not in kept
    }
    assert (values["status"], values["updated"]) == (to, "2026-11-24")
    told = {"reason": "Because: it # must", "by": "pm.lead", "on": "2026-11-24"}
    assert values.get("status_reason") == (told if move.needs_reason else None)
    rows, old = values["revisions"], document.source.values["revisions"]
    assert isinstance(rows, list)
    assert isinstance(old, list)
    assert len(rows) == len(old) + 1
    added = rows[0] if rows[1:] == old else rows[-1]
    assert added == {
        "version": str(document.values["version"]),
        "date": "2026-11-24",
        "by": "pm.lead",
        "what": added["what"],  # type: ignore[index,call-overload]
        "why": "Because: it # must",
    }


@pytest.mark.parametrize(
    ("name", "lang", "what"),
    [
        ("PRD-2026-007", "en", "Status: {} → Withdrawn"),
        ("PRD-2026-001", "zh-Hans", "状态：{} → 撤回"),
        ("PRD-2026-004", "zh-Hant", "狀態：{} → 撤回"),
    ],
)
def test_the_row_speaks_the_documents_language(name: str, lang: str, what: str) -> None:
    document = DEMO.by_id[name]
    made = read("", make(Move(document, "withdrawn", DAY), _data(document)).data).values["revisions"]
    assert document.lang == lang
    told = [row["what"] for row in made if row["date"] == "2026-11-24"]  # type: ignore[index,call-overload,union-attr]
    assert told == [what.format(say(document.state.label, lang))]


@pytest.mark.parametrize(("document", "to"), WAYS, ids=_told)
def test_no_move_makes_a_sign_off_stale(document: Document, to: str) -> None:
    data = make(Move(document, to, DAY, "pm.lead", "Because"), _data(document)).data
    after = rejoin(DEMO, [read(document.path, data)]).by_id[document.id]
    assert normative(after).fingerprint == normative(document).fingerprint


def moved(front_matter: str, to: str, reason: str = "", **over: object) -> str:
    """The front matter of the default PRD after a move, from the status line on."""
    text = prd(front_matter, **over)
    document = site({DEFAULT_PATH: text}).by_id["PRD-2026-001"]
    return make(Move(document, to, DAY, "pm.lead", reason), text.encode()).data.decode()


def test_rows_of_one_key_a_line_get_one_more_of_their_kind() -> None:
    rows = 'revisions:\n    - version: "0.2"\n      date: 2026-06-01\n      what: Scope'
    made = moved(f"{rows}  # first\nx-end: 1", "signed_off")
    row = ['version: "0.3"', "date: 2026-11-24", "by: pm.lead", 'what: "Status: In review → Signed off"']
    added = "\n      ".join(row)
    assert f"{rows}  # first\n    - {added}\nx-end: 1\n" in made


def test_a_row_comes_where_the_newest_stands() -> None:
    newest = 'revisions: [{version: "0.3", date: 2026-06-01, what: b}, {version: "0.2", date: 2026-05-01, what: a}]'
    assert 'revisions: [{version: "0.3", date: 2026-11-24' in moved(newest, "signed_off")
    oldest = 'revisions: [{version: "0.2", date: 2026-06-01, what: a}, {version: "0.3", date: 2026-06-01, what: b}]'
    assert 'what: b}, {version: "0.3", date: 2026-11-24' in moved(oldest, "signed_off")


def test_a_document_without_version_gets_no_row() -> None:
    assert "revisions" not in moved("", "signed_off", version=None)


def test_a_step_back_says_why_and_the_next_step_ahead_takes_it_away() -> None:
    back = moved("", "analysis", "The shops asked for another flow")
    told = "status: analysis\nstatus_reason: {reason: The shops asked for another flow, by: pm.lead, on: 2026-11-24}\n"
    assert told in back
    document = site({DEFAULT_PATH: back}).by_id["PRD-2026-001"]
    ahead = make(Move(document, "review", DAY), back.encode()).data.decode()
    assert "status: review\nowner:" in ahead
    assert "status_reason" not in ahead


def test_a_reason_that_is_there_keeps_its_form() -> None:
    held = "status_reason:\n  reason: Old   # why\n  by: qa.lead\n  on: 2026-05-01  # day"
    made = moved(held, "deferred", "New")
    assert "status_reason:\n  reason: New   # why\n  by: pm.lead\n  on: 2026-11-24  # day\n" in made


def test_a_day_that_lies_ahead_is_not_set_back() -> None:
    assert "updated: 2026-12-01\n" in moved("", "signed_off", updated="2026-12-01")


# Whatever form the front matter has.

ROWS = st.sampled_from(
    [
        "",
        "revisions:",
        "revisions: []  # none yet",
        "revisions: # n\n  - {version: '2', date: 2026-05-02, what: b}\n  - {version: '1', date: 2026-05-01, what: a}",
        "revisions:\n- version: '0.1'  # first\n  date: 2026-05-01\n  what: |\n    two\n    lines\n\n# behind",
        "revisions: [{version: '0.1', date: 2026-05-01, what: 'a: b'}]",
        "revisions: [\n  {version: '0.1', date: 2026-05-01, what: a},  # first\n]",
    ]
)
REASONS = st.sampled_from(
    [
        "",
        "status_reason:",
        "status_reason: {reason: {en: Old, zh-Hans: 旧}, by: qa.lead, on: 2026-05-01}  # flow",
        "# why\nstatus_reason:\n  # who\n  by: 'qa.lead'\n  reason: >-\n    Old\n    words\n  on: 2026-05-01",
    ]
)
DAYS = st.sampled_from(["", "updated: 2026-06-01   # last", "updated: '2026-06-01'", "updated:", "updated: 2027-01-01"])
OTHERS = st.lists(
    st.sampled_from(["# a comment", "x-a: [1, {b: c}] # d", "x-b:\n    - 1\n\n    # e\n    - 2"]), unique=True
)
TARGETS = st.sampled_from(["signed_off", "analysis", "deferred"])


@given(ROWS, REASONS, DAYS, OTHERS, TARGETS, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "Why: # so"]))
def test_moves_of_any_form_leave_the_rest(
    rows: str, held: str, day: str, others: list[str], to: str, line_end: str, reason: str
) -> None:
    text = prd("\n".join(filter(None, [day, held, *others, rows])), updated=None)
    data = text.replace("\n", line_end).encode()
    document = site({DEFAULT_PATH: data}).by_id["PRD-2026-001"]
    move = Move(document, to, DAY, "pm.lead", reason)
    made = make(move, data).data
    old, new = document.source, read("", made)
    assert new.problems == old.problems
    assert new.values["status"] == to
    assert new.values["updated"] == ("2027-01-01" if "2027" in day else "2026-11-24")
    kept = {"status", "updated", "revisions", "status_reason"}
    assert {k: v for k, v in new.values.items() if k not in kept} == {
        k: v for k, v in old.values.items() if k not in kept
    }
    assert ("status_reason" in new.values) == bool(move.needs_reason and reason)
    before, after = old.values.get("revisions") or [], new.values["revisions"]
    assert before in (after[1:], after[:-1])  # type: ignore[index]
    assert new.body == old.body
    gone = set(_words(text)) - set(_words(made.decode()))
    assert gone <= {"review", "revisions:", *_words(held), *_words(day)}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\s\[\]{},]+", text)
