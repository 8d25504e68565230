"""To write a new document from the command line: `prd new`."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import click

from prdkit.cli.project import as_of_option, open_project, project_option, today
from prdkit.cli.terminal import complain
from prdkit.config.config import Config
from prdkit.config.fields import LANGUAGES, say
from prdkit.history.author import Author, author
from prdkit.link.site import read_site
from prdkit.scaffold.document import Draft, checked_title, write
from prdkit.scaffold.refused import Refused

_SHOWN = 20


@click.command()
@click.argument("type_name", metavar="TYPE")
@click.option("--title", required=True, help="One line that a reader recognises in a list.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the document; else the project's.")
@click.option("--owner", metavar="HANDLE", help="Who answers for it; else git's user.")
@click.option("--profile", help="How much it must hold; else the type's default.")
@click.option("--version", metavar="X.Y.Z", default="", help="Version, for types whose ids carry it.")
@click.option("--slug", metavar="WORDS", default="", help="Words for the file name; else those of the title.")
@as_of_option
@project_option
def new(
    type_name: str,
    title: str,
    lang: str | None,
    owner: str | None,
    profile: str | None,
    version: str,
    slug: str,
    as_of: date | None,
    project: Path | None,
) -> None:
    """Write a new document of TYPE with the next free id, and print its path.

    TYPE is `prd`, `launch` or `release`, or a type of your own: a file of site_config/types/.
    """
    config = open_project(project)
    kind = config.types.get(type_name)
    if kind is None:
        raise _unknown("type", type_name, config.types)
    if profile is not None and profile not in kind.profiles:
        raise _unknown("profile", profile, kind.profiles)
    if slug and not re.fullmatch(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*", slug):
        hint = "For example `--slug points-mall`."
        raise Refused(f"the slug `{slug}` is not words of Latin letters and digits", hint)
    day = as_of or config.as_of or today()
    draft = Draft(
        type=kind,
        title=checked_title(title),
        owner=_owner(owner, config),
        day=day,
        lang=lang or config.lang,
        profile=profile or kind.default_profile,
        version=version,
        slug=slug,
    )
    path = write(draft, read_site(config, day))
    here = Path.cwd().resolve()
    click.echo(path.relative_to(here) if path.is_relative_to(here) else path)


def _unknown(what: str, word: str, known: Iterable[str]) -> Refused:
    names = list(known)
    close = get_close_matches(word, names, 1)
    listed = ", ".join(f"`{name}`" for name in names)
    hint = f"Did you mean `{close[0]}`?" if close else f"There are {listed}."
    return Refused(f"`{word}` is not a {what}", hint)


def _owner(given: str | None, config: Config) -> str:
    people = config.org.people
    if given is not None:
        if people and given not in people:
            raise _unknown("person of site_config/org.yml", given, people)
        return given
    known = author(config.root)
    handle = match(known, config)
    if handle:
        return handle
    if not known.name:
        raise Refused("git knows no user here who could own the document", "Name one with `--owner HANDLE`.")
    if people:
        listed = _listed(people)
        complain(f"`{known.name}` (git's user) is no handle of site_config/org.yml; set `owner:` to one: {listed}")
    return known.name


def _listed(people: Collection[str]) -> str:
    return ", ".join(f"`{handle}`" for handle in islice(people, _SHOWN)) + ", …" * (len(people) > _SHOWN)


def match(known: Author, config: Config) -> str:
    """The handle of the person whom git calls so: by `email` of org.yml, else by handle, else by the words of the role.

    A handle is recognised in the mail address before its `@`, and in the name.
    """
    people = config.org.people
    mail = known.email.casefold()
    stated = next((handle for handle, person in people.items() if mail and person.email.casefold() == mail), "")
    if stated:
        return stated
    local = mail.partition("@")[0].partition("+")[0]
    name = known.name.casefold()
    wanted = {local, name, re.sub(r"\s+", ".", name)} - {""}
    for handle, person in people.items():
        words = {say(person.label, lang).casefold() for lang in LANGUAGES}
        if handle.casefold() in wanted or name in words:
            return handle
    return ""
