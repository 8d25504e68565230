"""To tell what differs between two revisions from the command line: `prd diff`."""

from pathlib import Path

import click

from prdkit.cli.project import open_project, project_option
from prdkit.compare.formats import names
from prdkit.config.fields import LANGUAGES

_PATHS = "prdkit.paths"


class _WithPaths(click.Command):
    """A command whose words behind `--` are paths, as git has it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the paths apart before the options are read."""
        if "--" in args:
            at = args.index("--")
            ctx.meta[_PATHS] = tuple(args[at + 1 :])
            args = args[:at]
        return super().parse_args(ctx, args)


@click.command(cls=_WithPaths)
@click.argument("revisions", nargs=-1, required=True, metavar="REV [REV] [-- PATH…]")
@click.option("--only", multiple=True, metavar="ID", help="Documents of this id only; may be given again.")
@click.option("--format", "form", type=click.Choice(names()), default="text", help="How to write; else text.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the changes there.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many characters; 0 for no limit.")
@click.option("--rest-url", default="", metavar="URL", help="Where to read what --limit leaves out.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of the words; else the project's.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything differs.")
@project_option
@click.pass_context
def diff(
    ctx: click.Context,
    revisions: tuple[str, ...],
    only: tuple[str, ...],
    form: str,
    output: Path | None,
    limit: int | None,
    rest_url: str,
    lang: str | None,
    exit_code: bool,
    project: Path | None,
) -> int:
    """Tell what differs in the documents between two revisions.

    One REV is compared with the working tree, two with one another. `A..B` is the same as `A B`, and `A...B`
    begins where B left A. Statuses, dates, states, cells, metrics and sections are compared, not lines.
    """
    from prdkit.cli.diffing import Asked, run

    config = open_project(project)
    paths: tuple[str, ...] = ctx.meta.get(_PATHS, ())
    asked = Asked(revisions, only, paths, form, output, limit, rest_url, lang or config.lang)
    return int(run(asked, config) and exit_code)
