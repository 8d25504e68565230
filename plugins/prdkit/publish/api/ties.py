"""To gather the links between all documents of a site, as seen from either end."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from prdkit.link.references import Reference
from prdkit.link.site import Site
from prdkit.model.document import Document


class Tie(NamedTuple):
    """A link: from a document to a part of another, as what. `relation` is the field or block that says it."""

    source: Document
    relation: str
    target: Document
    anchor: str


class Ties(NamedTuple):
    """The links of a site by path of the document that they lead from, and to."""

    out: Mapping[str, tuple[Tie, ...]]
    back: Mapping[str, tuple[Tie, ...]]


def ties(site: Site) -> Ties:
    """Every link once, sorted."""
    out: dict[str, list[Tie]] = defaultdict(list)
    back: dict[str, list[Tie]] = defaultdict(list)
    for document in site.documents:
        found: dict[tuple[str, str, str], Tie] = {}
        for reference in site.references[document.path]:
            target = site.led(reference)
            if target is not None and target is not document:
                tie = Tie(document, _relation(reference), target, reference.anchor)
                found[tie.relation, target.path, tie.anchor] = tie
        for _, tie in sorted(found.items()):
            out[document.path].append(tie)
            back[tie.target.path].append(tie)
    return Ties(_frozen(out), _frozen(back))


def _relation(reference: Reference) -> str:
    """`depends_on` of `links.depends_on.0`, the name of any other field, `mentions` for what the text says."""
    at = reference.at if isinstance(reference.at, tuple) else ()
    named = str(at[1]) if reference.field == "links" and len(at) > 1 else reference.field
    return named or "mentions"


def _frozen(found: Mapping[str, list[Tie]]) -> Mapping[str, tuple[Tie, ...]]:
    return {path: tuple(ties) for path, ties in found.items()}
