"""To write JSON Schema for editors from the command line: `prd schema`."""

import sys
from difflib import get_close_matches
from pathlib import Path

import click

from prdkit.cli.project import find_root, open_project, project_option, today
from prdkit.config.config import Config, load
from prdkit.config.fields import LANGUAGES
from prdkit.link.site import read_site
from prdkit.scaffold.refused import Refused
from prdkit.scaffold.schema.files import SchemaFile, catalogue, stale, text, texts, write


@click.command()
@click.argument("name", metavar="TYPE", required=False)
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help="Write all schemas there.")
@click.option("--check", is_flag=True, help="Write nothing; fail where a file of --output is out of date.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of descriptions; else the project's.")
@click.option("--ids", is_flag=True, help="Let editors complete the ids of the documents that there are now.")
@project_option
def schema(
    name: str | None, output: Path | None, check: bool, lang: str | None, ids: bool, project: Path | None
) -> int:
    """Write JSON Schema for the front matter of documents and the files of site_config.

    TYPE is a type of document or a kind of file: its schema is printed. Without TYPE and --output, all are listed.
    """
    if name is not None and output is not None:
        raise Refused("`--output` writes all schemas", f"For one: `prd schema {name} > FILE`.")
    if check and output is None:
        raise Refused(
            "`--check` needs a folder to look at", "For example `prd schema --output .vscode/schemas --check`."
        )
    config = open_project(project) if ids else load(find_root(project))
    words, known = lang or config.lang, _ids(config) if ids else {}
    if name is not None:
        sys.stdout.write(text(_named(name, catalogue(config)), config, words, known))
    elif output is None:
        _list(catalogue(config))
    elif check:
        return _compare(output, texts(config, words, known))
    else:
        changed = write(output, texts(config, words, known))
        click.echo(f"{len(catalogue(config))} schemas in {output}/, {changed} of them new or changed")
    return 0


def _ids(config: Config) -> dict[str, str]:
    return {d.id: d.type.name for d in read_site(config, today()).by_id.values() if d.has_id}


def _named(name: str, known: tuple[SchemaFile, ...]) -> SchemaFile:
    found = next((entry for entry in known if entry.name == name), None)
    if found is not None:
        return found
    close = get_close_matches(name, [entry.name for entry in known], 1)
    hint = f"Did you mean `{close[0]}`? " if close else ""
    raise Refused(f"there is no schema of `{name}`", f"{hint}`prd schema` lists all.")


def _list(known: tuple[SchemaFile, ...]) -> None:
    width = max(len(entry.name) for entry in known) + 2
    for entry in known:
        click.echo(f"{entry.name:<{width}}{entry.describes}")


def _compare(folder: Path, wanted: dict[str, str]) -> int:
    found = stale(folder, wanted)
    for name, what in found.items():
        click.echo(f"{(folder / name).as_posix()}: {what}")
    if found:
        click.echo(f"To write them again: prd schema --output {folder.as_posix()}")
    else:
        click.echo(f"{len(wanted)} schemas in {folder.as_posix()}/ are up to date")
    return int(bool(found))
