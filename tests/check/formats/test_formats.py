"""Findings as programs read them."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from prdkit.blocks.catalogue import all_rules
from prdkit.check.finding import Finding
from prdkit.check.formats import names, writer
from prdkit.check.run import check
from prdkit.config.config import load
from prdkit.link.site import Site, read_site

DATA = Path(__file__).parents[2] / "data"


def site_of(folder: Path) -> Site:
    """A project with one document, two faults in it, and signs that need escaping."""
    document = folder / "prd" / "prds" / "PRD-2026-001.md"
    document.parent.mkdir(parents=True)
    (folder / "site_config").mkdir()
    (folder / "site_config" / "project.yml").write_text("as_of: 2026-06-15\n")
    text = "---\nid: PRD-2026-001\ntitle: 积分\nstatus: draft\nowner: pm.lead\ncreated: 50%::x,y\nonwer: x\n---\n"
    document.write_text(text, encoding="utf-8")
    return read_site(load(folder), date(2026, 6, 15))


def findings_of(site: Site) -> list[Finding]:
    return [f for f in check(site, all_rules()) if f.rule.startswith("fields/")]


def test_every_format_is_there() -> None:
    assert names() == ["alerts", "github", "gitlab", "json", "junit", "markdown", "sarif", "text"]


def test_json_keeps_its_shape(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    said = json.loads(writer("json")(findings_of(site), site))
    assert list(said) == ["version", "findings", "summary", "waived"]
    assert said["version"] == 1
    assert said["summary"] == {
        "documents": 1, "pages": 0, "errors": 2, "warnings": 0, "infos": 0, "as_of": "2026-06-15",
        "waived": 0, "known": 0, "gone": 0,
    }  # fmt: skip
    assert said["findings"][1] == {
        "rule": "fields/unknown",
        "severity": "error",
        "message": "unknown key `onwer`",
        "path": "prd/prds/PRD-2026-001.md",
        "line": 7,
        "column": 1,
        "end_line": 7,
        "end_column": 6,
        "document": "PRD-2026-001",
        "field": "onwer",
        "hint": "Did you mean `owner`? A key of your own begins with `x-`.",
        "url": "",
        "fingerprint": said["findings"][1]["fingerprint"],
    }
    assert re.fullmatch(r"[0-9a-f]{32}", said["findings"][1]["fingerprint"])


def test_workflow_commands_escape_what_the_runner_would_read(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    lines = writer("github")(findings_of(site), site, base="docs, old").splitlines()
    assert lines[0] == (
        "::error file=docs%2C old/prd/prds/PRD-2026-001.md,line=6,col=10,endLine=6,endColumn=17,title=fields/date"
        "::`created: 50%25::x,y` is not a date of the form YYYY-MM-DD%0AWrite it as YYYY-MM-DD."
    )
    assert len(lines) == 2


def sarif(site: Site, findings: list[Finding]) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(writer("sarif")(findings, site, rules=all_rules(), base="docs 1"))
    return made


def test_sarif_fits_the_schema(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    schema = json.loads((DATA / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    for findings in (findings_of(site), []):
        jsonschema.Draft7Validator(schema).validate(sarif(site, findings))


def test_sarif_names_place_and_rule(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    run = sarif(site, findings_of(site))["runs"][0]
    result = run["results"][1]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs%201/prd/prds/PRD-2026-001.md"
    assert place["region"] == {"startLine": 7, "startColumn": 1, "endLine": 7, "endColumn": 6}
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "fields/unknown"
    assert rule["shortDescription"]["text"].endswith(".")
    assert "onwer: pm.lead" in rule["help"]["markdown"]
    assert result["level"] == "error"


def test_sarif_describes_every_rule(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    described = sarif(site, [])["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == [rule.name for rule in all_rules()]
    assert all(re.fullmatch(r"[A-Z]\w+", rule["name"]) for rule in described)


def test_sarif_knows_a_finding_again_when_lines_move(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    before = sarif(site, findings_of(site))["runs"][0]["results"]
    document = tmp_path / "prd" / "prds" / "PRD-2026-001.md"
    document.write_text(document.read_text().replace("title:", "lang: en\ntitle:"))
    moved = read_site(site.config, site.as_of)
    after = sarif(moved, findings_of(moved))["runs"][0]["results"]
    assert [r["partialFingerprints"] for r in before] == [r["partialFingerprints"] for r in after]


@pytest.mark.parametrize("name", ["text", "github"])
def test_nothing_a_document_says_reaches_a_terminal_as_a_command(tmp_path: Path, name: str) -> None:
    site = site_of(tmp_path)
    (tmp_path / "prd/prds/PRD-2026-001.md").write_text('---\nid: "\\e[31m"\nx: 1\r\n::stop-commands::x\n---\n')
    again = read_site(site.config, site.as_of)
    said = writer(name)(check(again, all_rules()), again)
    assert said
    assert "\x1b" not in said
    assert "\r" not in said
    assert not any(line.lstrip().startswith("::stop") for line in said.splitlines())


def test_sarif_writes_a_path_that_is_no_utf_8(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    found = [replace(finding, path="prd/a\udcff.md", message="a\udcff") for finding in findings_of(site)]
    said = json.loads(writer("sarif")(found, site).encode())
    place = said["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "prd/a%FF.md"
