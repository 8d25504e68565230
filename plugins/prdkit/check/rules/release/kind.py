"""To tell a release and its version."""

import re

from prdkit.model.document import Document

VERSION = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?")


def is_release(document: Document) -> bool:
    """Whether a document is one that its version names."""
    return "{version}" in document.type.id_format


def version_of(document: Document) -> str:
    """The version as it is written, or empty."""
    return str(document.values.get("version") or "")
