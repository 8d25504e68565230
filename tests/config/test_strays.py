"""Configuration that nothing would read, or that names nothing, is told with its place."""

from pathlib import Path

import pytest

from prdkit.config.config import ConfigError, load


def said(folder: Path, files: dict[str, str]) -> str:
    for path, text in files.items():
        (folder / "site_config" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site_config" / path).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load(folder)
    return str(error.value)


def test_a_misspelt_file_name_is_told(tmp_path: Path) -> None:
    told = said(tmp_path, {"projekt.yml": "lang: en\n", "type/story.yml": "type: story\n"})
    assert "site_config/projekt.yml:1:1: nothing reads a file of this name" in told
    assert "Did you mean `site_config/project.yml`?" in told
    assert "Did you mean `site_config/types/story.yml`?" in told


def test_a_person_of_no_department_is_told(tmp_path: Path) -> None:
    told = said(tmp_path, {"org.yml": "people:\n  jo: {dept: produkt}\n"})
    assert "site_config/org.yml:2:14: `produkt` is not a department of this file" in told
    assert "Did you mean `product`?" in told


def test_a_folder_outside_the_project_is_told(tmp_path: Path) -> None:
    assert "site_config/project.yml:1:11: `docs_dir: ..` leads out of the project" in said(
        tmp_path, {"project.yml": "docs_dir: ..\n"}
    )


def test_a_project_without_people_of_its_own_has_none_of_the_demo(tmp_path: Path) -> None:
    (tmp_path / "site_config").mkdir()
    config = load(tmp_path)
    assert not config.org.people
    assert not config.org.products
    assert "product" in config.org.departments
