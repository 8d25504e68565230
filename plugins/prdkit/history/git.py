"""To call git so that nothing in a repository, a branch name or a file name can make it do something else."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO

TIMEOUT = 120
"""Seconds after which a call is given up."""

_SAFE = (
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.quotePath=false"),
    *("-c", "core.fsmonitor="),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showSignature=false"),
    *("-c", "diff.renameLimit=1000"),
)
_OF_THE_USER = (
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT"),
    *("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM"),
)
_PAIRS = ("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_")


class GitError(Exception):
    """What git would not do, in words for people: what is wrong, and the next step."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotARepositoryError(GitError):
    """The folder lies in no repository that git will use."""


class UnknownRevisionError(GitError):
    """The repository has no commit of the name."""


class ShallowError(GitError):
    """The clone does not reach back as far as was asked."""


def environment() -> dict[str, str]:
    """The environment without what a git hook says of another repository; the user's own settings stay."""
    told = os.environ.items()
    kept = {key: value for key, value in told if not key.startswith("GIT_") or _is_of_the_user(key)}
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    return {**kept, **quiet, "LC_ALL": "C", "LANGUAGE": "C"}


def _is_of_the_user(key: str) -> bool:
    return key in _OF_THE_USER or key.startswith(_PAIRS)


def command(folder: Path, *arguments: str) -> list[str]:
    """The words of a call of git in a folder."""
    return ["git", "-C", str(folder), *_SAFE, *arguments]


def call(folder: Path, *arguments: str, fine: Sequence[int] = (0,)) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder. Raises GitError where it ends with a code that is not `fine`."""
    try:
        done = subprocess.run(  # noqa: S603
            command(folder, *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
            env=environment(),
        )
    except subprocess.TimeoutExpired:
        raise _slow(arguments[0]) from None
    except OSError as error:
        raise _absent(error) from None
    if done.returncode not in fine:
        raise _refused(arguments[0], done.stderr)
    return done


@contextmanager
def fed(folder: Path, lines: Sequence[str], *arguments: str) -> Iterator[IO[bytes]]:
    """The output of git while it is given lines; read it to the end, or as far as it is of use."""
    with TemporaryFile() as given:
        given.write("".join(f"{line}\n" for line in lines).encode("ascii"))
        given.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603
                command(folder, *arguments),
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
        except OSError as error:
            raise _absent(error) from None
        alarm = Timer(TIMEOUT, process.kill)
        alarm.start()
        try:
            if process.stdout is not None:
                yield process.stdout
        finally:
            alarm.cancel()
            process.kill()
            process.communicate()


def _slow(what: str) -> GitError:
    return GitError(f"git gave no answer to `git {what}` within {TIMEOUT} seconds", "Try the same command by hand.")


def _absent(error: OSError) -> GitError:
    if isinstance(error, FileNotFoundError):
        return GitError("git is not installed, or not on the PATH", "Install git; history is read by it.")
    return GitError(f"git cannot be run ({error.strerror or error})", "Look at how git is installed.")


def _refused(what: str, said: bytes) -> GitError:
    words = said.decode("utf-8", "replace")
    if "dubious ownership" in words:
        hint = "Run `git config --global --add safe.directory DIR` with the folder that holds `.git`."
        return NotARepositoryError("git does not trust the repository, since another user owns it", hint)
    if "not a git repository" in words or "must be run in a work tree" in words:
        return NotARepositoryError("the project lies in no git repository", "Run `git init` and commit, or go there.")
    first = next((line for line in words.splitlines() if line.strip()), "it gave no reason")
    return GitError(f"`git {what}` failed: {first.removeprefix('fatal: ')}", "Try the same command by hand.")
