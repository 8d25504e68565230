"""To move a document to another status from the command line: `prd advance`."""

import shlex
import sys
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from prdkit.advance.gaps import as_it_stands, gaps
from prdkit.advance.move import Made, Move, make, why
from prdkit.blocks.catalogue import all_rules
from prdkit.check.excerpt import safe
from prdkit.check.finding import Finding
from prdkit.check.formats import names, writer
from prdkit.check.severities import check_severities
from prdkit.cli.new import match
from prdkit.cli.project import as_of_option, in_repository, open_project, project_option, today
from prdkit.cli.terminal import colours
from prdkit.config.config import Config
from prdkit.edit.disk import replace_file
from prdkit.edit.splices import Unsafe
from prdkit.history.author import author
from prdkit.link.site import Site, read_site
from prdkit.model.document import Document
from prdkit.scaffold.refused import Refused
from prdkit.scaffold.sign_off import void_file
from prdkit.scaffold.templates import printable


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--to", metavar="STATUS", help="The status to move to; else the next one on the line.")
@click.option("--reason", metavar="TEXT", default="", help="Why, for steps back and off the line.")
@click.option("--by", metavar="HANDLE", help="Who decided; else git's user.")
@click.option("--write", is_flag=True, help="Make the move when nothing at the level of an error is missing.")
@click.option("--format", "form", type=click.Choice(names()), default="text", help="How to write findings; else text.")
@as_of_option
@project_option
def advance(
    document_id: str,
    to: str | None,
    reason: str,
    by: str | None,
    write: bool,
    form: str,
    as_of: date | None,
    project: Path | None,
) -> int:
    """Say what a document lacks for its next status, and make the move with --write.

    The document is checked as if it had that status already. Without --write nothing is changed.
    """
    config = open_project(project)
    check_severities(config, all_rules())
    day = as_of or config.as_of or today()
    site = read_site(config, day)
    document = _document(document_id, site)
    status = _status(to, document)
    _can_be_told(document)
    move = Move(document, status, day, _by(by, config), _words(reason))
    if move.needs_reason and move.reason and not move.takes_reason:
        hint = "Add a field `status_reason` to it, or `status: {reason: brackets}`; or make the change by hand."
        raise Refused(f"a {document.type.name} has no place for a reason", hint)
    if move.needs_reason and move.reason and not move.by and document.type.common:
        raise Refused(
            "nobody here is a person of site_config/org.yml, by git's user", "Say who decided with `--by HANDLE`."
        )
    path = config.root / document.path
    data = path.read_bytes()
    try:
        made = make(move, data)
        after, found = gaps(move, made, site, all_rules())
        void = ""
        is_free = not any(finding.severity == "error" for finding in found)
        if write and is_free:
            replace_file(path, data, made.data, config.root / config.docs_dir)
            void = void_file(site, document, day, why(move)) if move.voids_sign_offs else ""
    except Unsafe as error:
        raise Refused(f"{document.path}: {error.message}", error.hint) from None
    if not (write and is_free):
        after, found = site, as_it_stands(found, move, made)
    found.sort(key=lambda finding: finding.place)
    _tell(found, after, form, _verdict(move, made, found, write=write, void=void))
    return int(not is_free)


def _document(word: str, site: Site) -> Document:
    document = site.by_id.get(word)
    if document is None and word in site.former:
        raise Refused(f"`{word}` is called `{site.former[word].id}` now", "Name it by that id.")
    if document is None:
        near = site.near(word)
        listed = "`prd check` says what is wrong with its file." if word in site.held else ""
        hint = (
            f"Did you mean `{near}`?"
            if near
            else listed or f"Give the id of a document, such as `{min(site.by_id, default='PRD-2026-001')}`."
        )
        told = "could not be read" if word in site.held else "is the id of no document"
        raise Refused(f"`{word}` {told}", hint)
    if document.source.is_lost:
        raise Refused(f"the front matter of {document.path} could not be read", "`prd check` says why.")
    return document


def _can_be_told(document: Document) -> None:
    """Refuse a document whose status stands where it cannot be written."""
    if document.source.beside is not None:
        told = f"the status of {document.path} stands in {document.source.beside.path}, which is not written to"
        raise Refused(told, "Change it by hand, and run `prd check`.")
    key = document.key("status")
    if key not in document.type.fields and "." in key:
        raise Refused(f"the status of {document.path} stands inside another key, `{key}`", "Change it by hand.")


def _status(given: str | None, document: Document) -> str:
    """The status to move to; refused where there is no such one, or none comes next."""
    kind, status = document.type, document.status
    if not kind.statuses:
        raise Refused(f"a {kind.name} has no statuses", f"They stand under `statuses` in {kind.path}.")
    if given is None:
        ahead = kind.line[kind.line.index(status) + 1 :][:1] if status in kind.line else ()
        if not ahead:
            ways = ", ".join(f"`{name}`" for name in kind.edges(status))
            told = f"Name one with `--to`: {ways}." if ways else "No step leads on from there."
            raise Refused(f"no status comes after `{status}`, where `{document.id}` stands", told)
        return ahead[0]
    if given not in kind.statuses:
        close = get_close_matches(given, kind.statuses, 1)
        listed = ", ".join(f"`{name}`" for name in kind.statuses)
        raise Refused(
            f"`{given}` is not a status of a {kind.name}",
            f"Did you mean `{close[0]}`?" if close else f"There are {listed}.",
        )
    if given == status:
        raise Refused(
            f"`{document.id}` has the status `{status}` already", "To see what it lacks there, run `prd check`."
        )
    return given


def _by(given: str | None, config: Config) -> str:
    """The handle of who moves the document: the one given, else the person whom git's user is, else nobody."""
    people = config.org.people
    if given is None:
        return match(author(config.root), config)
    if people and given not in people:
        close = get_close_matches(given, people, 1)
        listed = ", ".join(f"`{handle}`" for handle in list(people)[:20])
        hint = f"Did you mean `{close[0]}`?" if close else f"There are {listed}."
        raise Refused(f"`{given}` is not a person of site_config/org.yml", hint)
    return given


def _words(reason: str) -> str:
    """A reason on one line, or Refused."""
    words = " ".join(reason.split())
    if not printable(words):
        raise Refused("the reason holds a control character", "Write it as plain text.")
    return words


def _verdict(move: Move, made: Made, found: Sequence[Finding], *, write: bool, void: str) -> str:
    """What came of it, in one sentence."""
    old, new, name = move.document.status, move.to, move.document.id
    errors = sum(finding.severity == "error" for finding in found)
    if errors:
        told = "; nothing was changed" if write else ""
        return f"{name} cannot go from `{old}` to `{new}`: {errors} error{'s' * (errors != 1)}{told}"
    if write:
        signed = f"; its sign-offs are void: {void}" if void else ""
        return f"{name}: {', '.join(made.done)}; written to {move.document.path}{signed}"
    call = ["prd", "advance", name, "--to", new, *_options(move), "--write"]
    signed = "; its sign-offs are void then" if move.voids_sign_offs else ""
    return f"{name} may go from `{old}` to `{new}`{signed}. To make the move: {shlex.join(call)}"


def _options(move: Move) -> list[str]:
    told = {"--reason": move.reason, "--by": move.by if move.needs_reason else ""}
    return [word for option, value in told.items() if value for word in (option, value)]


def _tell(found: list[Finding], site: Site, form: str, verdict: str) -> None:
    """Write the findings, and the verdict where a person reads it and no program stumbles over it."""
    if found or form != "text":
        options = {"rules": all_rules(), "base": in_repository(site.config.root), "colour": colours(sys.stdout)}
        sys.stdout.write(writer(form)(found, site, **options))
    click.echo(safe(verdict), err=form != "text")
