"""To speak to people: messages on standard error, colour only where a terminal shows it."""

import os
import sys
from typing import IO, Any

import click

from prdkit.check.excerpt import safe


def prepare() -> None:
    """Write UTF-8 whatever the locale says; what cannot be encoded is spelled out instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def colours(stream: IO[Any]) -> bool:
    """Whether to write colours: to a terminal that knows them, and not against NO_COLOR."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def complain(message: str, hint: str = "") -> None:
    """Say on standard error what is wrong and what to do."""
    click.echo(f"prd: {safe(message)}", err=True)
    if hint:
        click.echo(f"     {safe(hint)}", err=True)
