"""`prd release`: what was released, and what came between two releases."""

import click

from prdkit.cli.groups import Commands, Loaded

NAMES = ("notes",)
"""What can be asked; each stands in the module of its name in `prdkit.cli.releasing`."""


@click.group(cls=Commands, commands=Loaded("prdkit.cli.releasing", NAMES))
def release() -> None:
    """Tell what releases brought."""
