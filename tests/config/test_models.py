"""To test that a team's models of shared work are read, and what is wrong with them is said at its place."""

from pathlib import Path

import pytest

from prdkit.config.config import ConfigError, load


def faults(folder: Path, text: str) -> list[tuple[int, str, str]]:
    """Line, message and hint of everything wrong in a team's own collaboration.yml."""
    (folder / "site_config").mkdir()
    (folder / "site_config" / "collaboration.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load(folder)
    assert {fault.path for fault in raised.value.faults} == {"site_config/collaboration.yml"}
    return [(fault.line, fault.message, fault.hint) for fault in raised.value.faults]


def test_the_first_model_holds_where_none_is_named() -> None:
    shared = load(None).collaboration
    assert [shared.model(name) for name in ("", "DACI", "MOCHA")] == [
        shared.models["RACI"],
        shared.models["DACI"],
        None,
    ]


def test_a_duty_is_one_that_the_rules_know(tmp_path: Path) -> None:
    text = "models:\n  RACI:\n    letters:\n      R: {duty: work}\n"
    assert faults(tmp_path, text) == [
        (4, "`models.RACI.letters.R.duty: work` is not one of its values", "Did you mean `works`?")
    ]


def test_stages_and_types_are_those_of_the_project(tmp_path: Path) -> None:
    text = "stages:\n  prd: [define, lunch]\n  lanch: [launch]\nsupport: {stage: lanch}\n"
    assert faults(tmp_path, text) == [
        (2, "`lunch` is not a stage of process.yml", "Did you mean `launch`?"),
        (3, "`lanch` is not a type of site_config/types", "Did you mean `launch`?"),
        (4, "`lanch` is not a stage of process.yml", "Did you mean `launch`?"),
    ]
