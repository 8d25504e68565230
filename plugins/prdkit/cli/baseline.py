"""To take known findings from a file, and to write what is found into one."""

import os
from dataclasses import replace
from pathlib import Path

import click

from prdkit.check.baseline import NEVER, written
from prdkit.check.finding import Finding
from prdkit.config.config import Config, read_baseline
from prdkit.link.site import Site
from prdkit.scaffold.refused import Refused


def with_baseline(config: Config, given: Path) -> Config:
    """The configuration with the baseline of the command line."""
    whole = given.resolve()
    name = whole.relative_to(config.root).as_posix() if whole.is_relative_to(config.root) else given.as_posix()
    return replace(config, baseline=read_baseline(given, name))


def must_be_whole(**narrowing: object) -> None:
    """Refuse to write a baseline of a part, which would forget the rest, or together with other work."""
    given = [f"--{name}" if name != "paths" else "PATH" for name, value in narrowing.items() if value]
    if given:
        what = f"`--write-baseline` writes what is found everywhere, which {', '.join(given)} would narrow or change"
        raise Refused(what, "Call it alone: `prd check --write-baseline FILE`.")


def write(findings: list[Finding], site: Site, path: Path) -> int:
    """Write a baseline and say how much is in it; the file is there whole or as it was."""
    if path.is_dir():
        raise Refused(f"`{path}` is a folder", "Name a file, such as `prd-baseline.json`.")
    if not path.parent.is_dir():
        raise Refused(f"the folder of `{path}` does not exist", "Make it, or name a file in the project.")
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)  # It may be a link, and lead anywhere.
    try:
        beside.write_text(written(findings, site), encoding="utf-8", newline="\n")
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    number = sum(finding.rule.partition("/")[0] not in NEVER for finding in findings)
    click.echo(f"{number} finding{'s' * (number != 1)} written to {path}", err=True)
    return 0
