"""Small projects on disk, and `prd` run in them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from textwrap import dedent
from unittest.mock import patch

from prdkit.cli.main import main

_OURS = ("NO_COLOR", "PRD_DEBUG", "SOURCE_DATE_EPOCH")

PRD = """\
---
id: PRD-2026-001
title: 积分系统
status: draft
owner: pm.lead
created: 2026-06-12
---
"""

ORG = """\
people:
  pm.lead: {dept: product, label: {en: Product lead, zh-Hans: 产品负责人}}
  growth.ops: {dept: ops}
products: {PROD-app: {label: App}, PROD-web: {label: Web}}
"""


@dataclass(frozen=True)
class Result:
    """What a run of `prd` left behind."""

    code: int
    out: str
    err: str


def project(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """A project with one clean draft, and the files given beside it or in its place."""
    own = {"site_config/project.yml": "as_of: 2026-06-15\n", "site_config/org.yml": ORG}
    texts = {**own, "prd/prds/PRD-2026-001.md": PRD, **(files or {})}
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder


def prd(*arguments: str, cwd: Path, **environment: str) -> Result:
    """`prd` called in a folder, with variables set; what it writes is no terminal and no UTF-8 by itself."""
    out, err = (TextIOWrapper(BytesIO(), encoding="ascii") for _ in range(2))
    quiet = {name: value for name, value in os.environ.items() if name not in _OURS}
    surroundings = patch.dict(os.environ, quiet | environment, clear=True)
    with chdir(cwd), surroundings, redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    out.flush()
    err.flush()
    return Result(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))


def process(*arguments: str, cwd: Path, **environment: str) -> Result:
    """`prd` in a process of its own."""
    quiet = {name: value for name, value in os.environ.items() if name not in _OURS}
    command = [sys.executable, "-m", "prdkit", *arguments]
    done = subprocess.run(command, cwd=cwd, env=quiet | environment, capture_output=True, check=False)
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
