"""To propose a configuration for old documents from the command line: `prd init --from DIR`."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from prdkit.adopt.adopt import Proposal, Put, propose, put
from prdkit.adopt.kind import Kind
from prdkit.adopt.words import shown
from prdkit.check.excerpt import safe
from prdkit.config.root import nearest
from prdkit.reading.source import Source
from prdkit.scaffold.refused import Refused

_MOST = 5
"""Files that are named before the rest is only counted."""


def adopt(given: Path | None, documents: Path, *, name: str, lang: str, force: bool) -> None:
    """Write the configuration that fits old documents into their project, and tell what was found."""
    if not documents.is_dir():
        raise Refused(f"`{documents}` is no folder", "Name the folder that holds the documents.")
    project = given or Path(os.path.relpath(nearest(Path.cwd()) or Path.cwd()))
    _must_lie_inside(project, documents, given)
    proposal = propose(project, documents, str(documents), name, lang)
    if proposal.seen.found.cut:
        raise Refused(
            f"`{documents}` holds too many files",
            "Name the folder in it that holds the documents: `prd init --from DIR`.",
        )
    if not proposal.seen.kinds:
        number = len(proposal.seen.others)
        raise Refused(
            f"no documents in `{documents}`: none of its {number} Markdown files has front matter or a number",
            "Name the folder that holds documents, or begin a project with `prd init DIR`.",
        )
    done = put(project, proposal.files, force=force)
    _tell(project, documents, proposal, done)


def _must_lie_inside(project: Path, documents: Path, given: Path | None) -> None:
    if documents.resolve().is_relative_to(project.resolve()):
        return
    where = f"`{project}`" if given is not None else f"the project in `{project.resolve()}`"
    raise Refused(
        f"`{documents}` lies outside {where}, and a project holds its documents",
        f"Make it the project itself with `prd init {documents} --from {documents}`, or move the documents in.",
    )


def _tell(project: Path, documents: Path, proposal: Proposal, done: Put) -> None:
    for line in (*_found(documents, proposal), "", *_written(project, done)):
        click.echo(safe(line))
    if done.made:
        click.echo("\nNext:")
        for step in _steps(proposal):
            click.echo(safe(f"  {step}"))


def _found(documents: Path, proposal: Proposal) -> Iterator[str]:
    """What the folder holds, in a line for each type."""
    seen = proposal.seen
    total = sum(len(kind.family.sources) for kind in seen.kinds) + len(seen.templates) + len(seen.others)
    yield f"{_files(total)} in {documents}/"
    yield from (f"  {_of_type(kind)}" for kind in seen.kinds)
    if seen.templates:
        yield f"  {len(seen.templates)} to be copied: {_named(seen.templates)}"
    if seen.others:
        yield f"  {len(seen.others)} besides, which are no documents: {_named(seen.others)}"
    if seen.lost:
        yield f"  the front matter of {len(seen.lost)} cannot be read: {_named(seen.lost)}"


def _of_type(kind: Kind) -> str:
    patterns = [shown(path) for path in kind.paths if not path.startswith("!")]
    paths = ", ".join(patterns[:3]) + (" …" if len(patterns) > 3 else "")
    told = f", {kind.told.key}: {shown(kind.told.value)}" if kind.told.key else ""
    return f"{len(kind.family.sources)} of type `{kind.name}`: {paths}{told}"


def _named(sources: tuple[Source, ...]) -> str:
    names = [shown(source.path, 80) for source in sources[:_MOST]]
    return ", ".join(names) + (" …" if len(sources) > _MOST else "")


def _files(number: int) -> str:
    return f"{number} Markdown file{'s' * (number != 1)}"


def _written(project: Path, done: Put) -> Iterator[str]:
    yield f"{len(done.made)} file{'s' * (len(done.made) != 1)} written to {project}/"
    yield from (f"  {path}" for path in done.made)
    yield from (f"  left as it was: {path} (--force writes it anew)" for path in done.kept)


def _steps(proposal: Proposal) -> Iterator[str]:
    guessed = ", ".join(f"site_config/types/{kind.name}.yml" for kind in proposal.seen.kinds[:3])
    yield f"read {guessed}: each line has its evidence beside it"
    yield "prd check  # what does not hold in old documents"
    yield "prd check --write-baseline prd-baseline.json  # to count only what is new"
    yield proposal.builder.command
