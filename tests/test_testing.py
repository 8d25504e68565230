"""To hold the helpers for tests of rules to what they promise."""

from datetime import date

from prdkit.check.registry import Example
from prdkit.testing import DEFAULT_PATH, document, example_site, findings, prd, site

PATH = f"prd/{DEFAULT_PATH}"


def test_the_default_prd_is_complete() -> None:
    assert findings({DEFAULT_PATH: prd()}) == []


def test_keys_take_the_place_of_the_default_ones() -> None:
    made = document("title: Other\nx-free: 1", status="draft", owner=None)
    assert (made.title, made.status, made.owner) == ("Other", "draft", "")


def test_findings_are_chosen_and_dated() -> None:
    files = {DEFAULT_PATH: prd(updated="2026-06-01")}
    assert findings(site(files), "document/*") == []
    assert [found.rule for found in findings(files, "document/*", as_of=date(2026, 10, 1))] == ["document/ageing"]


def marked(*examples: tuple[str, str]) -> dict[tuple[str, int], str]:
    """The marked lines of examples, with the text that stands there."""
    made = example_site(Example(language, text) for language, text in examples)
    return {(path, line): made.site.by_path[path].source.lines[line - 1] for path, line in made.marked}


def test_marks_are_found_in_the_composed_file_and_taken_out() -> None:
    found = marked(("yaml", "title: Points\nrisks:\n  - {id: K1}  # here\n"), ("markdown", "## Goals <!-- here -->\n"))
    assert sorted(found.values()) == ["  - {id: K1}", "## Goals"]
    assert {path for path, _ in found} == {PATH}


def test_other_files_are_marked_too() -> None:
    other = "---\nid: PRD-2026-002\ntitle: x  # here\n---\n"
    assert marked(("file prds/PRD-2026-002.md", other)) == {("prd/prds/PRD-2026-002.md", 3): "title: x"}


def test_bytes_take_the_place_of_the_default_file() -> None:
    made = example_site([Example("bytes", "---\\r\\ntitle: \\xe7\\xa7\\xaf\\r\\n---\\r\\n\n")])
    assert made.site.by_path[PATH].source.values["title"] == "积"


def test_an_example_may_bring_its_own_configuration() -> None:
    made = example_site([Example("config project.yml", "lang: zh-Hant\n"), Example("yaml", "lang:\n")])
    assert made.site.documents[0].lang == "zh-Hant"
