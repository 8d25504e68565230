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
        return Elsewhere(urljoin(self.url, (part or whole).address), whole.title, self.name)


def inventories(rows: Iterable[Mapping[str, Any]], root: Path | None, complain: Complain) -> tuple[Inventory, ...]:
    """The inventories that project.yml names; nothing is fetched."""
    made = (_inventory(number, row, root, complain) for number, row in enumerate(rows)) if root is not None else ()
    return tuple(one for one in made if one is not None)


def _inventory(number: int, row: Mapping[str, Any], root: Path | None, complain: Complain) -> Inventory | None:
    file, url, at = str(row["file"]), str(row["url"]), ("inventories", number)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        complain("project.yml", (*at, "url"), f"`url: {url}` is no address of a site", "Write `https://…/`.")
        return None
    path = (root or Path()) / file
    fault, hint = "", "Name a file in the project: fetch it beforehand, since a build asks no network."
    if Path(file).is_absolute() or ".." in Path(file).parts:
        fault = "leads out of the project"
    elif not path.resolve().is_relative_to((root or Path()).resolve()):
        fault = "is a link that leads out of the project"
    elif not path.is_file():
        fault = "is not there"
    elif path.stat().st_size > _LARGEST:
        fault = f"has more than {_LARGEST:,} bytes"
    if not fault:
        try:
            listed = read_inventory(path.read_bytes())
        except BadInventoryError as error:
            fault, hint = f"is no inventory: {error}", "Fetch `objects.inv` of the other site anew."
        else:
            return Inventory(str(row.get("name") or ""), url if url.endswith("/") else f"{url}/", listed)
    complain("project.yml", (*at, "file"), f"`{file}` {fault}", hint)
    return None
