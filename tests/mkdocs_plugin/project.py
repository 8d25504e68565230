"""To build a small project with MkDocs in a temporary folder, for tests."""

import os
import subprocess
import sys
from pathlib import Path

MKDOCS = """
site_name: Test
docs_dir: prd
theme: {name: material, font: false, language: LANGUAGE}
plugins:
  - search
  - prd
markdown_extensions: [attr_list, tables, toc, pymdownx.superfences]
validation: {links: {anchors: warn}}
"""
ORG = """
departments: {product: {label: Product}, ops: {label: Operations}, cs: {label: Support}}
people: {pm.lead: {dept: product}, growth.ops: {dept: ops}}
products: {PROD-app: {label: App}}
"""
PRD = """---
id: PRD-2026-001
title: {title}
status: draft
owner: pm.lead
created: 2026-01-12
profile: lite
{more}---
{body}"""


def prd(
    body: str = "## Background & problem\n\nGuests forget their points.\n", *, title: str = "Points", more: str = ""
) -> str:
    """A small PRD."""
    return PRD.format(title=title, more=more and more.rstrip("\n") + "\n", body=body)


def project(folder: Path, files: dict[str, str], *, language: str = "en") -> Path:
    """A project with the given files, paths relative to its root."""
    whole = {
        "mkdocs.yml": MKDOCS.replace("LANGUAGE", language),
        "site_config/project.yml": "as_of: 2026-06-15\nlang: en\n",
        "site_config/org.yml": ORG,
        "prd/index.md": "# Home\n",
        **files,
    }
    for path, text in whole.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode("utf-8"))
    return folder


def build(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build` there and return what it said."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8")


def page(folder: Path, path: str) -> str:
    """The HTML of a built page."""
    return (folder / "site" / path / "index.html").read_text(encoding="utf-8")
