"""What the header card and the links back tell the reader of a document."""

from tests.markup import Tag, parse

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.views import Words
from prdkit.check.finding import Finding
from prdkit.check.gaps import Gaps
from prdkit.link.site import Site
from prdkit.publish.pieces import Pieces
from prdkit.testing import DEFAULT_PATH, findings, prd, site
from prdkit.view.card import Card, card

OTHER = "prds/PRD-2026-002.md"
RELEASE = "releases/REL-5.2.0.md"


def release(front_matter: str = "") -> str:
    return prd(
        f"type: release\nid: REL-5.2.0\ntitle: Spring\nplatforms: [ios]\n{front_matter}",
        "",
        status="planned",
        version="5.2.0",
        priority=None,
        sources=None,
        goals=None,
    )


def second(front_matter: str = "", body: str = "") -> str:
    return prd(f"id: PRD-2026-002\ntitle: Friends\n{front_matter}", body)


def card_of(of: Site, found: tuple[Finding, ...] = (), lang: str = "en") -> Card:
    document = of.by_id["PRD-2026-001"]
    return card(document, of, Words(of.config, lang), found, Gaps(of, all_rules()).to_next(document))


def shown(name: str, of: Site, *, edit_url: str = "", serving: bool = False, lang: str = "en") -> Tag:
    class Addresses:
        def href(self, path: str, anchor: str = "") -> str:
            return f"/{path}#{anchor}"

    pieces = Pieces(of, lang, findings(of), serving=serving)
    return parse(pieces.piece(name, of.by_id["PRD-2026-001"], Addresses(), edit_url=edit_url))


def test_steps_stand_before_at_and_after_the_status() -> None:
    steps = card_of(site({DEFAULT_PATH: prd(status="review")})).steps
    assert [step.label for step in steps][:4] == ["Draft", "Analysis", "In review", "Signed off"]
    assert [step.state for step in steps][:4] == ["done", "done", "current", "ahead"]
    assert (steps[3].gate, steps[3].gate_label) == ("G2", "Prototype fixed and signed off")


def test_a_document_off_the_line_says_why_and_who_decided() -> None:
    reason = "status_reason: {reason: Too dear, by: pm.lead, on: 2026-06-02}"
    view = card_of(site({DEFAULT_PATH: prd(reason, status="deferred")}))
    assert (view.side, view.status, view.reason) == (True, "Deferred", "Too dear · Product lead · 2026-06-02")
    assert {step.state for step in view.steps} == {"ahead"}
    assert (view.gate, view.gaps, view.last) == ("", (), False)


def test_a_side_status_that_is_like_another_stands_there_on_the_line() -> None:
    reason = "status_reason: {reason: Double charges, by: pm.lead, on: 2026-06-02}"
    view = card_of(site({DEFAULT_PATH: prd(reason, status="rolled_back")}))
    assert [step.label for step in view.steps if step.state == "current"] == ["Launched"]


def test_gaps_name_what_the_next_gate_lacks_and_where_it_belongs() -> None:
    body = "## Background & problem\n\nGuests leave.\n\n## Goals\n\nTBD\n"
    view = card_of(site({DEFAULT_PATH: prd("goals: []", body, status="draft")}))
    assert (view.gate, view.gate_label) == ("G1", "Worth solving")
    said = {gap.text: gap for gap in view.gaps}
    assert said["Section “Goals” is empty"].anchor == "goals"
    assert said["Section “Non-goals” is missing"].anchor == ""
    assert not any("Background" in text for text in said)


def test_a_lite_document_lacks_only_what_its_profile_asks_for() -> None:
    body = "## Background & problem\n\nGuests leave.\n\n## Goals\n\nThey stay.\n"
    view = card_of(site({DEFAULT_PATH: prd("profile: lite", body, status="draft")}))
    assert [gap.text for gap in view.gaps if "Non-goals" in gap.text] == []


def test_a_finding_of_a_rule_of_the_next_gate_is_a_gap_with_its_line() -> None:
    made = site({DEFAULT_PATH: prd("features:\n  - {id: F1, name: Points}", status="review")})
    (gap,) = [gap for gap in card_of(made, lang="zh-Hans").gaps if gap.anchor == "F1"]
    assert (gap.line, gap.lang) == (findings(made, "features/*")[0].line, "en")
    assert gap.text == "feature `F1` (Points) has no acceptance criterion"


def test_the_last_status_has_no_gate_ahead() -> None:
    view = card_of(site({DEFAULT_PATH: prd(status="closed")}))
    assert (view.gate, view.last) == ("", True)


def test_release_and_launch_are_found_from_their_side_too() -> None:
    made = site({DEFAULT_PATH: prd(), RELEASE: release("prds: [PRD-2026-001]")})
    facts = {fact.name: fact for fact in card_of(made).facts}
    assert (facts["release"].kind, facts["release"].values) == ("ref", ("REL-5.2.0",))
    assert "launch" not in facts


def test_facts_are_in_the_readers_language() -> None:
    facts = {fact.name: fact for fact in card_of(site({DEFAULT_PATH: prd()}), lang="zh-Hans").facts}
    assert (facts["owner"].label, facts["priority"].values) == ("负责人", ("P1 优先",))
    assert facts["departments"].values == ("product", "ops", "cs")


def test_links_back_say_what_the_other_document_is_to_this_one() -> None:
    first = prd("release: REL-5.2.0")
    made = site({DEFAULT_PATH: first, OTHER: second("links: {requires: [PRD-2026-001]}"), RELEASE: release()})
    assert [(link.id, link.relation) for link in card_of(made).backlinks] == [("PRD-2026-002", "Required by")]


def test_a_mention_in_the_text_is_a_link_back() -> None:
    made = site({DEFAULT_PATH: prd(), OTHER: second(body="## Goals\n\nAfter PRD-2026-001.\n")})
    assert [(link.id, link.relation) for link in card_of(made).backlinks] == [("PRD-2026-002", "Mentioned by")]


def test_tables_are_reached_section_by_section_in_the_order_of_the_page() -> None:
    body = "## Goals {#aims}\n\nThey stay.\n"
    risks = "risks: [{id: K1, what: Debt}]"
    jumps = card_of(site({DEFAULT_PATH: prd(risks, body)})).jumps
    assert [(jump.label, jump.anchor) for jump in jumps] == [
        ("Goals", "aims"),
        ("Demand sources", "sources"),
        ("Risks", "risks"),
    ]


def test_documents_lead_to_the_pages_made_of_them() -> None:
    made = site({DEFAULT_PATH: prd(), RELEASE: release()})
    view = card(made.by_id["REL-5.2.0"], made, Words(made.config, "en"), ())
    assert view.pages == (("Release notes", "notes/REL-5.2.0.md"),)
    assert card_of(made).pages == (("Support pack", "support/PRD-2026-001.md"),)


def test_the_current_step_is_told_to_those_who_listen() -> None:
    html = shown("card", site({DEFAULT_PATH: prd(status="review")}))
    current = html.one("li", aria_current="step")
    assert current.text == "In review Now"
    assert html.one("ol").attributes["aria-label"] == "Progress through the statuses"
    assert html.one("h1").text == "PRD-2026-001 Points for regular guests"


def test_a_gap_leads_to_its_section_or_to_the_editor() -> None:
    body = "## Background & problem\n\nGuests leave.\n\n## Goals\n\nTBD\n"
    made = site({DEFAULT_PATH: prd("goals: []", body, status="draft")})
    gate = shown("card", made, edit_url="https://git.example/edit/prd.md").one("section", class_="prd-gate")
    assert "#goals" in [link.href for link in gate.all("a")]
    assert "https://git.example/edit/prd.md" in [link.href for link in gate.all("a")]
    assert "git.example" not in str(shown("card", made))


def test_the_card_offers_to_edit_only_where_there_is_an_editor() -> None:
    made = site({DEFAULT_PATH: prd()})
    assert shown("card", made, edit_url="https://git.example/e").one("a", class_="prd-edit").text == "Edit this page"
    assert shown("card", made).all("a", class_="prd-edit") == []


def test_findings_stand_on_the_page_only_while_serving() -> None:
    made = site({DEFAULT_PATH: prd("onwer: pm.lead")})
    box = shown("card", made, serving=True).one("aside", class_="prd-findings")
    assert "failure" in box.attributes["class"]
    assert "unknown key onwer" in box.text
    assert "Did you mean owner?" in box.text
    assert shown("card", made).all("aside") == []


def test_values_of_a_document_are_never_markup() -> None:
    hostile = '"<img src=x onerror=alert(1)> & \\" more"'
    html = shown("card", site({DEFAULT_PATH: prd(title=hostile, version=hostile)}), serving=True)
    assert html.all("img") == []
    assert '<img src=x onerror=alert(1)> & " more' in html.one("h1").text


def test_a_page_that_nobody_mentions_has_no_empty_list() -> None:
    assert shown("backlinks", site({DEFAULT_PATH: prd()})).all() == []
