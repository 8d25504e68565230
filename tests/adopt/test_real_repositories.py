"""What is proposed for two real repositories, where they are at hand."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.adopt.trees import adopt, proposed, run

CORPORA = Path(__file__).parents[2].parent / "shared" / "corpora"


def copied(name: str, folder: Path) -> Path:
    if not (CORPORA / name).is_dir():
        pytest.skip("the folder of corpora is not beside this repository")
    return Path(shutil.copytree(CORPORA / name, folder / name))


def found(folder: Path) -> Counter[str]:
    code, said = run(folder, "check", "--format", "github")
    assert code == 1
    return Counter(line.partition("title=")[2].partition(":")[0] for line in said.splitlines() if "title=" in line)


def test_ember(tmp_path: Path) -> None:
    folder = copied("ember", tmp_path)
    said = adopt(folder, {})
    assert "262 of type `rfc`: text/*.md" in said
    made = proposed(folder, "rfc")
    assert list(made["statuses"])[:3] == ["proposed", "exploring", "accepted"]
    assert made["fields"]["teams"]["items"] == {"type": "ref", "types": ["team"]}
    assert made["fields"]["prs"]["fields"]["accepted"] == {"type": "url", "required": True}
    findings = found(folder)
    fields = {rule: number for rule, number in findings.items() if rule.startswith("fields/")}
    assert fields == {"fields/date": 4, "fields/missing": 1, "fields/unknown": 1}
    assert findings["sections/missing"] + findings["sections/level"] <= 10


def test_nixos(tmp_path: Path) -> None:
    folder = copied("nixos", tmp_path)
    assert "44 of type `rfc`: *.md" in adopt(folder, {})
    made = proposed(folder, "rfc")
    assert "statuses" not in made
    assert made["title"] == {"keys": ["feature"]}
    findings = found(folder)
    assert {rule for rule in findings if rule.startswith("fields/")} == {"fields/placeholder"}
    assert findings["sections/missing"] <= 6
