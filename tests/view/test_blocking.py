"""What the page "what blocks the next gate" tells, and to whom."""

from tests.markup import Tag, parse

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.publish.pieces import Pieces
from prdkit.render.environment import render
from prdkit.testing import DEFAULT_BODY, DEFAULT_PATH, findings, prd, site
from prdkit.view.blocking import Blocking, blocking_page

OTHER = "prds/PRD-2026-002.md"


class Addresses:
    """Every path is an address."""

    def href(self, path: str, anchor: str = "") -> str:
        return f"/{path}#{anchor}"


def view(of: Site, lang: str = "en") -> Blocking:
    (page,) = blocking_page(of, Words(of.config, lang), Pieces(of, lang, findings(of)).gaps)
    assert page.path == "gates.md"
    data: Blocking = page.data
    return data


def shown(of: Site, lang: str = "en") -> Tag:
    pieces = Pieces(of, lang, findings(of))
    (page,) = blocking_page(of, pieces.words[lang], pieces.gaps)
    setting = pieces.setting(Addresses(), page.path, lang)
    return parse(render(pieces.env, page.template, setting, view=page.data, page=page))


def second(**over: object) -> str:
    return prd("id: PRD-2026-002\ntitle: Friends", **over)


def test_documents_with_a_gate_ahead_stand_by_owner_with_what_they_lack() -> None:
    made = site({DEFAULT_PATH: prd(), OTHER: second(owner="growth.ops", status="draft", sources=None, body="")})
    first, last = view(made).open
    assert [row.owner for row in (first, last)] == ["growth.ops", "pm.lead"]
    assert (first.gate, first.gate_label, first.status_label) == ("G1", "Worth solving", "Draft")
    assert "Section “Demand sources” is missing" in [gap.text for gap in first.gaps]


def test_the_document_that_lacks_most_is_its_owners_first() -> None:
    made = site({DEFAULT_PATH: prd(profile="lite"), OTHER: second(profile="full")})
    assert [row.id for row in view(made).open] == ["PRD-2026-002", "PRD-2026-001"]


def test_documents_that_lack_nothing_are_told_in_short() -> None:
    made = site({DEFAULT_PATH: prd(status="draft"), OTHER: second(status="closed")})
    html = shown(made)
    assert [row.id for row in view(made).clear] == ["PRD-2026-001"]
    assert html.all("table") == []
    assert "The check finds nothing missing for the next gate of any document." in html.text
    assert "PRD-2026-002" not in html.text


def test_a_site_without_gates_ahead_says_so() -> None:
    assert "No document has a gate ahead of it." in shown(site({DEFAULT_PATH: prd(status="closed")})).text


def test_every_gap_leads_to_its_place_or_to_the_card() -> None:
    scope = DEFAULT_BODY + "\n## Scope {#what}\n\nAn account.\n"
    made = site({DEFAULT_PATH: prd("features: []", scope, profile="lite")})
    links = {link.text: link.href for link in shown(made).one("table").all("a")}
    assert links["Block “Features” is missing"] == "/prds/PRD-2026-001.md#what"
    assert links["Section “Department collaboration” is missing"] == "/prds/PRD-2026-001.md#next-gate"


def test_what_rules_say_is_marked_as_english() -> None:
    scope = DEFAULT_BODY + "\n## Scope\n\nAn account.\n"
    made = site({DEFAULT_PATH: prd("features:\n  - {id: F1, name: Points}\n", scope, profile="lite")})
    rows = {row.text: row.attributes.get("lang") for row in shown(made, "zh-Hans").one("table").all("li")}
    assert rows["feature F1 (Points) has no acceptance criterion"] == "en"
    assert rows["缺少章节“Department collaboration”"] == "zh-Hans"


def test_titles_are_never_markup() -> None:
    hostile = '"<img src=x onerror=alert(1)>"'
    html = shown(site({DEFAULT_PATH: prd(title=hostile, profile="lite")}))
    assert html.all("img") == []
