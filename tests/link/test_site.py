"""To join documents by their ids, both ways, and to know what has an address in them."""

import pytest

from prdkit.link.references import Reference
from prdkit.link.site import Site
from prdkit.reading.problem import Span
from prdkit.testing import DEFAULT_PATH, prd, site

OTHER = "---\nid: PRD-2026-002\ntitle: Referral\nstatus: draft\nowner: pm.lead\ncreated: 2026-05-04\n---\n"


def made(front_matter: str = "", body: str | None = None) -> Site:
    return site({DEFAULT_PATH: prd(front_matter, body), "prds/PRD-2026-002.md": OTHER})


def references(front_matter: str = "", body: str = "") -> list[Reference]:
    return list(made(front_matter, body).references[f"prd/{DEFAULT_PATH}"])


def targets(front_matter: str = "", body: str = "") -> list[tuple[str, str]]:
    return [(reference.target, reference.anchor) for reference in references(front_matter, body)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[PRD-2026-002]]", [("PRD-2026-002", "")]),
        ("[[PRD-2026-002#F1]]", [("PRD-2026-002", "F1")]),
        ("[[PRD-2026-002#F1.AC1|the criterion]]", [("PRD-2026-002", "F1.AC1")]),
        ("[[ PRD-2026-002 ]]", [("PRD-2026-002", "")]),
        ("[[#F1]] and [[#F1|it]]", [("PRD-2026-001", "F1")] * 2),
        ("PRD-2026-002", [("PRD-2026-002", "")]),
        ("PRD-2026-002#F1.", [("PRD-2026-002", "F1")]),
        ("（PRD-2026-002）和 REL-5.2.0。", [("PRD-2026-002", ""), ("REL-5.2.0", "")]),
        ("见PRD-2026-002的说明", [("PRD-2026-002", "")]),
        ("REL-5.2.0.", [("REL-5.2.0", "")]),
        ("| PRD-2026-002 | [[PRD-2026-002#F1\\|it]] |", [("PRD-2026-002", ""), ("PRD-2026-002", "F1")]),
        ("[[notes]], [[x|y]], XPRD-2026-002, PRD-2026-0021, /PRD-2026-002, PRD-2026-002.md", []),
        ("`PRD-2026-002`, ``[[PRD-2026-002]]``, <!-- PRD-2026-002 -->", []),
        ("```\n[[PRD-2026-002]]\n```", []),
        ("[[PRD-2026-002", [("PRD-2026-002", "")]),
    ],
)
def test_what_a_text_says_about_documents(text: str, found: list[tuple[str, str]]) -> None:
    assert targets(body=f"\n{text}\n") == found


def test_front_matter_is_read_by_field_and_by_word() -> None:
    front_matter = """links: {related: [PRD-2026-002]}
release: REL-5.2.0
risks:
  - {id: K1, title: "As in PRD-2026-002, see [[#F1]]"}
  - {id: K2, title: Not before PRD-2026-003}  # after PRD-2026-004"""
    found = references(front_matter)
    assert [(r.target, r.anchor, r.field) for r in found] == [
        ("PRD-2026-002", "", "links"),
        ("REL-5.2.0", "", "release"),
        ("PRD-2026-001", "F1", "risks"),
        ("PRD-2026-003", "", "risks"),
    ]
    assert [r.at for r in found[:2]] == [("links", "related", 0), ("release",)]
    assert isinstance(found[2].at, Span)


def test_a_reference_in_the_text_knows_its_place() -> None:
    (reference,) = references(body="\nSee\n[[PRD-2026-002]].\n")
    above = prd("", "").count("\n")
    assert reference.at == Span(above + 3, 1, above + 3, 17)


def test_backlinks_name_each_speaker_once_and_never_the_document_itself() -> None:
    joined = made("links: {related: [PRD-2026-002]}", "\nPRD-2026-002, PRD-2026-001 and [[#F1]]\n")
    told = {document.id: [d.id for d, _ in joined.backlinks(document)] for document in joined.documents}
    assert told == {"PRD-2026-001": [], "PRD-2026-002": ["PRD-2026-001"]}


def test_everything_that_has_an_address() -> None:
    document = made(
        "features: [{id: F1, name: A, acceptance: [{id: AC1, text: a}]}]\n"
        "state_machines: [{id: m, initial: a, states: {a: {}, b: {}}, events: {}, transitions: [{from: a, to: b}]}]\n"
        "milestones: [{id: M1, name: A}]",
        "\n## Goals\n\n## Risks {#dangers}\n\n### Part {#part}\n",
    ).by_id["PRD-2026-001"]
    wanted = {"F1", "F1.AC1", "m", "m.a", "m.b", "m.t1", "M1", "goals", "dangers", "part", "scope", "schedule"}
    assert wanted <= made().addresses(document)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("PRD-2026-2", "PRD-2026-002"), ("prd-2026-002", "PRD-2026-002"), ("PRD_2026_002", "PRD-2026-002"), ("XYZ-1", "")],
)
def test_the_id_that_was_meant(wrong: str, near: str) -> None:
    assert made().near(wrong) == near


def test_the_first_of_two_documents_with_one_id_keeps_it() -> None:
    joined = site({"prds/a/PRD-2026-002.md": OTHER, "prds/b/PRD-2026-002.md": OTHER})
    assert joined.by_id["PRD-2026-002"].path == "prd/prds/a/PRD-2026-002.md"
