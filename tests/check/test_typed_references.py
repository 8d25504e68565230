"""What a foreign type asks of references (where they lead, how far, in circles, and back), of ids and companions."""

from pathlib import Path

import pytest

from prdkit.config.config import Config, load
from prdkit.testing import findings, site

EIP = """
type: eip
label: EIP
common: false
documents: {paths: ['EIPS/*.md']}
id: {keys: [eip], pattern: '\\d+', path: 'EIPS/eip-{id}.md', required: true}
statuses:
  Draft: {rank: 0}
  Stagnant: {rank: 0}
  Review: {rank: 1}
  Final: {rank: 3}
  Living: {rank: 3}
fields:
  eip: {type: text}
  status: {type: text}
  requires: {type: list, split: true, one_or_many: true, items: {type: ref, least: same, acyclic: true}}
  needs: {type: list, one_or_many: true, items: {type: ref, least: Review}}
  replaces: {type: ref, inverse: replaced-by}
  replaced-by: {type: ref, inverse: replaces}
"""


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("eips")
    home = folder / "site_config" / "types"
    home.mkdir(parents=True)
    (home / "eip.yml").write_text(EIP, encoding="utf-8")
    (folder / "site_config/project.yml").write_text("docs_dir: .\ntypes: [eip]\n", encoding="utf-8")
    return load(folder)


def eip(number: object, *lines: str, status: str = "Draft") -> str:
    return "\n".join(("---", f"eip: {number}", f"status: {status}", *lines, "---", ""))


def told(config: Config, files: dict[str, str]) -> list[str]:
    found = findings(site({f"EIPS/eip-{name}.md": text for name, text in files.items()}, config))
    return [f"{f.path.removeprefix('EIPS/')}:{f.line} {f.rule}: {f.message}" for f in found]


def test_what_is_right_is_not_told(config: Config) -> None:
    files = {
        "1": eip(1, status="Living"),
        "20": eip(20, "requires: 1", status="Final"),
        "165": eip(165, "requires: 1, 20", "replaces: 20", status="Review"),
    }
    files["20"] = eip(20, "requires: 1", "replaced-by: 165", status="Final")
    assert told(config, files) == []


def test_each_item_that_leads_nowhere_is_told_at_its_place(config: Config) -> None:
    found = findings(site({"EIPS/eip-1.md": eip(1, "requires: 20, 021, EIP-1"), "EIPS/eip-21.md": eip(21)}, config))
    assert [(f.rule, f.column, f.message, f.hint) for f in found] == [
        (
            "references/unresolved",
            11,
            "`20`, named in `requires`, is the id of no document",
            "Correct the id, or say it in words until it exists.",
        ),
        (
            "references/unresolved",
            15,
            "`021`, named in `requires`, is the id of no document",
            "Did you mean `21`?",
        ),
        (
            "references/unresolved",
            20,
            "`EIP-1`, named in `requires`, is the id of no document",
            "Did you mean `1`?",
        ),
    ]


def test_what_is_built_on_must_have_come_as_far(config: Config) -> None:
    files = {"1": eip(1, "requires: [2, 3]", "needs: 2", status="Final"), "2": eip(2), "3": eip(3, status="Living")}
    assert told(config, files) == [
        "eip-1.md:4 references/less-mature: "
        "`Final` stands before what it builds on: `2`, named in `requires`, is `Draft`",
        "eip-1.md:5 references/less-mature: `2`, named in `needs`, is `Draft`, but `Review` or further was wanted",
    ]


def test_ranks_that_tie_are_as_far_as_each_other(config: Config) -> None:
    assert told(config, {"1": eip(1, "requires: 2"), "2": eip(2, status="Stagnant")}) == []


def test_a_status_that_the_type_does_not_know_is_no_rank(config: Config) -> None:
    files = {"1": eip(1, "requires: 2", status="Final"), "2": eip(2, status="Moved")}
    assert [line for line in told(config, files) if "less-mature" in line] == []


def test_a_circle_is_told_once(config: Config) -> None:
    files = {"1": eip(1, "requires: 2"), "2": eip(2, "requires: 3"), "3": eip(3, "requires: 1")}
    assert told(config, files) == ["eip-1.md:4 references/circle: `requires` goes in a circle: `1` → `2` → `3` → `1`"]


def test_a_document_that_names_itself_is_a_circle(config: Config) -> None:
    assert told(config, {"1": eip(1, "requires: 1")}) == [
        "eip-1.md:4 references/circle: `requires` names the document itself"
    ]
    assert told(config, {"1": eip(1, "replaces: 1")}) == [
        "eip-1.md:4 references/circle: `replaces` names the document itself"
    ]


def test_the_way_back_is_wanted_from_both_sides(config: Config) -> None:
    assert told(config, {"1": eip(1, "replaces: 2"), "2": eip(2), "3": eip(3, "replaced-by: 2")}) == [
        "eip-1.md:4 references/no-back-link: `2` does not name `1` in its `replaced-by`",
        "eip-3.md:4 references/no-back-link: `2` does not name `3` in its `replaces`",
    ]


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("7", eip("????"), ["eip-7.md:2 id/malformed: `eip: ????` does not have the form `\\d+` of a eip"]),
        ("7", eip("to be assigned"), ["eip-7.md:2 id/malformed: `eip: to be assigned` does not have the form"]),
        (
            "7",
            eip(8),
            ["eip-7.md:2 id/file-name: `eip: 8` belongs in `EIPS/eip-8.md`, but the file is `EIPS/eip-7.md`"],
        ),
        ("7", eip("07"), ["eip-7.md:2 id/file-name: `eip: 07` belongs in `EIPS/eip-07.md`"]),
        ("7", "---\nstatus: Draft\n---\n", ["eip-7.md:1 id/missing: `eip` is missing, which gives the id"]),
        ("7", "---\neip:\nstatus: Draft\n---\n", ["eip-7.md:2 id/missing: `eip` is empty, but it gives the id"]),
        (
            "x",
            eip(7),
            ["eip-x.md:2 id/file-name: `eip: 7` belongs in `EIPS/eip-7.md`, but the file is `EIPS/eip-x.md`"],
        ),
        ("0000", eip("0000"), []),
    ],
)
def test_an_id_is_held_against_its_form_and_its_place(config: Config, name: str, text: str, wanted: list[str]) -> None:
    found = told(config, {name: text})
    assert len(found) == len(wanted)
    assert all(line.startswith(start) for line, start in zip(found, wanted, strict=True))


def test_two_documents_with_one_id_are_told_once_with_both_places(config: Config) -> None:
    found = told(config, {"7": eip(7), "7-copy": eip(7), "07": eip("07"), "8": eip("????"), "9": eip("????")})
    assert [line for line in found if "taken" in line] == [
        "eip-7-copy.md:2 id/taken: `7` is already the id of EIPS/eip-7.md"
    ]


STORY = """
type: story
label: {en: Story, zh-Hans: 需求}
common: false
documents: {paths: ['需求/*/需求.md']}
id: {pattern: 'REQ-\\d{3}', path: '需求/{id}-*/需求.md'}
status: {keys: [状态]}
statuses: [草稿, 评审, 完成]
fields: {状态: {type: text}}
companions:
  - {file: 设计.md, required: {when: {status: {at_least: 评审}}}}
  - {one_of: [测试.md, 测试.xlsx], required: {when: {status: 完成}}}
  - {file: '图/*.png', required: {when: {状态: 完成}}}
  - {file: '{id}-{stem}.txt', required: false}
"""


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("stories")
    home = folder / "site_config" / "types"
    home.mkdir(parents=True)
    (home / "story.yml").write_text(STORY, encoding="utf-8")
    (folder / "site_config/project.yml").write_text(
        "docs_dir: .\ntypes: [story]\nignore: [需求/REQ-9*]\n", encoding="utf-8"
    )
    return load(folder)


def beside(config: Config, status: str, *names: str, **contents: str) -> list[str]:
    home = "需求/REQ-001-积分"
    files = {f"{home}/需求.md": f"---\n状态: {status}\n---\n"} | {f"{home}/{name}": "x" for name in names}
    files |= {f"{home}/{name.replace('_', '.')}": text for name, text in contents.items()}
    found = findings(site(dict(files), config))
    return [f"{f.path.removeprefix(home + '/')}:{f.line} {f.rule}: {f.message}" for f in found]


def test_files_are_wanted_beside_a_document_by_its_status(stories: Config) -> None:
    assert beside(stories, "草稿") == []
    assert beside(stories, "评审") == [
        "需求.md:2 bundles/missing-file: "
        "`设计.md` is missing beside it, and is needed where `状态` is `评审` or further on"
    ]
    assert beside(stories, "评审", "设计.md") == []
    assert [line.partition(" is missing")[0] for line in beside(stories, "完成", "设计.md")] == [
        "需求.md:2 bundles/missing-file: `图/*.png`",
        "需求.md:2 bundles/missing-file: `测试.md` or `测试.xlsx`",
    ]
    assert beside(stories, "完成", "设计.md", "测试.xlsx", "图/a.png") == []


def test_a_file_that_is_there_and_empty_is_told(stories: Config) -> None:
    assert beside(stories, "草稿", 设计_md=" \n") == [
        "需求.md:1 bundles/empty-file: `需求/REQ-001-积分/设计.md` belongs beside it and is empty"
    ]


def test_a_folder_without_its_document_is_told_at_its_first_file(stories: Config) -> None:
    files = {"需求/REQ-002-礼品/设计.md": "x", "需求/REQ-902-旧/设计.md": "x", "需求/其他/设计.md": "x"}
    found = findings(site(dict(files), stories))
    assert [(f.path, f.rule, f.message) for f in found] == [
        (
            "需求/REQ-002-礼品/设计.md",
            "bundles/no-document",
            "`需求/REQ-002-礼品/` is called as the folder of a document is, but `需求.md` is not in it",
        )
    ]


def test_a_folder_without_its_document_is_told_where_no_file_of_it_is_markdown(stories: Config, tmp_path: Path) -> None:
    found = findings(site({"需求/REQ-002-礼品/图.png": b"x"}, stories))
    assert [f.path for f in found] == ["需求/REQ-002-礼品/图.png"]


def test_a_document_of_a_type_that_says_nothing_of_keys_needs_no_front_matter(tmp_path: Path) -> None:
    (tmp_path / "site_config/types").mkdir(parents=True)
    text = "type: kep\nlabel: KEP\ncommon: false\ndocuments: {paths: ['keps/*/*/README.md']}\n"
    text += "id: {pattern: '\\d+', path: 'keps/*/{id}-*/README.md'}\n"
    (tmp_path / "site_config/types/kep.yml").write_text(text, encoding="utf-8")
    (tmp_path / "site_config/project.yml").write_text("docs_dir: .\ntypes: [kep]\n", encoding="utf-8")
    config = load(tmp_path)
    assert findings(site({"keps/sig-node/1287-resize/README.md": "# KEP-1287\n"}, config)) == []


RFC = """
type: rfc
label: RFC
common: false
documents: {paths: ['text/*.md']}
id: {pattern: '\\d{4}', path: 'text/{id}-*.md'}
fields:
  after: {type: list, one_or_many: true, items: {type: ref, by: [id, path]}}
"""


@pytest.fixture(scope="module")
def rfcs(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("rfcs")
    (folder / "site_config/types").mkdir(parents=True)
    (folder / "site_config/types/rfc.yml").write_text(RFC, encoding="utf-8")
    text = "docs_dir: .\ntypes: [rfc]\nmarkdown: github\n"
    (folder / "site_config/project.yml").write_text(text, encoding="utf-8")
    return load(folder)


def test_a_part_of_a_document_must_be_there(rfcs: Config) -> None:
    files = {
        "text/0001-a.md": "---\nafter: [0002-b.md#detailed-design, 0002-b.md#nowhere, 0002#detailed-design]\n---\n",
        "text/0002-b.md": "---\nafter:\n---\n# B\n\n## Detailed design\n\n[[0001#x]] and [a](0001-a.md#y)\n",
    }
    found = findings(site(dict(files), rfcs), "references/*")
    assert [(f.path, f.line, f.column, f.rule, f.message) for f in found] == [
        ("text/0001-a.md", 2, 36, "references/unknown-anchor", "`0002` has no part `#nowhere`"),
        ("text/0002-b.md", 8, 1, "references/unknown-anchor", "`0001` has no part `#x`"),
    ]


def test_links_of_markdown_make_backlinks_like_any_other_mention(rfcs: Config) -> None:
    words = "[b](./0002-b.md#x), [c](../text/0003-c.md), `[d](0004-d.md)`, ![e](0004-d.md)"
    files = {
        "text/0001-a.md": f"---\nafter:\n---\n{words}\n",
        **{f"text/000{n}-{name}.md": "---\nafter:\n---\n" for n, name in ((2, "b"), (3, "c"), (4, "d"))},
    }
    made = site(dict(files), rfcs)
    told = {d.id: [other.id for other in made.targets.linking.get(d.path, ())] for d in made.documents}
    assert told == {"0001": [], "0002": ["0001"], "0003": ["0001"], "0004": ["0001"]}


def test_a_path_that_leads_nowhere_is_told_with_the_document_of_its_id(rfcs: Config) -> None:
    files = {
        "text/0001-a.md": "---\nafter: [0002-old-name.md, ../text/0009-x.md, ../README.md, 0003]\n---\n",
        "text/0002-b.md": "---\nafter:\n---\n",
        "README.md": "# All\n",
    }
    found = findings(site(dict(files), rfcs), "references/*")
    assert [(f.message, f.hint) for f in found] == [
        ("`0002-old-name.md`, named in `after`, is the path of no document", "Did you mean `text/0002-b.md`?"),
        ("`../text/0009-x.md`, named in `after`, is the path of no document", "Correct it, or take it out."),
        ("`../README.md`, named in `after`, is a file, but no document", "Correct it, or take it out."),
        ("`0003`, named in `after`, is the id of no document", "Correct it, or take it out."),
    ]


def prd_of(number: int, status: str, *lines: str) -> str:
    head = (f"id: PRD-2026-00{number}", "title: Referral", f"status: {status}", "owner: pm.lead", "created: 2026-01-12")
    return "\n".join(("---", *head, *lines, "---", ""))


def test_links_in_brackets_are_links_where_maturity_and_circles_are_asked_for() -> None:
    files = {
        "prds/PRD-2026-001.md": prd_of(1, "signed_off", "links: {requires: ['[[PRD-2026-002]]']}"),
        "prds/PRD-2026-002.md": prd_of(2, "draft", "links: {requires: ['[[PRD-2026-001|first]]']}"),
    }
    found = findings(site(dict(files)), "references/less-mature", "references/circle")
    assert [(f.path, f.rule) for f in found] == [
        ("prd/prds/PRD-2026-001.md", "references/circle"),
        ("prd/prds/PRD-2026-001.md", "references/less-mature"),
    ]


def test_what_was_superseded_is_far_enough_to_build_on() -> None:
    files = {
        "prds/PRD-2026-001.md": prd_of(1, "signed_off", "links: {requires: [PRD-2026-002]}"),
        "prds/PRD-2026-002.md": prd_of(2, "superseded", "links: {superseded_by: [PRD-2026-003]}"),
        "prds/PRD-2026-003.md": prd_of(3, "draft", "links: {supersedes: [PRD-2026-002]}"),
    }
    assert findings(site(dict(files)), "references/less-mature") == []
