"""Schemas for editors: what the check accepts they accept, what is plainly wrong they mark."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from prdkit.config.config import Config, load
from prdkit.config.fields import LANGUAGES
from prdkit.config.values import untyped
from prdkit.link.site import markdown_files
from prdkit.reading.source import read, read_yaml
from prdkit.scaffold.schema.files import catalogue, texts
from prdkit.testing import configured, defaults, prd, site

ROOT = Path(__file__).resolve().parents[2]
DEMO = [path for path in markdown_files(ROOT / "prd") if path.parent.name in ("prds", "launches", "releases")]


def validator(name: str, config: Config | None = None, lang: str = "en", **ids: str) -> jsonschema.Draft7Validator:
    known = {one.replace("_", "-"): kind for one, kind in ids.items()}
    made = json.loads(texts(config or defaults(), lang, known)[f"{name}.schema.json"])
    checker = jsonschema.Draft7Validator(made, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    checker.check_schema(checker.schema)
    return checker


def seen(text: str) -> Any:
    """Front matter as an editor's YAML has it."""
    return untyped(read("prd/x.md", text.encode()).values)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_schema_is_one(lang: str) -> None:
    for name, text in texts(defaults(), lang).items():
        made = json.loads(text)
        assert made["$schema"] == "http://json-schema.org/draft-07/schema#", name
        jsonschema.Draft7Validator.check_schema(made)
        assert text == texts(defaults(), lang)[name]


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_document_of_the_demo_fits(path: Path) -> None:
    kind = {"prds": "prd", "launches": "launch", "releases": "release"}[path.parent.name]
    checker = validator(f"document-{kind}", load(ROOT))
    assert [error.message for error in checker.iter_errors(seen(path.read_text(encoding="utf-8")))] == []


SHAPE = ("fields/*", "organisation/unknown-*", "workflow/unknown-status", "id/malformed")
"""Families of rules that a schema can see as well as the check."""
BROKEN = sorted(path for rule in SHAPE for path in (ROOT / "tests" / "broken").glob(f"{rule}/prds/*.md"))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: "/".join(path.parts[-4:-2]))
def test_what_the_check_calls_misshapen_does_not_fit(path: Path) -> None:
    assert not validator("document-prd").is_valid(seen(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "front_matter",
    [
        "colour: red",
        "features: [{id: F1, nmae: Points}]",
        "status: aproved",
        "priority: high",
        "owner: nobody",
        "departments: [product, nowhere]",
        "product: PROD-none",
        "created: 15.6.2026",
        "created: 2026-6-1",
        "lang: zh",
        "user_visible: maybe",
        "title: [one, two]",
        "title: {en: Points, fr: Points}",
        "id: PRD-26-1",
        "id:",
        "features: [{name: Points}]",
        "features: {F1: Points}",
        "features: [{id: F1, name: Points, value: 9}]",
        "features: [{id: F 1, name: Points}]",
        "collaboration: {nodes: [{id: n1, name: Agreed, cells: {nowhere: {role: A}}}]}",
        "collaboration: {nodes: [{id: n1, name: Agreed, stage: nowhen}]}",
        "status_reason: {reason: Points take its place}",
        "type: launch",
    ],
)
def test_what_is_wrong_does_not_fit(front_matter: str) -> None:
    checker = validator("document-prd")
    assert checker.is_valid(seen(prd()))
    assert not checker.is_valid(seen(prd(front_matter)))


@pytest.mark.parametrize(
    "front_matter",
    [
        "x-colour: red",
        "features: [{id: F1, name: 7, x-ours: 1}]",
        "version: 1.2",
        "title: {en: Points, zh-Hant: 積分}",
        "tags: points",
        "tags: [points, 2026]",
        "departments: product, ops",
        "priority:",
        "links: {requires: PRD-2026-002}",
        "links: {requires: [PRD-2026-002#F1]}",
        "collaboration: {nodes: [{id: n1, name: Agreed, cells: {product: , ops: {role: A}}}]}",
    ],
)
def test_what_may_be_written_fits(front_matter: str) -> None:
    assert [e.message for e in validator("document-prd").iter_errors(seen(prd(front_matter)))] == []


def test_names_and_help_are_in_the_language() -> None:
    for lang, title, status in (
        ("en", "Owner", "Signed off"),
        ("zh-Hans", "负责人", "已签核"),
        ("zh-Hant", "負責人", "已簽核"),
    ):
        made: Any = validator("document-prd", lang=lang).schema
        assert made["properties"]["owner"]["title"] == title
        labels = dict(
            zip(made["properties"]["status"]["enum"], made["properties"]["status"]["enumDescriptions"], strict=True)
        )
        assert labels["signed_off"] == status
        assert made["properties"]["status"]["x-intellij-enum-metadata"]["signed_off"] == {"description": status}


def test_sign_offs_of_the_demo_fit_and_broken_ones_do_not() -> None:
    checker = validator("signoff", load(ROOT))
    files = sorted((ROOT / "prd" / "signoffs").glob("*.yml"))
    for path in files:
        values: Any = untyped(read_yaml("x.yml", path.read_bytes()).values)
        assert [error.message for error in checker.iter_errors(values)] == []
        assert not checker.is_valid({**values, "document": None})
        assert not checker.is_valid({**values, "singed": {}})
        row = values["sign_offs"][0]
        for wrong in ({"dept": "nowhere"}, {"by": "nobody"}, {"on": "soon"}, {"decision": "maybe"}, {"colour": "red"}):
            assert not checker.is_valid({**values, "sign_offs": [{**row, **wrong}]})
    assert files


def test_a_block_shows_its_example() -> None:
    made: Any = validator("document-prd").schema
    assert "```yaml\nstate_machines:\n" in made["properties"]["state_machines"]["markdownDescription"]


def test_ids_are_offered_and_new_ones_allowed() -> None:
    checker = validator("document-prd", PRD_2026_002="prd", LCH_2026_01="launch")
    shared: Any = checker.schema
    assert shared["definitions"]["id-launch"]["anyOf"][0]["enum"] == ["LCH-2026-01"]
    assert shared["definitions"]["id"]["anyOf"][0]["enum"] == ["PRD-2026-002", "LCH-2026-01"]
    assert checker.is_valid(seen(prd("links: {requires: [PRD-2026-777]}")))


def test_a_type_of_a_team_has_a_schema_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "site_config" / "types" / "note.yml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "type: note\nlabel: Note\nfolder: notes\nid: {pattern: 'NOTE-(?P<n>\\d+)', example: NOTE-1}\n"
        "fields: {level: {type: enum, values: {'1': Low, '2': High}}}\nstatuses: {open: {label: Open}}\n"
    )
    config = load(tmp_path)
    entry = next(e for e in catalogue(config) if e.name == "note")
    assert (entry.describes, entry.file) == ("prd/notes/**/*.md", "document-note.schema.json")
    checker = validator("document-note", config)
    whole = "---\nid: NOTE-1\ntitle: T\nstatus: open\nowner: a\ncreated: 2026-06-01\nlevel: 1\n---\n"
    assert checker.is_valid(seen(whole))
    assert checker.is_valid(seen(whole.replace("level: 1", 'level: "2"')))
    assert not checker.is_valid(seen(whole.replace("level: 1", "level: 3")))


def test_without_an_organisation_anybody_may_own(tmp_path: Path) -> None:
    checker = validator("document-prd", load(tmp_path))
    assert checker.is_valid(seen(prd("owner: anybody")))


def test_the_check_and_the_schema_speak_of_the_same_keys() -> None:
    """Every key that the check calls unknown is refused, and no other."""
    made: Any = validator("document-prd").schema
    kind = site({"prds/PRD-2026-001.md": prd()}).documents[0].type
    assert list(made["properties"]) == list(kind.fields)


def test_a_severity_is_a_word_or_changes_on_a_day() -> None:
    project = validator("project")
    for told in ("error", {"from": "2026-09-01"}, {"now": "off", "from": "2026-09-01", "then": "warning"}):
        assert project.is_valid({"rules": {"states/hole": told}})
    for told in ("fatal", {"than": "error"}, {"now": "fatal"}):
        assert not project.is_valid({"rules": {"states/hole": told}})


OWN = """\
type: cip
label: CIP
common: false
documents: {paths: '*.md'}
id: {keys: [CIP, No], pattern: '\\d+'}
status: {keys: [Status]}
statuses: {Draft: {aliases: [草稿]}, Final: null}
unknown_fields: UNKNOWN
fields: {CIP: {type: text, required: true}, Status: {type: text, required: true}, kind: {type: enum, values: [A, B]}}
"""


@pytest.mark.parametrize(
    ("front_matter", "unknown", "fits"),
    [
        ({"CIP": 7, "Status": "Draft"}, "report", True),
        ({"No": 7, "Status": "草稿", "kind": "A"}, "report", True),
        ({"CIP": "seven", "Status": "Draft"}, "report", False),
        ({"CIP": 7, "Status": "Dead"}, "report", False),
        ({"CIP": 7, "Status": "Draft", "more": 1}, "report", False),
        ({"CIP": 7, "Status": "Draft", "more": 1}, "allow", True),
        ({"CIP": 7}, "report", False),
    ],
)
def test_a_type_with_a_process_of_its_own_has_one_too(front_matter: Any, unknown: str, fits: bool) -> None:
    kind = OWN.replace("UNKNOWN", unknown)
    config = configured({"site_config/project.yml": "types: [cip]\n", "site_config/types/cip.yml": kind})
    assert validator("document-cip", config).is_valid(front_matter) is fits
