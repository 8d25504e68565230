"""To see that the values of a field name documents: by id, by what prose calls them, by path or by address."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from prdkit.adopt.words import fold, words

_NEARLY_ALL = 0.98
_ADDRESS = re.compile(r"https?://[^\s/?#]+/(?P<path>[^\s?#]+?)/?(?:#\S*)?")


@dataclass(frozen=True)
class Names:
    """What documents of one type are called: ids, the pattern of prose, paths with and without ending."""

    ids: frozenset[str]
    spoken: re.Pattern[str] | None = None
    paths: frozenset[str] = field(default_factory=frozenset)


def names_of(ids: Collection[str], pattern: str, mention: str, paths: Iterable[str]) -> Names:
    """The names of documents with some ids, of a pattern, at some paths."""
    inner = f"(?P<id>{pattern or '[A-Za-z0-9_.-]+'})"
    spoken = re.compile(mention.replace("{id}", inner)) if mention else None
    return Names(frozenset(ids), spoken, frozenset(way for path in paths for way in _ways(path)))


def _ways(path: str) -> tuple[str, ...]:
    """How a path may be written: whole, without its ending, and as the folder of a README."""
    stem, _, _ = path.rpartition(".")
    folder, _, name = path.rpartition("/")
    return (path, stem, folder) if folder and name.lower().startswith(("readme.", "index.")) else (path, stem)


def reference(key: str, texts: Sequence[str], known: Mapping[str, Names]) -> dict[str, object]:
    """What a `ref` says if nearly all of some texts name documents of one type; empty where they do not.

    A bare number names a document only under a key that is called so.
    """
    if len(texts) < 3 or len(set(texts)) < 2:
        return {}
    told = fold(key) in words().references
    for kind, names in known.items():
        ways = [_way(text, names, told) for text in texts]
        if sum(map(bool, ways)) >= _NEARLY_ALL * len(texts):
            used = [way for way in ("id", "path", "url") if way in ways]
            return {"type": "ref", "types": [kind], **({"by": used} if used != ["id"] else {})}
    return {}


def _way(text: str, names: Names, told: bool) -> str:
    """How a text names a document, empty where it does not."""
    bare = text.removeprefix("#")
    if bare in names.ids and (told or not bare.isdecimal()):
        return "id"
    spoken = names.spoken.fullmatch(text) if names.spoken is not None else None
    if spoken is not None and spoken["id"] in names.ids:
        return "id"
    if "/" in text and text.strip("/").partition("#")[0] in names.paths:
        return "path"
    address = _ADDRESS.fullmatch(text)
    return "url" if address is not None and _ends_in(address["path"], names.paths) else ""


def _ends_in(path: str, paths: Collection[str]) -> bool:
    """Whether the end of an address is the path of a document, with a folder in it."""
    parts = path.split("/")
    return any("/".join(parts[index:]) in paths for index in range(len(parts) - 1))
