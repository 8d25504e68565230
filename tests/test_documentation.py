"""To keep the manual whole and true: nothing undocumented, no dead link, every example as it says."""

import json
import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from prdkit import __version__
from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.views import Words
from prdkit.check.severities import check_severities
from prdkit.cli.main import commands as cli
from prdkit.cli.main import main
from prdkit.cli.rule_names import selection
from prdkit.config.config import load, schema
from prdkit.config.fields import Field
from prdkit.config.types import DocumentType
from prdkit.fix.registry import all_fixes
from prdkit.mkdocs_plugin.settings import Settings
from prdkit.publish.pages import pages
from prdkit.publish.reference import reference_pages
from prdkit.scaffold.project import project
from prdkit.testing import AS_OF, defaults, findings, prd, site
from tests.manual import ALL_FENCES, GUIDE, PAGES, ROOT, Fence, code, commands, fences, links, part, rows

README = (ROOT / "README.md").read_text(encoding="utf-8")
EPOCH = "1781503200"
"""Seconds to 2026-06-15, the day on which the manual's examples were run."""


# Every command, option, setting and key is explained.


def _commands(group: click.Group = cli, above: str = "") -> dict[str, click.Command]:
    """Every command by what it is called with: `check`, `export release`."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        is_group = isinstance(command, click.Group)
        found |= _commands(command, f"{above}{name} ") if is_group else {above + name: command}
    return found


def _options() -> list[tuple[str, str]]:
    told = [(name, max(p.opts, key=len)) for name, c in _commands().items() for p in c.params if p.opts[0][0] == "-"]
    return sorted(told)


def _calls(text: str, command: str) -> bool:
    words = command.split()
    return any(given[: len(words)] == words for given in commands(text))


@pytest.mark.parametrize("command", sorted(_commands()))
def test_command_is_documented(command: str) -> None:
    assert any(_calls(text, command) for text in PAGES.values())


@pytest.mark.parametrize(("command", "option"), _options())
def test_option_is_documented(command: str, option: str) -> None:
    speaking = [text for text in PAGES.values() if _calls(text, command)]
    assert any(option in code(text) for text in speaking)


@pytest.mark.parametrize("setting", [name for name, _ in Settings._schema])
def test_plugin_setting_is_documented(setting: str) -> None:
    assert setting in rows("configuration", "plugin")


def _keys() -> list[tuple[str, str]]:
    """Every key that a file of site_config may hold, with the part of the manual that explains it."""
    places = {
        "model": "collaboration",
        "letter": "collaboration",
        "person": "org",
        "labelled": "org",
        "days": "calendar",
        "limit": "stores",
    }
    definitions, files = schema()
    named = [(places.get(name, name), field) for name, field in (*definitions.items(), *files.items())]
    return sorted({(place, key) for place, field in named for key in _inside(field)})


def _inside(field: Field) -> list[str]:
    return [name for key, inner in field.fields.items() for name in (key, *_inside(inner))]


@pytest.mark.parametrize(("place", "key"), _keys())
def test_configuration_key_is_documented(place: str, key: str) -> None:
    assert key in code(part("configuration", place))


@pytest.mark.parametrize("kind", schema()[0]["field"].fields["type"].values)
def test_field_type_is_documented(kind: str) -> None:
    assert kind in code(part("configuration", "field"))


REFERENCE = {view.path: view for view in reference_pages(site({}), Words(defaults(), "en"), "guide/reference")}


@pytest.mark.parametrize("name", [rule.name for rule in all_rules()])
def test_rule_has_a_page(name: str) -> None:
    assert f"guide/reference/rules/{name}.md" in REFERENCE


@pytest.mark.parametrize("name", [fix.rule for fix in all_fixes()])
def test_fix_is_explained(name: str) -> None:
    assert name in rows("checking", "fix")


@pytest.mark.parametrize("name", defaults().types)
def test_type_has_a_page(name: str) -> None:
    assert f"guide/reference/types/{name}.md" in REFERENCE


@pytest.mark.parametrize("name", defaults().blocks)
def test_block_has_a_page(name: str) -> None:
    assert f"guide/reference/blocks/{name}.md" in REFERENCE


# What the tables of the manual say is what the declarations say.


@pytest.mark.parametrize("name", defaults().types["prd"].sections)
def test_section_of_a_prd_is_in_the_table(name: str) -> None:
    section = defaults().types["prd"].sections[name]
    label = section.label["en"]  # type: ignore[index]
    table = rows("writing", "sections")
    if name in ("revision", "glossary", "open_questions", "appendix"):
        row = next(row for first, row in table.items() if label in first)
    else:
        row = table[label]
    asked = "optional" if not section.gate else ", ".join(section.profiles) or "all"
    assert (row[0], row[1]) == (section.gate, asked)
    for block in section.blocks:
        assert block in row[3]


@pytest.mark.parametrize("name", defaults().types["launch"].sections)
def test_section_of_a_launch_plan_is_in_the_table(name: str) -> None:
    section = defaults().types["launch"].sections[name]
    if section.gate:
        assert rows("releases", "launch")[section.label["en"]][0] == section.gate  # type: ignore[index]


def test_statuses_of_a_prd_are_in_the_table() -> None:
    kind = defaults().types["prd"]
    told = {name: row[0] for name, row in rows("writing", "status").items() if name in kind.statuses}
    assert told == {name: kind.statuses[name].gate for name in kind.line}
    for name in kind.statuses:
        assert name in code(part("writing", "status"))


@pytest.mark.parametrize("name", ["launch", "release"])
def test_statuses_are_named(name: str) -> None:
    told = code(part("releases", "release") + part("releases", "launch"))
    assert [status for status in defaults().types[name].statuses if status not in told] == []


@pytest.mark.parametrize(
    ("block", "page", "anchors"),
    [
        ("state_machines", "state-machines", ("machine", "states", "events", "transitions", "holes")),
        ("collaboration", "collaboration", ("nodes", "cells")),
        ("release_notes", "releases", ("notes",)),
    ],
)
def test_keys_of_a_block_are_explained_on_its_page(block: str, page: str, anchors: tuple[str, ...]) -> None:
    told = {word for anchor in anchors for word in code(part(page, anchor))}
    assert set(_names(defaults().blocks[block].field)) - told == set()


def _names(field: Field) -> list[str]:
    inner = [f for f in (field.items, field.values_of) if f is not None]
    deeper = [name for f in (*inner, *field.fields.values()) for name in _names(f)]
    return [*field.fields, *deeper]


# Links lead somewhere.


@pytest.mark.parametrize("target", sorted(set(links(README))))
def test_link_of_the_readme_resolves(target: str) -> None:
    if "://" not in target:
        assert (ROOT / unquote(target.partition("#")[0])).exists()


@pytest.mark.parametrize(
    ("page", "target"), sorted({(page, target) for page, text in PAGES.items() for target in links(text)})
)
def test_link_of_the_manual_resolves(page: str, target: str) -> None:
    if "://" in target:
        return
    path, _, anchor = target.partition("#")
    whole = (GUIDE / path).resolve() if path else GUIDE / f"{page}.md"
    inner = whole.relative_to(ROOT / "prd").as_posix()
    assert whole.is_file() or inner in GENERATED
    if anchor and whole.is_file() and whole.suffix == ".md":
        assert f"{{#{anchor}}}" in whole.read_text(encoding="utf-8")


GENERATED = {*REFERENCE, *(view.path for view in pages(site({}), Words(defaults(), "en")))}


# Commands exist, with the options given.


@pytest.mark.parametrize(
    ("source", "given"),
    [(name, given) for name, text in {**PAGES, "README": README}.items() for given in commands(text)],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_command_of_an_example_exists(source: str, given: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    if not given or given[0].startswith("-"):
        assert set(given) <= {"--version", "--help", "-h"}
        return
    command = cli.commands[given[0]]
    try:
        said = command.make_context(given[0], given[1:]).params
        selection(said.get("select") or (), said.get("ignore") or (), all_rules())
    except click.exceptions.Exit:
        assert "--help" in given
    except click.MissingParameter:
        # `prd init` alone, in running text, speaks of the command.
        assert len(given) == 1 or given[0] == "new"


# Examples are what they say they are.

DOCUMENTS = [fence for fence in ALL_FENCES if re.match(r"---\n(?:[^\n]+\n)*?id:", fence.text)]
SETTINGS = [fence for fence in ALL_FENCES if fence.title.startswith("site_config/")]
PLAIN = [f for f in ALL_FENCES if f.language == "yaml" and not f.title and not f.text.startswith("plugins:")]
FRAGMENTS = [f for f in PLAIN if f.page != "types"]
TYPE_FRAGMENTS = [f for f in PLAIN if f.page == "types"]
"""What the page on types shows of a type's file, without the rest of it."""


def _write(folder: Path, fence: Fence) -> None:
    """The settings shown on the fence's page, with the fence's own variant of its file."""
    shown = {f.title: f.text for f in SETTINGS if f.page == fence.page} | (
        {fence.title: fence.text} if fence in SETTINGS else {}
    )
    for title, text in shown.items():
        path = folder / title
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        for template in re.findall(r"^template: (\S+)$", text, re.MULTILINE):
            (folder / template).parent.mkdir(parents=True, exist_ok=True)
            (folder / template).touch()


@pytest.mark.parametrize("fence", SETTINGS, ids=str)
def test_settings_of_an_example_are_right(fence: Fence, tmp_path: Path) -> None:
    _write(tmp_path, fence)
    check_severities(load(tmp_path, with_baseline=False), all_rules())


@pytest.mark.parametrize("fence", DOCUMENTS, ids=str)
def test_whole_document_passes_the_check(fence: Fence, tmp_path: Path) -> None:
    _write(tmp_path, fence)
    together = {f.title.removeprefix("prd/"): f.text for f in DOCUMENTS if f.page == fence.page}
    found = findings(site(together, load(tmp_path, with_baseline=False)))
    assert [f for f in found if f.path == fence.title and f.severity != "info"] == []


@pytest.mark.parametrize("fence", FRAGMENTS, ids=str)
def test_fragment_fits_its_type(fence: Fence, tmp_path: Path) -> None:
    _write(tmp_path, fence)
    config = load(tmp_path, with_baseline=False)
    keys = set(yaml.safe_load(fence.text))
    kind = next(t for t in (config.types["prd"], *config.types.values()) if keys <= set(t.fields))
    text = prd(fence.text) if kind.name == "prd" else _front_matter(kind, fence.text)
    example = site({f"{kind.folder}/{kind.id_example}.md": text}, config)
    shape = ("fields", "front-matter", "organisation", "workflow", *config.blocks, "states", "dates")
    assert [f for f in findings(example) if f.severity != "info" and f.rule.partition("/")[0] in shape] == []


@pytest.mark.parametrize("fence", TYPE_FRAGMENTS, ids=str)
def test_fragment_of_a_type_fits_the_type_of_its_page(fence: Fence, tmp_path: Path) -> None:
    _write(tmp_path, fence)
    path = tmp_path / "site_config" / "types" / "proposal.yml"
    whole = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, told in yaml.safe_load(fence.text).items():
        whole[key] = {**whole[key], **told} if isinstance(told, dict) and isinstance(whole.get(key), dict) else told
    path.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), encoding="utf-8")
    check_severities(load(tmp_path, with_baseline=False), all_rules())


def _front_matter(kind: DocumentType, fragment: str) -> str:
    first = f"id: {kind.id_example}\ntitle: 5.2.0\nstatus: {kind.line[0]}\nowner: pm.lead\ncreated: 2026-06-01\n"
    return f"---\n{first}version: 5.2.0\n{fragment}---\n"


def test_six_lines_make_a_site(tmp_path: Path) -> None:
    fence = next(f for f in ALL_FENCES if f.title == "mkdocs.yml")
    assert fence.text in README
    (tmp_path / "mkdocs.yml").write_text(fence.text, encoding="utf-8")
    example = next(f for f in DOCUMENTS if f.title.startswith("prd/prds/"))
    path = tmp_path / example.title
    path.parent.mkdir(parents=True)
    path.write_text(example.text, encoding="utf-8")
    (tmp_path / "prd" / "index.md").write_text("# Home\n", encoding="utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml"), strict=True))
    assert "Gift vouchers" in (tmp_path / "site" / "prds" / "index.html").read_text(encoding="utf-8")


def test_plugin_settings_of_an_example_are_right() -> None:
    shown = next(f for f in ALL_FENCES if f.text.startswith("plugins:"))
    settings = Settings()
    settings.load_dict(yaml.safe_load(shown.text)["plugins"][-1]["prd"])
    assert settings.validate() == ([], [])


@pytest.mark.parametrize("path", [".github/workflows/prd.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"])
def test_ci_files_of_the_manual_are_those_of_init(path: str) -> None:
    shown = next(f for f in ALL_FENCES if f.title == path)
    written = project("en", "Coffee", AS_OF)[path].replace(f"~={__version__}", "")
    assert yaml.safe_load(shown.text) == yaml.safe_load(written)


# What the manual shows on a terminal is what happens there.


def _replay(fence: Fence, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for given, expected in _session(fence.text):
        if given[:1] == ["cd"]:
            monkeypatch.chdir(given[1])
        elif given[:1] == ["prd"]:
            capsys.readouterr()
            code = main(given[1:])
            said = capsys.readouterr().out
            assert code in (0, 1)
            assert not expected or said.strip() == expected.strip()


def _session(text: str) -> list[tuple[list[str], str]]:
    blocks = re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]
    return [(shlex.split(block.partition("\n")[0]), block.partition("\n")[2]) for block in blocks]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, on the day of the examples, with a git user known to the organisation."""
    (tmp_path / "gitconfig").write_text("[user]\nname = pm.lead\nemail = pm.lead@example.com\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _spoil(desk: Path, *, priority: bool = True, cancel: bool = False) -> None:
    path = next((desk / "coffee" / "prd" / "prds").glob("*-001-*.md"))
    text = path.read_text(encoding="utf-8")
    if priority:
        assert "\npriority: P1\n" in text
        text = text.replace("\npriority: P1\n", "\npriority: high\n")
    if cancel:
        assert "- {from: booked, event: cancel" in text
        text = re.sub(r"^ *- \{from: booked, event: cancel.*\n", "", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("page", ["index", "zh-Hans", "zh-Hant"])
def test_the_start_page_happens_as_told(
    page: str, desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make, fail, *others = [f for f in fences(page, PAGES[page]) if f.language == "console"]
    _replay(make, capsys, monkeypatch)
    kept = {path: path.read_bytes() for path in (desk / "coffee" / "prd" / "prds").iterdir()}
    _spoil(desk, cancel=True)
    _replay(fail, capsys, monkeypatch)
    for path, data in kept.items():
        path.write_bytes(data)
    for fence in others:
        _replay(fence, capsys, monkeypatch)


def test_documents_are_signed_as_told(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["init", "coffee"]) == 0
    monkeypatch.chdir(desk / "coffee")
    for fence in fences("sign-offs", PAGES["sign-offs"]):
        if fence.language == "console":
            _replay(fence, capsys, monkeypatch)


@pytest.mark.parametrize("page", ["writing", "releases"])
def test_new_documents_are_made_as_told(
    page: str, desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "mkdocs.yml").write_text("site_name: Coffee\n", encoding="utf-8")
    (desk / "prd").mkdir()
    for fence in fences(page, PAGES[page]):
        if fence.language == "console":
            _replay(fence, capsys, monkeypatch)


def test_commands_of_the_checking_page_run(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["init", "coffee"]) == 0
    monkeypatch.chdir(desk / "coffee")
    for fence in fences("checking", PAGES["checking"]):
        if fence.language == "console":
            _replay(fence, capsys, monkeypatch)


def test_json_of_the_manual_is_what_is_written(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["init", "coffee"]) == 0
    _spoil(desk)
    monkeypatch.chdir(desk / "coffee")
    capsys.readouterr()
    assert main(["check", "--format", "json"]) == 1
    shown: Any = next(f for f in ALL_FENCES if f.language == "json")
    assert json.loads(capsys.readouterr().out) == json.loads(shown.text)
