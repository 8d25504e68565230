"""What a team sees of the plugin: pages, links, findings at their place, and the same bytes twice."""

import hashlib
from pathlib import Path

from tests.mkdocs_plugin.project import build, page, prd, project

FIRST = "prd/prds/PRD-2026-001.md"


def other(body: str, **more: str) -> str:
    return prd(body, **more).replace("PRD-2026-001", "PRD-2026-002")


def test_a_finding_is_logged_at_its_place_and_fails_a_strict_build(tmp_path: Path) -> None:
    folder = project(tmp_path, {FIRST: prd(more="onwer: pm.lead")})
    done = build(folder, "--strict")
    assert done.returncode == 1
    assert "prd/prds/PRD-2026-001.md:8:1: fields/unknown: unknown key `onwer`" in done.stderr
    assert "Did you mean `owner`?" in done.stderr
    assert build(folder).returncode == 0


def test_a_clean_project_builds_strict_without_a_warning(tmp_path: Path) -> None:
    done = build(project(tmp_path, {FIRST: prd()}), "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr


def test_days_that_no_archive_can_hold_are_built(tmp_path: Path) -> None:
    far = {FIRST: prd(more="updated: 9999-12-31"), "site_config/project.yml": "as_of: 9999-12-31\nlang: en\n"}
    done = build(project(tmp_path, far))
    assert done.returncode == 0, done.stderr


def test_broken_configuration_is_named_with_its_line(tmp_path: Path) -> None:
    folder = project(tmp_path, {FIRST: prd(), "site_config/types/prd.yml": "type: prd\nsectoins: {}\n"})
    done = build(folder)
    assert done.returncode == 1
    assert "site_config/types/prd.yml:2:1: unknown key `sectoins`" in done.stderr
    assert "Did you mean `sections`?" in done.stderr
    assert "Traceback" not in done.stderr


def test_ids_in_prose_become_titled_links_and_code_stays_code(tmp_path: Path) -> None:
    body = (
        "## Background & problem\n\nSee [[PRD-2026-002]], [[PRD-2026-002#goals|its goals]], 见PRD-2026-002的说明,"
        " `[[PRD-2026-002]]` and [[something else]].\n\n| a | b |\n|---|---|\n| [[PRD-2026-002\\|that]] | 1 |\n"
    )
    second = other("## Background & problem\n\nText.\n\n## Goals\n\nMore.\n", title="Rewards")
    folder = project(tmp_path, {FIRST: prd(body), "prd/prds/PRD-2026-002.md": second})
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    html = page(folder, "prds/PRD-2026-001")
    link = '<a class="prd-ref" href="../PRD-2026-002/" title="Rewards · Draft">'
    assert link + "PRD-2026-002 Rewards</a>" in html
    assert '<span class="prd-badge prd-badge--collect">Draft</span>' in html
    assert 'href="../PRD-2026-002/#goals" title="Rewards · Draft">its goals</a>' in html
    assert "见" + link + "PRD-2026-002</a>的说明" in html
    assert "<code>[[PRD-2026-002]]</code>" in html
    assert "[[something else]]" in html
    assert link + "that</a>" in html
    assert "PRD-2026-001" in page(folder, "prds/PRD-2026-002").split("prd-backlinks", 1)[1]


def test_sections_have_their_names_as_addresses_in_every_language(tmp_path: Path) -> None:
    body = "## 一、背景与问题：\n\n顾客不知道自己的积分。\n\n## Goals {#our-goals}\n\nSome.\n"
    folder = project(tmp_path, {FIRST: prd(body)})
    assert build(folder, "--strict").returncode == 0
    html = page(folder, "prds/PRD-2026-001")
    assert '<h2 id="background">一、背景与问题：' in html
    assert '<h2 id="our-goals">Goals' in html


MACHINE = """
state_machines:
  - id: card
    initial: open
    states: {open: {name: Open}, closed: {name: Closed, final: true}}
    events: {close: {actor: user}}
    transitions: [{from: open, event: close, to: closed, path: normal, action: "note **when** in [[PRD-2026-001]]"}]
"""


def test_a_block_stands_in_its_section_or_at_its_mark_or_under_a_new_heading(tmp_path: Path) -> None:
    for body, before, after in (
        ("## State transitions\n\nWords.\n\n## Acceptance criteria\n\nMore.\n", "Words.", "More."),
        ("Lead.\n\n<!-- prd: states -->\n\nTail.\n", "Lead.", "Tail."),
        (
            "## Background & problem\n\nStart.\n\n## Acceptance criteria\n\nEnd.\n",
            'id="states">State transitions',
            "End.",
        ),
    ):
        folder = project(tmp_path, {FIRST: prd(body, more=MACHINE)})
        assert build(folder).returncode == 0
        html = page(folder, "prds/PRD-2026-001")
        table = html.index('id="card.t1"')
        assert html.index(before) < table < html.index(after)
        assert html.count('id="card.t1"') == 1
        assert "note <strong>when</strong> in <a" in html
        assert "\ue000" not in html


def test_documents_are_not_listed_in_the_navigation_of_every_page(tmp_path: Path) -> None:
    folder = project(tmp_path, {FIRST: prd(), "prd/prds/PRD-2026-002.md": other("Text.\n", title="Rewards")})
    assert build(folder).returncode == 0
    home = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "PRD-2026-002" not in home
    assert "PRD-2026-002" in page(folder, "prds")


def test_a_broken_document_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = project(tmp_path, {FIRST: prd(), "prd/prds/PRD-2026-002.md": "---\ntitle: a: b\n---\ntext\n"})
    (folder / "prd/prds/PRD-2026-003.md").write_bytes(b"---\ntitle: \xb2\xe2\xca\xd4\n---\n")
    done = build(folder)
    assert done.returncode == 0
    assert "PRD-2026-002.md:2:9: front-matter/unparsable" in done.stderr
    assert "PRD-2026-003.md:2:1: front-matter/unreadable" in done.stderr
    assert "Guests forget their points." in page(folder, "prds/PRD-2026-001")


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    sums = []
    for name in ("one", "two"):
        folder = project(tmp_path / name, {FIRST: prd(more=MACHINE)})
        assert build(folder).returncode == 0
        files = sorted(p for p in (folder / "site").rglob("*") if p.is_file())
        assert not [p for p in files if str(tmp_path).encode() in p.read_bytes()]
        sums.append({str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files})
    assert sums[0] == sums[1]


def test_a_link_out_of_the_documents_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\nid: PRD-2026-009\n---\nsecret words\n", encoding="utf-8")
    folder = project(tmp_path / "team", {FIRST: prd()})
    (folder / "prd/prds/PRD-2026-009.md").symlink_to(tmp_path / "secret.md")
    build(folder)
    built = [p.read_bytes() for p in (folder / "site").rglob("*") if p.is_file()]
    assert not [data for data in built if b"secret words" in data]


def test_a_project_overlays_templates_labels_and_styles_by_name(tmp_path: Path) -> None:
    folder = project(
        tmp_path,
        {
            FIRST: prd(more="status_reason: {reason: wait, by: pm.lead, on: 2026-02-01}"),
            "templates/partials/backlinks.html.j2": "<p>our own ending</p>",
            "site_config/labels/en.yml": "index.title: Our name of it\n",
            "site_config/assets/team.css": ".team { color: red }\n",
        },
    )
    assert build(folder).returncode == 0
    assert "our own ending" in page(folder, "prds/PRD-2026-001")
    assert ".team { color: red }" in (folder / "site/assets/prdkit/prdkit.css").read_text(encoding="utf-8")


def test_the_language_of_the_theme_rules_the_page_and_the_documents_own_its_blocks(tmp_path: Path) -> None:
    folder = project(tmp_path, {FIRST: prd("Text.\n", more=MACHINE + "lang: zh-Hant\n")}, language="zh")
    assert build(folder).returncode == 0
    html = page(folder, "prds/PRD-2026-001")
    assert "狀態遷移" in html
    assert "草稿" in html


def test_a_document_includes_nothing_from_outside_its_folder(tmp_path: Path) -> None:
    body = '## Background & problem\n\nBefore.\n\n--8<-- "mkdocs.yml"\n\n--8<-- "part.txt"\n'
    folder = project(tmp_path, {FIRST: prd(body), "prd/part.txt": "from the part"})
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("[attr_list,", "[pymdownx.snippets, attr_list,"))
    assert build(folder).returncode == 0
    html = page(folder, "prds/PRD-2026-001")
    assert "from the part" in html
    assert "site_name" not in html


def test_a_failing_template_is_named_without_a_traceback(tmp_path: Path) -> None:
    folder = project(tmp_path, {FIRST: prd(), "templates/partials/card.html.j2": "<p>\n{% if %}</p>"})
    done = build(folder)
    assert done.returncode == 1
    assert "templates/partials/card.html.j2:2:" in done.stderr
    assert "Traceback" not in done.stderr


def test_warnings_can_be_kept_from_failing_a_strict_build(tmp_path: Path) -> None:
    late = {FIRST: prd().replace("status: draft", "status: analysis").replace("2026-01-12", "2025-01-12")}
    folder = project(tmp_path, late)
    strict = build(folder, "--strict")
    assert strict.returncode == 1
    assert "WARNING" in strict.stderr
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("  - prd\n", "  - prd: {warnings: info}\n"))
    assert "WARNING" not in build(folder, "--strict").stderr


def test_two_folders_of_documents_are_not_taken_for_one(tmp_path: Path) -> None:
    folder = project(tmp_path, {FIRST: prd(), "other/index.md": "# Other\n"})
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("docs_dir: prd", "docs_dir: other"))
    done = build(folder)
    assert done.returncode == 1
    assert "mkdocs.yml builds `docs_dir: other`, but site_config/project.yml checks `prd`" in done.stderr


def test_the_id_of_a_release_becomes_no_path_outside_the_site(tmp_path: Path) -> None:
    release = prd().replace("PRD-2026-001", '"../../../../README"').replace("profile: lite", "version: x")
    folder = project(tmp_path / "team", {FIRST: prd(), "prd/releases/REL-3.0.0.md": release, "README.md": "ours"})
    build(folder)
    assert (folder / "README.md").read_text(encoding="utf-8") == "ours"
    assert [p.name for p in tmp_path.iterdir()] == ["team"]
    assert not list((folder / ".cache").rglob("README.md"))


def test_what_the_theme_prints_unescaped_is_harmless(tmp_path: Path) -> None:
    quoted = '## Goals {: id=\'x" onfocus="alert(1)" autofocus="\' }\n\nText.\n'
    files = {
        FIRST: prd(quoted),
        "prd/page.md": "# &lt;/title&gt;&lt;script&gt;alert(21)&lt;/script&gt;\n",
        "prd/heads.md": "## &lt;img src=x onerror=alert(3)&gt;\n",
        "prd/<img src=x onerror=alert(5)>/a.md": "Words.\n",
        'prd/b"><img src=x onerror=alert(8)>.md': "hide: 5\n",
        "prd/odd.md": "---\nhide: 5\nsearch: foo\ntags: x\ntitle: [a]\n---\nWords.\n",
    }
    folder = project(tmp_path, files)
    config = folder / "mkdocs.yml"
    edit = "repo_url: https://git.example/x\nedit_uri: edit/main/prd/\n"
    features = "font: false, features: [content.action.edit]"
    config.write_text(edit + config.read_text(encoding="utf-8").replace("font: false", features), encoding="utf-8")
    done = build(folder)
    assert done.returncode == 0, done.stderr
    for built in (folder / "site").rglob("*.html"):
        html = built.read_text(encoding="utf-8")
        assert 'onfocus="alert' not in html, built
        assert "<script>alert" not in html, built
        assert "<img src=x" not in html, built


def test_marks_in_code_place_nothing_and_links_keep_their_address(tmp_path: Path) -> None:
    body = (
        "## Background & problem\n\n```\n<!-- prd: states -->\n```\n\nSee [PRD-2026-001](https://design.example/x).\n\n"
        "## State transitions\n\nWords.\n\n## Acceptance criteria\n\nEnd.\n"
    )
    folder = project(tmp_path, {FIRST: prd(body, more=MACHINE)})
    assert build(folder).returncode == 0
    html = page(folder, "prds/PRD-2026-001")
    assert html.index("Words.") < html.index('id="card.t1"') < html.index("End.")
    assert '<a href="https://design.example/x">PRD-2026-001</a>' in html


def test_a_log_line_stays_one_line_without_commands(tmp_path: Path) -> None:
    folder = project(tmp_path, {FIRST: prd(more='priority: "P9\\n::error file=a::pwned \\e[31m"')})
    said = build(folder).stderr
    assert "P9" in said
    assert "\x1b" not in said
    assert not [line for line in said.splitlines() if line.startswith("::error")]


def test_a_severity_for_a_rule_that_does_not_exist_is_named_with_its_line(tmp_path: Path) -> None:
    folder = project(tmp_path, {FIRST: prd()})
    settings = folder / "site_config" / "project.yml"
    settings.parent.mkdir(exist_ok=True)
    before = settings.read_text(encoding="utf-8") if settings.exists() else ""
    settings.write_text(before + "rules:\n  fields/unknwon: off\n", encoding="utf-8")
    done = build(folder)
    assert done.returncode == 1
    assert "no rule is called `fields/unknwon`" in done.stderr
    assert "Traceback" not in done.stderr


def test_files_of_sign_offs_are_shown_and_not_copied(tmp_path: Path) -> None:
    front = "sources: {feedback: [calls], internal: [{dept: cs}]}\n"
    signed = "document: PRD-2026-001\nsign_offs:\n  - {dept: cs, by: pm.lead, on: 2026-06-01, decision: approved}\n"
    text = prd(more=front).replace("status: draft", "status: review")
    folder = project(tmp_path, {FIRST: text, "prd/signoffs/PRD-2026-001.yml": signed})
    done = build(folder)
    assert "prd/signoffs/PRD-2026-001.yml:3:5: sign-offs/unsealed" in done.stderr
    site = folder / "site"
    assert not (site / "signoffs").exists()
    assert not [path for path in site.rglob("*") if path.suffix in (".yml", ".yaml")]
    assert 'id="sign-offs"' in page(folder, "prds/PRD-2026-001")
    assert "PRD-2026-001" in page(folder, "sign-offs")


def test_a_link_to_a_place_on_a_generated_page_is_checked_as_any_other(tmp_path: Path) -> None:
    page = "# Home\n\n[Waiting](sign-offs.md#waiting) [Nothing](sign-offs.md#nowhere)\n"
    done = build(project(tmp_path, {FIRST: prd(), "prd/index.md": page}), "--strict")
    assert done.returncode == 1
    assert "sign-offs.md#nowhere" in done.stderr
    assert "sign-offs.md#waiting" not in done.stderr
