"""The search: Chinese inside a sentence, ids, and phrases that stand only in a table."""

from tests.browser.visitor import Visitor


def test_a_chinese_word_is_found_inside_a_sentence(visitor: Visitor) -> None:
    assert "prds/PRD-2026-001-points/" in {link.partition("#")[0] for link in visitor.found("积分")}
    # 「竞品晨豆已在 1 月把积分抵现推到…」: no blank shows where the word begins.
    assert "prds/PRD-2026-001-points/#background" in visitor.found("晨豆")


def test_an_english_word_is_found(visitor: Visitor) -> None:
    assert "prds/PRD-2026-007-cs-workbench/" in {link.partition("#")[0] for link in visitor.found("workbench")}


def test_an_id_leads_to_its_document_first(visitor: Visitor) -> None:
    for id_, path in (("PRD-2026-001", "prds/PRD-2026-001-points/"), ("REL-5.2.0", "releases/REL-5.2.0/")):
        assert visitor.found(id_)[0].partition("#")[0] == path


def test_a_phrase_of_a_state_table_leads_to_that_machine(visitor: Visitor) -> None:
    assert "prds/PRD-2026-001-points/#points_txn" in visitor.found("冷静期截止日")
    visitor.go()
    visitor.search("冷静期截止日").and_(visitor.page.locator("[href*='#points_txn']")).first.click()
    visitor.page.wait_for_url("**/prds/PRD-2026-001-points/**#points_txn")
    assert visitor.page.locator("h3#points_txn").is_visible()


def test_words_of_a_matrix_lead_to_the_collaboration(visitor: Visitor) -> None:
    assert "prds/PRD-2026-009-stamp-card-retirement/#collaboration" in visitor.found("整理章数争议")


def test_what_only_repeats_a_page_is_not_found_twice(visitor: Visitor) -> None:
    assert [link for link in visitor.found("PRD-2026-001") if "mentioned-by" in link] == []
