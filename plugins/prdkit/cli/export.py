"""`prd export`: to write what the documents hold in the formats that others take."""

import click

from prdkit.cli.groups import Commands, Loaded

NAMES: tuple[str, ...] = ("markdown", "release")
"""What can be exported; each stands in the module of its name in `prdkit.cli.exporting`."""


@click.group(cls=Commands, commands=Loaded("prdkit.cli.exporting", NAMES))
def export() -> None:
    """Write documents in the formats that stores, feed readers, mail clients and other sites take."""
