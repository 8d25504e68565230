"""To read CODEOWNERS as code hosts do."""

import pytest

from prdkit.reading.code_owners import code_owners

PATH = "prd/signoffs/PRD-2026-001.yml"


@pytest.mark.parametrize(
    "text",
    [
        "* @all",
        "/prd/signoffs/ @leads",
        "prd/signoffs/ @leads",
        "signoffs/ @leads",
        "/prd/ @leads",
        "/prd @leads",
        "*.yml @leads",
        "/prd/**/*.yml @leads",
        "**/signoffs/ @leads",
        "/prd/signoffs/* @leads",
        "/prd/signoffs/PRD-2026-001.yml @leads  # and nobody else",
        "/prd/\n* someone@example.com",
        "[Sign-offs] @leads\n/prd/signoffs/",
        "^[Sign-offs][2] @leads\n/prd/signoffs/",
        "[One]\n/prd/signoffs/ @leads\n[Two]\n/prd/signoffs/",
    ],
)
def test_a_line_that_covers(text: str) -> None:
    assert code_owners(text).owns(PATH)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# /prd/signoffs/ @leads",
        "/prd/signoffs/",
        "* @all\n/prd/signoffs/",
        "/signoffs/ @leads",
        "/prd/prds/ @leads",
        "/prd/* @leads",
        "*.md @leads",
        "/prd/signoffs/LCH* @leads",
        "/prd/sign @leads",
        "[Sign-offs]\n/prd/signoffs/",
        "\\",
        "[",
    ],
)
def test_a_line_that_does_not(text: str) -> None:
    assert not code_owners(text).owns(PATH)


def test_blanks_in_a_path_are_escaped() -> None:
    assert code_owners("/a\\ b/ @x").owns("a b/c.yml")


def test_stars_without_end_are_read_at_once() -> None:
    assert not code_owners("/" + "*a" * 2000 + "b @x\n/" + "**/" * 2000 + "b @x").owns("a" * 250 + "/" + "a" * 250)
