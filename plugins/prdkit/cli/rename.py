"""To give a document another id from the command line: `prd rename`."""

from pathlib import Path

import click

from prdkit.cli.project import open_project, project_option, today
from prdkit.link.site import read_site
from prdkit.rename.allowed import must_be_allowed, must_be_free, named
from prdkit.rename.disk import apply, others
from prdkit.rename.plan import Change, Plan, plan


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@project_option
def rename(old: str, new: str, dry_run: bool, project: Path | None) -> None:
    """Give the document OLD the id NEW: in its file, the file's name, and wherever it is named.

    The old id stays with the document as one that it had before. Links to it still work, and the site keeps a
    page at the old address that leads to the new one.
    """
    config = open_project(project)
    site = read_site(config, config.as_of or today())
    document = named(site, old)
    must_be_allowed(site, document, new)
    must_be_free(site, document, new)
    made = plan(site, document, new, others(config), lambda path: (config.root / path).read_bytes())
    if not dry_run:
        apply(config.root, made.changes)
    _tell(made, dry_run=dry_run)


def _tell(made: Plan, *, dry_run: bool) -> None:
    verb = "would be" if dry_run else "is now"
    click.echo(f"{made.renamed.old} {verb} {made.renamed.new}")
    for change in made.changes:
        click.echo(f"  {_told(change)}")
    if made.left:
        click.echo("The old id also stands in code, comments or text that is no link, which stay:")
        for left in made.left:
            click.echo(f"  {left.path}:{left.line}")


def _told(change: Change) -> str:
    places = f"{change.places} place{'s' * (change.places != 1)}" if change.places else ""
    if change.path == change.new_path:
        return f"{change.path}: {places}"
    return f"{change.path} → {change.new_path}" + (f": {places}" if places else "")
