"""To write a release's notes as a page of HTML that needs nothing else."""

from collections.abc import Iterator

from prdkit.publish.data_files import DataFile
from prdkit.publish.releases import NOTES, Bundle
from prdkit.publish.told import told

FIELDS = NOTES


def files(bundle: Bundle) -> Iterator[DataFile]:
    """A file for each audience and language."""
    for one in told(bundle):
        yield DataFile.text(f"{one.name}.html", one.render("notes.html.j2"))
