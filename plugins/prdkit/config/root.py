"""To find the folder of the project that a file lies in."""

from pathlib import Path

MARKS = ("site_config/project.yml", "mkdocs.yml", ".git")
"""What shows that a folder is a project, any one of them."""


def nearest(start: Path) -> Path | None:
    """The nearest folder at a path or above that is a project."""
    return next((folder for folder in (start, *start.parents) if _is_project(folder)), None)


def _is_project(folder: Path) -> bool:
    """Whether a folder has one of the marks. Where all of a project is documents, mkdocs.yml stands in site_config."""
    marks = MARKS[2:] if folder.name == "site_config" else MARKS
    return any((folder / mark).exists() for mark in marks)


def of_builder(file: Path, docs_dir: Path) -> Path:
    """The project that a mkdocs.yml builds: its folder, or the one above it that holds the documents."""
    if docs_dir.is_relative_to(file.parent) and docs_dir != file.parent:
        return file.parent
    above = (folder for folder in file.parents if docs_dir.is_relative_to(folder))
    return next((folder for folder in above if (folder / MARKS[0]).is_file()), file.parent)
