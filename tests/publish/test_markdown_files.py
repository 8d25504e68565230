"""What stands in the Markdown of a document: plain words and tables, ids as links that lead somewhere."""

import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from hypothesis import given, settings
from hypothesis import strategies as st

from prdkit.blocks.views import Words
from prdkit.config.config import load
from prdkit.history.today import as_of
from prdkit.link.site import Site, read_site
from prdkit.publish.data.llms import files
from prdkit.publish.data_files import Place
from prdkit.testing import prd, site

ROOT = Path(__file__).parents[2]
PATH = "prds/PRD-2026-001.md"
LINK = re.compile(r"(?<!\\)\]\(<?([^)>\s]+)>?\)")


def made(of: Site, url: str = "") -> dict[str, str]:
    place = Place(url, lambda path: path.removesuffix(".md") + "/", "Coffee")
    return {one.path: one.content.decode() for one in files(of, Words(of.config, "en"), place)}


def text(front_matter: str = "", body: str | None = None, **more: str) -> str:
    return made(site({PATH: prd(front_matter, body), **more}))[PATH]


@cache
def demo() -> dict[str, str]:
    config = load(ROOT)
    return made(read_site(config, as_of(config)))


def test_relative_links_of_the_demo_lead_to_files_that_are_there() -> None:
    for path, words in demo().items():
        for target in LINK.findall(words):
            if not re.match(r"[a-z]+:|#", target):
                whole = normpath(join(dirname(path), unquote(target.partition("#")[0])))
                assert whole in demo() or (ROOT / "prd" / whole).is_file(), (path, target)


def test_nothing_of_our_own_is_left_in_the_demo() -> None:
    for path, words in demo().items():
        prose = re.sub(r"^(`{3,}).*?^\1", "", words, flags=re.MULTILINE | re.DOTALL)
        assert not re.findall(r"\[\[[A-Z]|\ue000|<!--|\{#|<(?:a|div|span|table|br)\b", prose), path


def test_a_document_says_what_it_is_and_who_speaks_of_it() -> None:
    other = prd(body="After [[PRD-2026-001#goals|the goals]] came PRD-2026-001.", id="PRD-2026-002")
    files = made(site({PATH: prd(), "prds/b/PRD-2026-002.md": other}))
    assert files[PATH].startswith(
        "# PRD-2026-001 Points for regular guests\n\n- PRD: PRD-2026-001\n- Status: In review\n"
    )
    assert files[PATH].endswith("- [PRD-2026-002 Points for regular guests](b/PRD-2026-002.md)\n")
    wanted = "After [the goals](../PRD-2026-001.md#goals) came [PRD-2026-001](../PRD-2026-001.md)."
    assert wanted in files["prds/b/PRD-2026-002.md"]


def test_rows_are_a_table_and_rows_that_hold_tables_stand_one_after_the_other() -> None:
    words = text("""
risks: [{id: K1, title: "A | B <script>", mitigation: "`x|y` and *z*"}]
features:
  - id: F1
    name: Account
    acceptance: [{id: AC1, given: "an order", when: "it is paid", then: "points"}]""")
    assert "**F1 · Account**\n" in words
    assert "| AC1 | an order | it is paid | points |" in words
    assert r"A \| B &lt;script>" in words


def test_code_and_comments_are_told_apart() -> None:
    fence = "```\n[[PRD-2026-001]] <!-- kept -->\n## Not a heading {#x}\n```"
    words = text(
        body=f"## Goals {{#goals}}\n\n<!-- gone\n[[PRD-2026-001]] -->after\n\n`PRD-2026-001` <!-- gone -->\n\n{fence}\n"
    )
    assert fence in words
    assert "\n## Goals\n" in words
    assert "after\n\n`PRD-2026-001`" in words
    assert "gone" not in words


def test_llms_txt_is_a_title_a_quote_and_sections_of_links() -> None:
    whole = made(site({PATH: prd()}), "https://prd.example/")["llms.txt"].splitlines()
    assert whole[0] == "# Coffee"
    assert whole[2].startswith("> ")
    link = "- [PRD-2026-001 Points for regular guests](https://prd.example/prds/PRD-2026-001.md): In review"
    assert whole[4:] == ["## PRDs", "", link]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="[]#|`<>!-{}PRD2061 \n~*\\\ue000\ue001", max_size=80))
def test_any_body_is_written(body: str) -> None:
    words = text(body=body)
    assert "\ue000" not in words
    assert words.endswith("\n")
