"""To make a new project from the command line: `prd init`."""

import re
import shlex
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from prdkit.cli.adopting import adopt
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
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR", required=False)
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of the project; `en`, or what old documents are in."
)
@click.option("--name", metavar="WORDS", help="Name of the site; else the folder's.")
@click.option(
    "--from",
    "documents",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Propose a configuration that fits the documents in a folder, in DIR or in the project around.",
)
@click.option("--force", is_flag=True, help="With --from: write over files of site_config that are there already.")
@as_of_option
def init(
    folder: Path | None, lang: str | None, name: str | None, documents: Path | None, force: bool, as_of: date | None
) -> None:
    """Make a repository in DIR that checks and builds at once, with one example of each document.

    Files that are there already are left as they are. With --from, old documents stay as they are too: what is
    written is a site_config that describes them.
    """
    title = None if name is None else name.strip()
    if title is not None and (not title or not printable(title)):
        raise Refused("the name is empty or holds a control character", 'Give one, such as `--name "Points team"`.')
    if documents is not None:
        adopt(folder, documents, name=title or "", lang=lang or "", force=force)
        return
    if folder is None:
        raise click.UsageError("Missing argument 'DIR'.")
    if force:
        raise click.UsageError("--force belongs to --from DIR.")
    title = folder.resolve().name if title is None else title
    if not title or not printable(title):
        raise Refused("the name is empty or holds a control character", 'Give one, such as `--name "Points team"`.')
    written = write(folder, lang or "en", title, as_of or today())
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
