"""To make a new project from the command line: `prd init`."""

import re
import shlex
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from prdkit.cli.project import as_of_option, today
from prdkit.config.fields import LANGUAGES
from prdkit.scaffold.project import Written, write
from prdkit.scaffold.refused import Refused
from prdkit.scaffold.templates import printable

_LINES = (
    (r"^docs_dir:\s*[\"']?prd[\"']?\s*(#|$)", "docs_dir: prd"),
    (r"^\s*-\s*[\"']?prd\b|^plugins:.*\bprd\b", "plugins:\n  - search\n  - prd"),
)
"""What MkDocs must be told, each with the pattern of a mkdocs.yml that says so."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of the project.")
@click.option("--name", metavar="WORDS", help="Name of the site; else the folder's.")
@as_of_option
def init(folder: Path, lang: str, name: str | None, as_of: date | None) -> None:
    """Make a repository in DIR that checks and builds at once, with one example of each document.

    Files that are there already are left as they are.
    """
    title = folder.resolve().name if name is None else name.strip()
    if not title or not printable(title):
        raise Refused("the name is empty or holds a control character", 'Give one, such as `--name "Points team"`.')
    written = write(folder, lang, title, as_of or today())
    _tell(folder, written)


def _tell(folder: Path, written: Written) -> None:
    number = len(written.made)
    click.echo(f"{number} file{'s' * (number != 1)} written to {folder}/")
    for path in written.kept:
        click.echo(f"  left as it was: {path}")
    if not written.made:
        return
    click.echo("\nNext:")
    for step in _steps(folder):
        click.echo(f"  {step}")
    if "mkdocs.yml" in written.kept:
        _tell_lines(folder / "mkdocs.yml")


def _steps(folder: Path) -> Iterator[str]:
    if str(folder) != ".":
        yield f"cd {shlex.quote(str(folder))}"
    here = folder.resolve()
    if not any((above / ".git").exists() for above in (here, *here.parents)):
        yield 'git init -b main && git add . && git commit -m "First documents"'
    yield from ("pip install -r requirements.txt", "prd check", "mkdocs serve")


def _tell_lines(path: Path) -> None:
    """Say what a mkdocs.yml that was there before lacks."""
    text = path.read_text(encoding="utf-8", errors="replace")
    lacking = [lines for pattern, lines in _LINES if not re.search(pattern, text, re.MULTILINE)]
    if lacking:
        click.echo("\nFirst add to mkdocs.yml, which was left as it was:")
        click.echo(textwrap.indent("\n".join(lacking), "  "))
