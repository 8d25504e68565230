"""To put right what can be put right, once and for all, and nothing else."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prdkit.blocks.catalogue import all_rules
from prdkit.fix.registry import all_fixes
from prdkit.fix.run import Mended, mend
from prdkit.link.site import Site
from prdkit.testing import DEFAULT_PATH, defaults, findings, prd, site

PATH = f"prd/{DEFAULT_PATH}"


def run(files: Mapping[str, str | bytes], *rules: str) -> tuple[Site, list[Mended]]:
    """What fixes make of some files; those of the rules named, else all."""
    made = site(files)
    data = {f"prd/{path}": text if isinstance(text, bytes) else text.encode() for path, text in files.items()}
    chosen = [fix for fix in all_fixes() if not rules or fix.rule in rules]
    return mend(made, chosen, data.__getitem__, lambda _: True)


def fixed(text: str, *rules: str, **others: str) -> str:
    """What the fixes of some rules make of a PRD, beside other documents given by id."""
    files = {DEFAULT_PATH: text, **{f"prds/{key.replace('_', '-')}.md": other for key, other in others.items()}}
    made = {mended.path: mended.new.decode() for mended in run(files, *rules)[1]}
    return made.get(PATH, text)


def changed(old: str, new: str) -> list[tuple[str, str]]:
    """The lines that differ, where there are as many before as after."""
    pairs = zip(old.split("\n"), new.split("\n"), strict=True)
    return [(one, other) for one, other in pairs if one != other]


@pytest.mark.parametrize("fix", all_fixes(), ids=lambda fix: fix.rule)
def test_a_fix_belongs_to_a_rule_and_says_what_it_does(fix: object) -> None:
    assert fix.rule in {rule.name for rule in all_rules()}  # type: ignore[attr-defined]
    assert fix.find.__doc__  # type: ignore[attr-defined]


def test_a_clean_document_is_left_alone() -> None:
    assert run({DEFAULT_PATH: prd()})[1] == []


# Dates.


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2026-6-5", "2026-06-05"),
        ("2026/06/05", "2026-06-05"),
        ("2026.6.5", "2026-06-05"),
        ("2026年6月5日", "2026-06-05"),
        ("2026 年 6 月 5 日", "2026-06-05"),
        ("2026年6月5號", "2026-06-05"),
        ('"2026/6/5"', '"2026-06-05"'),
    ],
)
def test_days_become_iso(written: str, wanted: str) -> None:
    text = prd(f"created: {written}  # first")
    assert changed(text, fixed(text)) == [(f"created: {written}  # first", f"created: {wanted}  # first")]


@pytest.mark.parametrize("written", ["2026-2-30", "5/6/2026", "2026/13/1", "June 2026", "2026-6/5", "２０２６-6-5"])
def test_what_names_no_day_for_certain_stays(written: str) -> None:
    text = prd(created=written)
    assert fixed(text) == text


def test_days_inside_rows_become_iso() -> None:
    row = "milestones:\n  - {id: M1, name: Agreed, baseline: 2026/6/1, actual: 2026-06-02}"
    assert changed(prd(row), fixed(prd(row))) == [
        (row.split("\n")[1], "  - {id: M1, name: Agreed, baseline: 2026-06-01, actual: 2026-06-02}")
    ]


def test_texts_that_look_like_days_stay() -> None:
    text = prd("rollback: {plan: 2026/6/5}\nx-day: 2026/6/5", title="2026/6/5")
    assert fixed(text) == text


# Keys.


@pytest.mark.parametrize(
    ("written", "wanted"), [("onwer: pm.lead", "owner: pm.lead"), ("Tags : [a]  # words", "tags : [a]  # words")]
)
def test_a_misspelt_key_gets_its_name(written: str, wanted: str) -> None:
    text = prd(written, owner=None) if "pm.lead" in written else prd(written)
    assert changed(text, fixed(text)) == [(written, wanted)]


def test_a_misspelt_key_of_a_row_gets_its_name() -> None:
    text = prd("features:\n  - {id: F1, nmae: Points account}")
    assert "{id: F1, name: Points account}" in fixed(text)


@pytest.mark.parametrize(
    "written",
    [
        "colour: red",
        "ownr: pm.lead",
        "x-onwer: pm.lead",
        "feature: one word",
        "statuss",
        "prototyp: no list",
    ],
)
def test_other_keys_stay(written: str) -> None:
    text = prd(written)
    assert fixed(text, "fields/unknown") == text


def test_what_is_wrong_below_a_misspelt_key_comes_to_light() -> None:
    text = prd("milestone:\n  - {id: M1, name: Agreed, actual: 2026/6/1}\n  - {id: M2}")
    assert "milestones:\n  - {id: M1, name: Agreed, actual: 2026-06-01}\n  - {id: M2}" in fixed(text)


# Ids.

OTHER = "---\nid: PRD-2026-002\ntitle: Referral\nstatus: review\nowner: pm.lead\ncreated: 2026-01-12\n---\n"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("requires: [prd-2026-2]", "requires: [PRD-2026-002]"),
        ("requires: prd-2026-2", "requires: PRD-2026-002"),
        ("requires: prd-2026-2，PRD-2026-2", "requires: PRD-2026-002，PRD-2026-002"),
        ("requires: [[PRD-2026-002]]", "requires: [PRD-2026-002]"),
        ("requires: [[PRD-2026-2], PRD-2026-002]", "requires: [PRD-2026-002, PRD-2026-002]"),
        ('requires: ["[[PRD-2026-002]]"]', 'requires: ["PRD-2026-002"]'),
        ("requires: [PRD-2026-0002#F1]", "requires: [PRD-2026-002#F1]"),
    ],
)
def test_ids_are_written_as_their_documents_have_them(written: str, wanted: str) -> None:
    text = prd(f"links:\n  {written}  # why")
    made = fixed(text, "references/unresolved", "fields/wrong-type", PRD_2026_002=OTHER)
    assert changed(text, made) == [(f"  {written}  # why", f"  {wanted}  # why")]


@pytest.mark.parametrize("written", ["[PRD-2026-003]", "[PRD2026002]", "[[PRD-2026-002, PRD-2026-001]]", "[REL-2]"])
def test_an_id_that_may_mean_another_document_stays(written: str) -> None:
    text = prd(f"links: {{requires: {written}}}")
    assert fixed(text, PRD_2026_002=OTHER) == text


def test_a_field_for_another_type_gets_no_id_of_this_one() -> None:
    text = prd("release: prd-2026-2")
    assert fixed(text, PRD_2026_002=OTHER) == text


def test_ids_that_several_documents_are_alike_to_stay() -> None:
    twins = {"prds/a.md": OTHER.replace("PRD-2026-002", "PRD-2026-02"), "prds/PRD-2026-002.md": OTHER}
    _, made = run({DEFAULT_PATH: prd("links: {requires: [PRD-2026-2]}"), **twins}, "references/unresolved")
    assert [mended.path for mended in made] == []


def test_the_own_id_follows_the_file_name_and_mentions_follow_the_id() -> None:
    files = {
        "prds/PRD-2026-002-referral.md": OTHER.replace("PRD-2026-002", "prd-2026-2"),
        DEFAULT_PATH: prd("links: {requires: [PRD-2026-2]}"),
        "prds/notes.md": OTHER.replace("PRD-2026-002", "prd-2026-3"),
    }
    made = {mended.path: mended.new.decode() for mended in run(files, "id/malformed", "references/unresolved")[1]}
    assert "id: PRD-2026-002\n" in made["prd/prds/PRD-2026-002-referral.md"]
    assert "requires: [PRD-2026-002]" in made[PATH]
    assert "prd/prds/notes.md" not in made


# Sections.

BODY = """
What this is about.

## Users & scenarios

### At the till

A guest pays at 8:40.

## Our own words

They stay with the users.

## Background & problem

A guest who stops coming is not noticed.

## Goals

One more visit.
"""


def test_sections_are_sorted_with_what_belongs_to_them() -> None:
    made = fixed(prd(body=BODY, profile="lite"), "sections/order")
    headings = re.findall(r"^#.*$", made, re.MULTILINE)
    assert headings == [
        "## Background & problem",
        "## Goals",
        "## Users & scenarios",
        "### At the till",
        "## Our own words",
    ]
    assert made.index("What this is about.") < made.index("## Background")
    assert made.endswith("## Our own words\n\nThey stay with the users.\n")
    assert findings({DEFAULT_PATH: made}, "sections/order") == []


@pytest.mark.parametrize(
    "body",
    [
        "# Part 1\n\n## Goals\n\nx\n\n# Part 2\n\n## Background\n\nx\n",
        "# Goals\n\n## Background\n\nx\n",
        "## Goals\n\n```\nopen\n\n## Background\n\nx\n",
    ],
)
def test_sections_that_are_no_siblings_stay(body: str) -> None:
    text = prd(body=body)
    assert fixed(text, "sections/order") == text


@pytest.mark.parametrize(
    ("lang", "heading", "guidance"),
    [
        (
            "en",
            "## Users & scenarios",
            "<!-- Describe who uses it, in which moment, and what they do today instead. -->",
        ),
        ("zh-Hans", "## 用户与场景", "<!-- 描述谁在什么时刻使用，以及现在用什么办法代替。 -->"),
        ("zh-Hant", "## 使用者與情境", "<!-- 描述誰在什麼時刻使用，以及現在用什麼辦法代替。 -->"),
    ],
)
def test_a_missing_section_comes_to_its_place_and_is_still_empty(lang: str, heading: str, guidance: str) -> None:
    body = "\n# Title\n\n## Background\n\nx\n\n## Goals\n\ny\n\n## Appendix\n\nz\n"
    made = fixed(prd(body=body, lang=lang, profile="lite"))
    assert made.endswith(f"\n## Goals\n\ny\n\n{heading}\n\n{guidance}\n\n## Appendix\n\nz\n")
    (found,) = findings({DEFAULT_PATH: made}, "sections/empty")
    assert found.line == made[: made.index(heading)].count("\n") + 1


def test_all_missing_sections_come_in_the_order_of_the_type() -> None:
    made = fixed(prd(body="", goals=None))
    kind = defaults().types["prd"]
    headings = re.findall(r"^## (.*)$", made, re.MULTILINE)
    labels = [section.label["en"] for section in kind.sections.values()]  # type: ignore[index]
    assert headings == [label for label in labels if label in headings]
    assert findings({DEFAULT_PATH: made}, "sections/missing", "sections/order") == []


def test_a_heading_that_was_probably_meant_is_not_doubled() -> None:
    text = prd(body="\n## Backgruond & problem\n\nx\n", goals=None, profile="lite")
    assert "## Background & problem" not in fixed(text)


def test_new_sections_have_the_level_of_the_others() -> None:
    assert "\n# Users & scenarios\n" in fixed(prd(body="# Background\n\nx\n\n# Goals\n\ny\n", profile="lite"))


# What is left alone.


@pytest.mark.parametrize(
    "data",
    [
        b"---\nid: [\ncreated: 2026/6/5\n---\n",
        b"---\nid: PRD-2026-001\ncreated: 2026/6/5\n",
        "---\nid: PRD-2026-001\ntitle: 积分\ncreated: 2026/6/5\n---\n".encode("gbk"),
        b"",
        b"just text\n",
    ],
)
def test_a_file_that_is_lost_is_left_alone(data: bytes) -> None:
    assert run({DEFAULT_PATH: data})[1] == []


def test_what_a_waiver_overlooks_stays() -> None:
    row = "waive: [{rule: fields/date, reason: Old habit, by: pm.lead, until: 2026-12-31}]"
    text = prd(f"{row}\nupdated: 2026/6/6\nlnag: en", lang=None)
    assert changed(text, fixed(text)) == [("lnag: en", "lang: en")]
    over = text.replace("2026-12-31", "2026-06-01")
    assert ("updated: 2026/6/6", "updated: 2026-06-06") in changed(over, fixed(over))


def test_an_edit_that_cannot_be_made_hinders_no_other() -> None:
    text = prd("created: &day 2026/6/5\nx-same: *day\nupdated: 2026/6/6")
    assert changed(text, fixed(text)) == [("updated: 2026/6/6", "updated: 2026-06-06")]


# Twice equals once.

LINES = st.sampled_from(
    [
        "created: 2026/6/5",
        "updated: 2026年6月1日  # late",
        "onwer: pm.lead",
        "links:\n  requires: [prd-2026-2, [PRD-2026-002]]\n  related: prd-2026-2",
        "links: {requires: [[PRD-2026-002]]}",
        "milestone:\n  - {id: M1, nmae: Agreed, actual: 2026.6.1}",
        "statsu: analysis",
        "tags: [a\n  , b]",
        "lnag: zh-Hans",
        "profil: lite",
        "# a comment",
        "note: |\n  created: 2026/6/5",
    ]
)
PIECES = st.sampled_from(
    [
        "# Title",
        "# 标题",
        "## Goals",
        "## Background & problem",
        "## 用户与场景",
        "## Backgruond",
        "Goals\n-----",
        "Users & scenarios\n===",
        "## Non-goals {#non_goals}",
        "## Appendix",
        "## My own",
        "### Sub",
        "words",
        "TBD",
        "",
        "```\n## Goals\n```",
        "~~~ yaml",
        "<!-- ## Goals -->",
        "<!--",
        "-->",
        "<div>\n\n## Goals\n\n</div>",
        "<section>",
        "- item\n\n    ## no",
        "| a | b |\n|---|---|",
        "---",
        "<!-- prd: goals -->",
    ]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(LINES, max_size=5, unique_by=lambda line: line.partition(":")[0]),
    st.lists(PIECES, max_size=12),
    st.sampled_from(["review", "draft", "testing", "deferred"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_twice_equals_once(lines: list[str], pieces: list[str], status: str, line_end: str, ends: bool) -> None:
    text = prd("\n".join(lines), body="\n".join(pieces) + ("\n" if ends else ""), status=status)
    files: dict[str, str | bytes] = {
        DEFAULT_PATH: text.replace("\n", line_end).encode(),
        "prds/PRD-2026-002.md": OTHER,
    }
    after, once = run(files)
    files |= {mended.path.removeprefix("prd/"): mended.new for mended in once}
    assert run(files)[1] == []
    assert [d.values for d in site(files).documents] == [d.values for d in after.documents]
    for mended in once:
        _nothing_else_moved(mended)


def _nothing_else_moved(mended: Mended) -> None:
    """Every line of the body is there still, and the new ones are those of sections that were told."""
    told = {what for _, what in mended.done}
    old, new = (re.split(rb"^---\r?$", data, maxsplit=2, flags=re.MULTILINE) for data in (mended.old, mended.new))
    lines = [sorted(filter(None, map(bytes.strip, body[2].split(b"\n")))) for body in (old, new)]
    for line in lines[0]:
        lines[1].remove(line)
    assert len(lines[1]) <= 2 * sum(what.startswith("section `") for what in told)
    assert len(old[1].split(b"\n")) == len(new[1].split(b"\n"))
    if not any("→" in what for what in told):
        assert old[1] == new[1]
