"""What pages show of sign-offs: on the card, on the board, on the page of a department."""

from typing import Any

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.views import Words
from prdkit.check.gaps import Gaps
from prdkit.config.config import load
from prdkit.link.site import Site
from prdkit.model.normative import Normative
from prdkit.testing import defaults, prd, site
from prdkit.view import departments
from prdkit.view.card import card
from prdkit.view.sign_offs import Board, SignOffs, pages, sign_offs

MATRIX = """
sources: {feedback: [61 conversations], internal: [{dept: ops, by: growth.ops}]}
milestones: [{id: M1, name: Agreed, baseline: 2026-06-30}]
collaboration:
  nodes:
    - {id: n1, name: Scope, stage: define, due: M1, cells: {product: {role: A/R}, cs: {role: C}}}
metrics: [{id: repeat_rate, name: Repeat rate}]
"""
STALE = """\
  - {dept: cs, by: cs.lead, role: consulted, on: 2026-06-05, version: "0.2", decision: approved, fingerprint: %s}
signed:
  %s: {front_matter: {metrics: 0a}, sections: {background: 0b}}
"""


def made(*rows: str, **over: object) -> Site:
    text = "document: PRD-2026-001\nsign_offs:\n" + "".join(rows)
    return site({"prds/PRD-2026-001.md": prd(MATRIX, **over), "signoffs/PRD-2026-001.yml": text})


def row(dept: str, by: str, more: str = "") -> str:
    return f'  - {{dept: {dept}, by: {by}, on: 2026-06-05, version: "0.3", decision: approved{more}}}\n'


def words(lang: str = "en") -> Words:
    return Words(defaults(), lang)


def shown(of: Site, lang: str = "en") -> SignOffs:
    found = sign_offs(of.documents[0], of, words(lang))
    assert found is not None
    return found


def test_those_waited_for_come_first() -> None:
    found = shown(made(row("product", "pm.lead")))
    assert [(r.dept, r.label, r.waits) for r in found.rows] == [
        ("cs", "Not signed", True),
        ("ops", "Not signed", True),
        ("product", "Approved", False),
    ]
    assert (found.signed, found.asked, found.waits) == (1, 3, True)
    assert [r.why for r in found.rows] == ["has a part at stage “Definition”", "asked for the work", ""]


def test_a_stale_one_names_its_parts_in_words_with_their_places() -> None:
    fingerprint = Normative({"metrics": "0a"}, {"background": "0b"}).fingerprint
    rows = shown(made(STALE % (fingerprint, fingerprint)), "zh-Hans").rows
    found = next(r for r in rows if r.dept == "cs")
    parts = {part.label: part.anchor for part in found.changed}
    assert (found.label, parts["指标"], parts["背景与问题"], parts["标题"]) == (
        "须重新签核",
        "metrics",
        "background",
        "",
    )


def test_the_gate_lacks_those_who_have_not_signed() -> None:
    of = made(row("product", "pm.lead"), row("ops", "growth.ops"))
    found = Gaps(of, all_rules()).to_next(of.documents[0])
    gaps = card(of.documents[0], of, words(), (), found).gaps
    signing = [gap.text for gap in gaps if gap.anchor == "sign-offs"]
    assert signing == ["Not signed yet: Customer service"]
    assert not [gap.text for gap in gaps if "`cs`" in gap.text]


def test_a_draft_shows_nothing_yet() -> None:
    of = site({"prds/PRD-2026-001.md": prd(MATRIX, status="draft")})
    assert sign_offs(of.documents[0], of, words()) is None


def board(of: Site) -> Board:
    (page,) = pages(of, words())
    assert page.path == "sign-offs.md"
    data: Any = page.data
    assert isinstance(data, Board)
    return data


def test_the_board_goes_by_department() -> None:
    found = board(made(row("product", "pm.lead")))
    assert [(r.dept, r.document, r.people) for r in found.waiting] == [
        ("ops", "PRD-2026-001", ("growth.ops",)),
        ("cs", "PRD-2026-001", ("cs.lead",)),
    ]
    assert [(r.dept, r.by, r.version) for r in found.given] == [("product", "pm.lead", "0.3")]


def test_a_department_is_told_how_many_wait_for_it() -> None:
    of = made(row("product", "pm.lead"))
    told = {page.data.key: page.data.unsigned for page in list(departments.pages(of, words()))[1:]}
    assert (told["cs"], told["product"]) == (1, 0)


def test_a_team_that_signs_nothing_has_no_board(tmp_path: Any) -> None:
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config" / "sign_offs.yml").write_text("types:\n", encoding="utf-8")
    of = site({"prds/PRD-2026-001.md": prd(MATRIX)}, load(tmp_path))
    assert list(pages(of, words())) == []
    assert sign_offs(of.documents[0], of, words()) is None
    assert list(departments.pages(of, words()))[1].data.unsigned is None
