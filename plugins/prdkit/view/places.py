"""To say where the generated lists of documents stand: beside what they list, and never on an author's own page."""

from collections.abc import Iterable, Mapping
from posixpath import commonpath, dirname

from prdkit.config.types import DocumentType
from prdkit.link.site import Site
from prdkit.model.document import Document, Page

ALL = "documents.md"
"""The list of the documents of all types."""


def room_page(launch: str) -> str:
    """Where the room of a launch stands."""
    return f"rooms/{launch}.md"


def calendar_path(folder: str, key: str) -> str:
    """Where a calendar stands; the folder says of what it is: departments, people or launches."""
    return f"calendars/{folder}/{key}.ics"


def index_paths(site: Site) -> Mapping[str, str]:
    """By type, the page that lists its documents, as a path below docs_dir."""
    config = site.config
    own = _own_pages(site)
    by_type: dict[str, list[str]] = {name: [] for name in config.types}
    for document in site.documents:
        by_type[document.type.name].append(config.below(document.path))
    made: dict[str, str] = {}
    for kind in config.types.values():
        made[kind.name] = _place(kind, by_type[kind.name], own | set(made.values()))
    return made


def home(site: Site, indexes: Iterable[str]) -> str:
    """Where the list of all documents stands: at the front where nothing else does."""
    taken = {"index.md", "readme.md"} & {*_own_pages(site), *indexes}
    return ALL if taken or all(kind.common for kind in site.config.types.values()) else "index.md"


def _own_pages(site: Site) -> set[str]:
    things: tuple[Document | Page, ...] = (*site.pages, *site.documents)
    return {site.config.below(thing.path).lower() for thing in things}


def _place(kind: DocumentType, paths: list[str], own: set[str]) -> str:
    if kind.folder and kind.common:
        return f"{kind.folder}/index.md"
    folder = kind.folder or _shared_folder(paths)
    for path in _wanted(f"{folder}/" if folder else "", kind.name):
        stands = dirname(path) + "/" if "/" in path else ""
        if path not in own and not (path.endswith("index.md") and f"{stands}readme.md".lower() in own):
            return path
    return f"{kind.name}-list.md"


def _wanted(folder: str, name: str) -> tuple[str, ...]:
    return (f"{folder}index.md", f"{folder}{name}.md", f"{name}.md")


def _shared_folder(paths: list[str]) -> str:
    """The deepest folder that all paths lie in; the only document of a folder of its own does not name one."""
    folders = {dirname(path) for path in paths}
    if not folders:
        return ""
    shared = commonpath(folders) if "" not in folders else ""
    return shared if len(folders) > 1 or len(paths) > 1 else dirname(shared) if shared else ""
