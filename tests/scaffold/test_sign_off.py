"""Writing sign-offs: a line is added, nothing else moves; all of a file can be made void."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from prdkit.model.normative import normative
from prdkit.reading.source import read_yaml
from prdkit.scaffold.sign_off import Signature, first, signed, void_all
from prdkit.testing import document

CS = Signature("cs", "cs.lead", "consulted", date(2026, 6, 12), "approved", "")
OPS = Signature("ops", "growth.ops", "", date(2026, 6, 13), "approved_with_notes", 'Say: "when?" # soon, 积分')


def test_notes_of_any_words_come_back() -> None:
    made = document()
    data = signed(first(CS, made, normative(made)).encode(), OPS, made, normative(made))
    rows = read_yaml("", data).values["sign_offs"]
    assert [row["note"] for row in rows if "note" in row] == [OPS.note]  # type: ignore[union-attr,index,operator]


def test_a_fingerprint_is_explained_once() -> None:
    made = document()
    data = signed(first(CS, made, normative(made)).encode(), OPS, made, normative(made))
    assert list(read_yaml("", data).values["signed"] or ()) == [normative(made).fingerprint]
    other = document("title: Rewards")
    again = signed(data, CS, other, normative(other))
    assert list(read_yaml("", again).values["signed"] or ()) == [normative(d).fingerprint for d in (made, other)]
    assert data.decode().splitlines()[:5] == again.decode().splitlines()[:5]


def test_void_marks_every_line_once() -> None:
    made = document()
    data = signed(first(CS, made, normative(made)).encode(), OPS, made, normative(made))
    void = void_all(data, date(2026, 6, 20), "Change request CR1: other rules")
    mark = ', void: {on: 2026-06-20, reason: "Change request CR1: other rules"}}'
    before, after = data.decode().splitlines(), void.decode().splitlines()
    changed = [(one, two) for one, two in zip(before, after, strict=True) if one != two]
    assert [two for _, two in changed] == [one.removesuffix("}") + mark for one, _ in changed]
    assert len(changed) == 2
    assert void_all(void, date(2026, 6, 21), "Again") == void


HEADS = ("", "# ours\n", "---\n", "\ufeff")
ROWS = (
    "",
    "sign_offs: []\n",
    "sign_offs:\n",
    "sign_offs:\n  - dept: qa\n    by: qa.lead   # she\n    on: 2026-06-01\n    decision: approved\n\n",
    "sign_offs: [{dept: qa, by: qa.lead, on: 2026-06-01, decision: approved}]\n",
    "signed: {}\nsign_offs:\n- {dept: qa, by: qa.lead, on: 2026-06-01, decision: approved}\n",
    "sign_offs:\n  - {dept: qa, by: qa.lead, on: 2026-06-01, decision: approved}  # last\n# end\n",
)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(HEADS), st.sampled_from(ROWS), st.booleans(), st.booleans())
def test_any_file_keeps_what_it_says(head: str, rows: str, crlf: bool, cut: bool) -> None:
    text = f"{head}document: PRD-2026-001\n{rows}"
    text = text.rstrip("\n") if cut else text
    data = (text.replace("\n", "\r\n") if crlf else text).encode()
    made = document()
    after = signed(data, CS, made, normative(made))
    old, new = read_yaml("", data).values, read_yaml("", after).values
    assert new["sign_offs"][:-1] == (old.get("sign_offs") or [])  # type: ignore[index,call-overload]
    assert new["sign_offs"][-1]["dept"] == "cs"  # type: ignore[index,call-overload]
    assert [key for key in new if key not in old] == [key for key in ("sign_offs", "signed") if key not in old]
    kept = [line for line in data.splitlines() if line.lstrip().startswith((b"#", b"-", b"by:", b"on:"))]
    assert [line for line in kept if line in after.splitlines()] == kept
    assert len(void_all(after, date(2026, 6, 20), "No").splitlines()) >= len(after.splitlines())
