"""What is wrong with a project's own words is told with its place."""

from pathlib import Path

import pytest

from prdkit.config.config import ConfigError, load


def labels(folder: Path, text: str) -> Path:
    (folder / "site_config" / "labels").mkdir(parents=True)
    (folder / "site_config" / "labels" / "en.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_project_overlays_words_by_key(tmp_path: Path) -> None:
    config = load(labels(tmp_path, "path.normal: As planned\n"))
    assert config.label("path.normal", "en") == "As planned"
    assert config.label("path.timeout", "en") == "Timeout"


def test_a_broken_file_of_words_is_a_fault_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load(labels(tmp_path, "path.normal: a\npath.timeout: [b, c]\npath.normal: d\n"))
    said = str(error.value)
    assert "site_config/labels/en.yml:2:1: `path.timeout` is not text" in said
    assert "site_config/labels/en.yml:3:1: `path.normal` is given twice" in said
