"""A team adds a type and a block with YAML alone: checked, scaffolded, shown, linked, with its own words."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.mkdocs_plugin.project import build, page, prd, project

INCIDENT = """
type: incident
label: {en: Incident, zh-Hans: 故障}
plural: {en: Incidents, zh-Hans: 故障}
folder: incidents
id: {pattern: 'INC-\\d{4}', format: 'INC-{number:04d}', example: INC-0001}
profiles: [standard]
blocks: [timeline]
fields:
  severity: {type: enum, values: {minor: {en: Minor}, major: {en: Major}}, required: true, label: {en: Severity}}
  caused_by: {type: ref, types: [prd], label: {en: Caused by}}
statuses:
  open: {label: {en: Open}}
  explained: {label: {en: Explained}, gate: G1}
  closed: {label: {en: Closed}, gate: G6}
sections:
  what_happened:
    label: {en: What happened, zh-Hans: 经过}
    gate: G1
    blocks: [timeline]
    guidance: {en: Say what guests saw and when.}
  lessons: {label: {en: Lessons}, gate: G6}
card: [owner, severity, caused_by]
index: [id, title, status, severity]
"""
TIMELINE = """
label: {en: Timeline}
type: list
anchor: id
fields:
  id: {type: slug, required: true}
  at: {type: time, required: true, label: {en: At}}
  what: {type: text, label: {en: What}}
  seen_by: {type: department, label: {en: Seen by}}
"""
DOCUMENT = """---
id: INC-0001
title: Payment down
status: STATUS
owner: pm.lead
created: 2026-02-03
severity: SEVERITY
caused_by: PRD-2026-001
timeline:
  - {id: T1, at: 10:00, what: "Payments *fail*, see [[PRD-2026-001]]", seen_by: cs}
---
## 经过

Nobody could pay for 12 minutes.
"""
FILES = {
    "site_config/types/incident.yml": INCIDENT,
    "site_config/blocks/timeline.yml": TIMELINE,
    "prd/prds/PRD-2026-001.md": prd(),
}


def incident(status: str = "explained", severity: str = "major") -> str:
    return DOCUMENT.replace("STATUS", status).replace("SEVERITY", severity)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "prdkit", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8")


def test_its_fields_statuses_and_sections_are_checked(tmp_path: Path) -> None:
    folder = project(tmp_path, {**FILES, "prd/incidents/INC-0001.md": incident("closed", "huge")})
    done = run(folder, "check", "--format", "json")
    found = {(f["rule"], f["line"]) for f in json.loads(done.stdout)["findings"]}
    assert done.returncode == 1
    assert ("fields/not-allowed", 7) in found
    assert ("sections/missing", 4) in found or ("sections/missing", 1) in found
    assert not [rule for rule, _ in found if rule.startswith(("states/", "collaboration/", "references/orphan"))]


def test_a_sound_one_passes_and_is_shown_with_links_both_ways(tmp_path: Path) -> None:
    folder = project(tmp_path, {**FILES, "prd/incidents/INC-0001.md": incident()})
    assert run(folder, "check", "--strict").returncode == 0
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    html = page(folder, "incidents/INC-0001")
    assert '<h2 id="what_happened">' in html
    assert 'id="T1"' in html
    assert "10:00" in html
    assert "Payments <em>fail</em>, see <a" in html
    assert "Major" in html
    assert "INC-0001" in page(folder, "prds/PRD-2026-001").split("prd-backlinks", 1)[1]
    assert "Payment down" in page(folder, "incidents")


def test_new_ones_are_scaffolded_and_pass(tmp_path: Path) -> None:
    folder = project(tmp_path, {**FILES, "prd/incidents/INC-0001.md": incident()})
    made = run(folder, "new", "incident", "--title", "Till frozen", "--owner", "pm.lead")
    assert made.returncode == 0, made.stderr
    path = made.stdout.strip()
    assert path == "prd/incidents/INC-0002-till-frozen.md"
    text = (folder / path).read_text(encoding="utf-8")
    assert "<!-- Say what guests saw and when. -->" in text
    done = run(folder, "check")
    assert done.returncode == 0, done.stdout
