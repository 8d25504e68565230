"""Repositories like those that teams have had for years, and `prd init --from` run in them."""

from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import yaml

from prdkit.cli.main import main
from prdkit.config.config import Config, load


def tree(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """`prd` called in a folder: its exit code and all that it said."""
    said = StringIO()
    with chdir(folder), redirect_stdout(said), redirect_stderr(said):
        code = main(arguments)
    return code, said.getvalue()


def adopt(folder: Path, files: Mapping[str, str | bytes], *arguments: str) -> str:
    """What `prd init --from .` says in a folder with files; its proposal loads without a fault."""
    code, said = run(tree(folder, files), "init", ".", "--from", ".", *arguments)
    assert code == 0, said
    load(folder)
    return said


def config(folder: Path) -> Config:
    """The configuration that was proposed."""
    return load(folder)


def proposed(folder: Path, name: str) -> dict[str, Any]:
    """The file of a type as it was written, as plain values."""
    made: dict[str, Any] = yaml.safe_load((folder / f"site_config/types/{name}.yml").read_text(encoding="utf-8"))
    return made


def text(folder: Path, name: str) -> str:
    """The file of a type as it was written."""
    return (folder / f"site_config/types/{name}.yml").read_text(encoding="utf-8")


def eip(number: int, more: str = "", status: str = "Final") -> str:
    """A proposal whose number stands in a key and in the file's name."""
    return (
        f"---\neip: {number}\ntitle: Proposal {number}\nauthor: A. Writer (@writer)\nstatus: {status}\n"
        f"type: Standards Track\ncreated: 2020-01-{number % 28 + 1:02}\n{more}---\n\n"
        "## Abstract\n\nA way to count.\n\n## Motivation\n\nNobody counts.\n\n"
        "## Specification\n\nCount by ones.\n\n## Copyright\n\nWaived.\n"
    )


def requirement(number: int, status: str = "草稿") -> str:
    """A requirement in Chinese, in a folder of its own."""
    day = f"2024-03-{number % 28 + 1:02}"
    return (
        f"---\n编号: REQ-{number:03}\n标题: 需求{number}\n状态: {status}\n负责人: 王小明\n创建日期: {day}\n---\n\n"
        "# 背景\n\n店员每天手工统计，容易出错。\n\n# 目标\n\n减少出错。\n\n# 方案\n\n自动统计。\n"
    )
