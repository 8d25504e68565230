"""Real proposal repositories, configured by examples/: what `prd check` finds in them, and that they build.

The repositories are no part of this project. Where `../shared/corpora` is not there, these tests skip.
"""

import json
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from prdkit.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
COUNTS: Mapping[str, Mapping[str, int]] = {
    "ember": {
        "fields/implied": 28,
        "fields/missing": 6,
        "fields/unknown": 1,
        "links/broken-anchor": 8,
        "links/broken-file": 2,
        "sections/empty": 5,
        "sections/level": 6,
        "sections/missing": 81,
        "sections/one-of": 5,
        "sections/placeholder": 18,
        "sections/recommended": 111,
    },
    "nixos": {
        "fields/missing": 26,
        "fields/order": 4,
        "fields/pattern": 6,
        "fields/placeholder": 23,
        "fields/unknown": 2,
        "front-matter/absent": 1,
        "links/broken-anchor": 2,
        "links/broken-image": 1,
        "sections/empty": 4,
        "sections/missing": 24,
        "sections/order": 1,
        "sections/placeholder": 1,
        "sections/recommended": 70,
    },
}
"""How often each rule finds something, looked through by hand."""

PLACES = {
    "ember": {
        "fields/unknown": ["text/0790-deprecate-ember-data-ajax.md:5 unknown key `release_versions`"],
        "sections/level": [
            f"text/0293-record-data.md:{line} the section `{title}` has a heading of level 3, and 1 or 2 was wanted"
            for line, title in (
                (17, "Summary"),
                (23, "Motivation"),
                (78, "Detailed design"),
                (442, "How we teach this"),
                (450, "Drawbacks"),
                (466, "Alternatives"),
            )
        ],
    },
    "nixos": {
        "fields/unknown": [
            "rfcs/0025-nix-core-team.md:4 unknown key `end-date`",
            "rfcs/0166-nix-formatting.md:6 unknown key `pre-RFC reviewers`",
        ],
        "fields/order": [
            "rfcs/0032-run-phase-changes-for-better-nix-shell-use.md:6 `related-issues` is out of order; "
            "it belongs after `shepherd-leader`",
            "rfcs/0042-config-option.md:7 `shepherd-team` is out of order; it belongs after `co-authors`",
            "rfcs/0045-deprecate-url-syntax.md:7 `shepherd-team` is out of order; it belongs after `co-authors`",
            "rfcs/0046-platform-support-tiers.md:7 `co-authors` is out of order; it belongs after `author`",
        ],
        "sections/order": ["rfcs/0089-collect-non-source-package-meta.md:95 the section `Drawbacks` is out of order"],
        "front-matter/absent": ["rfcs/0140-simple-package-paths.md:1 the document has no front matter"],
        "links/broken-image": [
            "rfcs/0036-rfc-process-team-amendment.md:157 `./0036-review-process.png` leads to "
            "`rfcs/0036-review-process.png`, and no picture is there"
        ],
    },
}
"""All that some rules find, by path, line and message."""

DOCUMENTS = {"ember": 276, "nixos": 44}
PAGES = {"ember": ("text/0010-engines", "teams/data", "stages/released"), "nixos": ("0042-config-option",)}


@dataclass(frozen=True)
class Checked:
    """A repository as it was checked: its name, where it lies, the exit code, and the report."""

    name: str
    folder: Path
    code: int
    report: Mapping[str, Any]


@pytest.fixture(scope="module", params=sorted(COUNTS))
def checked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    name = request.param
    if not (CORPORA / name).is_dir():
        pytest.skip(f"there is no {CORPORA / name}")
    folder = tmp_path_factory.mktemp(name) / "repository"
    shutil.copytree(CORPORA / name, folder, copy_function=shutil.copyfile)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    example = ROOT / "examples" / name
    shutil.copytree(example / "site_config", folder / "site_config")
    if (example / "mkdocs.yml").is_file():
        shutil.copyfile(example / "mkdocs.yml", folder / "mkdocs.yml")
    output = folder.parent / "report.json"
    code = main(["check", "--project", str(folder), "--format", "json", "--output", str(output)])
    return Checked(name, folder, code, json.loads(output.read_text(encoding="utf-8")))


def test_no_document_is_missed(checked: Checked) -> None:
    corpus = json.loads((checked.folder / ".corpus.json").read_text(encoding="utf-8"))
    assert checked.report["summary"]["documents"] == DOCUMENTS[checked.name] >= len(corpus["documents"])


def test_each_rule_finds_as_much_as_was_looked_through(checked: Checked) -> None:
    counts = Counter(found["rule"] for found in checked.report["findings"])
    assert (checked.code, dict(sorted(counts.items()))) == (1, COUNTS[checked.name])


def test_findings_stand_where_the_fault_is(checked: Checked) -> None:
    found = checked.report["findings"]
    for rule, places in PLACES[checked.name].items():
        assert [f"{one['path']}:{one['line']} {one['message']}" for one in found if one["rule"] == rule] == places


def test_the_site_builds(checked: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    own = checked.folder / "site_config" / "mkdocs.yml"
    site = checked.folder.parent / "site"
    config = load_config(str(own if own.is_file() else checked.folder / "mkdocs.yml"), site_dir=str(site))
    build(config)
    for page in PAGES[checked.name]:
        assert (site / page / "index.html").is_file()
