"""To compare two revisions for `prd diff`, whose modules no other command has to wait for."""

import sys
from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from typing import NamedTuple

import click

from prdkit.blocks.views import Words
from prdkit.cli.terminal import colours
from prdkit.compare.document import Comparison
from prdkit.compare.formats import writer
from prdkit.compare.listing import LEAST, Scope
from prdkit.compare.revisions import Ends, between
from prdkit.config.config import Config
from prdkit.history.git import GitError
from prdkit.history.repository import Repository
from prdkit.scaffold.refused import Refused


class Asked(NamedTuple):
    """What the caller of `prd diff` asked for."""

    revisions: tuple[str, ...]
    only: tuple[str, ...]
    paths: tuple[str, ...]
    form: str
    output: Path | None
    limit: int | None
    rest_url: str
    lang: str


def run(asked: Asked, config: Config) -> bool:
    """Write what differs; gives whether anything does."""
    _fits(asked.form, asked.limit, asked.rest_url)
    try:
        repository = Repository.find(config.root)
        span = _span(asked.revisions, repository)
        compared = between(repository, config, span.ends)
    except GitError as error:
        raise Refused(error.message, error.hint) from None
    chosen = _chosen(compared, asked.only, _inside(asked.paths, config))
    scope = Scope(span.old, span.new, _command(asked), asked.rest_url)
    colour = asked.output is None and colours(sys.stdout)
    text = writer(asked.form)(chosen, Words(config, asked.lang), scope, limit=asked.limit, colour=colour)
    _write(text, asked.output)
    return bool(chosen)


def _fits(form: str, limit: int | None, rest_url: str) -> None:
    if form == "json" and limit:
        raise Refused("`--limit` cuts text and Markdown; JSON is always whole", "Leave `--limit` out.")
    if limit and limit < LEAST:
        raise Refused(f"`--limit {limit}` leaves no room for a change", f"Give at least {LEAST}, or 0 for no limit.")
    if rest_url and not rest_url.startswith(("https://", "http://")):
        raise Refused(f"`--rest-url {rest_url}` is no address of a page", "Give one that begins with `https://`.")


class _Span(NamedTuple):
    """What is compared, as the caller named it and as commits."""

    old: str
    new: str
    ends: Ends


def _span(revisions: tuple[str, ...], repository: Repository) -> _Span:
    if len(revisions) > 2:
        hint = f"Put paths behind `--`: `prd diff {revisions[0]} -- {revisions[1]} …`."
        raise Refused(f"{len(revisions)} revisions are given; one or two were wanted", hint)
    if len(revisions) == 1 and ".." in revisions[0]:
        dots = "..." if "..." in revisions[0] else ".."
        old, _, new = revisions[0].partition(dots)
        return _dotted(old or "HEAD", new or "HEAD", repository, parted=dots == "...")
    old, new = revisions[0], revisions[1] if len(revisions) == 2 else ""
    return _Span(old, new, Ends(repository.resolve(old), repository.resolve(new) if new else ""))


def _dotted(old: str, new: str, repository: Repository, *, parted: bool) -> _Span:
    ends = Ends(repository.resolve(old), repository.resolve(new))
    if not parted:
        return _Span(old, new, ends)
    base = repository.merge_base(*ends)
    if not base:
        hint = "The clone may be shallow: fetch more of it, or compare with `..`."
        raise Refused(f"`{old}` and `{new}` have no commit in common here", hint)
    return _Span(old, new, Ends(base, ends.new))


def _inside(paths: Iterable[str], config: Config) -> tuple[str, ...]:
    """The paths relative to the project; they need not be there any more."""
    found = []
    for path in paths:
        whole = (Path.cwd() / path).resolve()
        if not whole.is_relative_to(config.root):
            raise Refused(f"`{path}` lies outside the project `{config.root}`", "Compare one project at a time.")
        found.append(whole.relative_to(config.root).as_posix())
    return tuple(found)


def _chosen(compared: tuple[Comparison, ...], only: tuple[str, ...], paths: tuple[str, ...]) -> list[Comparison]:
    return [one for one in compared if (not only or one.ids & set(only)) and (not paths or _lies_in(one, paths))]


def _lies_in(one: Comparison, wanted: tuple[str, ...]) -> bool:
    return any(path == other or path.startswith(f"{other}/") or other == "." for other in wanted for path in one.paths)


def _command(asked: Asked) -> str:
    """The same call, without what cuts it short or sends it elsewhere."""
    only = (word for one in asked.only for word in ("--only", one))
    paths = ("--", *asked.paths) if asked.paths else ()
    return " ".join(map(quote, ["prd", "diff", *asked.revisions, *only, *paths]))


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        click.echo(f"written to {output}", err=True)
