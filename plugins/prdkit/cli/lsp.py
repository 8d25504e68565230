"""To start the language server from the command line: `prd lsp`."""

import sys
from importlib import import_module

import click

from prdkit.scaffold.refused import Refused

_NEEDED = frozenset(("pygls", "lsprotocol", "cattrs", "attrs"))


@click.command()
@click.option("--stdio", is_flag=True, help="Talk over standard input and output, which is the only way there is.")
def lsp(stdio: bool) -> int:  # noqa: ARG001 - editors give it out of habit
    """Serve an editor: findings while you type, completion, hover, links, renaming.

    Editors start this command by themselves and talk to it over standard input and output.
    """
    try:
        # Not imported above: the library is an extra, and only this command needs it.
        server = import_module("prdkit.lsp.server")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        hint = "Run `pip install 'prdkit[lsp]'` in the environment that `prd` is in."
        raise Refused("the language server needs the library pygls, which is not installed", hint) from None
    if sys.stdin.isatty():
        click.echo("prd lsp waits for an editor on standard input; Ctrl-C ends it.", err=True)
    code: int = server.serve()
    return code
