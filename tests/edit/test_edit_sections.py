"""To insert and move sections: everything else stays byte for byte, and what cannot be told apart is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prdkit.edit.sections import arrange_sections, insert_section
from prdkit.edit.splices import Unsafe
from prdkit.reading.source import read

HEAD = "---\nid: P\n---\n"


def inserted(body: str, before: int | None = None) -> str:
    made = insert_section((HEAD + body).encode(), "## New", "<!-- guidance -->", before).decode()
    assert made.startswith(HEAD)
    return made.removeprefix(HEAD)


def arranged(body: str, starts: list[int], order: list[int]) -> str:
    return arrange_sections((HEAD + body).encode(), starts, order).decode().removeprefix(HEAD)


@pytest.mark.parametrize(
    ("body", "before", "wanted"),
    [
        ("\n## A\n\na\n", None, "\n## A\n\na\n\n## New\n\n<!-- guidance -->\n"),
        ("\n## A\n\na", None, "\n## A\n\na\n\n## New\n\n<!-- guidance -->\n"),
        ("", None, "\n## New\n\n<!-- guidance -->\n"),
        ("\n", None, "\n## New\n\n<!-- guidance -->\n"),
        ("\n## A\n\na\n", 0, "\n## New\n\n<!-- guidance -->\n\n## A\n\na\n"),
        ("## A\na\n## B\n", 1, "## A\na\n\n## New\n\n<!-- guidance -->\n\n## B\n"),
        ("\nA\n---\na\n\nB\n---\nb\n", 1, "\nA\n---\na\n\n## New\n\n<!-- guidance -->\n\nB\n---\nb\n"),
    ],
)
def test_a_section_is_put_in_with_blank_lines_around(body: str, before: int | None, wanted: str) -> None:
    assert inserted(body, before) == wanted


def test_a_file_that_ends_with_its_front_matter_gets_a_body() -> None:
    made = insert_section(b"---\nid: P\n---", "## New", "")
    assert made == b"---\nid: P\n---\n\n## New\n"


def test_sections_move_with_what_stands_below_them() -> None:
    body = "intro\n\n## B\n\nb\n\n### sub\n\n```\n## no heading\n```\n\n\n## A\n\n<!-- ## nor this -->\na\n\n## C\nc\n"
    wanted = (
        "intro\n\n## A\n\n<!-- ## nor this -->\na\n\n\n## B\n\nb\n\n### sub\n\n```\n## no heading\n```\n\n## C\nc\n"
    )
    assert arranged(body, [0, 2, 3], [1, 0, 2]) == wanted


def test_an_end_without_a_line_end_stays_the_end() -> None:
    assert arranged("## B\nb\n\n## A\na", [0, 1], [1, 0]) == "## A\na\n\n## B\nb"


def test_underlined_headings_keep_a_blank_line_above() -> None:
    assert arranged("## B\nb\n## C\nc\n\nA\n===\na\n", [0, 1, 2], [2, 0, 1]) == "A\n===\na\n\n## B\nb\n\n## C\nc\n"


def test_line_ends_move_with_their_lines() -> None:
    data = b"---\r\nid: P\r\n---\r\n## B\r\nb1\nb2\r\n\r\n## A\na\r\n"
    assert arrange_sections(data, [0, 1], [1, 0]) == b"---\r\nid: P\r\n---\r\n## A\na\r\n\r\n## B\r\nb1\nb2\r\n"


@pytest.mark.parametrize(
    "body",
    [
        "## B\n\n```\nb\n\n## A\n\na\n",
        "## B\n\n<div>\n\n## A\n\na\n",
        "## B\n\nends -->\n\n## A\n\n<!-- begins\n",
    ],
)
def test_what_reaches_over_sections_is_left_alone(body: str) -> None:
    number = len(read("", (HEAD + body).encode()).outline.headings)
    with pytest.raises(Unsafe):
        arranged(body, list(range(number)), list(range(number))[::-1])


PIECES = st.sampled_from(
    [
        "## A",
        "## B\n",
        "# C",
        "D\n---",
        "### sub",
        "text",
        "two\nlines\n",
        "",
        "\n",
        "```\n## x\n```",
        "~~~",
        "<!-- c -->",
        "-->",
        "<p>",
        "<!--\n\n## y\n\n-->",
        "<!-- open",
        "<div>\n## z\n</div>",
        "- item",
        "    ## code",
        "> quote",
        "---",
    ]
)
"""Lines that open or close something, or do not."""


@given(st.lists(PIECES, max_size=10), st.data(), st.sampled_from(["\n", "\r\n"]))
def test_every_line_is_still_there_after_a_move(pieces: list[str], draw: st.DataObject, line_end: str) -> None:
    data = (HEAD + "\n".join(pieces)).replace("\n", line_end).encode()
    number = len(read("", data).outline.headings)
    starts = sorted(draw.draw(st.sets(st.integers(0, number - 1), min_size=1))) if number else []
    if not starts:
        return
    order = draw.draw(st.permutations(range(len(starts))))
    try:
        made = arrange_sections(data, starts, order)
    except Unsafe:
        return
    old, new = read("", data), read("", made)
    assert sorted(filter(None, new.body.split("\n"))) == sorted(filter(None, old.body.split("\n")))
    offsets = [old.outline.headings[start].start for start in starts]
    texts = [old.body[start:end].strip() for start, end in zip(offsets, [*offsets[1:], None], strict=True)]
    assert all(text in new.body for text in texts)
    assert arrange_sections(made, _places(starts, order, number), range(len(order))) == made


def _places(starts: list[int], order: list[int], number: int) -> list[int]:
    """Where the sections begin, counted in headings, after they were put in an order."""
    sizes = [end - start for start, end in zip(starts, [*starts[1:], number], strict=True)]
    found = [starts[0]]
    for section in order[:-1]:
        found.append(found[-1] + sizes[section])
    return found


@given(st.lists(PIECES, max_size=10), st.data())
def test_nothing_but_the_new_section_comes_in(pieces: list[str], draw: st.DataObject) -> None:
    data = (HEAD + "\n".join(pieces)).encode()
    number = len(read("", data).outline.headings)
    before = draw.draw(st.none() | st.integers(0, number - 1)) if number else None
    try:
        made = insert_section(data, "## New", "<!-- guidance -->", before)
    except Unsafe:
        return
    lead, _, tail = made.decode().rpartition("## New\n\n<!-- guidance -->")
    assert (lead.rstrip("\n") + "\n" + tail.lstrip("\n")).split() == data.decode().split()
    assert lead.endswith("\n\n") or not lead.removeprefix(HEAD).strip("\n")
