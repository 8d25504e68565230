"""`prd new` for types with a process of their own."""

from pathlib import Path

from calling import prd, project

CIP = """\
type: cip
label: CIP
common: false
documents: {paths: ['CIP-*/README.md']}
id: {keys: [CIP], pattern: '\\d+', format: '{number}', path: 'CIP-{id:04d}/README.md'}
title: {keys: [Title]}
status: {keys: [Status]}
statuses: [Proposed, Active]
fields:
  Title: {type: text, required: true}
  CIP: {type: int, required: true}
  Status: {type: text, required: true}
  Authors: {type: list, items: {type: text}, required: true}
  Created: {type: date}
  Licence: {type: enum, values: [CC-BY, MIT], required: true}
roles: {owner: [Authors], created: [Created]}
sections: {Abstract: {required: true}}
"""
OLD = "---\nTitle: Old\nCIP: 9\nStatus: Active\nAuthors: [Ana]\nLicence: MIT\n---\n## Abstract\n\nWords.\n"


def made(folder: Path, kind: str, *arguments: str) -> tuple[int, str, Path]:
    files = {
        "site_config/project.yml": "docs_dir: docs\ntypes: [cip]\n",
        "site_config/types/cip.yml": kind,
        "docs/CIP-0009/README.md": OLD,
    }
    home = project(folder, files)
    call = ("new", "cip", "--title", "Points", "--owner", "pm.lead", "--as-of", "2026-06-15", *arguments)
    result = prd(*call, cwd=home, GIT_CONFIG_GLOBAL="/dev/null")
    return result.code, result.out + result.err, home


def test_a_new_document_stands_where_ids_say_and_uses_the_keys_of_its_type(tmp_path: Path) -> None:
    code, out, home = made(tmp_path, CIP)
    assert (code, out) == (0, "docs/CIP-0010/README.md\n")
    assert (home / "docs/CIP-0010/README.md").read_text(encoding="utf-8") == (
        "---\nTitle: Points\nCIP: 10\nStatus: Proposed\nAuthors: [pm.lead]\nCreated: 2026-06-15\n"
        "Licence: CC-BY  # Licence\n---\n\n## Abstract\n"
    )
    checked = prd("check", cwd=home).out
    assert "CIP-0010" in checked, checked
    assert [line.split()[-1] for line in checked.splitlines() if ": error " in line] == ["sections/empty"], checked


def test_words_of_the_title_stand_for_wildcards(tmp_path: Path) -> None:
    kind = CIP.replace("CIP-*/README.md", "**/*.md").replace("CIP-{id:04d}/README.md", "text/{id:04d}-*.md")
    code, out, _ = made(tmp_path, kind)
    assert (code, out.splitlines()[-1]) == (0, "docs/text/0010-points.md")


def test_a_title_without_a_key_is_a_heading(tmp_path: Path) -> None:
    kind = CIP.replace("title: {keys: [Title]}\n", "").replace("  Title: {type: text, required: true}\n", "")
    code, _, home = made(tmp_path, kind)
    assert code == 0
    assert "---\n\n# Points\n\n## Abstract\n" in (home / "docs/CIP-0010/README.md").read_text(encoding="utf-8")


def test_a_place_that_is_no_document_of_the_type_is_refused(tmp_path: Path) -> None:
    code, out, home = made(tmp_path, CIP.replace(", path: 'CIP-{id:04d}/README.md'", ""))
    assert code == 2
    assert "would not be one by `documents` of site_config/types/cip.yml" in out
    assert [path.name for path in (home / "docs").iterdir()] == ["CIP-0009"]
