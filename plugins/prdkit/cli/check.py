"""To check a project from the command line: `prd check`."""

import sys
from datetime import date
from pathlib import Path

import click

from prdkit.blocks.catalogue import all_rules
from prdkit.check.formats import names, writer
from prdkit.check.formats.text import summary
from prdkit.check.run import outcome
from prdkit.check.severities import check_severities
from prdkit.check.since import brought
from prdkit.cli import fixing
from prdkit.cli.baseline import must_be_whole, with_baseline
from prdkit.cli.baseline import write as write_known
from prdkit.cli.progress import Progress
from prdkit.cli.project import as_of_option, in_repository, open_project, project_option
from prdkit.cli.reports import report_option, write_reports, write_text
from prdkit.cli.rule_names import selection
from prdkit.cli.terminal import colours, complain
from prdkit.history.today import as_of as settle
from prdkit.link.since import read_base
from prdkit.link.site import read_site
from prdkit.scaffold.refused import Refused


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@click.option("--format", "form", type=click.Choice(names()), default="text", help="How to write; else text.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the findings there.")
@report_option
@click.option("--select", multiple=True, metavar="RULE", help="Run these rules only; `states` means a family.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Run all rules but these.")
@click.option(
    "--base", "revision", metavar="REV", help="Report what changed since HEAD and REV parted, or broke by it."
)
@as_of_option
@click.option("--fix", is_flag=True, help="Put right what can be put right without asking, then check.")
@click.option("--diff", is_flag=True, help="Show as a diff what --fix would change, and change nothing.")
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Findings that FILE knows do not count."
)
@click.option("--no-baseline", is_flag=True, help="Count what the project's baseline knows, too.")
@click.option(
    "--write-baseline", type=click.Path(path_type=Path), metavar="FILE", help="Write what is found into FILE."
)
@project_option
def check(
    paths: tuple[Path, ...],
    form: str,
    output: Path | None,
    reports: tuple[tuple[str, Path], ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    revision: str | None,
    as_of: date | None,
    fix: bool,
    diff: bool,
    strict: bool,
    baseline: Path | None,
    no_baseline: bool,
    write_baseline: Path | None,
    project: Path | None,
) -> int:
    """Check all documents of the project.

    With PATH, only findings in those files and folders count; the whole project is read all the same, since
    documents refer to one another. With --base, only findings count that a change since then brought.
    """
    _there(paths)
    if write_baseline is not None:
        must_be_whole(paths=paths, select=select, ignore=ignore, base=revision, baseline=baseline, fix=fix, diff=diff)
    own_baseline = not (baseline or no_baseline or write_baseline)
    config = open_project(project, _start(paths), with_baseline=own_baseline)
    if baseline is not None and not no_baseline:
        config = with_baseline(config, baseline)
    rules = all_rules()
    check_severities(config, rules)
    chosen = selection(select, ignore, rules)
    wanted = _inside(paths, config.root)
    reading, checking = Progress("read"), Progress("checked")
    site = read_site(config, settle(config, as_of), reading)
    reading.clear()
    since = read_base(site, revision) if revision is not None else None
    if fix or diff:
        mended, files = fixing.mended(site, chosen, lambda path: _within(path, wanted))
        if diff:
            _write(
                fixing.diff(files, screen=output is None and sys.stdout.isatty()),
                output,
                fixing.told(files, done=False),
            )
            return int(bool(files))
        site = fixing.write(files, site, mended)
        since = read_base(site, revision) if revision is not None else None
    if since is not None:
        site = since.site
        for line in since.told:
            complain(line)
    came = outcome(site, rules, chosen, checking).within(lambda finding: _within(finding.path, wanted))
    came = brought(came, site, rules)
    checking.clear()
    findings = came.findings
    if write_baseline is not None:
        return write_known(findings, site, write_baseline)
    colour = output is None and colours(sys.stdout)
    told = {"rules": rules, "base": in_repository(config.root), "colour": colour, "strict": strict, "outcome": came}
    write_reports(reports, came, site, told)
    text = writer(form)(findings, site, **told)
    _write(text, output, "" if form == "text" and output is None else summary(findings, site, outcome=came))
    failing = {"error", "warning"} if strict else {"error"}
    return int(any(finding.severity in failing for finding in findings))


def _there(paths: tuple[Path, ...]) -> None:
    for path in paths:
        if not path.exists():
            hint = "Give files or folders of the project, or nothing for all of it."
            raise Refused(f"`{path}` does not exist", hint)


def _start(paths: tuple[Path, ...]) -> Path | None:
    """Where to look for the project: beside the first path."""
    if not paths:
        return None
    return paths[0] if paths[0].is_dir() else paths[0].parent


def _inside(paths: tuple[Path, ...], root: Path) -> tuple[str, ...]:
    """The paths relative to the project; `.` stands for all of it."""
    found = []
    for path in paths:
        whole = path.resolve()
        if not whole.is_relative_to(root):
            raise Refused(f"`{path}` lies outside the project `{root}`", "Check one project at a time.")
        found.append(whole.relative_to(root).as_posix())
    return tuple(found)


def _within(path: str, wanted: tuple[str, ...]) -> bool:
    if not wanted or "." in wanted:
        return True
    return any(path == place or path.startswith(f"{place}/") for place in wanted)


def _write(text: str, output: Path | None, told: str) -> None:
    """Write the findings; where they go to a program or a file, a person is told the counts all the same."""
    if output is None:
        sys.stdout.write(text)
    else:
        write_text(output, text)
        told = f"{told}; written to {output}"
    if told:
        click.echo(told, err=True)
