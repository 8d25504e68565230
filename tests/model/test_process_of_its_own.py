"""Documents of a type that shares nothing with others: recognised, named and read as the type says."""

from pathlib import Path

from prdkit.blocks.catalogue import all_rules
from prdkit.check.finding import Finding
from prdkit.check.run import check
from prdkit.config.config import Config, load
from prdkit.link.site import read_site
from prdkit.testing import AS_OF

PROPOSAL = """
type: proposal
label: Proposal
common: false
documents: {paths: ['proposals/*/README.md', '!proposals/0-*/']}
metadata: meta.yaml
id: {keys: [Number], pattern: '\\d+', path: 'proposals/{id}-*/README.md'}
title: {keys: [Name of it]}
status: {keys: [Stage], case: any, reason: brackets}
roles: {owner: [Written by], created: [Begun]}
statuses: [Idea, Agreed, Done]
fields:
  Number: {type: text, required: true}
  Name of it: {type: text}
  Stage: {type: text, required: true}
  Written by: {type: list, split: true, items: {type: text}}
  Begun: {type: datetime}
sections:
  What it is: {required: true}
"""


def project(folder: Path, files: dict[str, str], kind: str = PROPOSAL) -> Config:
    given = {"site_config/project.yml": "docs_dir: .\ntypes: [proposal]\n", "site_config/types/proposal.yml": kind}
    for name, text in {**given, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(folder)


def found(config: Config) -> list[Finding]:
    return check(read_site(config, AS_OF), all_rules())


TEXT = "# Heading\n\n## What it is\n\nA shelf for paper cups.\n"
FRONT = """---
Number: 12
Name of it: Paper cups
Stage: agreed (by the board)
Written by: a, b
Begun: 2026-02-01T00:00:00.000Z
---
"""


def test_roles_say_what_a_document_is_called_and_where_it_stands(tmp_path: Path) -> None:
    config = project(tmp_path, {"proposals/12-cups/README.md": FRONT + TEXT, "README.md": "# Proposals\n"})
    site = read_site(config, AS_OF)
    (document,) = site.documents
    assert (document.id, document.title, document.status, document.owner) == ("12", "Paper cups", "Agreed", "a, b")
    assert (document.rank, str(document.updated), document.key("status")) == (1, "2026-02-01", "Stage")
    assert [page.path for page in site.pages] == ["README.md"]
    assert found(config) == []


def test_a_title_comes_from_the_text_where_no_key_gives_one(tmp_path: Path) -> None:
    nameless = FRONT.replace("Name of it: Paper cups\n", "")
    config = project(tmp_path, {"proposals/12-cups/README.md": nameless + TEXT})
    assert read_site(config, AS_OF).documents[0].title == "Heading"
    config = project(tmp_path, {"proposals/12-cups/README.md": nameless + TEXT.replace("# Heading\n", "")})
    assert read_site(config, AS_OF).documents[0].title == "Cups"


def test_patterns_take_files_out_again(tmp_path: Path) -> None:
    config = project(tmp_path, {"proposals/0-template/README.md": "---\nNumber: 0\n---\n"})
    assert read_site(config, AS_OF).documents == ()


def test_front_matter_may_stand_in_a_file_beside_the_text(tmp_path: Path) -> None:
    files = {
        "proposals/12-cups/README.md": TEXT,
        "proposals/12-cups/meta.yaml": "Number: 12\nStage: Agreed\nColour: red\n",
    }
    config = project(tmp_path, files)
    (finding,) = found(config)
    assert (finding.path, finding.line, finding.column) == ("proposals/12-cups/meta.yaml", 3, 1)
    assert finding.rule == "fields/unknown"


def test_a_file_of_front_matter_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    config = project(tmp_path, {"proposals/12-cups/README.md": TEXT})
    assert "`meta.yaml` does not stand beside it" in next(f.message for f in found(config) if f.line == 1)


def test_a_file_of_front_matter_that_is_no_yaml_is_reported_once_at_its_line(tmp_path: Path) -> None:
    files = {"proposals/12-cups/README.md": TEXT, "proposals/12-cups/meta.yaml": "Number: 12\nStage: a: b\n"}
    (finding,) = found(project(tmp_path, files))
    assert (finding.rule, finding.path, finding.line) == ("front-matter/unparsable", "proposals/12-cups/meta.yaml", 2)


def test_a_strict_type_knows_no_title_that_it_does_not_name(tmp_path: Path) -> None:
    strict = PROPOSAL.replace("title: {keys: [Name of it]}\n", "unknown_fields: report\n").replace(
        "metadata: meta.yaml\n", ""
    )
    titled = FRONT.replace("Number: 12\n", "Number: 12\ntitle: Cups\nid: 7\n") + TEXT
    rules = [(f.rule, f.line) for f in found(project(tmp_path, {"proposals/12-cups/README.md": titled}, strict))]
    assert rules == [("fields/unknown", 3), ("fields/unknown", 4)]
