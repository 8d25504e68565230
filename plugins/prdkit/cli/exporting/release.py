"""To export a release from the command line: `prd export release`."""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from prdkit.cli.project import as_of_option, open_project, project_option
from prdkit.cli.readers import readers_option
from prdkit.scaffold.refused import Refused


@click.command()
@click.argument("release_id", metavar="ID")
@click.option("--format", "forms", multiple=True, metavar="NAME", help="What to write; several times; else all.")
@click.option("--audience", "audiences", multiple=True, metavar="NAME", help="For whom; several times; else for all.")
@click.option("--lang", "langs", multiple=True, metavar="LANG", help="In which language; several times; else in all.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write to DIR/ID/NAME/; else one file goes to standard output.",
)
@click.option("--site-url", default="", metavar="URL", help="Where the site stands, for links to documents.")
@readers_option
@as_of_option
@project_option
def release(
    release_id: str,
    forms: tuple[str, ...],
    audiences: tuple[str, ...],
    langs: tuple[str, ...],
    output: Path | None,
    site_url: str,
    readers: str,
    as_of: date | None,
    project: Path | None,
) -> int:
    """Write what a release tells its readers: notes, changelog, texts of stores, mails, feeds.

    ID is the id of a release, such as `REL-5.2.0`, or its version. An error in what is told holds back every
    format that tells it: nothing is cut or left out in silence.
    """
    from prdkit.cli.exporting.sending import Asked, run

    return run(Asked(release_id, forms, audiences, langs, output, site_url, readers), open_project(project), as_of)


def named(what: str, given: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    """The names that were given, in the order of those there are; all where none was. Refused for any other."""
    names = list(known)
    for word in given:
        if word not in names:
            close = get_close_matches(word, names, 1, cutoff=0.5)
            folded = [name for name in names if name.casefold() == word.casefold()]
            meant = (folded or close or [""])[0]
            hint = f"Did you mean `{meant}`?" if meant else f"There are {', '.join(f'`{name}`' for name in names)}."
            raise Refused(f"`{word}` is not {what}", hint)
    return tuple(name for name in names if name in given) if given else tuple(names)
