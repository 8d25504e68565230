"""To tell which launch brings which PRD to its readers, in which releases, and on which day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from prdkit.model.document import Document

if TYPE_CHECKING:
    from prdkit.link.site import Site


class Launches:
    """The launches of a site with what they bring. A launch and a PRD, or a release, may each name the other."""

    def __init__(self, site: "Site") -> None:
        self.site = site

    def brought_by(self, launch: Document) -> tuple[Document, ...]:
        """The PRDs of a launch: those it names, then those that name it."""
        return self._known((*_named(launch, "prds"), *self._naming["prd", "launch"].get(launch.id, ())))

    def of(self, prd: Document) -> tuple[Document, ...]:
        """The launches that bring a PRD and have not left the line."""
        named = (str(prd.values.get("launch") or ""), *self._naming["launch", "prds"].get(prd.id, ()))
        return tuple(one for one in self._known(named) if is_launch(one) and not one.state.side)

    def releases(self, document: Document) -> tuple[Document, ...]:
        """The releases that a launch or a PRD goes out with: those it names, then those that name it."""
        key = "launches" if is_launch(document) else "prds"
        own = (*_named(document, "releases"), str(document.values.get("release") or ""))
        return self._known((*own, *self._naming["release", key].get(document.id, ())))

    def is_seen(self, document: Document) -> bool:
        """Whether users notice a PRD, or anything that a launch brings."""
        said = document.values.get("user_visible")
        if said is None and is_launch(document):
            return any(prd.values.get("user_visible") for prd in self.brought_by(document))
        return bool(said)

    @cached_property
    def _naming(self) -> Mapping[tuple[str, str], Mapping[str, list[str]]]:
        """By type and key: for each document, the ids of those that name it there."""
        pairs = (("prd", "launch"), ("launch", "prds"), ("release", "prds"), ("release", "launches"))
        found: dict[tuple[str, str], dict[str, list[str]]] = {pair: defaultdict(list) for pair in pairs}
        for kind, key in pairs:
            for document in self.site.of_type(kind):
                for name in _named(document, key):
                    found[kind, key][self.site.current(name)].append(document.id)
        return found

    def _known(self, names: Iterable[str]) -> tuple[Document, ...]:
        """The documents of some ids, each once, in their order."""
        current = dict.fromkeys(self.site.current(name) for name in names if name)
        return tuple(self.site.by_id[name] for name in current if name in self.site.by_id)


def is_launch(document: Document) -> bool:
    """Whether a document is a launch plan."""
    return document.type.name == "launch" and document.type.common


def go_live(document: Document) -> date | None:
    """The day of going live: that of the milestone of type `launch`, else the one on which the rollout begins."""
    for _, row in document.rows("milestones"):
        if row.get("type") == "launch":
            day: date | None = row.get("actual") or row.get("forecast") or row.get("baseline")
            if day is not None:
                return day
    begins = (document.record("rollout").get("window") or {}).get("from")
    return begins.date() if isinstance(begins, datetime) else begins


def _named(document: Document, key: str) -> tuple[str, ...]:
    said = document.values.get(key)
    return (
        tuple(str(name) for name in said if name)
        if isinstance(said, list)
        else (said,)
        if isinstance(said, str)
        else ()
    )
