"""To test how it is shown who is told what."""

from tests.markup import Tag, block

from prdkit.testing import DEFAULT_PATH, prd, site

COMMS = """
comms:
  - {audience: Guests <b>, channel: app, what: It is here, cadence: once, on: 2026-06-20, owner: growth.ops}
  - {audience: Everyone, on: 2026-06-15}
  - {audience: Crew, cadence: daily, on: 2026-06-01}
  - {audience: Shops, on: 2026-06-10, url: "https://wiki.example/shops"}
  - {audience: Partners, cadence: weekly}
  - {audience: Press}
"""


def shown(front_matter: str = COMMS, lang: str = "en") -> Tag:
    """The block on the page."""
    made = site({DEFAULT_PATH: prd(front_matter)})
    return block("comms", made.documents[0], made, lang)


def test_it_stands_by_date_with_what_is_done_and_what_comes() -> None:
    rows = [[c.text for c in tr.children if isinstance(c, Tag)] for tr in shown().one("tbody").all("tr")]
    assert rows == [
        ["2026-06-01", "Again and again Daily", "Crew", "", ""],
        ["2026-06-10", "Done", "Shops", "wiki.example/shops", ""],
        ["2026-06-15", "Today", "Everyone", "", ""],
        ["2026-06-20", "Coming Once", "Guests <b>", "It is here app", "Growth operations"],
        ["–", "Again and again Weekly", "Partners", "", ""],
        ["–", "No day", "Press", "", ""],
    ]


def test_words_are_of_the_language_and_broken_rows_say_so() -> None:
    assert [head.text for head in shown(lang="zh-Hant").all("th")][:3] == ["日期", "狀態", "告知誰"]
    assert shown("comms: [{channel: app}]").one("p").text.startswith("This part has errors")
