"""To let a team add a block by one file, which names the types that carry it."""

from pathlib import Path

import pytest

from prdkit.config.config import Config, ConfigError, load
from prdkit.testing import DEFAULT_PATH, findings, prd, site

COSTS = """\
label: Running costs
types: [prd, launch]
section: resources
type: list
anchor: id
fields:
  id: {type: slug, required: true}
  monthly: {type: number, required: true}
"""
ROWS = "running_costs: [{id: RC1, monthly: 12000}]"


def loaded(folder: Path, files: dict[str, str]) -> Config:
    for name, text in files.items():
        path = folder / "site_config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(folder)


def faults(folder: Path, files: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        loaded(folder, files)
    return [str(fault) for fault in raised.value.faults]


def test_the_types_it_names_carry_it_after_their_own_blocks(tmp_path: Path) -> None:
    config, shipped = loaded(tmp_path, {"blocks/running_costs.yml": COSTS}), load(None)
    for name in ("prd", "launch"):
        assert [*config.types[name].blocks] == [*shipped.types[name].blocks, "running_costs"]
    assert config.types["release"].blocks.keys() == shipped.types["release"].blocks.keys()


def test_its_rows_are_checked_and_have_addresses(tmp_path: Path) -> None:
    config = loaded(tmp_path, {"blocks/running_costs.yml": COSTS})
    files = {DEFAULT_PATH: prd(ROWS)}
    assert findings(files, "fields/*", config=config) == []
    (document,) = site(files, config=config).documents
    assert document.bound("resources") == ("running_costs",)
    assert "RC1" in site(files, config=config).addresses(document)
    ((wrong),) = findings({DEFAULT_PATH: prd(ROWS.replace("12000", "much"))}, "fields/*", config=config)
    assert "`monthly: much` is not a number" in wrong.message


def test_a_type_that_does_not_carry_it_knows_no_such_key() -> None:
    (found,) = findings({DEFAULT_PATH: prd(ROWS)}, "fields/unknown")
    assert found.message == "unknown key `running_costs`"


def test_one_type_needs_no_list_and_a_section_may_show_it(tmp_path: Path) -> None:
    sections = "sections: {resources: {blocks: [running_costs, resources]}}"
    files = {"blocks/running_costs.yml": COSTS.replace("[prd, launch]", "prd"), "types/prd.yml": sections}
    assert loaded(tmp_path, files).types["prd"].homes["running_costs"] == "resources"


def test_a_block_that_the_type_lists_too_keeps_its_place_there(tmp_path: Path) -> None:
    files = {"blocks/sources.yml": "types: [prd]"}
    assert [*loaded(tmp_path, files).types["prd"].blocks] == [*load(None).types["prd"].blocks]


def test_a_type_that_is_not_there_is_a_fault_at_its_place(tmp_path: Path) -> None:
    files = {"blocks/running_costs.yml": COSTS.replace("launch", "lanch")}
    (fault,) = faults(tmp_path, files)
    assert fault.startswith("site_config/blocks/running_costs.yml:2:14: `lanch` is not a type of site_config/types")
    assert fault.endswith("Did you mean `launch`?")
