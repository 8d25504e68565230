"""To describe one generated page: where it stands, which template prints it, and what it shows."""

from dataclasses import dataclass
from typing import Any

SEARCHED_ROWS = 300
"""A generated page with more rows than this stays out of the search: what it lists is found where it stands."""


@dataclass(frozen=True)
class PageView:
    """A page that no file of the author's stands behind.

    `path` is relative to docs_dir (`departments/ops.md`), `template` to the folder of templates, `toc`
    lists the headings of the page as (level, id, title).
    """

    path: str
    title: str
    template: str
    data: Any
    toc: tuple[tuple[int, str, str], ...] = ()
    search: bool = True
