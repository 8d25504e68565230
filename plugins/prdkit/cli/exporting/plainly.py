"""To write the tree of `prd export markdown`, with the files beside the documents that belong to it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from prdkit.audience.shown import shown
from prdkit.blocks.catalogue import all_rules
from prdkit.check.excerpt import safe
from prdkit.check.run import check
from prdkit.check.severities import check_severities
from prdkit.config.config import Config
from prdkit.history.today import as_of as settle
from prdkit.link.files import MARKDOWN
from prdkit.link.site import Site, read_site, sign_off_folder
from prdkit.publish.data_files import DataFile
from prdkit.publish.pieces import Pieces
from prdkit.publish.tree import Outside, is_step, write_tree
from prdkit.scaffold.refused import Refused


class Asked(NamedTuple):
    """What the caller of `prd export markdown` asked for."""

    output: Path
    name: str
    audience: str
    reference: str


def run(config: Config, asked: Asked, day: date | None) -> int:
    """Write the tree; says how many files it has."""
    try:
        from prdkit.publish.markdown.tree import tree
    except ModuleNotFoundError as error:
        needs = "`prd export markdown` turns generated pages into Markdown with the library `markdownify`"
        raise Refused(needs, "Install it: `pip install 'prdkit[markdown]'`.") from error
    check_severities(config, all_rules())
    whole = read_site(config, settle(config, day))
    site, findings, assets = whole, [], dict(_assets(whole, asked.output))
    if asked.audience == "internal":
        findings = check(whole, all_rules())
    else:
        made = shown(whole, asked.audience)
        site, assets = (
            made.site,
            {path: file for path, file in assets.items() if f"{config.prefix}{path}" in made.files},
        )
    pieces = Pieces(site, config.lang, findings)
    files = list(tree(pieces, asked.name or config.root.name, frozenset(assets), reference=asked.reference))
    held = {file.path: file for file in files}
    files += (DataFile(path, file.read_bytes()) for path, file in _below(assets) if path not in held)
    for file in [file for file in files if not all(map(is_step, file.path.split("/")))]:
        click.echo(f"left out, since its name holds blanks or signs: {safe(file.path)}", err=True)
        files.remove(file)
    try:
        written = write_tree(asked.output, files)
    except Outside as error:
        raise Refused(f"`{error.path}` leads out of `{asked.output}`", "Write to an empty folder.") from None
    click.echo(f"{len(written)} files")
    return 0


def _below(assets: dict[str, Path]) -> Iterator[tuple[str, Path]]:
    return ((f"docs/{path}", file) for path, file in assets.items())


def _assets(site: Site, output: Path) -> Iterator[tuple[str, Path]]:
    """The files below docs_dir that are neither Markdown nor sign-offs, hidden, ignored, or links out of it."""
    config = site.config
    home = (config.root / config.docs_dir).resolve()
    away = [config.root / sign_off_folder(config), output.resolve()]
    for file in sorted(home.rglob("*")):
        inner = file.relative_to(home)
        path = inner.as_posix()
        if not file.is_file() or file.suffix.lower() in MARKDOWN or any(part.startswith(".") for part in inner.parts):
            continue
        if file.resolve().is_relative_to(home) and not config.ignores(path) and not any(map(file.is_relative_to, away)):
            yield path, file
