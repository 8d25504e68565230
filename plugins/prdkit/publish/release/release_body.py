"""To write the text of a release on GitHub, GitLab or Gitee, whose title stands elsewhere."""

from collections.abc import Iterator

from prdkit.publish.data_files import DataFile
from prdkit.publish.releases import NOTES, Bundle
from prdkit.publish.told import told

FIELDS = NOTES


def files(bundle: Bundle) -> Iterator[DataFile]:
    """A file for each audience and language."""
    for one in told(bundle):
        yield DataFile.text(f"{one.name}.md", one.render("release-body.md.j2"))
