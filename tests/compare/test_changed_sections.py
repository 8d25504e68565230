"""Texts differ section by section, and by words rather than lines."""

import pytest
from tests.compare.changes import changes

from prdkit.compare.change import Change
from prdkit.compare.wording import wording

BODY = "Opening.\n\n## Background & problem\n\nA guest who stays away is not noticed.\n\n### Detail\n\nMore.\n"


def of(old: str, new: str) -> tuple[Change, ...]:
    return changes("", "", old, new)


def excerpt(change: Change) -> list[tuple[str, str]]:
    assert change.wording is not None
    return [(piece.act, piece.text) for piece in change.wording.excerpt]


def test_words_that_came_and_went_are_counted_and_shown() -> None:
    (change,) = of(BODY, BODY.replace("is not noticed", "goes unnoticed for 31 days"))
    assert (change.kind, change.path, change.line) == ("section-changed", ("background",), change.line)
    assert change.wording is not None
    assert (change.wording.added, change.wording.removed) == (5, 3)
    assert excerpt(change) == [
        ("same", "A guest who stays away"),
        ("removed", "is not noticed"),
        ("added", "goes unnoticed for 31 days"),
        ("same", "."),
    ]


@pytest.mark.parametrize(
    "other",
    [
        BODY.replace("stays away is", "stays away\nis"),
        BODY.replace("\n\n", "\n\n\n"),
        BODY.replace("A guest", "A   guest").replace("noticed.", "noticed.  "),
        BODY.replace("A guest", "<!-- ask support -->\nA guest"),
        BODY.replace("## Background & problem", "Background & problem\n---"),
    ],
)
def test_layout_and_comments_make_no_difference(other: str) -> None:
    assert of(BODY, other) == ()


def test_sections_come_go_and_are_renamed() -> None:
    more = BODY + "\n## Non-goals\n\nNo paid membership.\n"
    (added,) = of(BODY, more)
    assert (added.kind, added.path) == ("section-added", ("non_goals",))
    (removed,) = of(more, BODY)
    assert (removed.kind, removed.in_old) == ("section-removed", True)
    (other_title,) = of(more, more.replace("## Non-goals", "## 非目标"))
    assert (other_title.kind, other_title.old, other_title.new) == ("section-renamed", "Non-goals", "非目标")
    (own,) = of(BODY, BODY.replace("### Detail", "### Details of it"))
    assert (own.kind, own.old, own.new) == ("section-renamed", "Detail", "Details of it")


def test_what_stands_above_all_headings_is_a_section_too() -> None:
    (change,) = of(BODY, BODY.replace("Opening.", "Overture."))
    assert (change.kind, change.path) == ("section-changed", ("_start",))


def test_sections_of_one_name_are_told_apart() -> None:
    twice = "## Goals\n\nOne.\n\n## Goals\n\nTwo.\n"
    (change,) = of(twice, twice.replace("Two", "Three"))
    assert change.path == ("goals (2)",)


def test_chinese_is_compared_character_by_character() -> None:
    made = wording("积分到账后可兑换咖啡券。", "积分到账后次日可兑换咖啡券。")
    assert (made.added, made.removed) == (2, 0)
    assert [(p.act, p.text) for p in made.excerpt] == [
        ("same", "积分到账后"),
        ("added", "次日"),
        ("same", "可兑换咖啡券"),
        ("same", "…"),
    ]


def test_texts_made_to_be_hard_to_compare_are_counted() -> None:
    old = " ".join(["x"] * 2000)
    new = " ".join(f"x y{n}" for n in range(1000))
    made = wording(old, new)
    assert (made.added, made.removed) == (1000, 1000)


def test_what_one_document_costs_has_an_end() -> None:
    old, new = "b a " + "x y " * 400 + "c", "a b " + "y x z " * 300 + "d"
    body = "".join(f"## Heading {n}\n\n{{}}\n\n" for n in range(30))
    found = of(body.replace("{}", old), body.replace("{}", new))
    assert len(found) == 30
    assert all(change.wording and change.wording.added for change in found)


def test_a_long_text_is_counted_and_its_first_difference_shown() -> None:
    old = " ".join(f"word{n}" for n in range(3000))
    new = " ".join(f"other{n}" for n in range(3000))
    made = wording(old, new)
    assert (made.added, made.removed) == (3000, 3000)
    assert all(len(piece.text) < 600 for piece in made.excerpt)


def test_only_the_first_places_are_shown() -> None:
    words = [f"w{n}" for n in range(400)]
    other = [f"x{n}" if n % 40 == 0 else word for n, word in enumerate(words)]
    made = wording(" ".join(words), " ".join(other))
    assert (made.added, made.removed) == (10, 10)
    assert len([piece for piece in made.excerpt if piece.act == "added"]) == 3
    assert made.excerpt[-1].text == "…"
