"""Sites for partners and the public hold what these may read, in words that give nothing else away."""

import pytest

from prdkit.audience.shown import shown_to
from prdkit.link.site import Site
from prdkit.testing import DEFAULT_PATH, prd, site

SECRET = "prds/PRD-2026-002-lending-tk77.md"


def public(front_matter: str = "", body: str | None = None, *, readers: str = "public", **others: str) -> Site:
    """The site for some readers of a public PRD beside an internal one and one for partners."""
    files = {
        DEFAULT_PATH: prd(f"audience: public\n{front_matter}", body),
        SECRET: prd(id="PRD-2026-002", title="Lending", former_ids="[PRD-2024-900]"),
        "prds/PRD-2026-003.md": prd(id="PRD-2026-003", title="For partners", audience="partner"),
        **{path.replace("__", "/"): text for path, text in others.items()},
    }
    return shown_to(site(files), readers)


def text(front_matter: str = "", body: str | None = None, *, readers: str = "public") -> str:
    """What is left of the public PRD."""
    made = public(front_matter, body, readers=readers)
    return made.by_path[f"prd/{DEFAULT_PATH}"].source.text


def test_documents_are_internal_unless_they_say_otherwise() -> None:
    assert [document.id for document in public().documents] == ["PRD-2026-001"]
    assert [document.id for document in public(readers="partner").documents] == ["PRD-2026-001", "PRD-2026-003"]


def test_insiders_get_the_site_itself() -> None:
    whole = site({DEFAULT_PATH: prd()})
    assert shown_to(whole, "internal") is whole


@pytest.mark.parametrize("readers", ["Public", "", "everybody"])
def test_no_site_is_made_for_words_that_are_no_audience(readers: str) -> None:
    with pytest.raises(ValueError, match="is none of"):
        shown_to(site({DEFAULT_PATH: prd()}), readers)


@pytest.mark.parametrize("word", ["Public", "everyone", "[public]", "public, internal", "null", "''"])
def test_a_word_that_is_no_audience_means_insiders(word: str) -> None:
    assert shown_to(site({DEFAULT_PATH: prd(f"audience: {word}")}), "partner").documents == ()


def test_an_audience_given_twice_means_insiders() -> None:
    twice = "audience: public\naudience: internal"
    assert shown_to(site({DEFAULT_PATH: prd(twice)}), "public").documents == ()


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("[[PRD-2026-002]]", "an internal document"),
        ("[[PRD-2026-002|the loans]]", "the loans"),
        ("[[PRD-2026-002#F1|its first part]]", "its first part"),
        ("PRD-2026-002", "an internal document"),
        ("PRD-2026-002#F1", "an internal document"),
        ("PRD-2024-900", "an internal document"),
        ("PRD-2026-777", "an internal document"),
        ("`PRD-2026-002`", "`internal-document`"),
        ("[the loans](PRD-2026-002-lending-tk77.md)", "the loans"),
        ('[the loans](./PRD-2026-002-lending-tk77.md#goals "A title")', "the loans"),
        ("[the loans][r]\n\n[r]: PRD-2026-002-lending-tk77.md 'T'", "the loans"),
        ("<a href='PRD-2026-002-lending-tk77.md'>the loans</a>", "<a>the loans</a>"),
        ("<a href=PRD-2026-002-lending-tk77.md>the loans</a>", "<a>the loans</a>"),
        ("[the loans](https://git.example/x/prds/PRD-2026-002-lending-tk77.md)", "the loans"),
        ("[the loans](https://git.example/x/prd%2D2026-002-lending-tk77/)", "the loans"),
        ("PRD&#45;2026&#x2d;002", "an internal document"),
        (r"PRD\-2026\-002", "an internal document"),
        ("PRD-**2026**-002", "an internal document"),
        ("PRD\u20112026\u2011002", "an internal document"),
        ("P\u200bRD-2026-002", "an internal document"),
        ("prd-2026-002-lending-tk77", "an internal document"),
        ("PRD-2026-001", "PRD-2026-001"),
        ("[[PRD-2026-001#F1|mine]]", "[[PRD-2026-001|mine]]"),
        ("[elsewhere](https://example.com/a)", "[elsewhere](https://example.com/a)"),
    ],
)
def test_what_leads_to_a_hidden_document_reads_as_words(written: str, reads: str) -> None:
    body = f"\n## Background & problem\n\nSee {written}\n"
    told = text(body=body).partition("problem\n\nSee ")[2].strip()
    assert told == reads


def test_ids_in_front_matter_go_too() -> None:
    told = text(
        "links: {related: [PRD-2026-002, PRD-2026-003]}\nrisks:\n  - {id: R1, what: 'waits for PRD-2026-002'}\n"
    )
    assert "PRD-2026-002" not in told
    assert "PRD-2026-003" not in told
    assert "PRD-2026-003" in text("links: {related: [PRD-2026-003]}", readers="partner")


def test_sections_are_narrowed_by_a_comment_under_their_heading() -> None:
    body = (
        "\n## Goals\n<!-- audience: partner -->\n\nOne tk1.\n\n### Detail\n\nTwo tk2.\n\n## Non-goals\n\nThree tk3.\n"
    )
    assert "tk3" in text(body=body)
    assert "tk1" not in text(body=body)
    assert "tk2" not in text(body=body)
    assert "tk2" in text(body=body, readers="partner")
    assert "krs" not in text(body=body)


@pytest.mark.parametrize(
    "unseen",
    [
        "[//]: # (tk9)",
        "[comment]: <> (tk9)",
        "[one]: https://example.com 'tk9'",
        "<?php tk9 ?>",
        "<![CDATA[ tk9 ]]>",
        "<script>tk9</script>",
        "<style>.tk9 {}</style>",
        "<template><b>tk9</b></template>",
        "<!-- tk9",
        "[^note]: tk9",
        "*[TKA]: tk9",
        '--8<-- "tk9.md"',
    ],
)
def test_what_no_page_shows_is_not_in_the_text_either(unseen: str) -> None:
    assert "tk9" not in text(body=f"\n## Background & problem\n\nWords.\n\n{unseen}\n")


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- audience: internal -->",
        "<!--audience:internal-->",
        "<!-- Audience = Internal -->",
        "<!-- audience：internal -->",
        "<!-- audience: 'partner' -->",
        "<!-- prd: audience: internal -->",
        "<!-- audience: insiders only -->",
        "<!-- audience: -->",
        "<!-- audience:\ninternal -->",
        "Words first.\n\n<!-- audience: internal -->",
        "Words <!-- audience: internal --> in a line.",
        "- <!-- audience: internal --> in a list",
        "> <!-- audience: internal -->",
    ],
)
def test_a_comment_narrows_its_section_however_it_is_written(comment: str) -> None:
    told = text(body=f"\n## Background & problem\n{comment}\n\ntk9\n\n## Scope\n\ntk8\n")
    assert "tk9" not in told
    assert "tk8" in told


def test_comments_stay_inside_and_examples_of_them_do_not() -> None:
    body = "\n## Scope\n\nA <!-- tk1 --> b.\n\n<!-- tk2\n\ntk3 -->\n\n```html\n<!-- tk4 -->\n```\n"
    body += "\n<!-- prd: features -->\n"
    told = text(body=body)
    assert [word for word in ("tk1", "tk2", "tk3", "tk4") if word in told] == ["tk4"]
    assert "<!-- prd: features -->" in told


def test_the_words_of_a_section_are_for_the_readers_of_its_first_table() -> None:
    body = "\n## Risks\n\ntk1\n\n## Data monitoring & expectation\n\ntk2\n\n## Scope\n\ntk3\n"
    assert [word for word in ("tk1", "tk2", "tk3") if word in text(body=body, readers="partner")] == ["tk2", "tk3"]
    assert [word for word in ("tk1", "tk2", "tk3") if word in text(body=body)] == ["tk3"]
