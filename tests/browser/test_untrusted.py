"""A hostile author's site: nothing runs, nothing is asked of another site, and what is text stays text."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import hostile
from tests.browser.serving import build, serve
from tests.browser.visitor import Visitor, visit

DOCUMENT = "prds/PRD-2026-001/"
PATHS = (
    "",
    DOCUMENT,
    "releases/REL-5.2.0/",
    "prds/",
    "documents/",
    "notes/REL-5.2.0/",
    "changelog/",
    "departments/cs/",
    "collaboration/",
)

PROVOKE = """() => {
  const names = ["click", "mouseover", "mouseenter", "pointerover", "focus", "toggle", "error", "load"]
  for (const node of document.querySelectorAll(".md-content *, .md-header__title, .md-nav *")) {
    if (node.closest("a[href^='http'], label, button, summary")) continue
    for (const name of names) node.dispatchEvent(new Event(name, { bubbles: false }))
  }
}"""


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = hostile.write(tmp_path_factory.mktemp("hostile"))
    build(project, project / "site")
    with serve(project / "site") as address:
        yield address


@pytest.fixture
def victim(browser: Browser, hostile_site: str) -> Iterator[Visitor]:
    with visit(browser, hostile_site) as visitor:
        yield visitor
        assert visitor.page.evaluate("window.pwned") is None
        assert visitor.foreign == []


def arrive(victim: Visitor, path: str) -> Page:
    """Open a page and wait until its diagrams are drawn."""
    victim.page.goto(victim.base + path)
    if path == DOCUMENT:
        victim.page.locator("div.mermaid").nth(3).wait_for(state="attached")
    return victim.page


FORBIDDEN = "script, iframe, object, embed, style, link, base, meta, form, portal"


def dangers(page: Page) -> list[str]:
    """What stands in the page and could run code or load something."""
    found: list[str] = page.evaluate(
        """forbidden => [...document.querySelectorAll(".md-content *, .md-sidebar *")].flatMap(node => [
          ...(node.matches(forbidden) ? [node.outerHTML] : []),
          ...[...node.attributes]
            .filter(({ name, value }) => name.startsWith("on") || /^\\s*(javascript|vbscript|data):/i.test(value))
            .map(({ name, value }) => `${node.localName} ${name}=${value}`),
        ])""",
        FORBIDDEN,
    )
    return found


@pytest.mark.parametrize("path", PATHS)
def test_no_page_runs_anything_or_asks_elsewhere(victim: Visitor, path: str) -> None:
    page = arrive(victim, path)
    page.evaluate(PROVOKE)
    assert page.evaluate("window.pwned") is None
    assert dangers(page) == []


def test_mermaid_draws_strictly_and_stays_on_the_site(victim: Visitor) -> None:
    page = arrive(victim, DOCUMENT)
    assert page.locator("pre.mermaid").count() == 0
    assert page.locator("div.mermaid").count() == 4
    assert "assets/prdkit/mermaid.min.js" in victim.asked
    assert victim.foreign == []


def test_the_themes_own_settings_cannot_be_replaced(victim: Visitor) -> None:
    page = arrive(victim, DOCUMENT)
    assert page.locator("[id=__config]").count() == 1
    assert page.evaluate("document.getElementById('__config').localName") == "script"
    assert "evil" not in page.evaluate("document.getElementById('__config').textContent")
    assert page.evaluate("document.body.localName") == "body"


def test_templates_and_marks_in_a_document_are_text(victim: Visitor) -> None:
    page = arrive(victim, DOCUMENT)
    words = page.locator("article").inner_text()
    assert "{{ config.site_name }}" in words
    assert "{{ 7 * 7 }}" in words
    assert "root:" not in words
    assert page.locator(".prd-card").count() == 1
    assert page.locator("[id=F1]").count() == 1


def test_titles_are_text_wherever_they_stand(victim: Visitor) -> None:
    page = arrive(victim, DOCUMENT)
    assert "<img src=x onerror=window.pwned=1>" in page.locator("h1").inner_text()
    for path in PATHS:
        arrive(victim, path)
        for place in ("h1", ".md-header", ".md-nav", ".prd-card", ".prd-index", ".prd-notes", ".prd-backlinks"):
            assert page.locator(f"{place} img").count() == 0, f"{place} of {path}"


def test_the_search_shows_hostile_words_as_words(victim: Visitor) -> None:
    for words in ("pwned", "evil"):
        arrive(victim, "")
        victim.search(words)
        victim.page.evaluate(PROVOKE)
        assert victim.page.locator(".md-search-result img, .md-search-result script").count() == 0


def test_a_table_of_the_author_gets_no_markup_from_its_words(victim: Visitor) -> None:
    page = arrive(victim, DOCUMENT)
    assert "<img src=x onerror=window.pwned=1>" in page.locator(".prd-filters option").all_inner_texts()
    assert page.locator(".prd-filters img").count() == 0


def test_links_that_remain_lead_to_the_site_or_openly_elsewhere(victim: Visitor) -> None:
    page = arrive(victim, DOCUMENT)
    schemes = set(
        page.eval_on_selector_all("article a[href]", "all => all.map(a => new URL(a.href, location).protocol)")
    )
    assert schemes <= {"http:", "https:", "mailto:"}
