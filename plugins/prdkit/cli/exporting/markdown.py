"""To export a site from the command line as plain Markdown: `prd export markdown`."""

from datetime import date
from pathlib import Path

import click

from prdkit.cli.project import as_of_option, open_project, project_option


@click.command()
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    required=True,
    help="Where to write: an empty folder, or one that was written before.",
)
@click.option("--name", default="", metavar="NAME", help="What the site is called; else what its folder is called.")
@click.option(
    "--audience",
    type=click.Choice(("internal", "partner", "public")),
    default="internal",
    help="For whom: what is not for them is left out (internal: everything).",
)
@click.option("--reference", default="", metavar="FOLDER", help="Also pages of rules, types and blocks, in FOLDER.")
@as_of_option
@project_option
def markdown(output: Path, name: str, audience: str, reference: str, as_of: date | None, project: Path | None) -> int:
    """Write the whole site as plain Markdown, for any site generator.

    Ids become links, tables of the front matter tables of Markdown, state machines pictures, and generated pages
    files like all others. DIR also gets a `mkdocs.yml` and a `zensical.toml` to build it with.
    """
    from prdkit.cli.exporting.plainly import Asked, run

    return run(open_project(project), Asked(output, name, audience, reference), as_of)
