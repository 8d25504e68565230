"""To prove that a type may exempt documents from rules, and make rules weigh more or less in some of them."""

from pathlib import Path

import pytest

from prdkit.blocks.catalogue import all_rules
from prdkit.check.severities import check_severities
from prdkit.config.config import ConfigError, load
from prdkit.testing import configured, findings

TYPE = """\
type: rfc
label: RFC
common: false
documents: {paths: ['**/*.md']}
id: {path: '**/{id}.md'}
statuses: [Draft, Final, Withdrawn]
fields: {kind: {type: enum, values: [A, B]}, by: {type: text}}
"""
INFO = ["fields/not-allowed info"]


def weighed(severities: str, front: str = "status: Draft\nkind: C", path: str = "1.md", rules: str = "") -> list[str]:
    project = f"types: [rfc]\nrules: {{{rules}}}\n"
    files = {"project.yml": project, "types/rfc.yml": f"{TYPE}severities: [{severities}]\n"}
    config = configured({f"site_config/{name}": text for name, text in files.items()})
    found = findings({path: f"---\n{front}\n---\n# Points\n"}, "fields/*", config=config)
    return [f"{finding.rule} {finding.severity}" for finding in found]


def test_a_draft_of_a_type_of_its_own_weighs_in_full() -> None:
    assert weighed("") == ["fields/not-allowed error"]


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ("{rules: fields/not-allowed, severity: warning}", ["fields/not-allowed warning"]),
        ("{rules: [fields/*], severity: info}", ["fields/not-allowed info"]),
        ("{rules: [fields], severity: 'off'}", []),
        ("{rules: [fields], severity: off}", []),
        ("{rules: [fields/missing], severity: off}", ["fields/not-allowed error"]),
        ("{rules: fields, when: {status: Draft}, severity: off}", []),
        ("{rules: fields, when: {status: Final}, severity: off}", ["fields/not-allowed error"]),
        (
            "{rules: fields, severity: off}, {rules: fields, when: {lang: en}, severity: info}",
            ["fields/not-allowed info"],
        ),
        ("{rules: fields, when: {lang: en}, severity: info}, {rules: fields, severity: off}", []),
    ],
)
def test_the_last_line_that_speaks_of_a_rule_and_a_document_counts(severities: str, expected: list[str]) -> None:
    assert weighed(severities) == expected


def test_documents_in_a_folder_may_be_exempt() -> None:
    line = "{rules: fields, when: {path: 'old/**'}, severity: off}"
    assert weighed(line, path="old/2019/1.md") == []
    assert weighed(line, path="new/1.md") == ["fields/not-allowed error"]


def test_a_type_says_more_than_the_project() -> None:
    assert weighed("", rules="fields/not-allowed: off") == []
    assert weighed("{rules: fields, when: {status: Draft}, severity: info}", rules="fields/not-allowed: off") == [
        "fields/not-allowed info"
    ]
    assert weighed("{rules: fields, when: {status: Final}, severity: info}", rules="fields/not-allowed: off") == []
    assert weighed("{rules: fields, severity: off}", rules="fields/not-allowed: error") == []


def test_a_rule_that_does_not_exist_is_reported_where_it_is_named(tmp_path: Path) -> None:
    kind = f"{TYPE}severities:\n  - {{rules: [fields/missing, field/mising], severity: off}}\n"
    (tmp_path / "site_config/types").mkdir(parents=True)
    (tmp_path / "site_config/project.yml").write_text("types: [rfc]\n", encoding="utf-8")
    (tmp_path / "site_config/types/rfc.yml").write_text(kind, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        check_severities(load(tmp_path), all_rules())
    (fault,) = raised.value.faults
    assert (fault.message, fault.line) == ("no rule is called `field/mising`", kind.count("\n"))
    assert "Did you mean `fields/missing`?" in fault.hint
