"""To find the project that a command is called for, and the day that counts as today."""

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

import click

from prdkit.config.config import Config, load
from prdkit.config.root import MARKS, nearest
from prdkit.scaffold.refused import Refused


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A day given on the command line, as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a click error that says what was wanted."""
        if isinstance(value, date):
            return value
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)):
            self.fail(f"`{value}` is not a date of the form YYYY-MM-DD.", param, ctx)
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"`{value}` is not a day of the calendar.", param, ctx)


project_option = click.option(
    "--project",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    metavar="DIR",
    help="The project's folder; else the nearest above with site_config/project.yml, mkdocs.yml or .git.",
)
as_of_option = click.option(
    "--as-of",
    type=Day(),
    metavar="DATE",
    help="The day that counts as today (YYYY-MM-DD).",
)


def find_root(given: Path | None, start: Path | None = None) -> Path:
    """The project's folder: the given one, else the nearest at `start` or above with one of `MARKS`."""
    if given is not None:
        return given.resolve()
    here = (start or Path.cwd()).resolve()
    folder = nearest(here)
    if folder is not None:
        return folder
    listed = ", ".join(f"`{mark}`" for mark in MARKS)
    raise Refused(
        f"no project in `{here}` or above it: none of {listed} is there",
        "Go to the project's folder, name it with `--project DIR`, or make one with `prd init DIR`.",
    )


def open_project(given: Path | None, start: Path | None = None, *, with_baseline: bool = True) -> Config:
    """The configuration of the project, whose folder of documents is there; with its baseline or without."""
    config = load(find_root(given, start), with_baseline=with_baseline)
    documents = config.root / config.docs_dir
    if not documents.is_dir():
        what = "is not a folder" if documents.exists() else "does not exist"
        raise Refused(
            f"the folder of documents `{config.docs_dir}/` {what} in `{config.root}`",
            "Make it, set `docs_dir:` in site_config/project.yml, or write a first project with `prd init`.",
        )
    source_date()
    return config


def source_date() -> date | None:
    """The day that SOURCE_DATE_EPOCH names, None where it is not set."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not told:
        return None
    if not (told.isdecimal() and told.isascii() and int(told) < 253_402_300_800):
        raise Refused(
            f"SOURCE_DATE_EPOCH is `{told}`, not a number of seconds since 1970",
            "Unset it, or set it to what `git log -1 --format=%ct` prints.",
        )
    return datetime.fromtimestamp(int(told), UTC).date()


def today() -> date:
    """The day to write into something new: SOURCE_DATE_EPOCH's, else today."""
    return source_date() or datetime.now(UTC).astimezone().date()


def in_repository(root: Path) -> str:
    """The project's folder as seen from the root of its repository; empty where they are the same."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            return "" if folder == root else root.relative_to(folder).as_posix()
    return ""
