"""To tell what reached which status between two revisions: `prd release notes`."""

import json
from pathlib import Path

import click

from prdkit.blocks.views import Words
from prdkit.cli.project import open_project, project_option
from prdkit.compare.revisions import Ends, between
from prdkit.config.audiences import rank
from prdkit.config.fields import LANGUAGES
from prdkit.history.git import GitError
from prdkit.history.repository import Repository
from prdkit.link.site import Site
from prdkit.render.exports import Sending
from prdkit.scaffold.refused import Refused
from prdkit.view.announcement import OUTSIDE
from prdkit.view.between import as_json, reached
from prdkit.view.notes import AUDIENCES

_SITES = {"user": "public", "partner": "partner"}
"""Whose sites hold the documents that readers outside may know of."""


@click.command()
@click.option("--between", "ends", nargs=2, required=True, metavar="REV REV", help="The older and the newer revision.")
@click.option("--format", "form", type=click.Choice(("json", "markdown", "text")), default="text", help="How to write.")
@click.option("--audience", type=click.Choice(AUDIENCES), default="internal", help="Whose notes; else `internal`.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of the words; else the project's.")
@project_option
def notes(ends: tuple[str, str], form: str, audience: str, lang: str | None, project: Path | None) -> None:
    """Tell which documents reached which status between two revisions, such as the tags of two releases.

    A PRD that came out between them is told with its notes for the audience.
    """
    config = open_project(project)
    try:
        repository = Repository.find(config.root)
        found = between(repository, config, Ends(*map(repository.resolve, ends)))
    except GitError as error:
        raise Refused(error.message, error.hint) from None
    if audience in OUTSIDE:
        # Readers outside are told of no document that is not for them, whatever it became.
        least = rank(_SITES[audience])
        found = tuple(one for one in found if one.new is not None and rank(one.new.audience) >= least)
    words = Words(config, lang or config.lang)
    view = reached(found, ends, words, audience)
    if form == "json":
        click.echo(json.dumps(as_json(view), ensure_ascii=False, indent=2))
        return
    documents = tuple(one.new for one in found if one.new is not None)
    site = Site(config, documents, (), view.day)
    template = {"markdown": "between.md.j2", "text": "between.txt.j2"}[form]
    sending = Sending(site, words, inside=audience not in OUTSIDE)
    click.echo(sending.render(f"exports/{template}", view=view), nl=False)
