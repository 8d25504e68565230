"""To fix documents from the command line, or to show what fixes would change: `prd check --fix`, `--diff`."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence

import click

from prdkit.check.excerpt import safe
from prdkit.check.run import Selection
from prdkit.cli.terminal import complain
from prdkit.edit.disk import replace_file
from prdkit.edit.splices import Unsafe
from prdkit.fix.registry import all_fixes
from prdkit.fix.run import Mended, mend
from prdkit.link.site import Site
from prdkit.scaffold.refused import Refused

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def mended(site: Site, chosen: Selection, wanted: Callable[[str], bool]) -> tuple[Site, list[Mended]]:
    """The site with everything fixed that the chosen rules have a fix for, and the files that this changes."""
    root = site.config.root
    fixes = [fix for fix in all_fixes() if chosen.takes(fix.rule)]
    return mend(site, fixes, lambda path: (root / path).read_bytes(), wanted)


def write(files: Sequence[Mended], old: Site, new: Site) -> Site:
    """Write the files and say what was done; the site as it then is. Refused where one could not be written."""
    config, written = old.config, []
    for file in files:
        try:
            replace_file(config.root / file.path, file.old, file.new, config.root / config.docs_dir)
        except (Unsafe, OSError) as error:
            _complain(file, error)
        else:
            written.append(file)
    for file in written:
        for _, what in file.done:
            click.echo(f"{safe(file.path)}: {safe(what)}", err=True)
    click.echo(told(written), err=True)
    if len(written) < len(files):
        left = _count(len(files) - len(written), "file", "files")
        raise Refused(f"{left} could not be written, so nothing was checked", "Run the command again when they can be.")
    return new


def _complain(file: Mended, error: Unsafe | OSError) -> None:
    told, hint = (error.message, error.hint) if isinstance(error, Unsafe) else (error.strerror or str(error), "")
    complain(f"{file.path} was left as it is: {told}", hint)


def told(files: Sequence[Mended], *, done: bool = True) -> str:
    """How many fixes in how many files, in a sentence."""
    number = sum(len(file.done) for file in files)
    if not number:
        return "nothing to fix" if done else "nothing would be fixed"
    fixes, where = _count(number, "fix", "fixes"), _count(len(files), "file", "files")
    return f"{fixes} in {where}" if done else f"{fixes} in {where} would be made; `prd check --fix` makes them"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def diff(files: Sequence[Mended], *, screen: bool) -> str:
    """What fixes would change, as a unified diff that `git apply` takes; on a screen, control characters are spelt."""
    lines = (line for file in files for line in _diff(file))
    return "".join(f"{safe(line[:-1])}\n" if screen else line for line in lines)


def _diff(file: Mended) -> Iterator[str]:
    old, new = (_LINE.findall(data.decode("utf-8")) for data in (file.old, file.new))
    for line in difflib.unified_diff(old, new, f"a/{file.path}", f"b/{file.path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
