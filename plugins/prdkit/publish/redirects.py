"""To list the pages that documents had under ids which they no longer have."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.render.links import inner_path

_NAME = re.compile(r"\w[\w.-]*")
"""What can be the name of a file: a former id is whatever somebody wrote."""


def redirects(site: Site) -> Iterator[tuple[str, Document]]:
    """Where a page stood (a path below docs_dir without its ending), and the document that stood there."""
    taken = {inner_path(site, path).rpartition(".")[0] for path in site.by_path}
    for old, document in site.former.items():
        place = PurePosixPath(inner_path(site, document.path))
        called = place.stem == document.id or place.stem.startswith(f"{document.id}-")
        stem = old + place.stem[len(document.id) :] if called else old
        path = place.parent.joinpath(stem).as_posix()
        if _NAME.fullmatch(old) and path not in taken:
            yield path, document
