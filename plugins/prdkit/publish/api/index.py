"""To list all documents of a site for programs, with the types that they have and the statuses of these."""

from typing import Any

from prdkit.config.types import DocumentType
from prdkit.link.site import Site
from prdkit.publish.api import VERSION
from prdkit.publish.api.document import Documents
from prdkit.publish.api.plain import labels


def index(site: Site, documents: Documents) -> dict[str, Any]:
    """Every document by id, and the types of those that there are."""
    listed = sorted(site.documents, key=lambda document: (document.id, document.path))
    used = {document.type.name: document.type for document in listed}
    return {
        "$schema": "schema/index.json",
        "version": VERSION,
        "as_of": site.as_of.isoformat(),
        "types": {name: _type(kind) for name, kind in sorted(used.items())},
        "documents": [documents.entry(document) for document in listed],
    }


def _type(kind: DocumentType) -> dict[str, Any]:
    return {
        "label": labels(kind.label),
        "plural": labels(kind.plural),
        "statuses": [
            {"name": state.name, "label": labels(state.label), "stage": state.stage, "side": state.side}
            for state in kind.statuses.values()
        ],
    }
