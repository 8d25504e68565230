"""The site of a repository with a process of its own: the whole of it is the site, and nothing of ours shows."""

import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from tests.mkdocs_plugin.project import build

TYPE = """
type: proposal
label: {en: Proposal, zh-Hans: 提案, zh-Hant: 提案}
plural: {en: Proposals, zh-Hans: 提案, zh-Hant: 提案}
common: false
documents: {paths: ['proposals/*.md']}
id: {path: 'proposals/{id}-*.md', pattern: '\\d{4}'}
status: {keys: [stage]}
roles: {created: [start-date]}
statuses:
  draft: {label: {en: Sketch, zh-Hans: 草稿, zh-Hant: 草稿}, rank: 1}
  review: {rank: 2}
  last-call: {rank: 2}
  final: {rank: 3}
  withdrawn: {side: true}
fields:
  start-date: {type: datetime}
  teams: {type: list, items: {type: text}}
  authors: {type: list, items: {type: text}, label: {en: Written by, zh-Hans: 作者, zh-Hant: 作者}}
  builds-on: {type: list, items: {type: ref}}
  pulls: {type: mapping, values_of: {type: url}}
  never: {type: text}
sections: {Summary: {}, Detailed design: {}}
"""
MKDOCS = """
site_name: Proposals of a choir
docs_dir: ..
site_dir: SITE
theme: {name: material, font: false, language: LANGUAGE}
plugins: [search, prd]
markdown_extensions: [toc: {permalink: true}]
validation: {links: {not_found: info, anchors: info, unrecognized_links: info, absolute_links: info}}
"""
LOCKS = """---
stage: final
start-date: 2016-11-05T00:00:00.000Z
teams: [doors, keys]
authors: [Ada, Bo]
pulls: {accepted: https://git.example/pulls/1}
---

# Summary

Locks for each door. See:
- the [design](#detailed-design)
  - and {{#if}} in the {% raw %} of 0002

# Detailed design

## Parts
### Bolts

The {{on}} modifier.
"""
KEYS = """---
stage: review
start-date: 2017-01-02T00:00:00.000Z
teams: [keys]
builds-on: ['0001']
---

# Proposal 0002: Keys for Everybody

## Summary

#### Left out

As in [locks](0001-locks.md#detailed-design), [again](/proposals/0001-locks.md) and ![one](/images/key.png).

## The {{on}} modifier {{yes}}

[[0001]] and <https://git.example/>.
"""
BELLS = """---
stage: draft
start-date: 2018-01-02T10:30:00Z
teams: [doors]
---

# Bells

## Summary

A bell.
"""
PROJECT = "docs_dir: .\ntypes: [proposal]\nmarkdown: github\nignore: [drafts/]\nas_of: 2026-06-15\n"
FILES = {
    "README.md": "# A choir\n\nWhat we [propose](proposals/), and a <b>note</b>.\n",
    "notes/about.md": "# About\n\nBack to [the start](../README.md).\n",
    "proposals/0001-locks.md": LOCKS,
    "proposals/0002-keys.md": KEYS,
    "proposals/0003-bells.md": BELLS,
    "proposals/0004-gone.md": "---\nstage: withdrawn\nteams: [doors]\n---\n\n# Gone\n\nSee [locks](0001-locks.md).\n",
    "drafts/secret.md": "# Nobody reads this\n",
    "images/key.png": "no picture",
    "site_config/project.yml": PROJECT,
    "site_config/types/proposal.yml": TYPE,
}
OURS = (
    r"\b(?:PRDs?|gates?|departments?|sign-?offs?|waivers?|releases?|launch(?:es)?|changelog|collaboration|owner|profile)\b"
    "|关卡|部门|签核|豁免|发布|负责人|關卡|部門|簽核|發布|負責人"
)
"""Words of the process that types share, which this one does not use."""


def repository(folder: Path, language: str = "en") -> Path:
    """The repository, with the site beside it."""
    settings = MKDOCS.replace("SITE", "../../built").replace("LANGUAGE", language)
    for path, text in {**FILES, "site_config/mkdocs.yml": settings}.items():
        target = folder / "choir" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    return folder / "choir"


@pytest.fixture(scope="module", params=["en", "zh", "zh-TW"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The site in one language."""
    folder = tmp_path_factory.mktemp("choir")
    done = build(repository(folder, request.param), "--strict", "-f", "site_config/mkdocs.yml")
    assert done.returncode == 0, done.stderr
    return request.param, folder / "built"


def html(site: Path, path: str) -> str:
    """The article of a page."""
    text = (site / path / "index.html").read_text(encoding="utf-8")
    return text[text.index("<article") : text.index("</article>")]


def visible(text: str) -> str:
    """What readers see of HTML."""
    return unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL))


def test_every_page_has_one_title_and_an_outline_below_it(built: tuple[str, Path]) -> None:
    _, site = built
    for path in ("proposals/0001-locks", "proposals/0002-keys", "proposals", "", "notes/about"):
        assert len(re.findall(r"<h1\b", html(site, path))) == 1, path
    locks = html(site, "proposals/0001-locks")
    levels = re.findall(r'<(h\d) id="([^"]+)"', locks)
    assert levels[:4] == [("h2", "summary"), ("h2", "detailed-design"), ("h3", "parts"), ("h4", "bolts")]
    assert '<span class="prd-id">0001</span> Locks</h1>' in locks
    keys = html(site, "proposals/0002-keys")
    assert "Proposal 0002: Keys for Everybody</h1>" in keys
    assert re.findall(r'<(h\d) id="([^"]+)"', keys)[:2] == [("h2", "summary"), ("h3", "left-out")]
    assert '<span id="proposal-0002-keys-for-everybody"></span>' in keys


def test_the_table_of_contents_begins_with_the_sections(built: tuple[str, Path]) -> None:
    _, site = built
    for path in ("proposals/0001-locks", "proposals/0002-keys"):
        text = (site / path / "index.html").read_text(encoding="utf-8")
        contents = text[text.index("md-nav--secondary") :]
        assert re.findall(r'<a href="#([^"]+)" class="md-nav__link', contents)[0] == "summary"


def test_text_is_shown_as_github_reads_it(built: tuple[str, Path]) -> None:
    _, site = built
    locks, keys = html(site, "proposals/0001-locks"), html(site, "proposals/0002-keys")
    assert "{{#if}} in the {% raw %} of 0002" in locks
    assert re.search(r"<li>the <a href=\"#detailed-design\">design</a>\s*<ul>", locks)
    assert 'id="the-on-modifier-yes">The {{on}} modifier {{yes}}' in keys


def test_the_index_filters_by_what_documents_share_and_sorts_statuses_by_rank(built: tuple[str, Path]) -> None:
    lang, site = built
    index = html(site, "proposals")
    columns = dict(re.findall(r'data-column="([^"]+)"(?: data-filter="([^"]+)")?', index))
    assert columns["status"] == columns["teams"] == "select"
    assert columns["id"] == columns["title"] == columns["authors"] == "text"
    assert columns["start-date"] == ""
    assert "never" not in columns
    shown = re.findall(r'class="prd-index__status" data-sort="(\d+)" data-value="([^"]+)"', index)
    assert [name for _, name in sorted(shown)] == ["draft", "review", "final", "withdrawn"]
    assert {"en": "Written by", "zh": "作者", "zh-TW": "作者"}[lang] in index
    assert "start-date" in visible(index)
    assert {"en": "Sketch"}.get(lang, "草稿") in visible(index)


def test_the_card_shows_each_value_as_what_it_is(built: tuple[str, Path]) -> None:
    _, site = built
    card = html(site, "proposals/0001-locks").split("</header>")[0]
    assert '<time datetime="2016-11-05">2016-11-05</time>' in card
    assert re.search(r"<dt>accepted</dt><dd><a class=\"prd-url\" href=\"https://git.example/pulls/1\"", card)
    assert "2018-01-02 10:30" in html(site, "proposals/0003-bells").split("</header>")[0]
    assert "never" not in card


def test_statuses_of_one_rank_are_one_step(built: tuple[str, Path]) -> None:
    _, site = built
    steps = re.findall(r'prd-stepper__label">([^<]*)<', html(site, "proposals/0001-locks"))
    assert steps[1:] == ["review / last-call", "final"]
    assert re.findall(r'prd-stepper__label">([^<]*)<', html(site, "proposals/0002-keys"))[1] == "review"
    assert "prd-stepper__step--current" not in html(site, "proposals/0004-gone")


def test_documents_lead_to_each_other(built: tuple[str, Path]) -> None:
    _, site = built
    keys = html(site, "proposals/0002-keys")
    assert '<a href="../0001-locks/#detailed-design">locks</a>' in keys
    assert '<a href="../0001-locks/">again</a>' in keys
    assert 'src="../../images/key.png"' in keys
    assert re.search(r'<a class="prd-ref" href="../0001-locks/" title="Locks · final">0001 Locks</a>', keys)
    back = html(site, "proposals/0001-locks").split("prd-backlinks", 1)[1]
    assert '<span class="prd-backlinks__relation">builds-on</span>' in back
    assert "0004 Gone" in back
    assert 'href="proposals/"' in html(site, "")


def test_the_search_knows_documents_by_id_and_title(built: tuple[str, Path]) -> None:
    _, site = built
    found = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    titles = {entry["location"]: entry["title"] for entry in found}
    assert titles["proposals/0001-locks/"] == "0001 Locks"
    assert titles["proposals/0001-locks/#detailed-design"] == "Detailed design"
    assert not any("secret" in entry["location"] for entry in found)


def test_nothing_shows_of_what_the_type_does_not_use(built: tuple[str, Path]) -> None:
    _, site = built
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    names = ("0001-locks", "0002-keys", "0003-bells", "0004-gone")
    proposals = {f"proposals/{name}/index.html" for name in names}
    assert pages == {"404.html", "index.html", "notes/about/index.html", "proposals/index.html", *proposals}
    for page in pages:
        seen = visible((site / page).read_text(encoding="utf-8"))
        assert re.findall(OURS, seen, re.IGNORECASE) == [], page
    assert not (site / "site_config").exists()
    assert not (site / "drafts").exists()
    assert (site / "images" / "key.png").is_file()


def test_a_mkdocs_yml_that_cannot_work_is_told_where_to_go(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    settings = (folder / "site_config/mkdocs.yml").read_text(encoding="utf-8").replace("docs_dir: ..", "docs_dir: .")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = build(folder)
    assert done.returncode == 1
    assert "site_config/mkdocs.yml" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_check_finds_the_project_from_the_folder_of_its_settings(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    command = [sys.executable, "-m", "prdkit", "check", "--strict"]
    done = subprocess.run(command, cwd=folder / "site_config", env=os.environ, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "4 documents: nothing to report\n"), done.stderr


def test_lists_in_lists_without_end_are_no_trap(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    deep = "\n".join(f"{' ' * (2 * depth)}- item" for depth in range(500))
    (folder / "proposals" / "0005-deep.md").write_text(f"---\nstage: draft\n---\n\n# Deep\n\n## Summary\n\n{deep}\n")
    done = build(folder, "--strict", "-f", "site_config/mkdocs.yml")
    assert done.returncode == 0, done.stderr[-400:]


def test_the_reference_of_the_type_says_what_it_declares(tmp_path: Path) -> None:
    folder = repository(tmp_path)
    settings = folder / "site_config" / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("plugins: [search, prd]", "plugins: [prd: {reference: about}]")
    settings.write_text(text, encoding="utf-8")
    done = build(folder, "--strict", "-f", "site_config/mkdocs.yml")
    assert done.returncode == 0, done.stderr[-400:]
    page = html(tmp_path / "built", "about/types/proposal")
    assert re.findall(r'<h2 id="([^"]+)"', page) == ["statuses", "sections", "fields"]
    assert re.findall(OURS, visible(page), re.IGNORECASE) == []
    assert not (tmp_path / "built" / "about" / "blocks").exists()
