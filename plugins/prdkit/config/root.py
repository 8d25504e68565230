"""To find the folder of the project that a file lies in."""

from pathlib import Path

MARKS = ("site_config/project.yml", "mkdocs.yml", ".git")
"""What shows that a folder is a project, any one of them."""


def nearest(start: Path) -> Path | None:
    """The nearest folder at a path or above that is a project."""
    return next((folder for folder in (start, *start.parents) if any((folder / mark).exists() for mark in MARKS)), None)
