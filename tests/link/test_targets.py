"""To follow links through a small project, and to know the pages that its site makes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from prdkit.blocks.views import Words
from prdkit.config.config import Config, load
from prdkit.link.files import Files
from prdkit.link.site import read_site
from prdkit.publish.pages import pages
from prdkit.publish.reference import reference_pages
from prdkit.testing import AS_OF, defaults, findings, site

ROOT = Path(__file__).parents[2]
FILES = {
    "notes/a.md": "# A & B\n\n# A & B\n\n<a name='Here'></a>\n",
    "notes/images/x y.png": b"",
    "notes/sub/README.md": "# Sub\n",
    "notes/data.csv": "a,b\n",
    "notes/LICENSE": "",
}


def config(**over: object) -> Config:
    return replace(defaults(), **{"markdown": "github", **over})


def told(text: str, **over: object) -> list[tuple[str, str]]:
    """Rule and message of what the rules on links find in a page of notes."""
    made = site({**FILES, "notes/page.md": text}, config(**over))
    return [(finding.rule.removeprefix("links/"), finding.message) for finding in findings(made, "links/*")]


def faults(text: str, **over: object) -> list[str]:
    return [rule for rule, _ in told(text, **over)]


GOOD = [
    *("a.md", "./a.md", "../notes/a.md", "images/x%20y.png", "<images/x y.png>", "sub/", "sub", ".", "./"),
    *("a.md#a--b", "a.md#a--b-1", "a.md#Here", "a.md#A--B", "a.md#user-content-a--b", "a.md?x#a--b", "a.md#a-%2Db"),
    *("a.md#L10", "a.md#L1-L9", "a.md?plain=1#L3", "data.csv#row=4", "data.csv#L3", "sub#sub", "sub/#sub", "sub/#"),
    *("https://a.example/b", "mailto:a@b.example", "//a.example/b", "data:text/plain,x", "#fn:1", "a.md#:~:text=A"),
    *("/notes/a.md", "/", "/notes/", "../../prd/notes/a.md", "LICENSE", "#", "#top", "", "?x"),
]


@pytest.mark.parametrize("target", GOOD)
def test_links_that_lead_somewhere(target: str) -> None:
    assert told(f"[x]({target})\n") == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[x](b.md)", "broken-file"),
        ("[x](A.md)", "broken-file"),
        ("[x](b.md#a)", "broken-file"),
        ("[x](b?y)", "broken-file"),
        ("[x](LICENCE)", "broken-file"),
        ("[x](other/)", "broken-folder"),
        ("[x](../other)", "broken-folder"),
        ("[x](a.md/)", "broken-folder"),
        ("![x](x.png)", "broken-image"),
        ("![x](sub)", "broken-image"),
        ("<img src='x.png'>", "broken-image"),
        ("<a href='b.md'>x</a>", "broken-file"),
        ("[x](#nowhere)", "broken-anchor"),
        ("[x](a.md#nowhere)", "broken-anchor"),
        ("[x](sub/#nowhere)", "broken-anchor"),
        ("[x](#L10)", "broken-anchor"),
        ("[x](../../../x.md)", "outside"),
        ("![x](../../../x.png)", "outside"),
        ("[x][y]", "undefined-label"),
        ("[x]\n\n[x]: b.md", "broken-file"),
        ("![x]\n\n[x]: b.png", "broken-image"),
        ("[x](/prd/notes/a.md)", "broken-file"),
    ],
)
def test_links_that_lead_nowhere_have_one_fault_each(text: str, fault: str) -> None:
    assert faults(text) == [fault]


def test_a_link_from_the_root_begins_where_the_project_says() -> None:
    assert faults("[x](/prd/notes/a.md) [y](/notes/a.md)", links_root="project") == ["broken-file"]
    assert faults("[x](/prd/notes/a.md) [y](/notes/a.md)", links_root="docs") == ["broken-file"]


def test_capital_letters_of_places_are_one_to_github_and_not_to_a_site() -> None:
    text = "# Scope\n\n[x](#Scope)\n"
    assert faults(text) == []
    assert faults(text, links_case="exact") == ["broken-anchor"]
    assert faults(text, markdown="python") == ["broken-anchor"]
    assert faults(text, markdown="python", links_case="any") == []


def test_a_definition_that_nothing_uses_is_no_link() -> None:
    assert told("# Summary\n[summary]: #summery\n") == []
    assert faults("See [summary].\n\n# Summary\n[summary]: #summery\n") == ["broken-anchor"]


def test_brackets_of_code_and_notes_are_no_references() -> None:
    assert told("matrix[i][j] and word[^1][^2]\n\n[^1]: a\n[^2]: b\n") == []


def test_what_was_meant_is_guessed() -> None:
    made = site({**FILES, "page.md": "[x](notes/aa.md) [y](data.csv) [z](notes/a.md#a-b)\n"}, config())
    hints = [finding.hint for finding in findings(made, "links/*")]
    assert hints == ["Did you mean `notes/a.md`?", "Did you mean `notes/data.csv`?", "Did you mean `#a--b`?"]


def test_the_place_of_a_link_is_its_brackets() -> None:
    made = site({"page.md": "---\ntitle: x\n---\n\nSee ![a\nb](c.png), and\n"}, config())
    (finding,) = findings(made, "links/*")
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == (5, 5, 6, 10)


def test_places_of_files_outside_the_documents_are_checked(tmp_path: Path) -> None:
    (tmp_path / "prd").mkdir()
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "ci.yml").write_text("on: push\n")
    (tmp_path / "README.md").write_text("# About\n")
    (tmp_path / "prd" / "page.md").write_text("[a](../README.md#about) [b](../README.md#abut) [c](../.github/ci.yml)\n")
    found = findings(read_site(load(tmp_path), AS_OF), "links/*")
    assert [finding.message for finding in found] == ["`#abut` is no place on `README.md`"]


def test_rows_and_sections_of_a_document_are_places() -> None:
    front = "---\nid: PRD-2026-001\ntitle: x\nfeatures: [{id: F1, name: y}]\n---\n"
    made = site({"prds/PRD-2026-001.md": f"{front}\n## Goals\n\n[a](#F1) [b](#goals) [c](#F2)\n"})
    assert [finding.message for finding in findings(made, "links/*")] == ["`#F2` is no place on this page"]


def generated_paths() -> Iterator[str]:
    made = read_site(load(ROOT), AS_OF)
    words = Words(made.config, "en")
    for view in (*pages(made, words), *reference_pages(made, words, "guide/reference")):
        yield f"prd/{view.path}"


def test_links_to_pages_that_the_site_makes_are_not_broken() -> None:
    made = read_site(load(ROOT), AS_OF)
    assert [path for path in generated_paths() if path not in made.targets.generated] == []
    assert "prd/notes/other.md" not in made.targets.generated
    assert "prd/guide/reference/types/other.md" not in made.targets.generated


def test_a_reference_is_known_where_mkdocs_yml_asks_for_one() -> None:
    text = "[a](reference/types/prd.md) [b](../gates.md)\n"
    made = site({"guide/page.md": text})
    assert [finding.message[:28] for finding in findings(made, "links/*")] == ["`reference/types/prd.md` lea"]
    settings = b"plugins:\n- prd:\n    reference: guide/reference\n"
    with_plugin = replace(made, files=Files(None, {**made.files.given, "mkdocs.yml": settings}))
    assert findings(with_plugin, "links/*") == []
    assert faults("[a](../gates.md)") == ["broken-file"]


@pytest.mark.parametrize("piece", ["[a](b.md) ", "[a](#b) ", "![a](b.png) ", "[a][b] ", "[a](../../../b) "])
def test_many_broken_links_are_told_in_linear_time(piece: str) -> None:
    assert len(faults(piece * 4_000)) == 4_000
