import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.manual import code, rows

from prdkit.config.paths import BadTemplate, path_template

SHAPES = [
    ("CIP-{id:04d}/README.md", r"\d+", "CIP-0003/README.md", "3"),
    ("CIP-{id:04d}/README.md", r"\d+", "CIP-12345/README.md", "12345"),
    ("CIP-{id:04d}/README.md", r"\d+", "CIP-3/README.md", ""),
    ("CIP-{id:04d}/README.md", r"\d+", "CIP-0003/OTHER.md", ""),
    ("CIP-{id:04d}/README.md", r"\d+", "old/CIP-0003/README.md", ""),
    ("**/CIP-{id:04d}/README.md", r"\d+", "old/deep/CIP-0003/README.md", "3"),
    ("**/CIP-{id:04d}/README.md", r"\d+", "CIP-0003/README.md", "3"),
    ("EIPS/eip-{id}.md", r"\d+", "EIPS/eip-20.md", "20"),
    ("EIPS/eip-{id}.md", r"\d+", "EIPS/eip-020.md", "020"),
    ("EIPS/eip-{id}.md", r"\d+", "EIPS/eip-20-x.md", ""),
    ("keps/*/{id}-*/README.md", "", "keps/sig-node/1234-pod-name/README.md", "1234"),
    ("keps/*/{id}-*/README.md", r"\d+", "keps/sig-node/sub/1234-pod-name/README.md", ""),
    ("keps/**/{id}-*/README.md", r"\d+", "keps/sig-node/sub/1234-pod-name/README.md", "1234"),
    ("text/{id}-*.md", r"\d{4}", "text/0001-a-b.md", "0001"),
    ("text/{id}-*.md", r"\d{4}", "text/00012-a-b.md", ""),
    ("需求/{id}-*/需求.md", r"REQ-\d{3}", "需求/REQ-001-积分/需求.md", "REQ-001"),
    ("{id}/{id}.md", r"A-\d", "A-1/A-1.md", "A-1"),
    ("{id}/{id}.md", r"A-\d", "A-1/A-2.md", ""),
    ("CIP-{id:04d}/cip-{id}.md", r"\d+", "CIP-0003/cip-3.md", "3"),
    ("a+b/({id}).md", r"\d+", "a+b/(7).md", "7"),
    ("{id}.md", r".+", "a/b.md", ""),
]


@pytest.mark.parametrize(("text", "pattern", "path", "found"), SHAPES)
def test_a_path_gives_the_id_that_stands_in_it(text: str, pattern: str, path: str, found: str) -> None:
    assert path_template(text, pattern).match(path) == found


def test_a_folder_gives_the_id_of_the_document_that_should_stand_in_it() -> None:
    cip = path_template("CIP-{id:04d}/README.md", r"\d+")
    assert cip.folder_match("CIP-0099") == cip.folder_match("CIP-0099/") == "99"
    assert cip.folder_match("CIP-0099/images") == cip.folder_match("") == ""
    assert path_template("EIPS/eip-{id}.md", r"\d+").folder_match("EIPS") == ""


def test_numbers_are_one_id_however_many_zeros_lead_them_where_the_path_says_so() -> None:
    cip, rfc = path_template("CIP-{id:04d}/README.md", r"\d+"), path_template("text/{id}-*.md", r"\d+")
    assert cip.canonical("0003") == cip.canonical("3") == "3"
    assert cip.canonical("0000") == "0"
    assert rfc.canonical("0003") == "0003"
    assert cip.expected("0003") == cip.expected("3") == "CIP-0003/README.md"
    assert rfc.expected("0055") == "text/0055-*.md"


@given(st.integers(0, 10**7), st.sampled_from([text for text, pattern, _, _ in SHAPES if pattern == r"\d+"]))
def test_where_an_id_is_expected_that_id_is_read(number: int, text: str) -> None:
    template = path_template(text, r"\d+")
    assert template.match(template.expected(str(number))) == str(number)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("CIP-{number}/README.md", "`{number}`"),
        ("CIP-{id:4x}/README.md", "`{id:4x}`"),
        ("CIP-{id/README.md", "`{id/README.md`"),
        ("/text/{id}.md", "no path under docs_dir"),
        ("../{id}.md", "no path under docs_dir"),
        ("", "no path under docs_dir"),
        ("text/README.md", "does not say where the id stands"),
        ("CIP-{id}/", "is a folder"),
    ],
)
def test_what_is_no_template_is_told_with_a_way_to_write_it(text: str, told: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        path_template(text)
    assert told in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("path", "cells"), [(path, row) for path, row in rows("types", "ids").items() if "{id" in path]
)
def test_the_manual_says_where_documents_stand(path: str, cells: list[str]) -> None:
    template = path_template(path, r"REQ-\d{3}|\d+")
    (place,) = code(cells[-1])
    assert template.match(place) in {template.canonical(name) for name in code(cells[0])}
