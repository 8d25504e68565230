"""To find documents by what foreign repositories call them: numbers, folders, paths, addresses, words of prose."""

from pathlib import Path

import pytest

from prdkit.config.config import Config, load
from prdkit.link.site import Site
from prdkit.testing import site

CIP = """
type: cip
label: CIP
common: false
documents: {paths: ['CIP-*/README.md']}
id: {keys: [CIP], pattern: '\\d+', path: 'CIP-{id:04d}/README.md', mention: 'CIP-0*{id}'}
statuses: [Proposed, Active]
fields:
  CIP: {type: text}
  see:
    type: list
    split: true
    one_or_many: true
    items:
      type: ref
      by: [id, path, url]
      match: ['https://example\\.org/(?P<path>.*)', '.* \\((?P<id>\\d+)\\)']
      external: true
"""
CPS = CIP.replace("cip", "cps").replace("CIP", "CPS")
RFC = """
type: rfc
label: RFC
common: false
documents: {paths: ['text/*.md']}
id: {pattern: '\\d{4}', path: 'text/{id}-*.md'}
fields:
  after: {type: list, items: {type: ref, by: [id, path]}}
"""


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("foreign")
    home = folder / "site_config" / "types"
    home.mkdir(parents=True)
    for name, text in (("cip", CIP), ("cps", CPS), ("rfc", RFC)):
        (home / f"{name}.yml").write_text(text, encoding="utf-8")
    (folder / "site_config/project.yml").write_text("docs_dir: .\ntypes: [cip, cps, rfc]\n", encoding="utf-8")
    return load(folder)


def cip(number: str, see: str = "", body: str = "") -> str:
    return f"---\nCIP: {number}\n{f'see: {see}' if see else ''}\n---\n{body}"


def made(config: Config, see: str, body: str = "") -> Site:
    files = {
        "CIP-0001/README.md": cip("1", see, body),
        "CIP-0003/README.md": cip("0003"),
        "CIP-0030/README.md": "---\nx: 1\n---\n",
        "CPS-0001/README.md": "---\nCPS: 1\n---\n",
        "CPS-0009/README.md": "---\nCPS: 9\n---\n",
        "text/0055-maintainers.md": "---\na: 1\n---\n# Maintainers\n",
    }
    return site(files, config)


def led(site_: Site, path: str = "CIP-0001/README.md") -> list[str]:
    return [found.path if (found := site_.led(r)) else f"? {r.target}" for r in site_.references[path]]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("3", "CIP-0003/README.md"),
        ("0003", "CIP-0003/README.md"),
        ("30", "CIP-0030/README.md"),
        ("1", "CIP-0001/README.md"),
        ("9", "CPS-0009/README.md"),
        ("CIP-0003", "CIP-0003/README.md"),
        ("CIP-3", "CIP-0003/README.md"),
        ("CPS-0001", "CPS-0001/README.md"),
        ("'#3'", "CIP-0003/README.md"),
        ("'[[3]]'", "CIP-0003/README.md"),
        ("'[[CIP-3|the third]]'", "CIP-0003/README.md"),
        ("../CIP-0003/README.md", "CIP-0003/README.md"),
        ("../CIP-0003/", "CIP-0003/README.md"),
        ("../CIP-0003", "CIP-0003/README.md"),
        ("/CIP-0003/README.md", "CIP-0003/README.md"),
        ("CIP-0003/README.md", "CIP-0003/README.md"),
        ("text/0055-maintainers.md#design", "text/0055-maintainers.md"),
        ("0055", "text/0055-maintainers.md"),
        ("'[the third](../CIP-0003/README.md)'", "CIP-0003/README.md"),
        ("https://example.org/CIP-0003/README.md", "CIP-0003/README.md"),
        ("https://github.com/x/CIPs/blob/master/CIP-0003/README.md?raw=1", "CIP-0003/README.md"),
        ("The third (3)", "CIP-0003/README.md"),
        ("55", "? 55"),
        ("4", "? 4"),
        ("CIP-0004", "? CIP-0004"),
        ("../../CIP-0003/README.md", "? ../../CIP-0003/README.md"),
        ("https://example.com/README.md", "? https://example.com/README.md"),
    ],
)
def test_a_value_leads_to_the_document_that_it_means(config: Config, word: str, found: str) -> None:
    assert led(made(config, word)) == [found]


def test_text_with_commas_and_lists_are_read_alike(config: Config) -> None:
    wanted = ["CIP-0003/README.md", "CIP-0030/README.md", "? 99"]
    assert led(made(config, "3, 30, 99")) == wanted
    assert led(made(config, "[3, 30, 99]")) == wanted


def test_prose_names_documents_as_the_type_says_and_never_by_bare_digits(config: Config) -> None:
    body = "\n3 of 0055, CIP-0003, CIP-3, CPS-0001, [[0055]], [[CPS-9#x|it]], [[nothing]], XCIP-3, CIP-0099, `CIP-3`\n"
    found = made(config, "", body)
    assert led(found) == [
        "CIP-0003/README.md",
        "CIP-0003/README.md",
        "CPS-0001/README.md",
        "text/0055-maintainers.md",
        "CPS-0009/README.md",
        "? CIP-0099",
    ]
    silent = [reference.target for reference in found.references["CIP-0001/README.md"] if found.is_silent(reference)]
    assert "CIP-0099" in silent


def test_backlinks_go_by_document_where_two_types_count_alike(config: Config) -> None:
    found = made(config, "CPS-0001")
    speaking = {document.path: [d.path for d, _ in found.backlinks(document)] for document in found.documents}
    assert {path: by for path, by in speaking.items() if by} == {"CPS-0001/README.md": ["CIP-0001/README.md"]}


def test_ids_come_from_the_key_else_from_the_path(tmp_path: Path, config: Config) -> None:
    ids = {document.path: document.id for document in made(config, "").documents}
    assert ids["CIP-0003/README.md"] == "3"
    assert ids["CIP-0030/README.md"] == "30"
    assert ids["text/0055-maintainers.md"] == "0055"


def test_a_link_shows_the_words_of_prose_and_else_the_id(config: Config) -> None:
    found = made(config, "")
    third = found.directory.by_path["CIP-0003/README.md"]
    assert [found.called(third, word) for word in ("CIP-0003", "0003", "3", third.path)] == ["CIP-0003", "3", "3", "3"]
