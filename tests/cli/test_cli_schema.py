"""`prd schema`: JSON Schema for editors, and whether the files on disk are still right."""

import json
from pathlib import Path

from calling import prd, project


def test_one_schema_is_printed(tmp_path: Path) -> None:
    result = prd("schema", "prd", "--lang", "zh-Hant", cwd=project(tmp_path))
    assert result.code == 0
    assert json.loads(result.out)["title"] == "產品需求文件"


def test_the_language_is_that_of_the_project(tmp_path: Path) -> None:
    folder = project(tmp_path, {"site_config/project.yml": "lang: zh-Hans\n"})
    assert json.loads(prd("schema", "prd", cwd=folder).out)["title"] == "产品需求文档"


def test_all_are_listed_with_what_they_describe(tmp_path: Path) -> None:
    lines = prd("schema", cwd=project(tmp_path)).out.splitlines()
    assert "prd            prd/prds/**/*.md" in lines
    assert "org            site_config/org.yml" in lines


def test_all_are_written_and_stay_up_to_date(tmp_path: Path) -> None:
    folder = project(tmp_path)
    first = prd("schema", "--output", "schemas", cwd=folder)
    assert first.code == 0
    number = len(list((folder / "schemas").iterdir()))
    assert first.out == f"{number} schemas in schemas/, {number} of them new or changed\n"
    assert (
        prd("schema", "--output", "schemas", cwd=folder).out
        == f"{number} schemas in schemas/, 0 of them new or changed\n"
    )
    assert prd("schema", "--output", "schemas", "--check", cwd=folder).code == 0


def test_a_link_in_the_place_of_a_schema_is_not_followed(tmp_path: Path) -> None:
    folder, other = project(tmp_path / "project"), tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    (folder / "schemas").mkdir()
    (folder / "schemas" / "org.schema.json").symlink_to(other)
    assert prd("schema", "--output", "schemas", cwd=folder).code == 0
    assert other.read_text(encoding="utf-8") == "mine"
    assert prd("schema", "--output", "schemas", "--check", cwd=folder).code == 0


def test_what_is_out_of_date_is_named_and_fails(tmp_path: Path) -> None:
    folder = project(tmp_path)
    prd("schema", "--output", "schemas", cwd=folder)
    (folder / "schemas" / "org.schema.json").unlink()
    (folder / "schemas" / "document-old.schema.json").write_text("{}\n")
    org = folder / "site_config" / "org.yml"
    org.write_text(org.read_text(encoding="utf-8").replace("growth.ops:", "growth.boss:"), encoding="utf-8")
    kept = {path.name: path.read_bytes() for path in (folder / "schemas").iterdir()}
    result = prd("schema", "--output", "schemas", "--check", cwd=folder)
    assert result.code == 1
    assert "schemas/document-prd.schema.json: is out of date\n" in result.out
    assert "schemas/org.schema.json: is missing\n" in result.out
    assert "schemas/document-old.schema.json: describes a type that is no more; delete it\n" in result.out
    assert result.out.endswith("To write them again: prd schema --output schemas\n")
    assert {path.name: path.read_bytes() for path in (folder / "schemas").iterdir()} == kept


def test_ids_are_offered_when_asked_for(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert (
        "PRD-2026-001"
        in json.loads(prd("schema", "prd", "--ids", cwd=folder).out)["definitions"]["id"]["anyOf"][0]["enum"]
    )
    assert "id" not in json.loads(prd("schema", "prd", cwd=folder).out)["definitions"]


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    result = prd("schema", "lunch", cwd=project(tmp_path))
    assert (result.code, result.out) == (2, "")
    assert result.err == "prd: there is no schema of `lunch`\n     Did you mean `launch`? `prd schema` lists all.\n"


def test_options_that_do_not_go_together_are_refused(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert "`--check` needs a folder to look at" in prd("schema", "--check", cwd=folder).err
    assert "`--output` writes all schemas" in prd("schema", "prd", "--output", "x", cwd=folder).err
    assert not (folder / "x").exists()


def test_a_wrong_configuration_is_said(tmp_path: Path) -> None:
    result = prd("schema", "prd", cwd=project(tmp_path, {"site_config/org.yml": "peple: {}\n"}))
    assert result.code == 2
    assert "site_config/org.yml:1:1" in result.err
