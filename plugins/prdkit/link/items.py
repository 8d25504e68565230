"""To read what one value of a `ref` field names: a document by its id, its path or its address, and a part of it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

from prdkit.config.fields import Field

Way: TypeAlias = tuple[str, str]
"""One way that a value may lead to a document: `id`, `path` (below the project) or `url`, and what it says."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|//")
_LINK = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<way>[^()\s]*)\)")
_MARKDOWN = re.compile(r"\.(?:md|markdown|mdown|mkdn|mkd)$", re.IGNORECASE)


class Item(NamedTuple):
    """What a value names: the words to show and to look for, the part behind `#`, and the ways to try in turn."""

    target: str
    anchor: str
    ways: tuple[Way, ...]


def read_item(word: str, spec: Field, holder: str, prefix: str) -> Item:
    """What a value names in the file at the path `holder`. The paths of all documents begin with `prefix`."""
    said = word.strip()
    by = spec.by or ("id",)
    for found in filter(None, (compiled(regex).fullmatch(said) for regex in spec.match)):
        return _matched(found, said, prefix)
    said = bare(said)
    if (link := _LINK.fullmatch(said)) is not None:
        said = link["words"].strip() if by == ("id",) else link["way"]
    if _ADDRESS.match(said):
        return Item(said, "", (("url", said),) if "url" in by else ())
    name, _, anchor = said.removeprefix("#").partition("#")
    ways: list[Way] = [("id", name.strip())] if "id" in by else []
    ways += [("path", path) for path in _paths(name, holder, prefix)] if "path" in by else []
    return Item(name.strip(), anchor.strip(), tuple(ways))


def _matched(found: re.Match[str], said: str, prefix: str) -> Item:
    named = {name: words for name, words in found.groupdict().items() if words}
    path, _, anchor = named.get("path", "").partition("#")
    if "id" in named:
        return Item(said, named.get("anchor", ""), (("id", named["id"]),))
    return Item(said, named.get("anchor", anchor), tuple(("path", way) for way in _rooted(path, prefix)))


def bare(said: str) -> str:
    """A value without the brackets that make it a link in a text."""
    said = said.strip()
    if said.startswith("[["):
        return said.removeprefix("[[").removesuffix("]]").partition("|")[0].strip()
    return said[1:-1] if said.startswith("<") and said.endswith(">") else said


def _paths(said: str, holder: str, prefix: str) -> Iterator[str]:
    """The places that a path may mean: beside the file that says it, below docs_dir, below the project."""
    path = unquote(said).strip()
    if not path or "\0" in path:
        return
    if not path.startswith("/"):
        yield from _spelt_out(normpath(join(dirname(holder), path)))
    if not path.startswith("."):
        yield from _rooted(path, prefix)


def _rooted(path: str, prefix: str) -> Iterator[str]:
    bare = normpath(unquote(path).strip("/"))
    for root in dict.fromkeys((prefix, "")):
        yield from _spelt_out(f"{root}{bare}")


def _spelt_out(path: str) -> Iterator[str]:
    """A path, and the files that it may mean where it leaves out the ending or the name of the file."""
    if path.startswith(".."):
        return
    yield path
    if not _MARKDOWN.search(path):
        yield from (f"{path}.md", f"{path}/README.md", f"{path}/index.md")


@lru_cache(maxsize=256)
def compiled(regex: str) -> re.Pattern[str]:
    """A regular expression of a field, made once."""
    return re.compile(regex)


def path_of(address: str) -> tuple[str, str]:
    """The path in the address of a page, without its host, and the part behind `#`."""
    bare, _, anchor = address.partition("#")
    bare = bare.partition("?")[0].partition("//")[2]
    return unquote(bare.partition("/")[2]).strip("/"), anchor
