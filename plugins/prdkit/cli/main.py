"""To run a command, and to turn whatever goes wrong into words and an exit code."""

import os
import platform
import sys
import traceback
from collections.abc import Sequence

import click

from prdkit import __version__
from prdkit.check.excerpt import safe
from prdkit.check.run import RuleFailed
from prdkit.cli.groups import Commands, Loaded
from prdkit.cli.terminal import complain, prepare
from prdkit.config.config import ConfigError
from prdkit.history.git import GitError
from prdkit.scaffold.refused import Refused

WRONG_CALL = 2
BUG = 3


NAMES = ("advance", "check", "diff", "export", "init", "lsp", "new", "release", "rename", "rule", "schema", "sign")
"""The commands; each stands in the module of its name."""


@click.group(
    cls=Commands, commands=Loaded("prdkit.cli", NAMES), context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="prd", message="%(prog)s %(version)s")
def commands() -> None:
    """Check and write PRDs, launch plans and releases kept in git.

    Exit codes: 0 fine, 1 findings at error severity, 2 the call or the configuration is wrong, 3 a bug.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `prd`; returns the exit code and prints no traceback."""
    prepare()
    try:
        code = commands.main(arguments, prog_name="prd", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return WRONG_CALL
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return 130
    except ConfigError as error:
        return _configuration(error)
    except Refused as error:
        complain(error.message, error.hint)
        return WRONG_CALL
    except GitError as error:
        complain(error.message, error.hint)
        return WRONG_CALL
    except BrokenPipeError:
        # Whoever read our output has seen enough, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        return _disk(error)
    except Exception as error:
        return _bug(error)
    return code if isinstance(code, int) else 0


def _configuration(error: ConfigError) -> int:
    for fault in error.faults:
        click.echo(f"{safe(fault.path)}:{fault.line}:{fault.column}: {safe(fault.message)}", err=True)
        if fault.hint:
            click.echo(f"    {safe(fault.hint)}", err=True)
    number = len(error.faults)
    complain(f"the configuration is wrong in {number} place{'s' * (number != 1)}; nothing was checked")
    return WRONG_CALL


def _disk(error: OSError) -> int:
    if os.environ.get("PRD_DEBUG"):
        traceback.print_exception(error)
    where = f"`{error.filename}`: " if error.filename else ""
    complain(f"{where}{error.strerror or error}", "Check that the path is there and that you may use it.")
    return WRONG_CALL


def _bug(error: Exception) -> int:
    if os.environ.get("PRD_DEBUG"):
        traceback.print_exception(error)
    cause = error.__cause__ if isinstance(error, RuleFailed) and error.__cause__ else error
    what = str(error) if isinstance(error, RuleFailed) else "nothing is wrong with what you wrote"
    complain(f"a bug of prdkit: {what}", f"{type(cause).__name__}: {cause}")
    system = f"prd {__version__}, Python {platform.python_version()}, {platform.system()}"
    lines = [f"Please report it with the command, these lines and, if you can, the document. ({system})"]
    if not os.environ.get("PRD_DEBUG"):
        lines.append("With PRD_DEBUG=1 set, the same command prints where in the code it happened.")
    for line in lines:
        click.echo(f"     {line}", err=True)
    return BUG
