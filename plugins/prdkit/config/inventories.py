"""To know the documents of other repositories by the inventories that a project keeps of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from prdkit.config.naming import Complain
from prdkit.reading.inventory import BadInventoryError, Listed, read_inventory

_LARGEST = 10_000_000


class Elsewhere(NamedTuple):
    """A document of another repository: its address, its title, and what that repository is called, or empty."""

    url: str
    title: str
    site: str


@dataclass(frozen=True)
class Inventory:
    """What one other site lists, by name."""

    name: str
    url: str
    listed: Mapping[str, Listed]

    def find(self, target: str, anchor: str = "") -> Elsewhere | None:
        """A document, or a place in it; a place that is not listed leads to the document."""
        whole = self.listed.get(target)
        if whole is None:
            return None
        part = self.listed.get(f"{target}#{anchor}") if anchor else None
        address = _address(self.url, (part or whole).address)
        return Elsewhere(address, whole.title, self.name) if address else None


def _address(site: str, listed: str) -> str:
    """Where an entry of an inventory leads; empty where that is another site, a script or no address at all."""
    try:
        address = urljoin(site, listed)
        same = urlsplit(address)[:2] == urlsplit(site)[:2]
    except ValueError:
        return ""
    return address if same else ""


def inventories(rows: Iterable[Mapping[str, Any]], root: Path | None, complain: Complain) -> tuple[Inventory, ...]:
    """The inventories that project.yml names; nothing is fetched."""
    made = (_inventory(number, row, root, complain) for number, row in enumerate(rows)) if root is not None else ()
    return tuple(one for one in made if one is not None)


def _inventory(number: int, row: Mapping[str, Any], root: Path | None, complain: Complain) -> Inventory | None:
    file, url, at = str(row["file"]), str(row["url"]), ("inventories", number)
    if not _is_site(url):
        complain("project.yml", (*at, "url"), f"`url: {url}` is no address of a site", "Write `https://…/`.")
        return None
    path, hint = (
        (root or Path()) / file,
        "Name a file in the project: fetch it beforehand, since a build asks no network.",
    )
    try:
        fault = _fault(path, file, root or Path())
        if not fault:
            listed = read_inventory(path.read_bytes())
            return Inventory(str(row.get("name") or ""), url if url.endswith("/") else f"{url}/", listed)
    except BadInventoryError as error:
        fault, hint = f"is no inventory: {error}", "Fetch `objects.inv` of the other site anew."
    except OSError as error:
        fault = f"cannot be read ({error.strerror or error})"
    except (ValueError, RuntimeError):  # a NUL in the name; links in a circle, before Python 3.13
        fault = "is no file that can be read"
    complain("project.yml", (*at, "file"), f"`{file}` {fault}", hint)
    return None


def _is_site(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _fault(path: Path, file: str, root: Path) -> str:
    """What keeps a file from being read as an inventory of the project, or nothing."""
    if Path(file).is_absolute() or ".." in Path(file).parts:
        return "leads out of the project"
    if not path.resolve().is_relative_to(root.resolve()):
        return "is a link that leads out of the project"
    if not path.is_file():
        return "is not there"
    return f"has more than {_LARGEST:,} bytes" if path.stat().st_size > _LARGEST else ""
