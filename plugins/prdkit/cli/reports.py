"""To write more reports of one check into files, each in its own format."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from prdkit.check.formats import names, writer
from prdkit.check.outcome import Outcome
from prdkit.link.site import Site


class Report(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A report to write, given as `format:file`."""

    name = "report"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        """The format and the file, or a click error that says what was wanted."""
        if isinstance(value, tuple):
            return value
        form, colon, path = str(value).partition(":")
        if not (colon and path):
            self.fail(f"`{value}` is not of the form FORMAT:FILE, such as `sarif:prd.sarif`.", param, ctx)
        if form not in names():
            close = get_close_matches(form, names(), 1)
            hint = f"Did you mean `{close[0]}`?" if close else f"Formats are {', '.join(names())}."
            self.fail(f"`{form}` is no format. {hint}", param, ctx)
        return form, Path(path)


report_option = click.option(
    "--report",
    "reports",
    type=Report(),
    multiple=True,
    metavar="FORMAT:FILE",
    help="Write a report into a file, too; several times.",
)


def write_reports(reports: Iterable[tuple[str, Path]], came: Outcome, site: Site, told: dict[str, Any]) -> None:
    """Write each report; no colours get into a file."""
    for form, path in reports:
        text = writer(form)(came.findings, site, **told | {"colour": False})
        write_text(path, text)


def write_text(path: Path, text: str) -> None:
    """Write what a format gives, which may hold the name of a file that is no UTF-8."""
    path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
