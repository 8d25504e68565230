"""To name the file of each document by its id, or by a digest of its path where the id cannot be a name."""

import re
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from prdkit.link.site import Site

_NAME = re.compile(r"\w[\w.-]{0,99}")
_RESERVED = frozenset(("index", "findings", "schema"))
_DIGEST = re.compile(r"_[0-9a-f]{16}")


def names(site: Site) -> Mapping[str, str]:
    """By the path of a document, the name of its file without the ending.

    Ids that differ in capitals alone would be one file on some disks: they have digests, as doubled ids do.
    """
    spelt = Counter(document.id.casefold() for document in site.documents)
    return {
        one.path: one.id if _is_name(one.id) and spelt[one.id.casefold()] == 1 else f"_{_digest(one.path)}"
        for one in site.documents
    }


def _is_name(word: str) -> bool:
    if not _NAME.fullmatch(word) or word.endswith(".") or _DIGEST.fullmatch(word):
        return False
    return word.casefold() not in _RESERVED and len(word.encode()) <= 200


def _digest(path: str) -> str:
    return sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:16]
